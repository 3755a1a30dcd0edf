"""Objects with identity and content, by value: each kind reads its content, makes an empty object, and fills it.

Content is a head in plain JSON and a flat list of members, which are values that cross by themselves. Mutable kinds are made empty
and filled after all others exist, so that cycles stay cycles; immutable kinds are built from their members.
"""

import base64
import collections
import enum
import functools
import io
import itertools
import re
import sys
import types
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Tuple

#: Head (plain JSON) and members.
Content = Tuple[List[Any], List[Any]]


class Kind(NamedTuple):
    tag: str
    content: Callable[[Any], Content]
    #: Makes an empty object from the head, for mutable kinds.
    empty: Optional[Callable[[List[Any]], Any]]
    #: Fills an empty object, or replaces its content.
    fill: Optional[Callable[[Any, List[Any], List[Any]], None]]
    #: Builds an object from head and members, for immutable kinds.
    build: Optional[Callable[[List[Any], List[Any]], Any]]
    #: 0 for objects that others may need to hash, 1 for sequences, 2 for objects that hash their members.
    turn: int = 1


def _pairs(mapping: Dict[Any, Any]) -> List[Any]:
    return list(itertools.chain.from_iterable(dict.items(mapping)))


def _fill_list(into: List[Any], head: List[Any], members: List[Any]) -> None:
    into[:] = members


def _fill_dict(into: Dict[Any, Any], head: List[Any], members: List[Any]) -> None:
    dict.clear(into)
    for index in range(0, len(members), 2):
        dict.__setitem__(into, members[index], members[index + 1])


def _fill_ordered(into: Any, head: List[Any], members: List[Any]) -> None:
    into.clear()
    for index in range(0, len(members), 2):
        into[members[index]] = members[index + 1]


def _fill_default(into: Any, head: List[Any], members: List[Any]) -> None:
    into.default_factory = members[0]
    _fill_dict(into, head, members[1:])


def _fill_set(into: Any, head: List[Any], members: List[Any]) -> None:
    into.clear()
    into.update(members)


def _fill_bytes(into: bytearray, head: List[Any], members: List[Any]) -> None:
    into[:] = base64.b64decode(head[0])


def _fill_deque(into: Any, head: List[Any], members: List[Any]) -> None:
    into.clear()
    into.extend(members)


def _stream(value: Any) -> Content:
    """A file in memory: text or bytes, line ending and position. A closed one has no content."""
    if value.closed:
        return [], []
    state = value.__getstate__()
    return [base64.b64encode(part).decode("ascii") if type(part) is bytes else part for part in state[:-1]], []


def _fill_text(into: Any, head: List[Any], members: List[Any]) -> None:
    if head:
        into.__setstate__((*head, None))
    else:
        into.close()


def _fill_binary(into: Any, head: List[Any], members: List[Any]) -> None:
    if head:
        into.__setstate__((base64.b64decode(head[0]), head[1], None))
    else:
        into.close()


def _nan_of(value: float) -> List[Any]:
    """The constants of these modules stay identical on both sides."""
    known = (module for module in ("math", "numpy") if getattr(sys.modules.get(module), "nan", None) is value)
    return [next(known, None)]


def _nan(head: List[Any], members: List[Any]) -> float:
    own = getattr(sys.modules.get(head[0]), "nan", None) if head[0] in ("math", "numpy") else None
    return own if type(own) is float else float("nan")


def _namespace(value: Any) -> Content:
    return list(vars(value)), list(vars(value).values())


def _fill_namespace(into: Any, head: List[Any], members: List[Any]) -> None:
    vars(into).clear()
    vars(into).update(zip(head, members))


#: `re.DEBUG` and `re.TEMPLATE` do more than compile.
_NOT_GIVEN = re.DEBUG | 1
#: The most characters of a pattern, because a long one takes long to compile.
_LONGEST_PATTERN = 100_000


def _compiled(pattern: Any, flags: int) -> Any:
    if len(pattern) > _LONGEST_PATTERN:
        raise ValueError("a pattern of %d characters" % len(pattern))
    return re.compile(pattern, flags & ~_NOT_GIVEN)


