from typing import List


def median(numbers: List[float]) -> float:
    """Return the median of the numbers."""


assert median([3, 1, 2]) == 2
assert median([4, 1, 3, 2]) == 2.5
assert median([7]) == 7
