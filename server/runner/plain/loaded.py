"""The file, its package and its tests, loaded; and the possible examples in them, each with a number.

A number means the same example in every loading of the text, with any candidate in it.
"""

import ast
import functools
import importlib
import linecache
import os
import re
import sys
from typing import Any, Dict, List, NamedTuple, Optional, Sequence

from ..judging.equality import guard_approximate, guard_arrays
from ..judging.failing import prepare, tell
from ..loading.imports import GivenSources
from . import doctests
from .cases import Case, Cases, has_tests
from .module import Probe, UsersModule, place_of
from .mutating import Helpers
from .numbering import Numbered
from .reach import NotYet, Reach
from .resting import Resting
from .target import FUNCTIONS, definitions
from .text import Text


class Known(NamedTuple):
    """An example in the form of the report."""

    number: int
    file: str
    line: int
    kind: str
    source: str
    case: Optional[str] = None


class Loaded:
    """`own` are lines of statements of `text` that a candidate has added or changed; `known` is the file's own text, loaded."""

    def __init__(self, order: Dict[str, Any], text: Text, known: Optional["Loaded"] = None, own: Sequence[int] = ()) -> None:
        self.order = order
        if ">>>" in text.text:
            doctests.library()
        self.reach = Reach(order["target"])
        numbered = Numbered(known.users.text, known.users.entries) if known is not None else None
        give = None if numbered is None else (lambda entries: numbered.give(entries, text, set(own)))
        self.users: UsersModule = UsersModule(order, text, self.reach, give)
        #: The number of possible examples in the file's own statements.
        self._statements: int = known._statements if known is not None else self.users.checks
        self.place = place_of(text, order["target"], order["ordinal"])
        marked = self.users.mark(order["target"], self.place)
        self.target = marked
        for name in order.get("together", ()):
            self.users.mark(name, place_of(text, name))
        for path in _stubs(text.tree):
            self.users.mark(path, place_of(text, path))
        self.sessions: List[doctests.Session] = []
        self.cases = Cases(list(order["tests"]), order["file"] if _is_test_file(order["file"], text.text) else None)
        #: Set when code needs the function's result during the loading: each candidate must then be loaded afresh.
        self.needs_afresh = False
        self._sources: Optional[GivenSources] = None

    @functools.cached_property
    def helpers(self) -> Helpers:
        return Helpers(self.users.text.tree)

    def load(self, defers: bool, probe: Optional[Probe] = None, resting: Optional[Resting] = None) -> None:
        """Loads like Python and the frameworks: conftest files, the package and the file, the test files.

        With `resting`, it returns again in another process for each later load of the rest.
        """
        users = self.users
        users.defers, users.probe, self.reach.refuses = defers, probe, defers
        if resting is not None:
            users.rest = lambda point: self._rest(resting, point)
        sys.argv = [self.order["file"]]
        framework: Any = None
        users.install()
        try:
            if self.cases.files or self.cases.own:
                framework = self._framework()
                users.first()
            users.load()
        except NotYet:
            self.needs_afresh = True
            return
        if defers and self.reach.calls > 0:
            # Another module called the function and suppressed the refusal.
            self.needs_afresh = True
            return
        number = self._statements
        if self.place is not None:
            self.sessions = doctests.sessions_of(users.text.tree, self.place, number)
        number += sum(len(one.lines) for one in self.sessions)
        if defers and self.cases.files and users.deferral.binds:
            self.needs_afresh = True
            return
        if resting is not None and self.cases.files:
            self._rest(resting, "tests")
        calls = self.reach.calls
        try:
            self.cases.collect(users, number, framework)
        except NotYet:
            self.needs_afresh = True
        prepare()  # The frameworks are imported by now.
        guard_approximate()
        guard_arrays()
        # A framework may have suppressed the refusal.
        self.needs_afresh = self.needs_afresh or (defers and (self.reach.calls > calls or self._has_left()))
        self.reach.refuses = False

    def _rest(self, resting: Resting, point: str) -> None:
        """Lets the process rest at a point; a fork may later load another text from there."""
        if self.users.deferral.waiting and point != "tests":
            return
        found = resting.rest(point, lambda order, text: self._renewed(point, order, text))
        if found is None:
            return
        self.order = found.order
        if self._sources is not None:
            self._sources.renew(found.order["unsaved"])
        importlib.invalidate_caches()
        linecache.checkcache()
        if point != "tests":
            self.users.renew(found.users)
            self._statements, self.place, self.target = found._statements, found.place, found.target

    def _renewed(self, point: str, order: Dict[str, Any], text: str) -> Optional["Loaded"]:
        """The text to load from a point; None if the earlier part differs."""
        if point == "tests" and (text != self.users.text.text or order["listed"] != self.order["listed"]):
            return None
        found = Loaded(order, Text(text, order["file"]))
        if point == "target" and (found.users.begun, found.users.flags) != (self.users.begun, self.users.flags):
            return None
        return found if found.cases.own == self.cases.own else None

    def _has_left(self) -> bool:
        """Whether calls without a refusal, in which none of the function's own code ran, have left objects behind."""
        return self.target is not None and self.target.has_left()

    def _framework(self) -> Any:
        """The framework that collects the tests: pytest, or else the standard library."""
        self._sources = sources = GivenSources(self.order["unsaved"])
        sources.rewrite = tell
        sys.meta_path.insert(0, sources)
        try:
            from . import pytest_cases
        except ImportError:
            from . import unittest_cases  # Before a user's file can shadow its imports.

            return unittest_cases
        session = pytest_cases.Pytest(self.cases.files, self.cases.own)
        sources.rewrite = pytest_cases.rewritten
        sys.meta_path.remove(sources)
        sys.meta_path.insert(0, sources)
        if self.cases.own:
            self.users.rewrite = session.rewrite
        return session

    def examples(self) -> List[Known]:
        """All possible examples in report order: those of the file by line, then those of the test files."""
        own = self.order["file"]
        found = [Known(check.number, own, check.line, check.kind, check.source) for entry in self.users.entries for check in entry.checks]
        for session in self.sessions:
            countable = doctests.countable(session)
            found += [Known(line.number, own, line.line, "doctest", line.source) for line in session.lines if line.number in countable]
        found += [Known(one.number, one.file, one.line, one.kind, one.source, one.case) for one in self.cases.all]
        real = os.path.realpath(own)
        here = [one for one in found if os.path.realpath(one.file) == real]
        elsewhere = [one for one in found if os.path.realpath(one.file) != real]
        return [one._replace(file=own) for one in sorted(here, key=lambda one: one.line)] + elsewhere

    def renumber(self, numbers: Dict[str, List[int]]) -> None:
        """Gives the cases the numbers of another loading, because frameworks may collect in another order."""
        left = {key: list(found) for key, found in numbers.items()}
        unknown = 1 << 40
        renumbered: List[Case] = []
        for case in self.cases.all:
            here = left.get(key_of(case))
            if here:
                renumbered.append(case._replace(number=here.pop(0)))
            else:
                renumbered.append(case._replace(number=unknown))
                unknown += 1
        self.cases.all = renumbered


