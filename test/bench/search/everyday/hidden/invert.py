from typing import Dict, List


def invert(owners: Dict[str, str]) -> Dict[str, List[str]]:
    files: Dict[str, List[str]] = {}
    for file, owner in owners.items():
        files.setdefault(owner, []).append(file)
    return files


assert invert({"1": "a", "2": "a", "3": "a"}) == {"a": ["1", "2", "3"]}
assert invert({"p": "q", "q": "p"}) == {"q": ["p"], "p": ["q"]}
assert invert({"k": "x", "l": "y", "m": "x", "n": "y"}) == {"x": ["k", "m"], "y": ["l", "n"]}
