"""Finds examples that one process may execute for several candidates, each time as if it were the first.

Their bindings in the module are undone. Data that they can reach is compared with its earlier value. All other code that they can reach
must change nothing: decided by the source alone and carefully, as in purity.py, but for whole functions: functions of the file with
their own variables, methods of built-in containers and texts, and the function itself.
"""

import ast
import builtins
import copy
import functools
import marshal
import types
from typing import Any, Dict, Iterable, List, Optional, Set, Tuple

from ..crossing.trust import is_users
from . import purity

_STATEMENTS = (
    ast.Assign,
    ast.AugAssign,
    ast.AnnAssign,
    ast.For,
    ast.While,
    ast.If,
    ast.Pass,
    ast.Break,
    ast.Continue,
    ast.Return,
    ast.Try,
    ast.ExceptHandler,
    ast.Raise,
    ast.alias,
)
_EXPRESSIONS = (
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.comprehension,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.NamedExpr,
)
_SHAPES = (*_STATEMENTS, *_EXPRESSIONS, *purity.SHAPES, purity.OLD_INDEX)
_HARMLESS = purity.HARMLESS | {"iter", "next", "print"}
_BUILT_IN = (str, bytes, list, dict, set, frozenset, tuple, int, float, complex, range)
#: Attributes that are read: methods of built-in types.
_METHODS = frozenset(name for kind in _BUILT_IN for name in dir(kind) if not name.startswith("_"))
_OF_MODULES = {"math": purity.HARMLESS_OF_MATH, "copy": frozenset(("copy", "deepcopy"))}
#: The most bytes of data to compare after each candidate.
MOST_DATA = 100_000


