"""Names as Python resolves them: the bindings of each scope, and the mentions of each name."""

import ast
from typing import Any, Dict, List, Optional, Set, Tuple

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Bindings without an expression.
PARAMETER, OTHER, CAUGHT = "parameter", "other", "caught"
SELF, OWN_SELF = "self", "self of an own class"  # The first parameter of the target, and of a method of an own class.


class Mention:
    """A read of a name, with the attributes after it and the use of the last one."""

    __slots__ = ("name", "line", "chain", "use", "node", "scope", "held", "within")

    def __init__(self, name: str, line: int, chain: Tuple[str, ...], use: str, node: Any, scope: "Scope", held: bool) -> None:
        self.name = name
        self.line = line
        self.chain = chain
        self.use = use  # value, call, store, class, base, raise, except, decorator
        self.node = node
        self.scope = scope
        self.held = held  # Under an `except` that would hold a check's failure.
        self.within: Optional[str] = None  # For `type(x)`: the expression that keeps the class from going anywhere.


class Scope:
    """A function, class, comprehension or the module."""

    def __init__(self, kind: str, parent: Optional["Scope"], node: Any = None) -> None:
        self.kind = kind
        self.parent = parent
        self.node = node
        self.bindings: Dict[str, List[Any]] = {}
        self.mentions: List[Mention] = []
        self.globals: Set[str] = set()
        self.nonlocals: Set[str] = set()
        self.carried: List[Tuple[str, Any]] = []  # Bindings of nonlocal names, on their way to an outer scope.
        self.self_name = ""
        self.self_class: Any = None  # The own class that the first parameter is, in a class method.

    @property
    def function(self) -> "Scope":
        """The scope in which a walrus binds."""
        scope = self
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        return scope

    def outer(self) -> "Scope":
        """The scope of the next lookup for a name that is free here: class scopes are skipped."""
        scope = self.parent
        while scope is not None and scope.kind == "class" and scope.parent is not None:
            scope = scope.parent
        assert scope is not None
        return scope

    def values_of(self, name: str) -> Optional[List[Any]]:
        """The values so far in the nearest scope that binds the name; None without such a scope."""
        scope: Optional[Scope] = self
        while scope is not None:
            if name in scope.bindings:
                return scope.bindings[name]
            scope = scope.parent
        return None

    def is_self(self, name: str) -> str:
        """`SELF` or `OWN_SELF` if the name is such a first parameter here, else empty."""
        scope: Optional[Scope] = self
        while scope is not None:
            if scope.self_name == name and name:
                return str(scope.bindings[name][0])
            scope = scope.parent
        return ""


def parameters(args: ast.arguments) -> List[str]:
    """The names of all parameters."""
    every = [*getattr(args, "posonlyargs", ()), *args.args, args.vararg, *args.kwonlyargs, args.kwarg]
    return [one.arg for one in every if one is not None]


def function_of(scope: Scope) -> str:
    """The name of the function that contains a scope."""
    inside: Optional[Scope] = scope
    while inside is not None:
        if inside.kind == "function" and isinstance(inside.node, FUNCTIONS):
            return str(inside.node.name)
        inside = inside.parent
    return ""
