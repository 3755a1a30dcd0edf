from typing import List


def longest_streak(days: List[bool]) -> int:
    """Return the length of the longest run of days in a row on which the habit was kept."""


assert longest_streak([True, True, False, True, True, True]) == 3
assert longest_streak([False, False]) == 0
assert longest_streak([True, False, True]) == 1
