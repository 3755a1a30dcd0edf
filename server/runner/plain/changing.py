"""Finds changes by a passing candidate: compares arguments, module names, states and files before and after each call.

The examples run again for this, with code that notes the begin and end of calls; only if the program may change anything.
"""

import ast
import io
import linecache
import locale
import marshal
import os
import random
import sys
import time
import warnings
from typing import Any, Dict, Iterable, List, Optional, Set, Tuple

from ..crossing import handed
from ..crossing.effects import STATES
from ..crossing.walking import held_by, ids_within, reaches
from ..judging.marks import Change, Marks
from ..judging.states import GENERATORS, Draws
from ..loading.environment import is_of_project
from .doctests import Line
from .loaded import Loaded

#: The most objects to compare in the arguments, and in the module.
_MOST = 10_000
_PLAIN = (int, float, complex, str, bytes, bool, type(None))
#: In the plain process, the candidate also shares these states with its judge.
_TAKES = {
    **{name: state.take for name, state in STATES.items()},
    "warnings": lambda: tuple(warnings.filters),
    "locale": lambda: locale.setlocale(locale.LC_ALL),
    "zone": lambda: time.tzname,
}


class Changes:
    """The candidate's code calls `enter` and `leave`; `taken` returns the changes that the checks of an example read."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._marks = Marks(loaded.order["target"], *_steps(loaded))
        self._depth = 0
        self._found: Set[str] = set()
        self._before: Tuple[Dict[int, Tuple[Any, Any]], Dict[str, Any]] = ({}, {})
        #: Containers with too many objects for single comparisons, each serialized as a whole.
        self._large: List[Tuple[Any, Optional[bytes]]] = []
        self._states: Dict[str, Any] = {}
        self._draws = Draws()
        self._places: List[str] = []
        self._files: Dict[str, bytes] = {}
        self._made = handed.Made()

    def enter(self, arguments: Any) -> int:
        self._depth += 1
        if self._depth == 1:
            self._before = self._look(arguments)
            self._places = _places(arguments, sys._getframe(1))
            self._files = handed.contents(self._places)
            self._draws.look()
            self._states = _states()
        return self._depth

    def leave(self, depth: int) -> None:
        self._depth = depth - 1
        if depth != 1:
            return
        states = _changed(self._states, _states())
        self._draws.left(name for name in states if name in GENERATORS)
        objects, names = self._before
        changed = {number for number, (one, content) in objects.items() if _content(one) != content}
        for one, data in self._large:
            if _data(one) != data:
                changed.update(ids_within(one))
        now = self._names()
        bound = {name for name in {*names, *now} if names.get(name) is not now.get(name)}
        # A helper of the check may read a module name's contents.
        touched = frozenset(name for name, value in now.items() if reaches(value, changed))
        files = self._made.changed(self._files, handed.contents(self._places)) if self._places else {}
        change = Change(changed, bound, touched, [name for name in states if name not in GENERATORS], files)
        frame = sys._getframe(1)
        if change.any and frame.f_back is not None:
            self._found.update(self._marks.of(change, frame.f_back))

    def taken(self) -> List[str]:
        found, self._found = {*self._found, *self._marks.drawn(self._draws.taken())}, set()
        return sorted(found)

    def _look(self, arguments: Iterable[Any]) -> Tuple[Dict[int, Tuple[Any, Any]], Dict[str, Any]]:
        names = self._names()
        objects: Dict[int, Tuple[Any, Any]] = {}
        self._large = []
        for roots in (list(arguments), list(names.values())):
            values = list(roots)
            most = len(objects) + _MOST
            while values and len(objects) < most:
                one = values.pop()
                if isinstance(one, _PLAIN) or id(one) in objects:
                    continue
                objects[id(one)] = (one, _content(one))
                values.extend(held_by(one))
            if values:
                self._large += [(one, _data(one)) for one in roots]
        return objects, names

    def _names(self) -> Dict[str, Any]:
        """Names of the module that hold data, and attributes of its classes."""
        space = self._loaded.users.module.__dict__
        found: Dict[str, Any] = {}
        for name, value in list(space.items()):
            if isinstance(value, type):
                if value.__module__ == space.get("__name__"):
                    found.update(("%s.%s" % (name, key), own) for key, own in vars(value).items() if not key.startswith("__"))
            elif not name.startswith("__") and type(value).__name__ not in ("module", "function", "builtin_function_or_method"):
                found[name] = value
        return found


class Rewinding:
    """Restores the random generators to their state before the candidate, unless other code has used them since."""

    def __init__(self) -> None:
        self._depth = 0
        self._before: Dict[str, Any] = {}
        #: The states after the candidate, and before it.
        self._left: Dict[str, Tuple[Any, Any]] = {}

    def enter(self, _: Any) -> int:
        self._depth += 1
        if self._depth == 1:
            self._before = {name: _TAKES[name]() for name in GENERATORS}
        return self._depth

    def leave(self, depth: int) -> None:
        self._depth = depth - 1
        if depth != 1:
            return
        now = {name: _TAKES[name]() for name in GENERATORS}
        for name in _changed(self._before, now):
            left, first = self._left.get(name, (None, None))
            self._left[name] = (now[name], first if left == self._before[name] else self._before[name])

    def rewind(self) -> None:
        for name, (left, first) in self._left.items():
            if _TAKES[name]() == left:
                STATES[name].put(first)
        self._left.clear()


def _states() -> Dict[str, Any]:
    return {name: take() for name, take in _TAKES.items()}


def _changed(before: Dict[str, Any], now: Dict[str, Any]) -> List[str]:
    """Names with a different state; a missing earlier state only means that the module was loaded since."""
    return [name for name, value in now.items() if before.get(name) not in (None, value)]


def _places(arguments: Any, frame: Any) -> List[str]:
    """Folders and files that the candidate may find: held by it or its callers, beside those files, and the working directory."""
    held = [*arguments, os.getcwd()]
    while frame is not None:
        if is_of_project(frame.f_code.co_filename):
            held += [one for one in frame.f_locals.values() if isinstance(one, (str, os.PathLike))]
            held += [one for one in frame.f_globals.values() if isinstance(one, os.PathLike)]
        frame = frame.f_back
    given = handed.temporary(held)
    return sorted({*given, *handed.temporary(os.path.dirname(one) for one in given if os.path.isfile(one))})


def _data(value: Any) -> Optional[bytes]:
    try:
        # This version of the format does not depend on reference counts.
        return marshal.dumps(value, 2)
    except ValueError:
        return None  # More than plain data.


def _content(one: Any) -> Any:
    """A copy or digest of the object's content, equal before and after if it did not change."""
    if isinstance(one, random.Random):
        return random.Random.getstate(one)
    if type(one) in (io.StringIO, io.BytesIO):
        return None if one.closed else (one.getvalue(), one.tell())
    numpy = sys.modules.get("numpy.random")
    generator: Any = getattr(numpy, "Generator", ())
    older: Any = getattr(numpy, "RandomState", ())
    if isinstance(one, generator):
        return repr(one.bit_generator.state)
    if isinstance(one, older):
        return repr(one.get_state())
    held = [part if isinstance(part, _PLAIN) else id(part) for part in held_by(one)]
    if isinstance(one, (list, dict, set, tuple, frozenset)):
        return held
    try:
        return held, bytes(memoryview(one))
    except (TypeError, ValueError, BufferError):
        return held  # The object has no buffer.


def _steps(loaded: Loaded) -> Tuple[Dict[int, ast.Module], List[Dict[str, Any]]]:
    """The file, docstrings and test files, in the form that the marks read."""
    users = loaded.users
    trees: Dict[int, ast.Module] = {}
    steps: List[Dict[str, Any]] = []

    def add(do: str, source: str, tree: Optional[ast.Module]) -> None:
        step = {"do": do, "source": source}
        steps.append(step)
        if tree is not None:
            trees[id(step)] = tree

    held = [marked.place.statement for marked in users.marked]
    for entry in users.entries:
        do = "define" if entry.node in held else "example" if entry.checks else "run"
        add(do, "-", ast.Module([entry.node], []))
    for session in loaded.sessions:
        add("doctest", "".join(map(_as_written, session.lines)), None)
    own = os.path.realpath(users.file)
    for file in dict.fromkeys(case.file for case in loaded.cases.all):
        if os.path.realpath(file) != own:
            source = "".join(linecache.getlines(file))
            try:
                add("tests", source, ast.parse(source))
            except SyntaxError:
                continue
    return trees, steps


def _as_written(line: Line) -> str:
    return ">>> %s\n%s" % (line.example.source.rstrip("\n").replace("\n", "\n... "), line.example.want)
