"""Decides which classes and functions may be named across the boundary, and of which classes the other side may create instances.

Towards the candidate: everything that it has. From the candidate: only what does no harm in the evaluator with any arguments. A user's
function may call its argument (`lambda g, x: g(x)`), and a method its fields, so naming `exec`, `getattr` or `subprocess.Popen` would
let the candidate act in the evaluator. Objects that the evaluator itself has sent come back as themselves.
"""

import builtins
import enum
import functools
import sys
import types
from typing import AbstractSet, Any, Callable, Optional, Set, Tuple

from ..loading import environment
from . import containers, leaves, names

#: Functions and classes of `builtins` that only use their arguments' values.
_BUILTINS = frozenset(
    "abs all any ascii bin bool bytearray bytes callable chr complex dict divmod enumerate filter float frozenset hash hex int"
    " isinstance issubclass iter len list map max min next object oct ord pow print range repr reversed round set slice sorted"
    " str sum tuple zip NoneType ellipsis NotImplementedType".split()
)
#: Modules with nothing but values and arithmetic. (The functions of `operator` name `_operator` as their module.)
_MODULES = frozenset("math cmath datetime decimal fractions numbers uuid collections collections.abc ipaddress statistics".split())
_OPERATORS = frozenset("_operator operator".split())
_OTHERS = frozenset(
    (module, name)
    for module, listed in (
        ("functools", "reduce"),
        ("_functools", "reduce"),
        ("types", "SimpleNamespace MappingProxyType"),
        ("string", "Template capwords"),
        ("re", "Pattern Match"),
        ("pathlib", "Path PurePath PosixPath PurePosixPath PureWindowsPath"),
        ("pathlib._local", "Path PurePath PosixPath PurePosixPath PureWindowsPath"),
        ("zoneinfo", "ZoneInfo"),
        ("zoneinfo._common", "ZoneInfoNotFoundError"),
        ("itertools", "accumulate chain combinations count cycle islice permutations product repeat starmap takewhile"),
        ("typing", "Any"),
        ("numpy", "ndarray"),
    )
    for name in listed.split()
)
#: Types whose methods without underscores only use their own object. (`str.format` reads attributes of its arguments.)
_VALUES = (str, bytes, bytearray, int, float, complex, list, dict, tuple, set, frozenset)
_TEMPLATES = frozenset(("format", "format_map"))
#: Classes of the standard library with all content in their fields and with an honest comparison.
_BY_FIELDS = frozenset(
    ("ipaddress." + name for name in "IPv4Address IPv6Address IPv4Network IPv6Network IPv4Interface IPv6Interface".split())
) | {"collections.UserDict", "collections.UserList", "collections.UserString", "statistics.NormalDist", "string.Template"}

_RUNNER = (__package__ or "assay_runner").split(".")[0]


