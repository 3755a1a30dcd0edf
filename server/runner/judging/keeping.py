"""Whether a program may keep something between two calls: only then can the order of its examples matter.

It decides by the source alone. In doubt, the answer is yes.
"""

import ast
from typing import Dict, Iterator, List, Set, Tuple

from ..confinement.module_rules import COMPUTING, EVERY
from ..confinement.units import imported
from .trees import nodes_in

_PLAIN_DECORATORS = frozenset("staticmethod classmethod property dataclass wraps overload abstractmethod total_ordering".split())
_DYNAMIC = frozenset("setattr delattr globals vars locals exec eval compile __import__ open iter".split())
#: Modules that compute but lead to state of the process, and their members that do not.
_MACHINERY = frozenset("sys gc builtins importlib inspect ctypes os threading contextvars random numpy.random warnings logging".split())
_HARMLESS = frozenset("maxsize setrecursionlimit float_info getsizeof sep Lock Thread Random warn".split())


def keeps_state(source: str) -> bool:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return may_keep(tree)


def may_keep(tree: ast.Module) -> bool:
    """Whether a parsed program may keep something."""
    nodes = list(nodes_in(tree))
    own = {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    # A first parameter with this name may be a class.
    of_classes = any(isinstance(node, ast.Name) and node.id == "classmethod" for node in nodes) or "__init_subclass__" in own
    of_classes = of_classes or any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in own for node in nodes
    )
    of_classes = of_classes or any(_takes_itself(node) for statement in tree.body for node in _outside_classes(statement))
    return any(_keeps(node, own, of_classes) for node in nodes) or _holds_data(tree) or _uses_states(nodes)


def _outside_classes(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if not isinstance(node, ast.ClassDef):
        for one in ast.iter_child_nodes(node):
            yield from _outside_classes(one)


def _takes_itself(node: ast.AST) -> bool:
    """Whether it is a plain function with a first parameter `self`, which may be the function itself."""
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and [one.arg for one in node.args.args[:1]] == ["self"]


def _uses_states(nodes: List[ast.AST]) -> bool:
    """Whether it uses a module for more than computing: the module's state works like a variable."""
    modules: Dict[str, str] = {}
    members: Dict[str, Tuple[str, str]] = {}
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for name, value in imported(node):
                if value.member is None:
                    modules[name] = value.module
                else:
                    members[name] = (value.module, value.member)
    roots = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    return any(_uses_state(node, id(node) in roots, modules, members) for node in nodes)


def _uses_state(node: ast.AST, is_root: bool, modules: Dict[str, str], members: Dict[str, Tuple[str, str]]) -> bool:
    if isinstance(node, ast.Name) and node.id in modules and not is_root:
        return True  # Code that gets the module may use it.
    if isinstance(node, ast.Name) and node.id in members:
        module, name = members[node.id]
        return "%s.%s" % (module, name) not in COMPUTING and not _computes(module, name)
    chain: List[str] = []
    while isinstance(node, ast.Attribute):
        chain.insert(0, node.attr)
        node = node.value
    if not chain or not isinstance(node, ast.Name) or node.id not in (*modules, *members):
        return False
    module = modules.get(node.id) or ".".join(members[node.id])
    if node.id in members and module not in COMPUTING:
        return False  # For a member that computes; for any other member, its name decides.
    while chain and "%s.%s" % (module, chain[0]) in COMPUTING:
        module = "%s.%s" % (module, chain.pop(0))
    return bool(chain) and not _computes(module, chain[0])


def _computes(module: str, name: str) -> bool:
    if name in _HARMLESS or (module, name) == ("os", "path"):
        return True
    return module in COMPUTING and module not in _MACHINERY and (COMPUTING[module] is EVERY or name in (COMPUTING[module] or ()))


def _keeps(node: ast.AST, own: Set[str], of_classes: bool) -> bool:
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return True
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        defaults = [*node.args.defaults, *(one for one in node.args.kw_defaults if one is not None)]
        return any(not _is_constant(one) for one in defaults) or any(_is_special(one, own) for one in getattr(node, "decorator_list", ()))
    if isinstance(node, ast.ClassDef):
        return _holds_data(node) or bool(node.keywords)
    if isinstance(node, ast.Attribute):
        if node.attr.startswith("__"):
            return True
        if isinstance(node.value, ast.Name) and node.value.id in _MACHINERY and not _computes(node.value.id, node.attr):
            return True
        is_own = isinstance(node.value, ast.Name) and node.value.id == "self" and not of_classes
        return not isinstance(node.ctx, ast.Load) and not is_own
    return isinstance(node, ast.Name) and node.id in _DYNAMIC


def _is_special(decorator: ast.expr, own: Set[str]) -> bool:
    if isinstance(decorator, ast.Call):
        decorator = decorator.func
    name = getattr(decorator, "attr", None) or getattr(decorator, "id", "")
    return name not in _PLAIN_DECORATORS or name in own


def _holds_data(tree: ast.AST) -> bool:
    """Whether names of the module or of a class are bound to mutable values."""
    for node in getattr(tree, "body", ()):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            if node.value is not None and not _is_constant(node.value):
                return True
        elif not isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass)) and not (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            return True
    return False


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple):
        return all(map(_is_constant, node.elts))
    if isinstance(node, (ast.UnaryOp, ast.BinOp)):
        return all(_is_constant(one) for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr))
    return isinstance(node, (ast.Constant, ast.Name))
