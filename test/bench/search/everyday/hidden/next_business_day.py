from datetime import date, timedelta


def next_business_day(day: date) -> date:
    after = day + timedelta(days=1)
    while after.weekday() >= 5:
        after += timedelta(days=1)
    return after


assert next_business_day(date(2024, 5, 12)) == date(2024, 5, 13)
assert next_business_day(date(2024, 12, 31)) == date(2025, 1, 1)
assert next_business_day(date(2024, 2, 28)) == date(2024, 2, 29)
assert next_business_day(date(2023, 12, 29)) == date(2024, 1, 1)
