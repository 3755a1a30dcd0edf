from typing import List


def moving_average(values: List[float], size: int) -> List[float]:
    """Return the average of each window of `size` neighbouring values."""


assert moving_average([1, 2, 3, 4], 2) == [1.5, 2.5, 3.5]
assert moving_average([3, 3, 9], 3) == [5.0]
assert moving_average([10, 20], 1) == [10.0, 20.0]
