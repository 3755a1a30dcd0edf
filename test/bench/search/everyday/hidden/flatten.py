from typing import Any, List


def flatten(nested: List[Any]) -> List[Any]:
    flat: List[Any] = []
    for item in nested:
        flat.extend(flatten(item) if isinstance(item, list) else [item])
    return flat


assert flatten([1, 2]) == [1, 2]
assert flatten([[], [[]]]) == []
assert flatten([[1, [2, [3, [4, [5]]]]], 6]) == [1, 2, 3, 4, 5, 6]
assert flatten(["ab", ["cd", ["ef"]]]) == ["ab", "cd", "ef"]
