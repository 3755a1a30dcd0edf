from typing import Dict, List


def invert(owners: Dict[str, str]) -> Dict[str, List[str]]:
    """Turn a dict of file to owner into a dict of owner to the list of files."""


assert invert({"a.py": "ann", "b.py": "bob", "c.py": "ann"}) == {"ann": ["a.py", "c.py"], "bob": ["b.py"]}
assert invert({"x": "me"}) == {"me": ["x"]}
assert invert({}) == {}
