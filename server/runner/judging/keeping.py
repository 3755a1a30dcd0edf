"""Whether a program may keep something between two calls: only then can the order of its examples matter to it.

Asked of the source alone. What looks at all as if it might, may.
"""

import ast

_PLAIN_DECORATORS = frozenset("staticmethod classmethod property dataclass wraps overload abstractmethod total_ordering".split())
_DYNAMIC = frozenset("setattr delattr globals vars locals exec eval compile __import__ open iter".split())
#: Modules through which a program reaches what lives as long as its process, and what of them does not.
_MACHINERY = frozenset("sys gc builtins importlib inspect ctypes os threading contextvars".split())
_HARMLESS = frozenset("maxsize setrecursionlimit getrecursionlimit float_info getsizeof path sep Lock Thread".split())


def keeps_state(source: str) -> bool:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return may_keep(tree)


def may_keep(tree: ast.Module) -> bool:
    """The same of a program that is parsed."""
    return any(_keeps(node) for node in ast.walk(tree)) or _holds_data(tree)


def _keeps(node: ast.AST) -> bool:
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return True
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        defaults = [*node.args.defaults, *(one for one in node.args.kw_defaults if one is not None)]
        return any(not _is_constant(one) for one in defaults) or any(map(_is_special, getattr(node, "decorator_list", ())))
    if isinstance(node, ast.ClassDef):
        return _holds_data(node) or bool(node.keywords)
    if isinstance(node, ast.Attribute):
        if node.attr.startswith("__"):
            return True
        if isinstance(node.value, ast.Name) and node.value.id in _MACHINERY and node.attr not in _HARMLESS:
            return True
        return not isinstance(node.ctx, ast.Load) and not (isinstance(node.value, ast.Name) and node.value.id == "self")
    return isinstance(node, ast.Name) and node.id in _DYNAMIC


def _is_special(decorator: ast.expr) -> bool:
    if isinstance(decorator, ast.Call):
        decorator = decorator.func
    return (getattr(decorator, "attr", None) or getattr(decorator, "id", "")) not in _PLAIN_DECORATORS


def _holds_data(tree: ast.AST) -> bool:
    """Names of the module or of a class that are bound to what can change."""
    for node in getattr(tree, "body", ()):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            if node.value is not None and not _is_constant(node.value):
                return True
        elif not isinstance(
            node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass)
        ) and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            return True
    return False


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple):
        return all(map(_is_constant, node.elts))
    if isinstance(node, (ast.UnaryOp, ast.BinOp)):
        return all(_is_constant(one) for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr))
    return isinstance(node, (ast.Constant, ast.Name))
