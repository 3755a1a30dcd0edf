"""The walk over a candidate: its position, and the next step."""

import ast
from typing import Any, Callable, Dict, Optional, Sequence, Tuple

from .judging import Judge
from .name_rules import OWN_HOOKS
from .scopes import Mention, Scope
from .surroundings import Surroundings
from .units import Import

TRIES = tuple(getattr(ast, name) for name in ("Try", "TryStar") if hasattr(ast, name))
# Expressions that name classes without passing one on.
CLASS_SHAPES = (ast.Name, ast.Attribute, ast.Tuple, ast.List, ast.Set, ast.Subscript, ast.Constant, ast.BinOp)


class Walker:
    """Keeps the scope, and notes its mentions and bindings."""

    handlers: Dict[type, Callable[[Any, Any], None]] = {}  # Set by `reading`: a method for each kind of node that matters.

    def __init__(self, judge: Judge, surroundings: Surroundings, function: ast.AST) -> None:
        self.judge = judge
        self.add = judge.add
        self.surroundings = surroundings
        self.target = function
        self.name = getattr(function, "name", "")
        self.scope = judge.module
        self.held = 0
        self.default = "value"
        self.annotation = False
        self.safe: Dict[int, str] = {}
        #: The value stored in an attribute, by the node that names it.
        self.stored: Dict[int, Any] = {}
        self.statements: Sequence[ast.stmt] = ()
        self._tries = -1
        self.maker: Any = None  # A call that creates the base of a class.

    def visit(self, node: Any) -> None:
        handler = self.handlers.get(node.__class__)
        if self.default != "value" and not isinstance(node, CLASS_SHAPES):
            before, self.default = self.default, "value"
            self.visit(node)
            self.default = before
        elif handler is not None:
            handler(self, node)
        else:
            self.children(node)

    @property
    def tries(self) -> int:
        """The number of `try` statements in total."""
        if self._tries < 0:
            self._tries = sum(isinstance(node, TRIES) for one in self.statements for node in ast.walk(one))
        return self._tries

    def children(self, node: Any) -> None:
        for value in node.__dict__.values():
            if value.__class__ is list:
                for one in value:
                    if isinstance(one, ast.AST):
                        self.visit(one)
            elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                self.visit(value)

    def each(self, nodes: Sequence[Any]) -> None:
        for one in nodes:
            if one is not None:
                self.visit(one)

    def as_class(self, node: Any) -> None:
        """Reads an annotation, or the classes for `isinstance`: it names classes without passing them on."""
        if node is not None:
            before, self.default = self.default, "class"
            self.visit(node)
            self.default = before

    def annotated(self, node: Any) -> None:
        """Reads an annotation, which is text that other code may evaluate: it may name classes, but not call."""
        before, self.annotation = self.annotation, True
        self.as_class(node)
        self.annotation = before

    def truth(self, node: Any) -> None:
        """Reads a truth test: it may name a module."""
        if isinstance(node, ast.Name):
            self.mention(node.id, node, (), "truth")
        else:
            self.visit(node)

    def mention(self, name: str, node: Any, chain: Tuple[str, ...] = (), use: str = "", call: Any = None) -> Mention:
        one = Mention(name, node.lineno, chain, use or self.default, call, self.scope, self.held > 0)
        self.scope.mentions.append(one)
        return one

    def bind(self, name: str, value: Any, node: Any, scope: Optional[Scope] = None) -> None:
        scope = scope or self.scope
        if name[:2] == "__" and name[-2:] == "__":
            hidden = name == "__tracebackhide__" and scope.kind == "function"
            if not (scope.kind == "class" and name in OWN_HOOKS) and node is not self.target and not hidden:
                self.add(node, "defines %s" % name)
        if scope.is_self(name):
            self.add(node, "rebinds %s" % name)
        if scope.kind == "class":
            self.judge.class_name(name, value, node)
        if name in scope.globals:
            self.judge.global_write(name, value, node)
        elif name in scope.nonlocals:
            scope.carried.append((name, value))
        else:
            scope.bindings.setdefault(name, []).append(value)
            if isinstance(value, Import):
                self.judge.imported[name] = value
            self.judge.count(name)

    def inside(self, scope: Scope) -> "_Inside":
        return _Inside(self, scope)


class _Inside:
    """A scope during its reading. An outer `except` does not cover a function's body, which runs elsewhere."""

    def __init__(self, reader: Walker, scope: Scope) -> None:
        self.reader = reader
        self.scope = scope
        self.before = (reader.scope, reader.held, reader.default)

    def __enter__(self) -> Scope:
        self.reader.scope = self.reader.judge.scope = self.scope
        self.reader.default = "value"
        if self.scope.kind == "function":
            self.reader.held = 0
        return self.scope

    def __exit__(self, *_: Any) -> None:
        self.reader.judge.close(self.scope)
        self.reader.scope, self.reader.held, self.reader.default = self.before
        self.reader.judge.scope = self.reader.scope
