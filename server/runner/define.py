"""Puts the stub in the function's place: for a function whole, for a method inside of its class."""

import ast
import types
from typing import Any, Callable, Dict, List, Optional

_ACCESSORS = {"property", "staticmethod", "classmethod", "cached_property", "setter", "getter", "deleter", "abstractmethod"}

#: `call(path, positional, named)`: crosses to the candidate.
Call = Callable[[str, Any, Dict[str, Any]], Any]


def with_stub(tree: ast.Module, target: str, space: Dict[str, Any], call: Call) -> Optional[ast.Module]:
    """What is to be executed in the definition's place; None where the stub has been put into `space` already."""
    path = target.split(".")
    definition = _find_definition(tree, path)
    if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)) or not _within_class(tree, path):
        # A function, or the outer function of a nested one: the stub stands for it whole.
        space[path[0]] = _function(path[0], definition, space["__name__"], call)
        return None
    definition.decorator_list = [one for one in definition.decorator_list if _last_name(one) in _ACCESSORS]
    space["__assay_call__"] = call
    definition.args = ast.arguments([], [], ast.arg("__args"), [], [], ast.arg("__named"), [])
    definition.returns = None
    arguments = [ast.Constant(target), ast.Name("__args", ast.Load()), ast.Name("__named", ast.Load())]
    crossing: ast.expr = ast.Call(ast.Name("__assay_call__", ast.Load()), arguments, [])
    if isinstance(definition, ast.AsyncFunctionDef):
        crossing = ast.Await(crossing)
    definition.body = [ast.Return(crossing)]
    return ast.fix_missing_locations(tree)


def _function(name: str, definition: Optional[ast.AST], module: str, call: Call) -> types.FunctionType:
    if isinstance(definition, ast.AsyncFunctionDef) and not definition.decorator_list:

        async def stub(*positional: Any, **named: Any) -> Any:
            result = call(name, positional, named)
            return await result if hasattr(result, "__await__") else result

    else:

        def stub(*positional: Any, **named: Any) -> Any:  # type: ignore[misc]
            return call(name, positional, named)

    assert isinstance(stub, types.FunctionType)
    stub.__name__ = stub.__qualname__ = name
    stub.__module__ = module
    if isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
        stub.__doc__ = ast.get_docstring(definition, clean=False)
    return stub


def _last_name(decorator: ast.expr) -> str:
    while isinstance(decorator, ast.Call):
        decorator = decorator.func
    return getattr(decorator, "attr", None) or getattr(decorator, "id", "")


def _find_definition(tree: ast.AST, path: List[str]) -> Optional[ast.AST]:
    """The last definition of the path: a property's setter comes after its getter."""
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
                    # The getter of a property, not the setter below it under the same name.
                    if {"setter", "deleter"} & {_last_name(one) for one in getattr(child, "decorator_list", [])}:
                        continue
                found = inner or found
            elif isinstance(child, ast.stmt):
                found = search(child, rest) or found
        return found

    return search(tree, wanted)


def _within_class(tree: ast.AST, path: List[str]) -> bool:
    return any(isinstance(node, ast.ClassDef) and node.name == path[0] for node in ast.walk(tree))
