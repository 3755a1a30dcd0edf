"""Which variables a candidate has changed and a check then read: `assert f(xs) == sorted(xs)` says little of an `f` that sorts `xs`.

Where the examples assert on the object alone (`f(xs)`, then `assert xs == [1, 2]`), or the docstring asks for the change, the
change is what is wanted, and nothing is marked.
"""

import ast
import os
import re
import sys
import types
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Set

from .define import find_definition

_RUNNER = os.path.dirname(os.path.abspath(__file__)) + os.sep
_ASKS = re.compile(
    r"\bin[- ]?place\b|\bmutat|\bmodif(?:y|ies|ied)\b|\bdestructive|\bside[- ]effect"
    r"|\b(?:updates?|changes?|fills?|empt(?:y|ies)|clears?|shuffles?) (?:the |its |their |given )",
    re.I,
)


class Reading(NamedTuple):
    """What the checks of one piece of code read."""

    #: Together with what the function gave, or by more calls than one.
    mixed: Set[str]
    #: For themselves.
    alone: Set[str]
    #: In one assert with a call of the function.
    beside: Set[str]


class Marks:
    """For one specification. `steps` are those that it executes, with their parsed source."""

    def __init__(self, target: str, trees: Dict[int, ast.Module], steps: List[Dict[str, Any]]) -> None:
        self._name = target.rsplit(".", 1)[-1]
        self._trees = trees
        self._steps = steps
        self._readings: Dict[Any, Reading] = {}
        definitions = (find_definition(trees[id(step)], target.split(".")) for step in steps if step["do"] == "define")
        docstrings = [ast.get_docstring(one) or "" for one in definitions if isinstance(one, _FUNCTIONS)]
        self._asked = any(_ASKS.search(text) for text in docstrings)

    def of(self, objects: Callable[[], Iterable[Any]], data: Iterable[str]) -> List[str]:
        """Names that are to be marked: of changed `objects` as the caller knows them, and of changed names of the module."""
        frame = None if self._asked else _caller()
        if frame is None:
            return []
        reading = self._reading(frame)
        found = {name for name in data if name in reading.mixed | reading.beside and name not in reading.alone}
        watched = [name for name in reading.mixed - reading.alone if name in frame.f_locals]
        if watched:
            changed = {id(thing) for thing in objects()}
            found.update(name for name in watched if id(frame.f_locals[name]) in changed)
        return sorted(found)

    def _reading(self, frame: types.FrameType) -> Reading:
        key = None if frame.f_code.co_name == "<module>" else (frame.f_code.co_name, frame.f_code.co_firstlineno)
        known = self._readings.get(key)
        if known is None:
            known = self._readings[key] = _read(list(self._statements(key)), self._name)
        return known

    def _statements(self, key: Any) -> Iterable[ast.AST]:
        for step in self._steps:
            tree = self._trees.get(id(step))
            if tree is None:
                continue
            if key is None:
                if step["do"] in ("run", "example"):
                    yield from tree.body
                continue
            for node in ast.walk(tree):
                if isinstance(node, _FUNCTIONS) and node.name == key[0]:
                    first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
                    if key[1] in (first, node.lineno):
                        yield from node.body


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _read(statements: List[ast.AST], target: str) -> Reading:
    mixed: Set[str] = set()
    alone: Set[str] = set()
    beside: Set[str] = set()
    derived: Set[str] = set()
    calling: Dict[str, int] = {}
    for node in _pieces(statements):
        loads = [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)]
        calls = any(isinstance(one, ast.Call) and _called(one) == target for one in ast.walk(node))
        if calls:
            for name in set(loads):
                calling[name] = calling.get(name, 0) + 1
            derived |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        if not isinstance(node, ast.Assert):
            continue
        if calls:
            beside.update(loads)
            mixed |= {name for name in loads if loads.count(name) > 1}
        elif derived & set(loads):
            mixed |= set(loads) - derived
        else:
            alone.update(loads)
    mixed |= {name for name, count in calling.items() if count > 1}
    return Reading(mixed, alone, beside)


def _pieces(statements: List[ast.AST]) -> Iterable[ast.AST]:
    """Simple statements, and the heads of those that hold others."""
    for node in statements:
        inner = [one for field in ("body", "orelse", "finalbody", "handlers") for one in getattr(node, field, ())]
        if not inner or isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            if not isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
                yield node
            continue
        yield from (one for one in ast.iter_child_nodes(node) if one not in inner)
        yield from _pieces(inner)


def _called(node: ast.Call) -> Optional[str]:
    return getattr(node.func, "id", None) or getattr(node.func, "attr", None)


def _caller() -> Optional[types.FrameType]:
    """The innermost frame of the user's that called, past the stub of a method."""
    frame: Optional[types.FrameType] = sys._getframe(1)
    while frame is not None and (frame.f_code.co_filename.startswith(_RUNNER) or "__args" in frame.f_code.co_varnames):
        frame = frame.f_back
    return frame
