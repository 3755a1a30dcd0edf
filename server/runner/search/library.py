"""Functions that are there already: helpers of the user's file, what it imports, what the user accepted before, and the standard library.

Helpers count whatever they are called; of the standard library those whose name or docstring shares words with the docstring.
"""

import copy
import importlib
import inspect
import itertools
import re
import types
from typing import Any, Callable, Iterator, List, Mapping, NamedTuple, Set, Tuple

from .accepted import Accepted, Kinds
from .hints import Hints
from .operations import Operation, Vector
from .patience import Patience

#: Modules that compute. A solution imports those that it names.
LIBRARY = ("calendar", "colorsys", "difflib", "fractions", "html", "itertools", "math", "statistics", "string", "textwrap", "unicodedata")
#: The most functions of the library, and of the file.
MOST_FOUND = 16
MOST_OWN = 24
#: The cost of a call, and what words spare.
CALL = 6
OWN_CALL = 4
BY_NAME = 4
BY_DOCSTRING = 1
#: The seconds of one call are bounded by its arguments: these lead to values or times without a bound.
_UNBOUNDED = {
    "factorial",
    "comb",
    "perm",
    "product",
    "permutations",
    "combinations",
    "combinations_with_replacement",
    "repeat",
    "count",
    "cycle",
}
#: The others print, or change what all share.
_OF_CALENDAR = {"isleap", "leapdays", "monthrange", "timegm", "weekday"}
_TYPES = (int, float, str, list, tuple, set, dict)


class Function(NamedTuple):
    #: The call as a program writes it, with `A` and `B` as arguments.
    template: str
    call: Callable[..., Any]
    arity: int
    cost: int
    #: The types of each argument to try.
    kinds: Tuple[Kinds, ...]


def functions_of(file: Mapping[str, Any], hints: Hints) -> List[Function]:
    return [*own(hints, file), *accepted(hints, file), *library(hints, file)]


def library(hints: Hints, file: Mapping[str, Any]) -> List[Function]:
    """Those of the standard library, by how well their words fit."""
    found: List[Tuple[int, str, Callable[..., Any]]] = []
    modules = {name: name for name in LIBRARY}
    modules.update(
        {value.__name__: name for name, value in file.items() if isinstance(value, types.ModuleType) and value.__name__ in LIBRARY}
    )
    for module, text in modules.items():
        if text == module and text in file and not isinstance(file[text], types.ModuleType):
            continue
        for name, function in sorted(vars(importlib.import_module(module)).items()):
            if (
                name.startswith("_")
                or name in _UNBOUNDED
                or module == "calendar"
                and name not in _OF_CALENDAR
                or not callable(function)
                or inspect.isclass(function)
                and module != "itertools"
            ):
                continue
            if isinstance(function, types.FunctionType) and function.__module__ != module:
                continue
            spared = _spared(name, function, hints)
            if spared:
                found.append((spared, "%s.%s" % (text, name), function))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [made for spared, text, function in found[:MOST_FOUND] for made in _calls(text, function, CALL - spared)]


def own(hints: Hints, file: Mapping[str, Any]) -> List[Function]:
    """The functions that the user's file defines or imports by name, but for stubs and the target."""
    found: List[Function] = []
    for name, function in file.items():
        if name in hints.own_names or len(name) == 1 or name.startswith("__") or not isinstance(function, types.FunctionType):
            continue
        if inspect.iscoroutinefunction(function) or _is_stub(function):
            continue
        found += _calls(name, function, OWN_CALL - min(2, _spared(name, function, hints)))
    return found[:MOST_OWN]


def accepted(hints: Hints, file: Mapping[str, Any]) -> List[Function]:
    """Those that the user accepted in other files. Each is a call of the library: it says less than what the file itself has."""
    found: List[Function] = []
    for name, function in file.items():
        if isinstance(function, Accepted) and name not in hints.own_names:
            found += _calls(name, function, CALL - _spared(name, function, hints), function.kinds)
    return found


def operations_of(functions: List[Function]) -> Iterator[Tuple[Tuple[type, ...], Operation]]:
    """Each function as an operation on arguments of the types to try, of which it refuses what it does not take."""
    patience = Patience()
    for one in functions:
        operation = Operation(one.template, _applied(one.call, patience), one.cost, (), False)
        for kinds in itertools.product(*one.kinds):
            yield kinds, operation


def _applied(call: Callable[..., Any], patience: Patience) -> Callable[..., Vector]:
    """The call on each example, on copies of what it may change, with a limit to its time."""

    def apply(*vectors: Vector) -> Vector:
        made: Vector = patience.spend(lambda: tuple([call(*copy.deepcopy(arguments)) for arguments in zip(*vectors)]))
        return made

    return apply


def _calls(text: str, function: Callable[..., Any], cost: int, kinds: Mapping[str, Kinds] = {}) -> Iterator[Function]:
    """The calls with one argument and with two."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (ValueError, TypeError):
        return
    positional = [one for one in parameters if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    needed = sum(1 for one in positional if one.default is one.empty)
    if any(one.kind is one.KEYWORD_ONLY and one.default is one.empty for one in parameters):
        return
    iterates = text.split(".")[0] == "itertools"
    for arity in (1, 2):
        if needed <= arity <= len(positional):
            template = "%s(%s)" % (text, "A" if arity == 1 else "A, B")
            yield Function(
                "list(%s)" % template if iterates else template,
                _listed(function) if iterates else function,
                arity,
                cost + arity - max(needed, 1),
                tuple([kinds.get(one.name, _TYPES) for one in positional[:arity]]),
            )


def _listed(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments: list(function(*arguments))


def _spared(name: str, function: Any, hints: Hints) -> int:
    words = set(re.findall(r"[a-z]{3,}", name.lower().replace("_", " ")))
    said = [word for word in words if hints.has(word)]
    if said:
        return BY_NAME if len(said) == len(words) else BY_DOCSTRING
    doc = (inspect.getdoc(function) or "").split("\n\n")[0].lower()
    described: Set[str] = set(re.findall(r"[a-z]{4,}", doc)) - _COMMON
    return BY_DOCSTRING if sum(1 for word in described if hints.has(word)) >= 2 else 0


#: Words of docstrings that say nothing of what a function does.
_COMMON = {
    "return",
    "returns",
    "with",
    "that",
    "from",
    "this",
    "into",
    "given",
    "each",
    "than",
    "object",
    "value",
    "values",
    "function",
    "string",
    "list",
}


def _is_stub(function: types.FunctionType) -> bool:
    """Whether it has no body yet."""
    code = function.__code__
    return code.co_code == _empty.__code__.co_code or code.co_names == ("NotImplementedError",)


def _empty() -> None:
    """An empty body."""
