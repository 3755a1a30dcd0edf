"""Executes a module as an import does, and imports modules from given sources instead of the disk."""

import ast
import importlib
import importlib.machinery
import importlib.util
import os
import sys
import types
from typing import Any, Callable, Dict, Iterable, Optional

#: Changes a parsed module before its compilation: `(tree, source, path)`.
Rewrite = Callable[[ast.Module, bytes, str], None]


def imports_own_package(sources: Iterable[str], module: str) -> bool:
    """Whether code of `module` imports from its own package, whose `__init__` may import the module."""
    top = module.split(".")[0]
    for source in sources:
        try:
            nodes = list(ast.walk(ast.parse(source)))
        except SyntaxError:  # Its execution reports the error.
            continue
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and (node.level > 0 or (node.module or "").split(".")[0] == top):
                return True
            if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == top for alias in node.names):
                return True
    return False


def execute_as_import(module: types.ModuleType, execute: Callable[[], None]) -> None:
    """Calls `execute` at the point of an import of `module`: after its packages have begun, possibly because one of them imports it."""
    name = module.__name__
    is_package = os.path.basename(module.__file__ or "") == "__init__.py"
    if is_package:
        module.__path__ = [os.path.dirname(module.__file__ or "")]
        module.__package__ = name
    if "." not in name:
        execute()
        return
    loader = _Loader(module, execute, is_package)
    sys.modules.pop(name, None)
    sys.meta_path.insert(0, loader)
    try:
        importlib.import_module(name)
    except Exception:  # noqa: BLE001, S110 - its users report a package that does not load
        pass
    finally:
        sys.meta_path.remove(loader)
    sys.modules[name] = module
    if not loader.done:
        execute()


class _Loader:
    """Finder and loader of one existing module."""

    def __init__(self, module: types.ModuleType, execute: Callable[[], None], is_package: bool) -> None:
        self._module = module
        self._execute = execute
        self._is_package = is_package
        self.done = False

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        if name != self._module.__name__:
            return None
        spec = importlib.machinery.ModuleSpec(name, self, origin=self._module.__file__, is_package=self._is_package)  # type: ignore[arg-type]
        if self._is_package:
            spec.submodule_search_locations = list(self._module.__path__)
        return spec

    def create_module(self, spec: Any) -> types.ModuleType:
        return self._module

    def exec_module(self, module: types.ModuleType) -> None:
        self.done = True
        self._execute()


class GivenSources:
    """Stands first on `sys.meta_path`: loads modules of these files from the text of the specification."""

    def __init__(self, texts: Dict[str, str]) -> None:
        #: Rewrites the asserts of test modules.
        self.rewrite: Optional[Rewrite] = None
        self.renew(texts)

    def renew(self, texts: Dict[str, str]) -> None:
        """Replaces the texts of modules that are not yet imported."""
        self._texts = {os.path.realpath(file): text for file, text in texts.items()}
        self._stems = {os.path.splitext(os.path.basename(file))[0] for file in self._texts}

    def text_of(self, file: str) -> str:
        return self._texts.get(os.path.realpath(file), "")

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        if name.rpartition(".")[2] not in self._stems:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        text = self._texts.get(os.path.realpath(spec.origin)) if spec and spec.origin else None
        if spec is None or text is None:
            return None
        loader = _GivenSource(name, str(spec.origin), text, self.rewrite)
        return importlib.util.spec_from_file_location(name, spec.origin, loader=loader)


class _GivenSource(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, text: str, rewrite: Optional[Rewrite]) -> None:
        super().__init__(name, path)
        self._text = text.lstrip("\ufeff")
        self._rewrite = rewrite

    def get_source(self, fullname: str) -> str:
        return self._text

    def get_code(self, fullname: str) -> types.CodeType:
        flags = ast.PyCF_ONLY_AST
        tree = compile(self._text, self.path, "exec", flags, True)
        if self._rewrite:
            self._rewrite(tree, self._text.encode("utf-8", "replace"), self.path)
        return compile(tree, self.path, "exec", 0, True, 0)
