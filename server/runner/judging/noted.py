"""Loads test modules that no framework rewrites, so that their asserts report failures."""

import ast
import importlib.machinery
import importlib.util
import re
import sys
import types
from typing import Any, Callable, Optional

#: Makes the asserts of a module report failures.
Tell = Callable[[ast.Module], None]


#: The path of a test file, or of a helper among them.
_TESTS = re.compile(r"(?:^|[\\/])(?:tests?[\\/][^\\/]+(?:[\\/][^\\/]+)*|(?:test_[^\\/]*|[^\\/]*_test|conftest)\.py)$")


class NotedTests:
    """Stands on `sys.meta_path` before the finder of files; a framework that rewrites its imports stands before it."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def install(self) -> None:
        finder = importlib.machinery.PathFinder
        at = sys.meta_path.index(finder) if finder in sys.meta_path else len(sys.meta_path)
        sys.meta_path.insert(at, self)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None or not spec.origin or not spec.origin.endswith(".py") or not _TESTS.search(spec.origin):
            return None
        loader = _Loader(name, spec.origin, self._tell)
        return importlib.util.spec_from_file_location(
            name, spec.origin, loader=loader, submodule_search_locations=spec.submodule_search_locations
        )


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, tell: Tell) -> None:
        super().__init__(name, path)
        self._tell = tell

    def get_code(self, fullname: str) -> types.CodeType:
        tree = ast.parse(self.get_data(self.path), self.path)
        self._tell(tree)
        return compile(tree, self.path, "exec", dont_inherit=True)
