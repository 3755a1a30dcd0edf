from datetime import date


def next_business_day(day: date) -> date:
    """Return the next day that is not a Saturday or Sunday."""


assert next_business_day(date(2024, 5, 6)) == date(2024, 5, 7)
assert next_business_day(date(2024, 5, 10)) == date(2024, 5, 13)
assert next_business_day(date(2024, 5, 11)) == date(2024, 5, 13)