def key_of(case: Case) -> str:
    return "%s\n%s\n%s" % (os.path.realpath(case.file), case.name, case.case)


def numbers_of(cases: List[Case]) -> Dict[str, List[int]]:
    found: Dict[str, List[int]] = {}
    for case in cases:
        found.setdefault(key_of(case), []).append(case.number)
    return found


def _is_test_file(file: str, text: str) -> bool:
    return has_tests(text) and (re.search(r"^[ \t]*(?:async[ \t]+)?def[ \t]+test|TestCase|^[ \t]*class[ \t]+Test", text, re.M) is not None)


def _stubs(tree: ast.Module) -> List[str]:
    """Open functions of the file: only a docstring, `...`, `pass` or `raise NotImplementedError`."""
    found: List[str] = []
    pending = [(node, "") for node in tree.body]
    while pending:
        node, prefix = pending.pop()
        if isinstance(node, ast.ClassDef):
            abstract = any(getattr(one, "id", getattr(one, "attr", "")) in ("Protocol", "ABC") for one in node.bases)
            if not abstract:
                pending += [(one, "%s%s." % (prefix, node.name)) for one in node.body]
        elif isinstance(node, FUNCTIONS) and all(map(_is_open, node.body)) and not _is_declared(node):
            found.append(prefix + node.name)
    return [path for path in found if len(definitions(tree, path.split("."))) == 1]


def _is_declared(node: Any) -> bool:
    return any(getattr(one, "id", getattr(one, "attr", "")) in ("overload", "abstractmethod") for one in node.decorator_list)


def _is_open(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Pass):
        return True
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return isinstance(statement.value.value, str) or statement.value.value is Ellipsis
    if isinstance(statement, ast.Raise) and statement.exc is not None:
        error = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return getattr(error, "id", "") == "NotImplementedError"
    return False
