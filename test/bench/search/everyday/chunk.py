from typing import List, TypeVar

T = TypeVar("T")


def chunk(items: List[T], size: int) -> List[List[T]]:
    """Split a list into parts of `size` items; the last part may be shorter."""


assert chunk([1, 2, 3, 4, 5], 2) == [[1, 2], [3, 4], [5]]
assert chunk(["a", "b", "c"], 3) == [["a", "b", "c"]]
assert chunk([], 4) == []