class Repeating:
    """For the statements `left`, which run for each candidate; `every` are all of the file, with its functions."""

    def __init__(self, left: List[ast.Module], every: List[ast.Module], target: str, module: types.ModuleType) -> None:
        self._space = module.__dict__
        self._module = module.__name__
        self._before = dict(self._space)
        self._target = target
        self._functions: Dict[str, List[ast.FunctionDef]] = {}
        for node in (node for tree in every for node in tree.body if isinstance(node, ast.FunctionDef)):
            self._functions.setdefault(node.name, []).append(node)
        self._bound = _bound(left)
        imports = [node for tree in every for node in _all(tree) if isinstance(node, ast.Import)]
        #: Modules that the file imports, by its names for them.
        self._modules = {alias.asname or alias.name: alias.name for node in imports for alias in node.names}
        #: The data to compare.
        self._held: Dict[str, Any] = {}
        self._checked: Set[str] = set()
        alone = "." not in target and "." not in module.__name__ and not any(map(self._is_projects, self._before.values()))
        self.possible = alone and all(self._is_harmless(tree, set()) for tree in left)
        self._was = self._content()
        self.possible = self.possible and self._was is not None and len(self._was) <= MOST_DATA

    def restore(self) -> bool:
        """Undoes the bindings. Returns whether everything else is unchanged."""
        for name in [name for name in self._space if name not in self._before and name != "__builtins__"]:
            del self._space[name]
        self._space.update(self._before)
        return self._content() == self._was

    def _content(self) -> Optional[bytes]:
        try:
            # This version of the format does not depend on reference counts.
            return marshal.dumps(list(self._held.values()), 2)
        except ValueError:
            return None  # More than plain data.

    def _is_projects(self, value: Any) -> bool:
        """Whether the value belongs to another module of the project, or to a class: its methods may do anything."""
        if isinstance(value, types.ModuleType):
            return is_users(value.__name__)
        if isinstance(value, type):
            return value.__module__ == self._module or is_users(value.__module__)
        if isinstance(value, types.FunctionType):
            return value.__module__ != self._module and is_users(value.__module__)
        return is_users(type(value).__module__)

    def _is_harmless(self, tree: ast.AST, inside: Set[str]) -> bool:
        """`inside` are the variables of the enclosing functions."""
        outer, functions = _parted(tree)
        return all(self._allows(node, inside) for node in outer) and all(self._is_harmless_function(one, inside) for one in functions)

    def _is_harmless_function(self, node: Any, inside: Set[str]) -> bool:
        arguments = node.args
        named = [*getattr(arguments, "posonlyargs", ()), *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        named = [one for one in named if one is not None]
        notes = [note for note in (getattr(node, "returns", None), *(one.annotation for one in named)) if note is not None]
        if getattr(node, "decorator_list", None) or any(isinstance(part, ast.Call) for note in notes for part in ast.walk(note)):
            return False
        defaults = [*arguments.defaults, *(one for one in arguments.kw_defaults if one is not None)]
        body = node.body if isinstance(node.body, list) else [node.body]
        own = inside | {one.arg for one in named} | _bound(body)
        return all(isinstance(one, ast.Constant) for one in defaults) and all(self._is_harmless(part, own) for part in body)

    def _allows(self, node: ast.AST, inside: Set[str]) -> bool:
        if isinstance(node, ast.Name):
            return not isinstance(node.ctx, ast.Load) or self._allows_name(node.id, inside)
        if isinstance(node, ast.Attribute):
            return isinstance(node.ctx, ast.Load) and self._allows_attribute(node)
        if isinstance(node, ast.Call):
            return isinstance(node.func, (ast.Name, ast.Attribute))
        if isinstance(node, ast.Import):
            return all(alias.name in _OF_MODULES for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            return all(alias.name in _OF_MODULES.get(node.module or "", ()) for alias in node.names)
        return isinstance(node, _SHAPES)

    def _allows_name(self, name: str, inside: Set[str]) -> bool:
        if name == self._target:
            return True
        if name in self._before and not self._allows_value(name, self._before[name]):
            return False
        if hasattr(builtins, name):
            kind = getattr(builtins, name)
            return name in _HARMLESS or (isinstance(kind, type) and issubclass(kind, BaseException))
        return name in inside or name in self._bound or name in self._modules or name in self._before

    def _allows_value(self, name: str, value: Any) -> bool:
        if isinstance(value, types.FunctionType):
            if value in (copy.copy, copy.deepcopy):
                return True
            code = value.__code__
            if code.co_name != name or code.co_firstlineno not in [node.lineno for node in self._functions.get(name, ())]:
                return False  # It belongs to another module, or replaces the file's own.
            if name in self._checked:
                return True  # It was checked before, or refused together with everything else.
            self._checked.add(name)
            return all(self._is_harmless_function(one, set()) for one in self._functions[name])
        if isinstance(value, types.ModuleType):
            return value.__name__ in _OF_MODULES
        if type(value) not in purity.IMMUTABLE:
            self._held[name] = value
        return True

    def _allows_attribute(self, node: ast.Attribute) -> bool:
        if isinstance(node.value, ast.Name):
            name = node.value.id
            value = self._before.get(name)
            module = value.__name__ if isinstance(value, types.ModuleType) else self._modules.get(name)
            if module is not None:
                return node.attr in _OF_MODULES.get(module, ())
        return node.attr in _METHODS


@functools.lru_cache(maxsize=None)
def _parted(tree: ast.AST) -> Tuple[List[ast.AST], List[Any]]:
    """The nodes of a statement without constants and functions, and its functions."""
    outer: List[ast.AST] = []
    functions: List[Any] = []
    pending = [tree]
    while pending:
        node = pending.pop()
        kind = type(node)
        if kind in (ast.List, ast.Tuple, ast.Set):
            pending += node.elts  # type: ignore[attr-defined]  # A table is large, so this avoids the slower generic walk.
        elif kind in (ast.FunctionDef, ast.Lambda):
            functions.append(node)
        elif kind is not ast.Constant:
            outer.append(node)
            if kind is not ast.Name:
                pending += ast.iter_child_nodes(node)
    return outer, functions


def _bound(trees: Iterable[ast.AST]) -> Set[str]:
    """Names that statements bind, without those inside their functions."""
    found: Set[str] = set()
    for outer, functions in map(_parted, trees):
        found |= {node.id for node in outer if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        found |= {node.name for node in outer if isinstance(node, ast.ExceptHandler) and node.name}
        found |= {node.name for node in functions if isinstance(node, ast.FunctionDef)}
        found |= {node.asname or node.name for node in outer if isinstance(node, ast.alias)}
    return found


def _all(tree: ast.AST) -> Iterable[ast.AST]:
    """The nodes of a statement and of its functions."""
    outer, functions = _parted(tree)
    yield from outer
    for function in functions:
        for part in ast.iter_child_nodes(function):
            yield from _all(part)
