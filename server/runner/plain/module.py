"""The user's file as a module: the import system finds it under any of its names, and it executes statement by statement."""

import __future__

import ast
import builtins
import importlib
import importlib.machinery
import importlib.util
import linecache
import os
import sys
import types
from typing import Any, Callable, Dict, List, Optional, Sequence, Set, Tuple

from ..judging.failing import prepare
from ..transport.raised import message_of
from .names import Reads
from .reach import NotYet, Reach
from .script import Deferral, Entry, Failure, compiled, entries_of, may_undo
from .target import ENDS, ERROR, MARK, NOTE, Marked, Place, definitions
from .text import Text

#: Tries in a fork whether a statement calls the function, without side effects here.
Probe = Callable[[Callable[[], bool]], bool]


class UsersModule:
    """`text` is the module's, with a candidate's code or with the user's body."""

    def __init__(self, order: Dict[str, Any], text: Text, reach: Reach, give: Optional[Callable[[Sequence[Entry]], None]] = None) -> None:
        self.file: str = order["file"]
        self.target: str = order["target"]
        self.text = text
        self.reach = reach
        self.flags = _future_flags(text.tree)
        self.entries = entries_of(text, order["listed"], give)
        self.reads = Reads(text.tree)
        self.marked: List[Marked] = []
        #: The module objects, under all names of its imports.
        self.modules: List[types.ModuleType] = []
        self.failures: List[Failure] = []
        self.deferral = Deferral(self.entries)
        #: Whether statements that call the function wait for a candidate.
        self.defers = False
        self.probe: Optional[Probe] = None
        #: Executes a statement in its place, with its checks, if nothing waits.
        self.runner: Optional[Callable[[Entry, types.ModuleType], None]] = None
        #: Rewrites test functions in their own module: pytest's rewriting of asserts.
        self.rewrite: Optional[Callable[[ast.Module], None]] = None
        #: Whether the functions report the begin and end of their calls.
        self.watching = False
        #: Whether StopIteration may not leave them: it would end the iteration of their caller.
        self.guarding = False
        #: Called where the loading process may rest: before the file's statements, and before the first that concerns the function.
        self.rest: Callable[[str], None] = lambda point: None
        self._name: str = order["module"]
        self._listed: Set[str] = set(order["listed"])

    @property
    def checks(self) -> int:
        """The largest number of a check, plus one."""
        return max((check.number for entry in self.entries for check in entry.checks), default=-1) + 1

    @property
    def module(self) -> types.ModuleType:
        return self.modules[0]

    def mark(self, path: str, place: Optional[Place]) -> Optional[Marked]:
        if place is None or any(one.place.node is place.outermost.node for one in self.marked):
            return None
        marked = Marked(len(self.marked), path, place, self.file, self.flags)
        self.marked.append(marked)
        return marked

    def install(self) -> None:
        """Makes imports of the file come here from now on."""
        self._show()
        setattr(builtins, MARK, self._take)
        setattr(builtins, NOTE, self.reach.note)
        setattr(builtins, ENDS, (StopIteration, StopAsyncIteration))
        if not hasattr(builtins, ERROR):
            setattr(builtins, ERROR, raised_out_of)
        prepare()
        sys.meta_path.insert(0, _Finder(self))

    def _show(self) -> None:
        for marked in self.marked:
            marked.mark(self.watching, self.guarding)
        # Tools that show source lines must read these lines, not the file on disk.
        linecache.cache[self.file] = (len(self.text.text), None, [line + "\n" for line in self.text.lines], self.file)

    def renew(self, other: "UsersModule") -> None:
        """Takes the text of another UsersModule, which is not installed: the statements executed here are the same in it."""
        self.text, self.flags, self.reads, self._listed = other.text, other.flags, other.reads, other._listed
        self.entries, self.deferral, self.marked = other.entries, other.deferral, other.marked
        self._show()

    @property
    def begun(self) -> List[Tuple[int, str]]:
        """The line and text of each statement before the first that concerns the function."""
        held = {id(marked.place.statement) for marked in self.marked}
        found: List[Tuple[int, str]] = []
        for entry in self.entries:
            if entry.checks or entry.in_main or id(entry.node) in held:
                break
            found.append((entry.line, self.text.text_of(entry.node)))
        return found

    def first(self) -> None:
        """Moves the finder before those added since."""
        finders = [one for one in sys.meta_path if isinstance(one, _Finder)]
        sys.meta_path[:] = [*finders, *(one for one in sys.meta_path if one not in finders)]

    def load(self) -> types.ModuleType:
        """Imports the file, unless another module already has."""
        if not self.modules:
            parent = self._name.rpartition(".")[0]
            if parent:
                try:
                    importlib.import_module(parent)
                except Exception as error:  # noqa: BLE001 - its users report a package that does not load
                    self.failures.append(Failure(0, set(), "the package %s does not load: %s" % (parent, message_of(error))))
        if not self.modules:
            # A file of the standard library, or one with the same name: modules that imported the other keep it.
            spec = importlib.util.spec_from_file_location(self._name, self.file, loader=_Loader(self._name, self.file, self))
            assert spec is not None and spec.loader is not None
            if os.path.basename(self.file) == "__init__.py":
                spec.submodule_search_locations = [os.path.dirname(self.file)]
            module = importlib.util.module_from_spec(spec)
            sys.modules[self._name] = module
            spec.loader.exec_module(module)
        return self.module

    def execute(self, module: types.ModuleType) -> None:
        """Executes the file for an import."""
        first = not self.modules
        self.modules.append(module)
        begun = 0
        if first:
            self.rest("file")
            begun = len(self.begun)
        for entry in self.entries[:begun]:
            self._execute(entry, module, first)
        if any(isinstance(entry.node, (ast.Import, ast.ImportFrom)) for entry in self.entries[:begun]):
            self.rest("target")
        for entry in self.entries[begun:]:
            if not entry.in_main:
                self._execute(entry, module, first)

    def _execute(self, entry: Entry, module: types.ModuleType, first: bool) -> None:
        defers = self.defers and first
        if defers and self.deferral.must_wait(entry):
            self.deferral.wait(entry)
            return
        if self.runner is not None and first:
            self.runner(entry, module)
            return
        calls = self.reach.calls
        if defers and self.probe and may_undo(entry, self.target.rsplit(".", 1)[-1], self.reads):
            if self.probe(lambda: self._calls(entry, module)):
                self.deferral.wait(entry)
                return
        failures = len(self.failures)
        try:
            self.run(entry, module, set() if defers else None)
        except NotYet:
            if not defers:
                raise
        if defers and self.reach.calls > calls:
            # Other code may have suppressed the refusal, or replaced it by another error.
            del self.failures[failures:]
            self.reach.calls = calls
            self.deferral.wait(entry)

    def _calls(self, entry: Entry, module: types.ModuleType) -> bool:
        """Executes a statement. Returns whether it calls the function."""
        calls = self.reach.calls
        try:
            self.run(entry, module, set())
        except NotYet:
            return True
        return self.reach.calls > calls

    def is_listed(self, entry: Entry) -> bool:
        """Whether the editor found examples in the statement."""
        return self.text.text_of(entry.node).strip() in self._listed

    @property
    def left(self) -> List[Entry]:
        """The entries that still execute after the loading: those that wait, and the main block."""
        return [*self.deferral.waiting, *(entry for entry in self.entries if entry.in_main)]

    def run(self, entry: Entry, module: types.ModuleType, wanted: Any = None) -> None:
        """Executes one statement; if it fails, the failure is noted and the next one runs."""
        try:
            exec(self.code_of(entry, wanted), module.__dict__)  # noqa: S102 - the user's own file
        except NotYet:
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001 - its examples say why
            self.failed(entry, error)

    def failed(self, entry: Entry, error: BaseException) -> None:
        self.failures.append(
            Failure(entry.line, entry.names.binds, "line %d failed: %s" % (entry.line, message_of(error)), bool(entry.checks))
        )

    def code_of(self, entry: Entry, wanted: Any = None) -> types.CodeType:
        if entry.code is None or wanted is not None:
            if self.rewrite is not None and not entry.checks and _holds_tests(entry.node):
                node = ast.Module([entry.node], [])
                self.rewrite(node)
                code = compile(node, self.file, "exec", self.flags, True, 0)
            else:
                code = compiled(entry, self.file, self.flags, self.target, wanted)
            if wanted is not None:
                return code
            entry.code = code
        return entry.code

    def _take(self, number: int) -> Callable[[Any], Any]:
        def noted(function: Any) -> Any:
            self.marked[number].functions.append(function)
            return function

        return noted


