"""Years, months and weekdays as numbers and names."""

import calendar
import datetime

from .skeleton import given, skeleton, value


@skeleton(
    "what the date of a year, month and day is",
    "date weekday day week name month year weekend number calendar",
    cost=7,
    YEAR=given("i"),
    MONTH=given("i"),
    DAY=given("i"),
    RESULT=value(
        "date: date.strftime('%A')",
        "date: date.weekday()",
        "date: date.timetuple().tm_yday",
        "date: date.isoformat()",
        "date: date.weekday() >= 5",
        "date: date.strftime('%a')",
        "date: date.isoweekday()",
        only=True,
    ),
)
def of_numbers(YEAR, MONTH, DAY, RESULT):
    date = datetime.date(YEAR, MONTH, DAY)
    return RESULT(date)


@skeleton(
    "leap years",
    "leap year february gregorian days in is",
    cost=4,
    YEAR=given("i"),
    RESULT=value("leap: leap", "leap: 366 if leap else 365", "leap: 29 if leap else 28", only=True),
)
def leap_year(YEAR, RESULT):
    year = YEAR
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return RESULT(leap)


@skeleton(
    "days of a month",
    "days in month number year calendar leap february last",
    cost=5,
    YEAR=given("i"),
    MONTH=given("i"),
)
def month_length(YEAR, MONTH):
    return calendar.monthrange(YEAR, MONTH)[1]


@skeleton(
    "names of the calendar",
    "month name weekday day number convert abbreviat calendar week",
    cost=6,
    N=given("i"),
    NAME=value(
        "n: calendar.month_name[n]",
        "n: calendar.day_name[n]",
        "n: calendar.month_abbr[n]",
        "n: calendar.day_name[n - 1]",
        "n: calendar.day_abbr[n]",
        "n: calendar.day_name[(n - 1) % 7]",
        "n: ['Winter', 'Spring', 'Summer', 'Autumn'][n % 12 // 3]",
        "n: ['winter', 'spring', 'summer', 'autumn'][n % 12 // 3]",
        "n: (n - 1) // 3 + 1",
        only=True,
    ),
)
def calendar_name(N, NAME):
    return NAME(N)


@skeleton(
    "number of a name of the calendar",
    "month name weekday number convert index",
    cost=6,
    TEXT=given("s"),
    NUMBER=value(
        "name: list(calendar.month_name).index(name)",
        "name: list(calendar.day_name).index(name)",
        "name: list(calendar.month_abbr).index(name[:3])",
        "name: list(calendar.day_abbr).index(name[:3])",
        "name: list(calendar.day_name).index(name) + 1",
        only=True,
    ),
)
def calendar_number(TEXT, NUMBER):
    return NUMBER(TEXT.capitalize())
