"""Equality in a check: the expected value decides last."""

import sys
import types
from typing import Any


def equal(left: Any, right: Any, swapped: bool) -> Any:
    """`left == right`; if the result's class compares with its own code, the expected value must agree.

    An instance may have its own tolerance, or the like: then the expected value's comparison counts. `swapped` says that it is `left`.
    """
    same = alike(left, right)
    actual, expected = (right, left) if swapped else (left, right)
    if same is True and isinstance(getattr(type(actual), "__eq__", None), types.FunctionType) and (expected == actual) is False:
        return False
    return same


def alike(left: Any, right: Any) -> Any:
    """`left == right`. Arrays compare element by element: one without elements does not equal one with elements."""
    same = left == right
    return _nothing_alike() if _is_vacuous(same, left, right) else same


def _is_vacuous(same: Any, left: Any, right: Any) -> bool:
    """Whether an array without elements was compared element by element with one that has some."""
    numpy: Any = sys.modules.get("numpy")
    if numpy is None or type(same) is not numpy.ndarray or same.size:
        return False
    return bool(_size(numpy, left)) != bool(_size(numpy, right))


def _size(numpy: Any, value: Any) -> int:
    """The number of elements; a scalar has one, whatever its type."""
    try:
        return int(numpy.size(value))
    except Exception:  # noqa: BLE001 - a user's value may raise anything
        return 1


def _nothing_alike() -> Any:
    """A false value for `all`, `any` and `assert`."""
    return sys.modules["numpy"].array(False)


def guard_arrays() -> None:
    """If numpy is in use, an array without elements is close to none with elements."""
    numpy: Any = sys.modules.get("numpy")
    # Except `isclose`, which compares each element.
    _wrap(numpy, "allclose", lambda close: _is_close(numpy, close))
    for module in ("numpy.testing._private.utils", "numpy.testing"):
        for name in ("assert_array_compare", "assert_allclose", "assert_array_equal", "assert_equal", "assert_almost_equal"):
            _wrap(sys.modules.get(module), name, lambda check: _checks(numpy, check))


def _wrap(module: Any, name: str, make: Any) -> None:
    known = getattr(module, name, None)
    if known is None or getattr(known, "__module__", None) == __name__:
        return
    made = make(known)
    made.__name__, made.__doc__, made.__wrapped__ = name, known.__doc__, known
    setattr(module, name, made)


def _is_close(numpy: Any, close: Any) -> Any:
    def allclose(a: Any, b: Any, *more: Any, **named: Any) -> Any:
        return bool(_size(numpy, a)) == bool(_size(numpy, b)) and close(a, b, *more, **named)

    return allclose


def _checks(numpy: Any, check: Any) -> Any:
    def checked(*given: Any, **named: Any) -> Any:
        values = [one for one in given if not callable(one)][:2]
        values += [named[name] for name in ("x", "y", "actual", "desired") if name in named]
        arrays = any(isinstance(one, numpy.ndarray) for one in values)
        if arrays and len(values) == 2 and bool(_size(numpy, values[0])) != bool(_size(numpy, values[1])):
            raise AssertionError("one of the arrays has no elements")
        return check(*given, **named)

    return checked


def guard_approximate() -> None:
    """If pytest is in use, an array without elements is close to no number, although pytest compares each element."""
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
