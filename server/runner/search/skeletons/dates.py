"""Dates written in a format."""

import calendar
import datetime

from .skeleton import const, given, skeleton, test, value

#: Usual formats.
FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d")


@skeleton(
    "between two dates",
    "date day between differ week apart elapsed until days from number interval",
    cost=6,
    FIRST=given("s"),
    SECOND=given("s"),
    FORMAT=const(*FORMATS, mined=False),
    RESULT=value(
        "gap: gap.days", "gap: abs(gap.days)", "gap: gap.days // 7", "gap: gap.days + 1", "gap: abs(gap.days) // 7", "gap: gap.days > 0"
    ),
)
def between(FIRST, SECOND, FORMAT, RESULT):
    first = datetime.datetime.strptime(FIRST, FORMAT)
    second = datetime.datetime.strptime(SECOND, FORMAT)
    return RESULT(second - first)


@skeleton(
    "what a date is",
    "date weekday day week name month quarter year weekend number format convert reformat iso day-of-year",
    cost=6,
    TEXT=given("s"),
    FORMAT=const(*FORMATS, "%B %d, %Y", "%d %B %Y", "%d %b %Y", "%b %d, %Y", "%Y%m%d", mined=False),
    RESULT=value(
        "date: date.strftime('%A')",
        "date: date.strftime('%d/%m/%Y')",
        "date: date.strftime('%Y-%m-%d')",
        "date: date.strftime('%a')",
        "date: date.weekday()",
        "date: date.weekday() >= 5",
        "date: date.strftime('%m/%d/%Y')",
        "date: date.strftime('%d.%m.%Y')",
        "date: date.timetuple().tm_yday",
        "date: (date.month - 1) // 3 + 1",
        "date: f'Q{(date.month - 1) // 3 + 1}'",
        "date: date.isoweekday()",
        "date: date.strftime('%B %d, %Y')",
        "date: f'{date:%B} {date.day}, {date.year}'",
        "date: f'{date.day} {date:%B} {date.year}'",
        "date: date.strftime('%d %b %Y')",
        "date: date.isocalendar()[1]",
        "date: date.strftime('%B')",
        "date: (date.year, date.month, date.day)",
        "date: date.weekday() < 5",
        "date: date.strftime('%d-%m-%Y')",
        "date: date.strftime('%Y%m%d')",
        "date: date.month",
        "date: date.year",
        only=True,
    ),
)
def of_date(TEXT, FORMAT, RESULT):
    date = datetime.datetime.strptime(TEXT, FORMAT)
    return RESULT(date)


@skeleton(
    "move a date by a number of days",
    "date add day after before later shift plus week subtract deadline due next previous",
    cost=6,
    TEXT=given("s"),
    N=given("i"),
    FORMAT=const(*FORMATS, mined=False),
    GAP=value("n: datetime.timedelta(days=n)", "n: datetime.timedelta(weeks=n)", "n: datetime.timedelta(days=-n)", only=True),
)
def moved_date(TEXT, N, FORMAT, GAP):
    date = datetime.datetime.strptime(TEXT, FORMAT) + GAP(N)
    return date.strftime(FORMAT)


@skeleton(
    "the day beside a date",
    "date next previous tomorrow yesterday day after before week month first last end start monday",
    cost=7,
    TEXT=given("s"),
    FORMAT=const(*FORMATS, mined=False),
    OTHER=value(
        "date: date + datetime.timedelta(days=1)",
        "date: date - datetime.timedelta(days=1)",
        "date: date + datetime.timedelta(weeks=1)",
        "date: date - datetime.timedelta(days=date.weekday())",
        "date: date.replace(day=1)",
        "date: (date.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)",
        "date: (date.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)",
        "date: date + datetime.timedelta(days={4: 3, 5: 2}.get(date.weekday(), 1))",
        "date: date + datetime.timedelta(days=7 - date.weekday())",
        only=True,
    ),
)
def beside(TEXT, FORMAT, OTHER):
    date = datetime.datetime.strptime(TEXT, FORMAT)
    return OTHER(date).strftime(FORMAT)


@skeleton(
    "move a date by a number of months",
    "date add month after later year shift plus subscription end billing",
    cost=8,
    TEXT=given("s"),
    N=given("i"),
    FORMAT=const(*FORMATS, mined=False),
    MONTHS=value("n: n", "n: n * 12", "n: -n", only=True),
)
def moved_months(TEXT, N, FORMAT, MONTHS):
    date = datetime.datetime.strptime(TEXT, FORMAT)
    years, month = divmod(date.month - 1 + MONTHS(N), 12)
    year, month = date.year + years, month + 1
    day = min(date.day, calendar.monthrange(year, month)[1])
    return date.replace(year=year, month=month, day=day).strftime(FORMAT)


@skeleton(
    "move a date by working days",
    "business working day date add weekday skip weekend deadline",
    cost=8,
    TEXT=given("s"),
    N=given("i"),
    FORMAT=const(*FORMATS, mined=False),
)
def moved_workdays(TEXT, N, FORMAT):
    date = datetime.datetime.strptime(TEXT, FORMAT)
    left = N
    while left > 0:
        date += datetime.timedelta(days=1)
        if date.weekday() < 5:
            left -= 1
    return date.strftime(FORMAT)


@skeleton(
    "all dates between two dates",
    "date range list day between all every weekday business working count weekend inclusive",
    cost=7,
    FIRST=given("s"),
    LAST=given("s"),
    FORMAT=const(*FORMATS, mined=False),
    MORE=const(1, 0, mined=False),
    KEEP=test("day: True", "day: day.weekday() < 5", "day: day.weekday() >= 5", "day: day.weekday() == 0", "day: day.day == 1", only=True),
)
def dates(FIRST, LAST, FORMAT, MORE, KEEP):
    first = datetime.datetime.strptime(FIRST, FORMAT)
    last = datetime.datetime.strptime(LAST, FORMAT)
    days = [first + datetime.timedelta(days=n) for n in range((last - first).days + MORE)]
    return [day.strftime(FORMAT) for day in days if KEEP(day)]


@skeleton(
    "a person's age in years",
    "age birth birthday year old born anniversar person complete whole",
    cost=6,
    BORN=given("s"),
    TODAY=given("s"),
    FORMAT=const(*FORMATS, mined=False),
    RESULT=value("years, months: years", "years, months: months", "years, months: (years, months % 12)", "years, months: years >= 18"),
)
def age(BORN, TODAY, FORMAT, RESULT):
    born = datetime.datetime.strptime(BORN, FORMAT)
    today = datetime.datetime.strptime(TODAY, FORMAT)
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return RESULT(months // 12, months)


@skeleton(
    "whether a text is a date",
    "valid date check real calendar is correct format exist time",
    cost=6,
    TEXT=given("s"),
    FORMAT=const(*FORMATS, "%H:%M", "%H:%M:%S", mined=False),
)
def valid_date(TEXT, FORMAT):
    try:
        datetime.datetime.strptime(TEXT, FORMAT)
        valid = True
    except ValueError:
        valid = False
    return valid


@skeleton(
    "sort by date",
    "sort date chronolog order earliest latest newest oldest recent first",
    cost=6,
    XS=given("q"),
    FORMAT=const(*FORMATS, "%H:%M", "%Y-%m-%d %H:%M", mined=False),
)
def by_date(XS, FORMAT):
    return sorted(XS, key=lambda text: datetime.datetime.strptime(text, FORMAT))