KINDS: Dict[type, Kind] = {
    # Only an identity, as for sentinels.
    object: Kind("ob", lambda v: ([], []), lambda h: object(), lambda into, h, m: None, None, 0),
    # The result of `cache_info()` of a cached function; no look-up finds its class by name.
    functools._CacheInfo: Kind("ci", lambda v: ([], list(v)), None, None, lambda h, m: functools._CacheInfo(*m)),
    re.Pattern: Kind("re", lambda v: ([int(v.flags & ~_NOT_GIVEN)], [v.pattern]), None, None, lambda h, m: _compiled(m[0], h[0])),
    float: Kind("nan", lambda v: (_nan_of(v), []), None, None, _nan),
    slice: Kind("sl", lambda v: ([], [v.start, v.stop, v.step]), None, None, lambda h, m: slice(*m)),
    io.StringIO: Kind("io", _stream, lambda h: io.StringIO(), _fill_text, None, 0),
    io.BytesIO: Kind("ib", _stream, lambda h: io.BytesIO(), _fill_binary, None, 0),
    list: Kind("l", lambda v: ([], list(v)), lambda h: [], _fill_list, None),
    tuple: Kind("t", lambda v: ([], list(v)), None, None, lambda h, m: tuple(m)),
    dict: Kind("d", lambda v: ([], _pairs(v)), lambda h: {}, _fill_dict, None, 2),
    set: Kind("s", lambda v: ([], list(v)), lambda h: set(), _fill_set, None, 2),
    frozenset: Kind("f", lambda v: ([], list(v)), None, None, lambda h, m: frozenset(m)),
    bytearray: Kind("B", lambda v: ([base64.b64encode(v).decode("ascii")], []), lambda h: bytearray(), _fill_bytes, None),
    collections.deque: Kind("q", lambda v: ([v.maxlen], list(v)), lambda h: collections.deque(maxlen=h[0]), _fill_deque, None),
    collections.Counter: Kind("c", lambda v: ([], _pairs(v)), lambda h: collections.Counter(), _fill_dict, None, 2),
    collections.ChainMap: Kind(
        "cm",
        lambda v: ([], list(v.maps)),
        lambda h: collections.ChainMap(),
        lambda into, h, m: into.maps.__setitem__(slice(None), m),
        None,
    ),
    types.SimpleNamespace: Kind("ns", _namespace, lambda h: types.SimpleNamespace(), _fill_namespace, None),
    collections.OrderedDict: Kind(
        "O",
        lambda v: ([], list(itertools.chain.from_iterable(v.items()))),
        lambda h: collections.OrderedDict(),
        _fill_ordered,
        None,
        2,
    ),
    collections.defaultdict: Kind(
        "D",
        lambda v: ([], [v.default_factory, *_pairs(v)]),
        lambda h: collections.defaultdict(),
        _fill_default,
        None,
        2,
    ),
}

#: Views can't change content of their own: each crosses as a new view of a copy.
_VIEWS: Dict[type, Tuple[str, Callable[[Dict[Any, Any]], Any]]] = {
    type({}.keys()): ("vk", dict.keys),
    type({}.values()): ("vv", dict.values),
    type({}.items()): ("vi", dict.items),
}


def _view(tag: str, make: Callable[[Dict[Any, Any]], Any]) -> Kind:
    if tag == "vk":
        return Kind(tag, lambda v: ([], list(v)), None, None, lambda h, m: make(dict.fromkeys(m)))
    if tag == "vv":
        return Kind(tag, lambda v: ([], list(v)), None, None, lambda h, m: make(dict(enumerate(m))))
    return Kind(tag, lambda v: ([], [x for pair in v for x in pair]), None, None, lambda h, m: make(dict(zip(m[::2], m[1::2]))))


KINDS.update({kind: _view(tag, make) for kind, (tag, make) in _VIEWS.items()})
BY_TAG: Dict[str, Kind] = {kind.tag: kind for kind in KINDS.values()}


def add(kind: type, how: Kind) -> None:
    """Adds another class, by its exact type."""
    KINDS[kind] = how
    BY_TAG[how.tag] = how


_BASES = (int, float, str, bytes, tuple, list, dict, set, frozenset, complex, bytearray)


def is_enum(value: Any) -> bool:
    return isinstance(type(value), enum.EnumMeta)


def base_of(kind: type) -> Optional[type]:
    """The built-in type whose content instances of `kind` have; `object` for plain ones; None if the content is unknown."""
    for base in kind.__mro__[1:]:
        if base is object:
            return object if _is_made_by_object(kind) else None
        if base in _BASES:
            return base
        if not base.__flags__ & (1 << 9):  # Py_TPFLAGS_HEAPTYPE: any other class keeps state outside of its fields
            if base.__module__ in ("typing", "abc", "collections.abc") or base.__basicsize__ == object.__basicsize__:
                continue
            return None
    return object


@functools.lru_cache(maxsize=1000)
def _is_made_by_object(kind: type) -> bool:
    """False for classes written in C, such as re.Match, with state outside of their fields: CPython refuses to create them bare."""
    try:
        object.__new__(kind)
    except TypeError:
        return False
    return True


def fields_of(value: Any) -> Iterable[Tuple[str, Any]]:
    """Fields in the instance dictionary and in slots, also of bases. The only descriptors that run are those of `__slots__`."""
    try:
        own = object.__getattribute__(value, "__dict__")
    except AttributeError:
        own = {}
    if type(own) is dict:
        for name in own:
            if type(name) is str:
                yield name, own[name]
    for base in type(value).__mro__:
        for name, slot in list(base.__dict__.items()):
            if type(slot) is _MEMBER and name not in ("__dict__", "__weakref__"):
                try:
                    yield name, slot.__get__(value)
                except AttributeError:
                    continue


class _Slotted:
    __slots__ = ("slot",)


_MEMBER = type(_Slotted.__dict__["slot"])


def set_fields(value: Any, names: List[str], members: List[Any]) -> None:
    """Makes these the only fields of `value`, without any `__setattr__` or property of the class."""
    slots = {name: slot for base in reversed(type(value).__mro__) for name, slot in base.__dict__.items() if type(slot) is _MEMBER}
    try:
        own = object.__getattribute__(value, "__dict__")
        own.clear()
    except AttributeError:
        own = None
    for name, member in zip(names, members):
        if type(name) is not str:
            raise ValueError("a field name that is not a string")
        if name in slots:
            slots[name].__set__(value, member)
        elif own is not None:
            own[name] = member
        else:
            raise ValueError("no field %s" % name)
