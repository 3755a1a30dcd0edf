"""Dates as values of `datetime`."""

import calendar
import datetime

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "the next day that holds",
    "date next previous business working day weekday weekend saturday sunday monday friday until after before",
    cost=6,
    DAY=given("h"),
    STEP=const(1, -1, mined=False),
    HOLDS=test(
        "day: day.weekday() < 5",
        "day: day.weekday() >= 5",
        "day: day.weekday() == 0",
        "day: day.weekday() == 4",
        "day: day.weekday() == 6",
        "day: day.day == 1",
        only=True,
    ),
)
def next_day(DAY, STEP, HOLDS):
    day = DAY + datetime.timedelta(days=STEP)
    while not HOLDS(day):
        day += datetime.timedelta(days=STEP)
    return day


@skeleton(
    "a day moved by some that hold",
    "business working weekday skip weekend deadline",
    cost=9,
    DAY=given("h"),
    COUNT=given("i"),
    HOLDS=test("day: day.weekday() < 5", "day: day.weekday() >= 5", only=True),
)
def moved_by_days(DAY, COUNT, HOLDS):
    day, left = DAY, COUNT
    while left > 0:
        day += datetime.timedelta(days=1)
        if HOLDS(day):
            left -= 1
    return day


@skeleton(
    "a day moved by months",
    "date add month after later year plus subscription billing renew",
    cost=7,
    DAY=given("h"),
    N=given("i"),
    MONTHS=value("n: n", "n: n * 12", "n: -n", only=True),
)
def moved_by_months(DAY, N, MONTHS):
    years, month = divmod(DAY.month - 1 + MONTHS(N), 12)
    year, month = DAY.year + years, month + 1
    return DAY.replace(year=year, month=month, day=min(DAY.day, calendar.monthrange(year, month)[1]))


@skeleton(
    "a day of the same month or week",
    "date last end month first begin week monday quarter start",
    cost=6,
    DAY=given("h"),
    OTHER=value(
        "day: day.replace(day=calendar.monthrange(day.year, day.month)[1])",
        "day: day.replace(day=1)",
        "day: day - datetime.timedelta(days=day.weekday())",
        "day: day + datetime.timedelta(days=6 - day.weekday())",
        "day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)",
        "day: day.replace(month=1, day=1)",
        only=True,
    ),
)
def day_beside(DAY, OTHER):
    return OTHER(DAY)


@skeleton(
    "days between two days",
    "date range list day between all every weekday business working count weekend inclusive from",
    cost=7,
    FIRST=given("h"),
    LAST=given("h"),
    MORE=const(1, 0, mined=False),
    KEEP=test("day: True", "day: day.weekday() < 5", "day: day.weekday() >= 5", "day: day.day == 1", only=True),
)
def days_between(FIRST, LAST, MORE, KEEP):
    days = [FIRST + datetime.timedelta(days=n) for n in range((LAST - FIRST).days + MORE)]
    return [day for day in days if KEEP(day)]


@skeleton(
    "whole years between two days",
    "age birth birthday year old born anniversar complete whole month",
    cost=6,
    BORN=given("h"),
    TODAY=given("h"),
    RESULT=value("years, months: years", "years, months: months", "years, months: years >= 18", only=True),
)
def years_between(BORN, TODAY, RESULT):
    months = (TODAY.year - BORN.year) * 12 + TODAY.month - BORN.month - (TODAY.day < BORN.day)
    return RESULT(months // 12, months)
