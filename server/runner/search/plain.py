"""Values of Python's own classes beside numbers, text and collections: dates, decimals, fractions."""

import ast
import datetime
import decimal
import fractions
from typing import Any, Callable, Dict, Mapping, Tuple

#: A form that `marshal` knows, by the class.
_FORMS: Dict[type, Callable[[Any], Tuple[Any, ...]]] = {
    datetime.date: lambda value: (value.toordinal(),),
    datetime.datetime: lambda value: (value.isoformat(), str(value.tzinfo), value.fold),
    datetime.time: lambda value: (value.isoformat(), str(value.tzinfo), value.fold),
    datetime.timedelta: lambda value: (value.days, value.seconds, value.microseconds),
    decimal.Decimal: lambda value: (str(value),),
    fractions.Fraction: lambda value: (value.numerator, value.denominator),
}
CLASSES = tuple(_FORMS)
#: What a written value may call.
_CONSTRUCTORS = {*CLASSES, set, frozenset, bytes, tuple, list, dict}


def form_of(value: Any) -> Any:
    """The value with such forms in place of its parts, in an order that equal values share. Raises ValueError for anything else."""
    kind = value.__class__
    if kind in _FORMS:
        return (kind.__name__, *_FORMS[kind](value))
    if kind in (list, tuple):
        return (kind.__name__, *map(form_of, value))
    if kind in (set, frozenset):
        return (kind.__name__, *sorted(map(form_of, value), key=repr))
    if kind is dict:
        return ("dict", *sorted(((form_of(key), form_of(one)) for key, one in value.items()), key=repr))
    if value is None or kind in (int, float, complex, str, bool, bytes):
        return (kind.__name__, value)
    raise ValueError("no plain data")


def contains(value: Any, kind: type) -> bool:
    """Whether it, or a part of it, is of this class."""
    if isinstance(value, kind):
        return True
    if isinstance(value, dict):
        return any(contains(one, kind) for pair in value.items() for one in pair)
    return isinstance(value, (list, tuple, set, frozenset)) and any(contains(one, kind) for one in value)


def written(text: str, names: Mapping[str, Any]) -> Any:
    """The value of a literal, or of such a class called with literals under these names. Raises ValueError or SyntaxError."""
    tree = ast.parse(text.strip(), mode="eval").body
    try:
        return ast.literal_eval(tree)
    except ValueError:
        return _value(tree, names)


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        kind: Any = {ast.List: list, ast.Tuple: tuple, ast.Set: set}[type(node)]
        return kind(_value(one, names) for one in node.elts)
    if isinstance(node, ast.Dict) and None not in node.keys:
        return {_value(key, names): _value(one, names) for key, one in zip(node.keys, node.values) if key}
    if not isinstance(node, ast.Call):
        return ast.literal_eval(node)
    called = _named(node.func, names)
    if not any(called is one for one in _CONSTRUCTORS) or any(one.arg is None for one in node.keywords):
        raise ValueError("no plain data")
    try:
        return called(*[_value(one, names) for one in node.args], **{str(one.arg): _value(one.value, names) for one in node.keywords})
    except (ArithmeticError, TypeError, OverflowError) as error:
        raise ValueError(str(error)) from None


def _named(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """What a name or an attribute of a module stands for."""
    known = {
        "datetime": datetime,
        "decimal": decimal,
        "fractions": fractions,
        **{one.__name__: one for one in (set, frozenset, bytes)},
        **names,
    }
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = known.get(node.value.id)
        return getattr(owner, node.attr, None) if owner in (datetime, decimal, fractions) else None
    return None
