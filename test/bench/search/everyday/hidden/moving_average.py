from typing import List


def moving_average(values: List[float], size: int) -> List[float]:
    return [sum(values[start : start + size]) / size for start in range(len(values) - size + 1)]


assert moving_average([], 2) == []
assert moving_average([1], 2) == []
assert moving_average([2, 4, 6, 8, 10], 4) == [5.0, 7.0]
assert moving_average([0, -2, 2, 5], 2) == [-1.0, 0.0, 3.5]
