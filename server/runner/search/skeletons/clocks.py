"""Times of day."""

import datetime
import re

from .skeleton import const, given, skeleton, value

#: Usual formats, with and without a date.
FORMATS = ("%H:%M", "%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%I:%M %p")


@skeleton(
    "between two times",
    "time minute hour second between differ elapsed duration timestamp interval",
    cost=6,
    FIRST=given("s"),
    SECOND=given("s"),
    FORMAT=const(*FORMATS, mined=False),
    RESULT=value(
        "seconds: seconds // 60",
        "seconds: seconds",
        "seconds: seconds / 3600",
        "seconds: seconds // 60 % 1440",
        "seconds: abs(seconds) // 60",
        "seconds: f'{seconds // 3600:02}:{seconds // 60 % 60:02}'",
        "seconds: f'{seconds // 3600}h {seconds // 60 % 60}m'",
    ),
)
def time_between(FIRST, SECOND, FORMAT, RESULT):
    first = datetime.datetime.strptime(FIRST, FORMAT)
    second = datetime.datetime.strptime(SECOND, FORMAT)
    seconds = int((second - first).total_seconds())
    return RESULT(seconds)


@skeleton(
    "hours and minutes of a text",
    "time minute hour convert clock hh mm 12 24 am pm midnight format angle since total second",
    cost=6,
    TEXT=given("s"),
    RESULT=value(
        "hours, minutes: hours * 60 + minutes",
        "hours, minutes: f'{hours % 12 or 12}:{minutes:02} ' + ('AM' if hours < 12 else 'PM')",
        "hours, minutes: f'{hours % 12 or 12:02}:{minutes:02} ' + ('AM' if hours < 12 else 'PM')",
        "hours, minutes: f'{hours % 12 or 12}:{minutes:02}' + ('am' if hours < 12 else 'pm')",
        "hours, minutes: hours + minutes / 60",
        "hours, minutes: hours * 3600 + minutes * 60",
        "hours, minutes: f'{hours % 12 or 12}:{minutes:02} ' + ('am' if hours < 12 else 'pm')",
        "hours, minutes: f'{hours % 12 or 12:02}:{minutes:02}' + ('AM' if hours < 12 else 'PM')",
        "hours, minutes: min(abs(30 * hours - 5.5 * minutes) % 360, 360 - abs(30 * hours - 5.5 * minutes) % 360)",
        "hours, minutes: hours < 24 and minutes < 60",
    ),
)
def of_clock(TEXT, RESULT):
    hours, minutes = map(int, TEXT.split(":"))
    return RESULT(hours, minutes)


@skeleton(
    "a time with am or pm",
    "time convert 12 24 hour am pm military clock",
    cost=6,
    TEXT=given("s"),
    RESULT=value(
        "hours, minutes: f'{hours:02}:{minutes:02}'",
        "hours, minutes: hours * 60 + minutes",
        "hours, minutes: f'{hours}:{minutes:02}'",
        only=True,
    ),
)
def from_half_day(TEXT, RESULT):
    hours, minutes = map(int, re.findall(r"\d+", TEXT)[:2])
    hours = hours % 12 + (12 if "p" in TEXT.lower() else 0)
    return RESULT(hours, minutes)


@skeleton(
    "move a clock by minutes",
    "time add minute clock later hour hh mm wrap midnight after plus",
    cost=6,
    TEXT=given("s"),
    N=given("i"),
    TOTAL=value("total, n: total + n", "total, n: total - n", "total, n: total + n * 60"),
)
def moved_clock(TEXT, N, TOTAL):
    hours, minutes = map(int, TEXT.split(":"))
    hours, minutes = divmod((TOTAL(hours * 60 + minutes, N)) % 1440, 60)
    return f"{hours:02}:{minutes:02}"


@skeleton(
    "add up clock times",
    "time add sum total duration list hh mm minute hour second",
    cost=7,
    XS=given("q"),
    SHOWN=value("whole, rest: f'{whole:02}:{rest:02}'", "whole, rest: f'{whole}:{rest:02}'", "whole, rest: whole * 60 + rest", only=True),
)
def clock_sum(XS, SHOWN):
    total = 0
    for text in XS:
        whole, rest = map(int, text.split(":"))
        total += whole * 60 + rest
    return SHOWN(total // 60, total % 60)
