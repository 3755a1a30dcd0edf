from datetime import date


def days_between(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


assert days_between("2023-02-28", "2023-03-01") == 1
assert days_between("1999-12-31", "2000-01-01") == 1
assert days_between("2000-01-01", "2001-01-01") == 366
assert days_between("2024-03-10", "2024-03-01") == -9
