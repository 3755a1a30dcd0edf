from typing import List


def median(numbers: List[float]) -> float:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


assert median([1, 100]) == 50.5
assert median([5, 1, 1, 1, 90]) == 1
assert median([9, -3, 4, 4]) == 4
assert median([10, 2, 38, 23, 38, 23, 21]) == 23
assert median([0.5, 0.1, 0.9, 1.7]) == 0.7
