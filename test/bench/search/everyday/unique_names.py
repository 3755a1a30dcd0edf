from typing import List


def unique_names(names: List[str]) -> List[str]:
    """Remove names that occur before in another case; the first spelling stays."""


assert unique_names(["Ann", "bob", "ANN", "Bob", "Cy"]) == ["Ann", "bob", "Cy"]
assert unique_names(["x", "X", "x"]) == ["x"]
assert unique_names(["One", "Two"]) == ["One", "Two"]
