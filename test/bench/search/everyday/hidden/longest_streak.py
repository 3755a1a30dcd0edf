from typing import List


def longest_streak(days: List[bool]) -> int:
    best = current = 0
    for kept in days:
        current = current + 1 if kept else 0
        best = max(best, current)
    return best


assert longest_streak([]) == 0
assert longest_streak([True] * 7) == 7
assert longest_streak([True, True, True, False, True, True]) == 3
assert longest_streak([False, True, True, False, False, True, True, True, True, False]) == 4
