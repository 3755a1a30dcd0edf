"""Finds the changes by a candidate that a check then reads: `assert f(xs) == sorted(xs)` says little about an `f` that sorts `xs`.

This covers variables, states of the process and files. If the examples assert on the object alone (`f(xs)`, then
`assert xs == [1, 2]`), or the docstring asks for the change, the change is intended, and there is no mark.
"""

import ast
import os
import re
import sys
import types
from typing import Any, Collection, Dict, FrozenSet, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

from ..crossing import containers, handed
from ..crossing.walking import reaches
from . import states
from .define import find_definition
from .readings import FUNCTIONS, Place, Reading, callers_of, checks_of, helpers_of, reading_of

_RUNNER = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_ASKS = re.compile(
    r"\bin[- ]?place\b|\bmutat|\bmodif(?:y|ies|ied)\b|\bdestructive|\bside[- ]effect"
    r"|\b(?:updates?|changes?|fills?|empt(?:y|ies)|clears?|shuffles?) (?:the |its |their |given )",
    re.I,
)
#: Names in a check that may read any file of a folder.
_LISTING = frozenset("iterdir glob rglob iglob listdir walk scandir exists is_file isfile".split())
_NOTHING = object()


class Change(NamedTuple):
    """The changes by one call of the function."""

    #: The ids of objects; names of the module; names whose value has changed inside.
    objects: Set[int]
    names: Set[str]
    touched: FrozenSet[str] = frozenset()
    states: Sequence[str] = ()
    #: Files by real path; the value says whether the candidate created the file.
    files: Dict[str, bool] = {}

    @property
    def any(self) -> bool:
        return bool(self.objects or self.names or self.states or self.files)


class Marks:
    """The marks for one specification. `steps` are those that it executes, with their parsed source."""

    def __init__(self, target: str, trees: Dict[int, ast.Module], steps: List[Dict[str, Any]]) -> None:
        self._trees = trees
        self._steps = steps
        self._name = target.rsplit(".", 1)[-1]
        self._callers = callers_of(self._name, trees.values())
        self._helpers = helpers_of(self._name, trees.values())
        self._readings: Dict[Any, Optional[Reading]] = {}
        definitions = (find_definition(trees[id(step)], target.split(".")) for step in steps if step["do"] == "define")
        self._docstrings = [ast.get_docstring(one) or "" for one in definitions if isinstance(one, FUNCTIONS)]
        self._asked = any(_ASKS.search(text) for text in self._docstrings)

    def of(self, change: Change, start: Any = None) -> List[str]:
        """The changes to mark, under the user's names. The checks are in the frames from `start` on, or from the caller on."""
        found: Set[str] = set()
        readings = list(self._readings_from(start or sys._getframe(1)))
        for reading, frame in readings:
            if not self._asked:
                found |= _found(reading, frame, change)
            found |= _files_found(reading, frame, change.files)
        return sorted(found | {name for state in change.states for name in self._told(state, [one for one, _ in readings])})

    def expected(self, files: Collection[str]) -> Set[str]:
        """The files in a folder argument that contain expected values of the checks.

        The result is empty if that is every file, because then the function must read them too. It omits files that the docstring names.
        """
        read: Set[str] = set()
        for reading, frame in self._readings_from(sys._getframe(1)):
            mixed = handed.paths([_value_at(place, frame)[0] for place in reading.mixed | reading.behind])
            read |= {path for path in files if _leads_to(path, mixed, reading.words)}
        if not set(files) - read:
            return set()
        return {path for path in read if not any(os.path.basename(path) in text for text in self._docstrings)}

    def _readings_from(self, frame: Any) -> Iterable[Tuple[Reading, types.FrameType]]:
        while frame is not None:
            # The stub of a method is also in the user's file.
            if not frame.f_code.co_filename.startswith(_RUNNER) and "__args" not in frame.f_code.co_varnames:
                reading = self._reading(frame)
                if reading is not None:
                    yield reading, frame
            frame = frame.f_back

    def drawn(self, generators: Iterable[str]) -> List[str]:
        """Generators that were used after the candidate changed them, unless the docstring asks for a change."""
        return sorted(states.KINDS[name].called for name in generators if not self._asks(name))

    def _asks(self, state: str) -> bool:
        return any(states.KINDS[state].asks.search(text) for text in self._docstrings)

    def _told(self, state: str, readings: List[Reading]) -> Iterable[str]:
        """Yields a state's name if it needs a mark: code that does not assert on the state may still depend on it."""
        kind = states.KINDS[state]
        named = any(kind.words & reading.words for reading in readings)
        alone = any(kind.words & reading.words_alone for reading in readings)
        if not alone and (named or state not in states.NAMED) and not self._asks(state):
            yield kind.called

    def _reading(self, frame: types.FrameType) -> Optional[Reading]:
        """The reading of a frame; None if it is not one of the user's checks."""
        code = frame.f_code
        key: Any = (code.co_name, code.co_firstlineno)
        if code.co_name == "<module>":
            key = "doctest" if code.co_filename.startswith("<doctest") else "module"
        # The function in a parameter of the check: `def check(candidate)`.
        aliases = frozenset(name for name, value in frame.f_locals.items() if _is_called(value, self._name))
        if (key, aliases) not in self._readings:
            statements = list(self._statements(key))
            read = reading_of(statements, self._callers | aliases, self._helpers) if statements else None
            self._readings[key, aliases] = read
        return self._readings[key, aliases]

    def _statements(self, key: Any) -> Iterable[ast.AST]:
        if key == "doctest":
            yield from (statement for step in self._steps if step["do"] == "doctest" for statement in checks_of(step["source"]))
            return
        for step in self._steps:
            tree = self._trees.get(id(step))
            if tree is None:
                continue
            if key == "module":
                if step["do"] in ("run", "example"):
                    yield from tree.body
                continue
            for node in ast.walk(tree):
                if isinstance(node, FUNCTIONS) and node.name == key[0]:
                    first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
                    if key[1] in (first, node.lineno):
                        yield from node.body


