from typing import Any, List


def flatten(nested: List[Any]) -> List[Any]:
    """Flatten lists in lists, however deep, into one list."""


assert flatten([1, [2, 3], [4, [5]]]) == [1, 2, 3, 4, 5]
assert flatten([[["a"]], "b"]) == ["a", "b"]
assert flatten([]) == []
