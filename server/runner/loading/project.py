"""The project's other modules for a locked process: their source, read before the disk is out of reach.

Test files, and files that import the candidate's module to check it, are left out: a candidate must find no example there.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import re
import sys
import tokenize
import types
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

#: Files and bytes that are kept: what a candidate could import is near.
MOST_FILES = 400
MOST_BYTES = 3_000_000
LARGEST = 500_000

_TEST = re.compile(r"(?:test_.*|.*_test|conftest|setup|noxfile)\.py\Z")
_LEFT_OUT = re.compile(r"(?:\..*|__pycache__|node_modules|site-packages|tests?|build|dist)\Z")


class Source(NamedTuple):
    path: str
    text: str
    is_package: bool


def remember(roots: List[str], module: types.ModuleType) -> None:
    """Makes what can be imported from these folders importable from memory, first of all."""
    sources = dict(_sources(roots, module))
    if sources:
        sys.meta_path.insert(0, Project(sources, module.__name__))
    # A package's `__init__` may import names that the candidate doesn't need, and so its slice of the file hasn't.
    if "." in module.__name__ and "__getattr__" not in module.__dict__:
        module.__dict__["__getattr__"] = _placeholder


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
            return None
        spec = importlib.machinery.ModuleSpec(name, self, origin=source.path, is_package=source.is_package)
        spec.has_location = True
        if source.is_package:
            spec.submodule_search_locations = [os.path.dirname(source.path)]
        return spec

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
        """Around the candidate's module: a statement that uses what its slice of the file hasn't is passed over."""
        for statement in tree.body:
            code = compile(ast.Module([statement], []), path, "exec", 0, True, 0)
            try:
                exec(code, space)  # noqa: S102 - a module of the user's
            except Exception:  # noqa: BLE001, S112 - or imports a module that does
                continue


def _sources(roots: List[str], module: types.ModuleType) -> Iterator[Tuple[str, Source]]:
    own = os.path.realpath(module.__file__ or "")
    checks = re.compile(r"^[ \t]*(?:from|import)\b.*\b%s\b" % re.escape(module.__name__.rpartition(".")[2]), re.MULTILINE)
    seen = {module.__name__}
    left = MOST_BYTES
    for name, path in _files(roots):
        if name in seen or os.path.realpath(path) == own:
            continue
        seen.add(name)
        try:
            if os.path.getsize(path) > LARGEST:
                continue
            with tokenize.open(path) as stream:
                text = stream.read()
        except (OSError, SyntaxError, UnicodeDecodeError):
            continue
        if checks.search(text) and re.search(r"^[ \t]*assert\b|>>>", text, re.MULTILINE):
            continue
        left -= len(text)
        if left < 0 or len(seen) > MOST_FILES:
            return
        yield name, Source(path, text, os.path.basename(path) == "__init__.py")


def _files(roots: List[str]) -> Iterator[Tuple[str, str]]:
    """Modules by their names, those of near folders first; a name that two roots have is the first one's."""
    pending = [(root, "") for root in roots]
    entries_left = 20 * MOST_FILES
    for folder, package in pending:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        entries_left -= len(entries)
        if entries_left < 0:
            return
        for entry in entries:
            stem, extension = os.path.splitext(entry.name)
            if extension == ".py" and not _TEST.match(entry.name):
                if stem == "__init__":
                    if package:
                        yield package, entry.path
                elif stem.isidentifier():
                    yield "%s.%s" % (package, stem) if package else stem, entry.path
            elif entry.name.isidentifier() and not _LEFT_OUT.match(entry.name) and entry.is_dir():
                if not os.path.exists(os.path.join(entry.path, "pyvenv.cfg")):
                    pending.append((entry.path, "%s.%s" % (package, entry.name) if package else entry.name))
