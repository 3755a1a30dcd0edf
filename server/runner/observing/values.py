"""A value as a tree of JSON that says what `==` would see. The code is closed: no method of the value's own class is called.

Each node is a list: its kind, then what it holds.

    ["none"] ["ellipsis"] ["bool", true] ["int", "12"] ["float", "1.5"] ["complex", "1+2j"] ["str", "a"] ["bytes", "ab"]
    ["list", [node, …]] ["tuple", [node, …]] ["set", [node, …]] ["dict", [[node, node], …]]
    ["iterator", [node, …]]         no two of them are equal: also the values of a dict
    ["array", "float64", node]      an array of numpy's
    ["plain", "Decimal('1.5')"]     what a constructor of the standard library makes
    ["member", "Color.RED"]         of an enumeration
    ["object", "Point", [["x", node], …]]
    ["opaque", "function"]          nothing is known but its type
    ["cut", "digest"]               more than is taken
"""

import datetime
import decimal
import enum
import fractions
import hashlib
import itertools
import types
import uuid
from collections import OrderedDict, deque
from typing import Any, Callable, Dict, FrozenSet, Iterable, List, Tuple

Tree = List[Any]

#: The most nodes of a value, characters of a string, items of an iterator, and levels.
MOST_NODES = 4000
MOST_CHARACTERS = 10000
MOST_ITEMS = 500
_DEEPEST = 60
#: The most bits of a number that is written out.
_MOST_BITS = 4096
#: Types whose own code is in C and shows the whole value.
_PLAIN = frozenset(
    (
        datetime.date,
        datetime.datetime,
        datetime.time,
        datetime.timedelta,
        datetime.timezone,
        decimal.Decimal,
        fractions.Fraction,
        range,
        slice,
        uuid.UUID,
    )
)
_EMPTY: List[Any] = []
_ITERABLE: List[Any] = [[], (), "", b"", {}, {}.values(), {}.items(), set(), range(0)]
#: Types of iterators, which only yield their items.
ITERATORS: FrozenSet[type] = frozenset(
    [type(iter(one)) for one in _ITERABLE]
    + [type(reversed(_EMPTY)), map, filter, zip, enumerate, types.GeneratorType]
    + [one for name, one in vars(itertools).items() if isinstance(one, type) and not name.startswith("_")]
)
_SETS: FrozenSet[type] = frozenset((type({}.keys()), type({}.items())))
_VALUES: type = type({}.values())
_NO_FIELDS = object()


def tree(value: Any, drains: bool = False) -> Tree:
    """With `drains`, iterators are read to their end, or to the limit; otherwise they stay unread."""
    return _Writer(drains).node(value, 0)


