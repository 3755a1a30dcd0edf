def days_between(start: str, end: str) -> int:
    """Return the number of days from one date to another, both written as YYYY-MM-DD."""


assert days_between("2024-02-28", "2024-03-01") == 2
assert days_between("2023-01-01", "2023-12-31") == 364
assert days_between("2024-05-05", "2024-05-05") == 0
