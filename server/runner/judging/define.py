"""Puts the stub in the function's place: a function is replaced whole, a method inside of its class."""

import ast
from typing import Any, Dict, List, Optional, Protocol

_ACCESSORS = {"property", "staticmethod", "classmethod", "cached_property", "setter", "getter", "deleter", "abstractmethod"}

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_ASYNC_GENERATORS = ("AsyncIterator", "AsyncGenerator", "AsyncIterable")


class Crossing(Protocol):
    """Calls of the candidate."""

    def call(self, path: str, positional: Any, named: Dict[str, Any]) -> Any:
        """Calls the function at that path."""

    def member(self, path: str, name: str) -> Any:
        """A public attribute of the decorated function."""


class Decorated:
    """Stands in for the result of a decorator, such as a cache with `cache_info`."""

    def __init__(self, name: str, crossing: Crossing) -> None:
        self.__dict__.update(_crossing=crossing, __name__=name, __qualname__=name)

    def __call__(self, *positional: Any, **named: Any) -> Any:
        return self._crossing.call(self.__name__, positional, named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._crossing.member(self.__name__, name)


def with_stub(tree: ast.Module, target: str, space: Dict[str, Any], crossing: Crossing) -> Optional[ast.Module]:
    """Returns the code to execute instead of the definition; None if the stub is already in `space`."""
    path = target.split(".")
    definition = find_definition(tree, path)
    if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)) or not _within_class(tree, path):
        # For a function, or the outer function of a nested one, the stub replaces all of it.
        space[path[0]] = _function(path[0], definition, space["__name__"], crossing)
        # Other statements in the block remain the user's.
        return None if isinstance(tree.body[0], (*_FUNCTIONS, ast.ClassDef)) else _Without(path[0]).visit(tree)
    is_async_generator = _gives_values(definition)
    definition.decorator_list = [one for one in definition.decorator_list if _last_name(one) in _ACCESSORS]
    space["__assay_call__"] = crossing.call
    definition.args = ast.arguments([], [], ast.arg("__args"), [], [], ast.arg("__named"), [])
    definition.returns = None
    arguments = [ast.Constant(target), ast.Name("__args", ast.Load()), ast.Name("__named", ast.Load())]
    given: ast.expr = ast.Call(ast.Name("__assay_call__", ast.Load()), arguments, [])
    if isinstance(definition, ast.AsyncFunctionDef) and not is_async_generator:
        given = ast.Await(given)
    definition.body = [ast.Return(given)]
    if is_async_generator:
        return ast.fix_missing_locations(_Plain(definition).visit(tree))
    return ast.fix_missing_locations(tree)


def _function(name: str, definition: Optional[ast.AST], module: str, crossing: Crossing) -> Any:
    stub: Any
    if isinstance(definition, ast.AsyncFunctionDef) and not definition.decorator_list and not _gives_values(definition):

        async def stub(*positional: Any, **named: Any) -> Any:
            result = crossing.call(name, positional, named)
            return await result if hasattr(result, "__await__") else result

    elif getattr(definition, "decorator_list", None):
        stub = Decorated(name, crossing)
    else:

        def stub(*positional: Any, **named: Any) -> Any:
            return crossing.call(name, positional, named)

    stub.__name__ = stub.__qualname__ = name
    stub.__module__ = module
    if isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
        stub.__doc__ = ast.get_docstring(definition, clean=False)
    return stub


class _Plain(ast.NodeTransformer):
    """Turns one `async def` into a plain `def`."""

    def __init__(self, definition: ast.AST) -> None:
        self._definition = definition

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        if node is not self._definition:
            return self.generic_visit(node)
        plain = ast.FunctionDef(**{field: getattr(node, field) for field in node._fields if hasattr(node, field)})
        return ast.copy_location(plain, node)


def _gives_values(definition: Optional[ast.AST]) -> bool:
    """Whether an `async def` is a generator, by its annotation or by the user's body."""
    if not isinstance(definition, ast.AsyncFunctionDef):
        return False
    if definition.returns is not None:
        words = {getattr(node, "id", getattr(node, "attr", getattr(node, "value", None))) for node in ast.walk(definition.returns)}
        if any(type(word) is str and word.split("[")[0].endswith(_ASYNC_GENERATORS) for word in words):
            return True
    pending: List[ast.AST] = list(definition.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Yield):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            pending.extend(ast.iter_child_nodes(node))
    return False


class _Without(ast.NodeTransformer):
    """Removes the functions of a name from a block."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(ast.Pass(), node) if getattr(node, "name", None) == self._name else node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _visit


def _last_name(decorator: ast.expr) -> str:
    while isinstance(decorator, ast.Call):
        decorator = decorator.func
    return getattr(decorator, "attr", "") or getattr(decorator, "id", "")


def find_definition(tree: ast.AST, path: List[str]) -> Optional[ast.AST]:
    """The last definition of the path, because a property's setter comes after its getter."""
    accessor = path[-1] if path[-1] in ("setter", "getter", "deleter") and len(path) > 2 else None
    wanted = path[:-1] if accessor else path

    def search(node: ast.AST, rest: List[str]) -> Optional[ast.AST]:
        found = None
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                if child.name != rest[0]:
                    continue
                inner = child if len(rest) == 1 else (search(child, rest[1:]) if isinstance(child, ast.ClassDef) else child)
                if inner is not None and len(rest) == 1 and accessor:
                    if accessor not in [_last_name(one) for one in getattr(child, "decorator_list", [])]:
                        continue
                if inner is not None and len(rest) == 1 and not accessor:
                    # The property's getter, not the setter below with the same name.
                    if {"setter", "deleter"} & {_last_name(one) for one in getattr(child, "decorator_list", [])}:
                        continue
                found = inner or found
            elif isinstance(child, ast.stmt):
                found = search(child, rest) or found
        return found

    return search(tree, wanted)


def _within_class(tree: ast.AST, path: List[str]) -> bool:
    return any(isinstance(node, ast.ClassDef) and node.name == path[0] for node in ast.walk(tree))
