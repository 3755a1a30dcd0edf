from typing import Dict, List


def unique_names(names: List[str]) -> List[str]:
    first: Dict[str, str] = {}
    for name in names:
        first.setdefault(name.lower(), name)
    return list(first.values())


assert unique_names([]) == []
assert unique_names(["b", "a", "B", "A", "c"]) == ["b", "a", "c"]
assert unique_names(["eve", "Eve", "adam", "EVE", "ADAM"]) == ["eve", "adam"]
assert unique_names(["Zoe", "zoey"]) == ["Zoe", "zoey"]
