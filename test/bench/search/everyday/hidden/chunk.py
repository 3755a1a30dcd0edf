from typing import List, TypeVar

T = TypeVar("T")


def chunk(items: List[T], size: int) -> List[List[T]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


assert chunk([1, 2, 3], 1) == [[1], [2], [3]]
assert chunk([1, 2], 5) == [[1, 2]]
assert chunk(list(range(7)), 3) == [[0, 1, 2], [3, 4, 5], [6]]
assert chunk(["x", "y", "z", "w"], 2) == [["x", "y"], ["z", "w"]]