class Trust:
    """One side's view. `has(name)` says whether the other side has the user's top-level `name`, as the same object.

    The other side has data names `at_hand` if it reports them. `lacks(module)` says whether it has nothing of a user's module. `kept`
    are values of the file's classes (`Class.name`) that it never has.
    """

    def __init__(
        self,
        module: str,
        has: Callable[[str], bool],
        from_candidate: bool,
        at_hand: AbstractSet[str] = frozenset(),
        lacks: Callable[[str], bool] = lambda module: False,
        kept: AbstractSet[str] = frozenset(),
    ) -> None:
        self._module = module
        self._has = has
        self._at_hand = at_hand
        self._lacks = lacks
        self._kept = kept
        #: This side is the candidate's, and imports the classes and functions that it gets.
        self._candidate = from_candidate
        self._handed: Set[int] = set()

    def may_send(self, thing: Any, instances: bool = False) -> bool:
        """Whether the other side accepts `thing` by its name, or `instances` of the class by their fields."""
        name = names.name_of(thing)
        if name is None or not self._known(name):
            return False
        if self._candidate:
            return self._allowed(thing, name[0], instances)
        self._handed.add(id(thing))
        return True

    def find(self, module: str, qualname: str, instances: bool = False) -> Any:
        """The object that the other side names; None if it does not exist or may not be named."""
        if self._candidate:
            thing = names.look_up(module, qualname) or _imported(module, qualname)
            self._handed.add(id(thing))
            return thing
        thing = names.look_up(module, qualname)
        if thing is None or not self._known((module, qualname)):
            return None
        return thing if self._allowed(thing, module, instances) else None

    def library_class(self, module: Any = None, qualname: Any = None) -> Optional[type]:
        """A library class whose instance may stay with the other side; None for a class whose instances cross by value."""
        found = names.look_up(str(module), str(qualname)) if module is not None else None
        if not isinstance(found, type) or module.split(".")[0] in (_RUNNER, "builtins") or is_users(module) or self._lacks(module):
            return None
        by_value = (
            found in containers.KINDS
            or leaves.is_known(found)
            or issubclass(found, (*_VALUES, type, BaseException))
            or isinstance(found, enum.EnumMeta)
        )
        return None if by_value or _by_fields(found) or _is_numpy_scalar(found) else found

    def _allowed(self, thing: Any, module: str, instances: bool) -> bool:
        return id(thing) in self._handed or module == self._module or harmless(thing, instances)

    def shares(self, name: str) -> bool:
        """Whether the other side has, or may have, the user's top-level `name` too."""
        return self._has(name) or name in self._at_hand

    def keeps(self, kind: type, name: str) -> bool:
        """Whether a class attribute of the file stays with the examples."""
        return "%s.%s" % (kind.__qualname__, name) in self._kept

    def _known(self, name: Tuple[str, str]) -> bool:
        module, qualname = name
        if module.split(".")[0] == _RUNNER or self._lacks(module):
            return False
        return module != self._module or self._has(qualname.split(".")[0])


class Everything(Trust):
    """Trusts everything, for a value that is only walked and not sent."""

    def __init__(self) -> None:
        super().__init__("", lambda name: True, False)


def _imported(module: str, qualname: str) -> Any:
    try:
        __import__(module)
    except Exception:  # noqa: BLE001 - a module that does not load has no names
        return None
    return names.look_up(module, qualname)


def harmless(thing: Any, instances: bool) -> bool:
    """Whether a candidate may name `thing`, or create `instances` of it."""
    if isinstance(thing, type):
        if instances:
            return _by_fields(thing)
        if issubclass(thing, BaseException) or isinstance(thing, enum.EnumMeta):
            return True
    name = names.name_of(thing)
    if name is None:
        return False
    module, qualname = name
    if module == "builtins" and "." not in qualname:
        return qualname in _BUILTINS
    if isinstance(thing, (types.MethodDescriptorType, types.WrapperDescriptorType)):
        own = thing.__objclass__ in _VALUES and getattr(builtins, thing.__objclass__.__name__, None) is thing.__objclass__
        return own and not thing.__name__.startswith("_") and thing.__name__ not in _TEMPLATES
    if module in _OPERATORS:
        return isinstance(thing, types.BuiltinFunctionType) and not qualname.startswith("_")
    if module in _MODULES or name in _OTHERS:
        return "." not in qualname and not qualname.startswith("_")
    return isinstance(thing, type) and (_is_numpy_scalar(thing) or is_users(module))


def _by_fields(kind: type) -> bool:
    """Whether the class may cross by its fields: a user's class, or a library class that compares by its fields."""
    if "%s.%s" % (kind.__module__, kind.__qualname__) in _BY_FIELDS or is_users(kind.__module__):
        return True
    if any("__del__" in base.__dict__ for base in kind.__mro__):
        return False
    equal = getattr(kind, "__eq__", None)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return equal is tuple.__eq__
    # The methods that `dataclass` generates have no file.
    code = getattr(equal, "__code__", None)
    return "__dataclass_fields__" in kind.__dict__ and code is not None and code.co_filename.startswith("<")


def _is_numpy_scalar(kind: type) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and issubclass(kind, getattr(numpy, "generic", ()))


@functools.lru_cache(maxsize=None)
def is_users(module: str) -> bool:
    """Whether a module belongs to the project: not to the interpreter, an installation, or Assay."""
    file: Optional[str] = getattr(sys.modules.get(module), "__file__", None)
    return bool(file) and environment.is_of_project(str(file))
