"""The project's own modules that a function's file leads to, found by following its imports, never by file names.

Modules that only tests and examples import (tables, cases, helpers, other tests) are not among them, whatever their folder or name.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import re
import sys
import tokenize
import types
from typing import Any, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Set

from . import environment

#: The most files and bytes to keep: a candidate's imports are close to the file.
MOST_FILES = 400
MOST_BYTES = 3_000_000
LARGEST = 500_000

_DOTTED = re.compile(r"\.*[^\W\d]\w*(?:\.[^\W\d]\w*)*\Z")
_BY_NAME = frozenset("import_module __import__".split())


class Source(NamedTuple):
    path: str
    text: str
    is_package: bool


class Reached:
    """Modules in these folders to which `own`, the module of a file, leads."""

    def __init__(self, roots: List[str], own: str, file: str) -> None:
        self._roots = roots
        self._own = own
        self.package = own if os.path.basename(file) == "__init__.py" else own.rpartition(".")[0]
        self.sources: Dict[str, Source] = {}
        #: All names looked up so far, also of other modules.
        self._seen: Set[str] = {own}
        self._left = MOST_BYTES

    def follow(self, names: Iterable[str]) -> "Reached":
        """Adds the modules with these full names, and all that they import."""
        pending = [*self._around(), *names]
        while pending and len(self.sources) < MOST_FILES:
            for name in _parents(pending.pop()):
                if name in self._seen:
                    continue
                self._seen.add(name)
                source = self._read(name)
                if source is not None:
                    self.sources[name] = source
                    package = name if source.is_package else name.rpartition(".")[0]
                    pending.extend(names_in(source.text, package))
        return self

    def follow_source(self, source: str) -> "Reached":
        """Follows the imports in a text of the file."""
        return self.follow(names_in(source, self.package))

    def full(self, module: str) -> str:
        """The full name for the file's import of `module`, which may begin with dots."""
        return _absolute(module, self.package)

    def file_of(self, name: str) -> Optional[str]:
        """The file of a project module; None for any other module."""
        path = name.split(".")
        for root in self._roots:
            place = os.path.join(root, *path)
            for file in (os.path.join(place, "__init__.py"), place + ".py"):
                if os.path.isfile(file):
                    return file if environment.is_of_project(file) else None
        return None

    def _around(self) -> List[str]:
        """The packages around the file, which its import executes."""
        return [self._own.rpartition(".")[0]] if "." in self._own else []

    def _read(self, name: str) -> Optional[Source]:
        file = self.file_of(name)
        try:
            if file is None or os.path.getsize(file) > LARGEST:
                return None
            with tokenize.open(file) as stream:
                text = stream.read()
        except (OSError, SyntaxError, UnicodeDecodeError):
            return None
        self._left -= len(text)
        return Source(file, text, os.path.basename(file) == "__init__.py") if self._left >= 0 else None


def names_in(text: str, package: str) -> Iterator[str]:
    """Full names of all possible imports of a module of `package`, also in its functions."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        yield from names_of(node, package)


def names_of(node: ast.AST, package: str) -> Iterator[str]:
    """The full names for one node: an import statement, or a call that imports a literal name."""
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = _absolute("." * node.level + (node.module or ""), package)
        if module:
            yield module
        # Each may be a module of that package.
        yield from ("%s.%s" % (module, one.name) if module else one.name for one in node.names if one.name != "*")
    elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        name, how = node.args[0].value, getattr(node.func, "attr", getattr(node.func, "id", ""))
        if how in _BY_NAME and isinstance(name, str) and _DOTTED.match(name):
            yield _absolute(name, package)


def _absolute(module: str, package: str) -> str:
    name = module.lstrip(".")
    level = len(module) - len(name)
    if not level:
        return name
    around = package.split(".")[: len(package.split(".")) - level + 1] if package else []
    return ".".join([*around, name] if name else around)


def _parents(name: str) -> List[str]:
    """A module's packages from the outermost inwards, then the module."""
    parts = name.split(".")
    return [".".join(parts[: end + 1]) for end in range(len(parts))]


def reached(context: Mapping[str, Any]) -> Reached:
    """The modules to which a context's file leads; its `modules` are full names that the file's own code also imports."""
    found = Reached(context["path"], context["module"], context["file"])
    return found.follow_source(context["source"]).follow(context.get("modules", ()))


def remember(found: Reached, roots: List[str], module: types.ModuleType) -> None:
    """Before a lock: makes these modules importable from memory, and nothing else of the project."""
    sys.meta_path.insert(0, Project(found.sources, module.__name__))
    readable = environment.interpreter_folders()
    gone = {one for one in map(os.path.realpath, roots) if not _lies_in(one, readable)}
    sys.path[:] = [one for one in sys.path if os.path.realpath(one) not in gone]
    # A package's `__init__` may import names that the candidate does not need and that its context lacks.
    if "." in module.__name__ and "__getattr__" not in module.__dict__:
        module.__dict__["__getattr__"] = _placeholder


def _lies_in(path: str, folders: List[str]) -> bool:
    return any(path == folder or path.startswith(os.path.join(folder, "")) for folder in folders)


def _placeholder(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (Exception,) if name.endswith(("Error", "Exception")) else (), {})


class Project(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def __init__(self, sources: Dict[str, Source], own: str) -> None:
        self._sources = sources
        self._own = own

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        source = self._sources.get(name)
        if source is None:
            return self._namespace(name)
        spec = importlib.machinery.ModuleSpec(name, self, origin=source.path, is_package=source.is_package)
        spec.has_location = True
        if source.is_package:
            spec.submodule_search_locations = [os.path.dirname(source.path)]
        return spec

    def _namespace(self, name: str) -> Optional[importlib.machinery.ModuleSpec]:
        """A namespace package around known modules."""
        if not any(one.startswith(name + ".") for one in self._sources):
            return None
        return importlib.machinery.ModuleSpec(name, None, is_package=True)

    def get_source(self, name: str) -> str:
        return self._sources[name].text

    def is_package(self, name: str) -> bool:
        return self._sources[name].is_package

    def exec_module(self, module: types.ModuleType) -> None:
        source = self._sources[module.__name__]
        if self._own.startswith(module.__name__ + "."):
            self._execute_package(ast.parse(source.text), source.path, module.__dict__)
            return
        code = compile(source.text, source.path, "exec", 0, True, 0)
        exec(code, module.__dict__)  # noqa: S102 - a module of the user's

    def _execute_package(self, tree: ast.Module, path: str, space: Dict[str, Any]) -> None:
        """Executes a package around the candidate's module; it skips a statement that needs a name which the context lacks."""
        for statement in tree.body:
            code = compile(ast.Module([statement], []), path, "exec", 0, True, 0)
            try:
                exec(code, space)  # noqa: S102 - a module of the user's
            except Exception:  # noqa: BLE001, S112 - the module may need a skipped name
                continue