def raised_out_of(name: str, stop: BaseException) -> BaseException:
    """The error in place of StopIteration out of a plain call, as PEP 479 defines for generators."""
    error = RuntimeError("%s raised %s" % (name, type(stop).__name__))
    error.__cause__ = stop
    return error


def place_of(text: Text, path: str, ordinal: int = -1) -> Optional[Place]:
    """The definition with this ordinal under the path; the last one if there are fewer."""
    found = definitions(text.tree, path.split("."))
    return found[ordinal] if -len(found) <= ordinal < len(found) else found[-1] if found else None


def ordinal_of(text: Text, path: str, line: int) -> int:
    """The ordinal, among the definitions under the path, of the one at the line."""
    found = definitions(text.tree, path.split("."))
    return next((at for at, one in enumerate(found) if one.node.lineno == line), -1)


def _holds_tests(node: ast.stmt) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and "test" in node.name.lower()


def _future_flags(tree: ast.Module) -> int:
    flags = 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                flags |= getattr(__future__, alias.name).compiler_flag
    return flags


class _Finder:
    """Stands first on `sys.meta_path`."""

    def __init__(self, users: UsersModule) -> None:
        self._users = users
        self._real = os.path.realpath(users.file)
        stem = os.path.splitext(os.path.basename(users.file))[0]
        self._name = os.path.basename(os.path.dirname(users.file)) if stem == "__init__" else stem

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        if name.rpartition(".")[2] != self._name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None or not spec.origin or os.path.realpath(spec.origin) != self._real:
            return None
        loader = _Loader(name, spec.origin, self._users)
        return importlib.util.spec_from_file_location(
            name, spec.origin, loader=loader, submodule_search_locations=spec.submodule_search_locations
        )


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, users: UsersModule) -> None:
        super().__init__(name, path)
        self._users = users

    def get_source(self, fullname: str) -> str:
        return self._users.text.text

    def get_code(self, fullname: str) -> types.CodeType:
        return compile(self._users.text.text, self.path, "exec", 0, True, 0)

    def exec_module(self, module: types.ModuleType) -> None:
        self._users.execute(module)
