"""Formulas `(x - c) * p / q` and `x * a + b` through the examples' points: conversions, whose constants stand in no example."""

from fractions import Fraction
from typing import Any, Iterator, Optional, Sequence, Tuple

#: The greatest denominator of a slope, and the most digits of a constant.
MOST_DENOMINATOR = 1000
MOST_DIGITS = 9
#: Two points lie on some line always; a third one says that it is no chance.
COST = 10
TWO_POINTS = 4
HOW = "a line through the examples"
WORDS = ("convert", "formula", "rate", "linear", "degree", "fahrenheit", "celsius", "kilomet", "mile", "currenc", "price", "fee")


def formulas(name: str, given: Sequence[Any], wanted: Sequence[Any]) -> Iterator[Tuple[str, int]]:
    """Expressions of one parameter, each with its cost. They may miss a value by rounding."""
    if not all(type(one) in (int, float) for one in (*given, *wanted)):
        return
    try:
        points = {_exact(x): _exact(y) for x, y in zip(given, wanted)}
    except (ValueError, OverflowError):  # NaN and infinities
        return
    if len(points) < 2:
        return
    (x0, y0), (x1, y1), *_ = points.items()
    slope = (y1 - y0) / (x1 - x0)
    cost = COST + (TWO_POINTS if len(points) == 2 else 0)
    if slope == 0:
        return
    number = _short(slope)
    ratio = slope.limit_denominator(MOST_DENOMINATOR)
    for text, exact in ((number and "* " + number, slope), (_ratio(ratio), ratio)):
        if text is None:
            continue
        root = _short(x0 - y0 / exact)
        shift = _short(y0 - x0 * exact)
        if root is not None:
            yield "%s %s" % (_less(name, root), text), cost
        if shift is not None and shift != "0":
            yield _plus("%s %s" % (name, text), shift), cost


def _exact(number: Any) -> Fraction:
    return Fraction(repr(number)) if type(number) is float else Fraction(number)


def _short(number: Fraction) -> Optional[str]:
    """As a person writes it; None for what has no short decimal form."""
    if number.denominator == 1:
        text = str(number.numerator)
    else:
        text = repr(float(number))
        if "e" in text or Fraction(text) != number:
            return None
    return text if len(text.lstrip("-").replace(".", "")) <= MOST_DIGITS else None


def _ratio(slope: Fraction) -> Optional[str]:
    if slope.denominator == 1:
        return None
    return "/ %d" % slope.denominator if slope.numerator == 1 else "* %d / %d" % (slope.numerator, slope.denominator)


def _less(name: str, root: str) -> str:
    if root == "0":
        return name
    return "(%s + %s)" % (name, root[1:]) if root.startswith("-") else "(%s - %s)" % (name, root)


def _plus(text: str, shift: str) -> str:
    return "%s - %s" % (text, shift[1:]) if shift.startswith("-") else "%s + %s" % (text, shift)