def _found(reading: Reading, frame: types.FrameType, change: Change) -> Set[str]:
    """The changed objects and names that one frame's checks read."""
    changed, data, touched = change.objects, change.names, change.touched
    found: Set[str] = set()
    for place in reading.mixed:
        if place[0] in reading.alone:
            continue
        value, told = _value_at(place, frame)
        if place[0] in data or _told(place) in data or (value is not _NOTHING and reaches(value, changed)):
            found.add(told)
        elif (data or touched) and value is not _NOTHING:
            code = value if isinstance(value, (types.FunctionType, type)) else type(value)
            read = _names_read(code, frame.f_globals)
            found |= {name for name in data | touched if name.rpartition(".")[2] in read}
    return found


def _files_found(reading: Reading, frame: types.FrameType, files: Dict[str, bool]) -> Set[str]:
    """The files to mark; the value says whether the candidate created the file.

    An existing file gets a mark, unless a check asserts on it alone; a new file gets one if a check reads it together with the function's
    result.
    """
    found: Set[str] = set()
    alone = handed.paths([_value_at((name,), frame)[0] for name in reading.alone]) if files else set()
    mixed = handed.paths([_value_at(place, frame)[0] for place in reading.mixed]) if files else set()
    for path, made in files.items():
        lists = any(handed.is_within(path, one) for one in mixed) and not _LISTING.isdisjoint(reading.words)
        if not _leads_to(path, alone, reading.words_alone) and (not made or lists or _leads_to(path, mixed, reading.words)):
            found.add(os.path.basename(path))
    return found


def _leads_to(path: str, paths: Set[str], words: Set[str]) -> bool:
    """Whether one of the paths is the file, or is a folder around it and the code names the file."""
    return path in paths or ("/" + os.path.basename(path) in words and any(handed.is_within(path, one) for one in paths))


def _is_called(value: Any, name: str) -> bool:
    """Whether it is a function or a method of that name."""
    return isinstance(value, (types.FunctionType, types.MethodType)) and value.__name__ == name


def _told(place: Place) -> str:
    """The place as a user names it, without indexes."""
    attributes = []
    for part in place[1:]:
        if type(part) is not str:
            break
        attributes.append(part)
    return place[0] + "".join(attributes)


def _value_at(place: Place, frame: types.FrameType) -> Tuple[Any, str]:
    """The current value at a place, and the user's name for it; without running a descriptor or a method of the user."""
    local = frame.f_locals
    value = local.get(place[0], _NOTHING) if place[0] in local else frame.f_globals.get(place[0], _NOTHING)
    for at, part in enumerate(place[1:], 1):
        if value is _NOTHING:
            break
        if type(part) is str:
            fields = dict(containers.fields_of(value))
            if part[1:] not in fields and not isinstance(value, type):
                return value, _told(place[:at])  # A method or a property, which may read the whole object.
            value = fields.get(part[1:], value)
        elif type(value) in (list, tuple) and type(part[0]) is int:
            value = value[part[0]] if -len(value) <= part[0] < len(value) else _NOTHING
        elif isinstance(value, dict):
            value = dict.get(value, part[0], _NOTHING)
    return value, _told(place)


def _names_read(thing: Any, space: Dict[str, Any]) -> Set[str]:
    """Names of the module that a function or the methods of a class read, directly or through others."""
    found: Set[str] = set()
    pending = [thing]
    seen: Set[int] = set()
    while pending:
        one = pending.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, type):
            pending += [getattr(own, "__func__", getattr(own, "fget", own)) for own in one.__dict__.values()]
        elif isinstance(one, types.FunctionType) and one.__globals__ is space:
            codes = [one.__code__]
            while codes:
                code = codes.pop()
                found.update(code.co_names)
                codes += [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
            pending += [space[name] for name in one.__code__.co_names if isinstance(space.get(name), (types.FunctionType, type))]
    return found