class _Writer:
    def __init__(self, drains: bool) -> None:
        self._left = MOST_NODES
        self._drains = drains
        self._open: List[int] = []

    def node(self, value: Any, depth: int) -> Tree:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            return ["cut", ""]
        kind = type(value)
        leaf = _LEAVES.get(kind)
        if leaf is not None:
            return leaf(value)
        if id(value) in self._open:
            return ["cut", "itself"]
        self._open.append(id(value))
        try:
            return self._compound(value, kind, depth + 1)
        finally:
            self._open.pop()

    def _compound(self, value: Any, kind: type, depth: int) -> Tree:
        if issubclass(kind, enum.Enum):
            return ["member", "%s.%s" % (kind.__name__, object.__getattribute__(value, "_name_"))]
        for base, name, items in _SEQUENCES:
            if issubclass(kind, base):
                return [name, self._items(items(value), depth)]
        if issubclass(kind, (set, frozenset)):
            base = set if issubclass(kind, set) else frozenset
            return ["set", sorted(self._items(base.__iter__(value), depth), key=repr)]
        if issubclass(kind, dict):
            # The pairs of a plain dict have no order for `==`.
            pairs = [[self.node(key, depth), self.node(one, depth)] for key, one in list(dict.items(value))[: MOST_NODES + 1]]
            return ["dict", pairs if issubclass(kind, OrderedDict) else sorted(pairs, key=lambda pair: repr(pair[0]))]
        if kind in _SETS:
            return ["set", sorted(self._items(iter(value), depth), key=repr)]
        if kind is _VALUES:
            return ["iterator", self._items(iter(value), depth)]
        if issubclass(kind, deque):
            return ["object", "deque", [["items", ["list", self._items(deque.__iter__(value), depth)]]]]
        for base, write in _BASES:
            if issubclass(kind, base):
                return write(value)
        if kind in ITERATORS:
            return ["iterator", self._items(itertools.islice(value, MOST_ITEMS), depth)] if self._drains else ["opaque", kind.__name__]
        if kind.__module__ == "numpy" and kind.__name__ == "ndarray":
            return ["array", str(value.dtype), self.node(value.tolist(), depth)]
        if (kind.__module__ or "").split(".")[0] == "numpy" and hasattr(kind, "dtype"):
            return self.node(value.item(), depth)
        fields = _fields(value, kind)
        if fields is _NO_FIELDS:
            return ["opaque", kind.__name__]
        return ["object", kind.__name__, [[name, self.node(one, depth)] for name, one in fields]]

    def _items(self, items: Iterable[Any], depth: int) -> List[Tree]:
        found: List[Tree] = []
        for one in items:
            found.append(self.node(one, depth))
            if self._left < 0:
                break
        return found


def _fields(value: Any, kind: type) -> Any:
    """Attributes of an instance, those of its class's slots first, sorted by name; `_NO_FIELDS` if Python code did not define its class."""
    if not kind.__flags__ & (1 << 9) or issubclass(kind, (type, types.ModuleType)):  # Py_TPFLAGS_HEAPTYPE: made by a class statement
        return _NO_FIELDS
    found: Dict[str, Any] = {}
    try:
        found.update(object.__getattribute__(value, "__dict__"))
    except (AttributeError, TypeError):
        pass
    for base in kind.__mro__:
        for name, member in vars(base).items():
            if type(member) is types.MemberDescriptorType and name not in found:
                try:
                    found[name] = member.__get__(value, kind)
                except AttributeError:
                    continue
    return sorted((str(name), one) for name, one in found.items())


def _int(value: int) -> Tree:
    bits = int.bit_length(value)
    if bits > _MOST_BITS:
        return ["cut", _digest(int.to_bytes(value, bits // 8 + 1, "big", signed=True))]
    return ["int", int.__repr__(value)]


def _str(value: str) -> Tree:
    text = str.__str__(value)
    if len(text) > MOST_CHARACTERS:
        return ["cut", _digest(text.encode("utf-8", "surrogatepass"))]
    return ["str", text]


def _bytes(value: Any) -> Tree:
    data = bytes(memoryview(value))
    return ["cut", _digest(data)] if len(data) > MOST_CHARACTERS else ["bytes", data.decode("latin-1")]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


_LEAVES: Dict[type, Callable[[Any], Tree]] = {
    type(None): lambda value: ["none"],
    type(...): lambda value: ["ellipsis"],
    bool: lambda value: ["bool", value],
    int: _int,
    float: lambda value: ["float", float.__repr__(value)],
    complex: lambda value: ["complex", complex.__repr__(value)],
    str: _str,
    bytes: _bytes,
    bytearray: _bytes,
    **{kind: (lambda value: ["plain", repr(value)]) for kind in _PLAIN},
}
#: An instance of a class derived from one of these is written like an instance of it.
_BASES: Tuple[Tuple[type, Callable[[Any], Tree]], ...] = (
    (int, _int),
    (float, _LEAVES[float]),
    (complex, _LEAVES[complex]),
    (str, _str),
    (bytes, _bytes),
    (bytearray, _bytes),
)
_SEQUENCES: Tuple[Tuple[type, str, Callable[[Any], Any]], ...] = (
    (list, "list", list.__iter__),
    (tuple, "tuple", tuple.__iter__),
)
