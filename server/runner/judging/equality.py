"""What equality means in a check: the expected value has the last word."""

import sys
import types
from typing import Any


def equal(left: Any, right: Any, swapped: bool) -> Any:
    """`left == right`; where the class of the result compares by code of its own, the expected value is asked as well.

    An instance may carry what it compares by, such as a tolerance: then the expected value's own counts. `swapped`: that is `left`.
    """
    alike = left == right
    actual, expected = (right, left) if swapped else (left, right)
    if alike is True and isinstance(getattr(type(actual), "__eq__", None), types.FunctionType) and (expected == actual) is False:
        return False
    return alike


def guard_approximate() -> None:
    """Where pytest is in use: an array without elements is near to no number, of which pytest asks each."""
    api: Any = sys.modules.get("_pytest.python_api")
    scalar: Any = getattr(api, "ApproxScalar", None)
    compare = scalar.__eq__ if scalar is not None else None
    if compare is None or getattr(compare, "__module__", None) == __name__:
        return

    def __eq__(self: Any, actual: Any) -> Any:
        if hasattr(actual, "shape") and getattr(actual, "size", None) == 0:
            return False
        return compare(self, actual)

    scalar.__eq__ = __eq__
