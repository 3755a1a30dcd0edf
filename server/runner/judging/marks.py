"""Which variables a candidate has changed and a check then read: `assert f(xs) == sorted(xs)` says little of an `f` that sorts `xs`.

Where the examples assert on the object alone (`f(xs)`, then `assert xs == [1, 2]`), or the docstring asks for the change, the
change is what is wanted, and nothing is marked.
"""

import ast
import os
import re
import sys
import types
from typing import Any, Dict, FrozenSet, Iterable, List, Optional, Set

from ..crossing import containers
from .define import find_definition
from .readings import FUNCTIONS, Place, Reading, callers_of, checks_of, reading_of

_RUNNER = os.path.dirname(os.path.abspath(__file__)) + os.sep
_ASKS = re.compile(
    r"\bin[- ]?place\b|\bmutat|\bmodif(?:y|ies|ied)\b|\bdestructive|\bside[- ]effect"
    r"|\b(?:updates?|changes?|fills?|empt(?:y|ies)|clears?|shuffles?) (?:the |its |their |given )",
    re.I,
)
#: Objects that are looked through for a changed one, from one variable.
MOST_WALKED = 10_000
#: What a check names that reads a state of the process, by the state; what it is called.
_STATES = {
    "environment": ({"environ", "getenv"}, "os.environ"),
    "folder": ({"getcwd", "cwd"}, "the working directory"),
    "decimal": ({"getcontext"}, "the context of decimal"),
}
_NOTHING = object()


class Marks:
    """For one specification. `steps` are those that it executes, with their parsed source."""

    def __init__(self, target: str, trees: Dict[int, ast.Module], steps: List[Dict[str, Any]]) -> None:
        self._trees = trees
        self._steps = steps
        self._callers = callers_of(target.rsplit(".", 1)[-1], trees.values())
        self._readings: Dict[Any, Optional[Reading]] = {}
        definitions = (find_definition(trees[id(step)], target.split(".")) for step in steps if step["do"] == "define")
        docstrings = [ast.get_docstring(one) or "" for one in definitions if isinstance(one, FUNCTIONS)]
        self._asked = any(_ASKS.search(text) for text in docstrings)

    def of(
        self, changed: Set[int], data: Set[str], states: Iterable[str], start: Any = None, touched: FrozenSet[str] = frozenset()
    ) -> List[str]:
        """What is to be marked, as the checks call it: by the ids of changed objects, names of the module, states of the process.

        The checks are those of the frames from `start` on, or of whoever calls this. `touched` are names whose value has changed within.
        """
        if self._asked:
            return []
        found: Set[str] = set()
        frame: Any = start or sys._getframe(1)
        while frame is not None:
            # The stub of a method stands in the user's file too.
            if not frame.f_code.co_filename.startswith(_RUNNER) and "__args" not in frame.f_code.co_varnames:
                reading = self._reading(frame)
                if reading is not None:
                    found |= _found(reading, frame, changed, data, states, touched)
            frame = frame.f_back
        return sorted(found)

    def _reading(self, frame: types.FrameType) -> Optional[Reading]:
        """None for what is none of the user's checks."""
        code = frame.f_code
        key: Any = (code.co_name, code.co_firstlineno)
        if code.co_name == "<module>":
            key = "doctest" if code.co_filename.startswith("<doctest") else "module"
        if key not in self._readings:
            statements = list(self._statements(key))
            self._readings[key] = reading_of(statements, self._callers) if statements else None
        return self._readings[key]

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


def _found(
    reading: Reading, frame: types.FrameType, changed: Set[int], data: Set[str], states: Iterable[str], touched: FrozenSet[str]
) -> Set[str]:
    """What one frame's checks read of what has changed."""
    found: Set[str] = set()
    for place in reading.mixed:
        if place[0] in reading.alone:
            continue
        value = _value_at(place, frame)
        if place[0] in data or _told(place) in data or (value is not _NOTHING and reaches(value, changed)):
            found.add(_told(place))
        elif (data or touched) and value is not _NOTHING:
            code = value if isinstance(value, (types.FunctionType, type)) else type(value)
            read = _names_read(code, frame.f_globals)
            found |= {name for name in data | touched if name.rpartition(".")[2] in read}
    for state in states:
        words, name = _STATES.get(state, (set(), ""))
        if words & reading.words and not words & reading.words_alone:
            found.add(name)
    return found


def _told(place: Place) -> str:
    """As the user would name it, without indexes."""
    attributes = []
    for part in place[1:]:
        if type(part) is not str:
            break
        attributes.append(part)
    return place[0] + "".join(attributes)


def _value_at(place: Place, frame: types.FrameType) -> Any:
    """What stands there now; no descriptor and no method of the user's runs."""
    local = frame.f_locals
    value = local.get(place[0], _NOTHING) if place[0] in local else frame.f_globals.get(place[0], _NOTHING)
    for part in place[1:]:
        if value is _NOTHING:
            return value
        if type(part) is str:
            value = dict(containers.fields_of(value)).get(part[1:], _NOTHING)
        elif type(value) in (list, tuple) and type(part[0]) is int:
            value = value[part[0]] if -len(value) <= part[0] < len(value) else _NOTHING
        elif isinstance(value, dict):
            value = dict.get(value, part[0], _NOTHING)
    return value


def reaches(value: Any, ids: Set[int]) -> bool:
    """Whether `value` is one of the objects, or holds one."""
    if not ids:
        return False
    seen: Set[int] = set()
    pending = [value]
    while pending and len(seen) < MOST_WALKED:
        one = pending.pop()
        if id(one) in ids:
            return True
        if id(one) in seen:
            continue
        seen.add(id(one))
        pending.extend(held_by(one))
    return False


def held_by(value: Any) -> Iterable[Any]:
    """What a container or an instance holds; of a mapping keys and values."""
    if isinstance(value, (str, bytes, int, float, type, types.FunctionType, types.ModuleType)):
        return ()
    known = containers.KINDS.get(type(value))
    if known is not None:
        return known.content(value)[1] if known.tag in "ltdsfqcODvkvvvisl" else ()
    held = [own for _, own in containers.fields_of(value)]
    for base in (dict, list, tuple, set, frozenset):
        if isinstance(value, base):
            held += [*dict.keys(value), *dict.values(value)] if base is dict else list(base.__iter__(value))
    return held


def _names_read(thing: Any, space: Dict[str, Any]) -> Set[str]:
    """Names of the module that a function of it reads, or the methods of a class, themselves or through others."""
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
