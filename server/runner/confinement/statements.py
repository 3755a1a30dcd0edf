"""Statements: assignments, imports, raised and caught exceptions."""

import ast
from typing import Any, Iterator, Optional, Sequence

from .calls import Calls
from .scopes import CAUGHT, FUNCTIONS, OTHER
from .units import dotted, imported

OF_STREAMS = ("sys.stdout", "sys.stderr")


class Statements(Calls):
    """Reads statements that open no scope."""

    def _on_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for one in node.targets:
            self._stores(one, node.value)
            if isinstance(one, ast.Name):
                self.bind(one.id, node.value, node)
                if one.id == "__slots__" and not _is_literal(node.value):
                    self.add(node, "has slots that are not literal")
            else:
                self.visit(one)

    def _on_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.annotated(node.annotation)
        if node.value is not None:
            self.visit(node.value)
        self._stores(node.target, node.value)
        if isinstance(node.target, ast.Name):
            if node.value is not None or self.scope.kind != "module":
                self.bind(node.target.id, node.value if node.value is not None else OTHER, node)
        else:
            self.visit(node.target)

    def _on_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        self._stores(node.target, node.value)
        if isinstance(node.target, ast.Name):
            self.mention(node.target.id, node)
        self.visit(node.target)

    def _stores(self, target: Any, value: Any) -> None:
        """Notes the value that each attribute gets; None where it is unclear."""
        if isinstance(target, ast.Attribute):
            self.stored[id(target)] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            alike = isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts)
            starred = any(isinstance(one, ast.Starred) for one in target.elts)
            for place, one in enumerate(target.elts):
                self._stores(one, value.elts[place] if alike and not starred else None)

    def _on_Global(self, node: ast.Global) -> None:
        self.scope.globals.update(node.names)

    def _on_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(node.names)

    def _on_Import(self, node: ast.Import) -> None:
        self._imports(node)

    def _on_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.names[0].name == "*":
            self.add(node, "imports everything from %s" % (node.module or "its package"))
        self._imports(node)

    def _imports(self, node: Any) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                self.judge.imports(alias.name, None, node)
            elif alias.name != "*":
                self.judge.imports("." * node.level + (node.module or ""), alias.name, node)
        for name, value in imported(node):
            self.bind(name, value, node)

    def _on_With(self, node: Any) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if isinstance(item.optional_vars, ast.Name):
                self.bind(item.optional_vars.id, item.context_expr, node)
            elif item.optional_vars is not None:
                self.visit(item.optional_vars)
        self.each(node.body)

    def _on_AsyncWith(self, node: Any) -> None:
        # A time-out or a task group would cancel the generator's caller.
        if any(isinstance(one, (ast.Yield, ast.YieldFrom)) for one in _own_level(node.body)):
            self.add(node, "yields within an async with")
        self._on_With(node)

    def _on_Raise(self, node: ast.Raise) -> None:
        exc = node.exc
        if isinstance(exc, ast.Call) and isinstance(exc.func, ast.Attribute) and exc.func.attr == "with_traceback":
            self.each(exc.args)
            exc = exc.func.value
        if isinstance(exc, ast.Call):
            self._raised(exc.func, node, exc)
            self.each(exc.args)
            self.each(exc.keywords)
        elif exc is not None:
            self._raised(exc, node, None)
        if node.cause is not None:
            self.visit(node.cause)

    def _raised(self, what: Any, node: ast.Raise, call: Optional[ast.Call]) -> None:
        if isinstance(what, ast.Name):
            self.mention(what.id, node, (), "raise", call)
        elif isinstance(what, ast.Attribute):
            self.attribute(what, "raise", call)
            if not dotted(what):
                self.judge.raises_attribute(what.attr, node, call)
        else:
            self.add(node, "raises an expression")
            self.visit(what)

    def _try(self, node: Any) -> None:
        holds = any(self._holds(one) for one in node.handlers)
        swallows = any(isinstance(one, (ast.Return, ast.Break, ast.Continue)) for one in _own_level(node.finalbody))
        self.held += swallows
        self.held += holds
        self.each(node.body)
        self.held -= holds
        self.each(node.handlers)
        self.each(node.orelse)
        self.held -= swallows
        self.each(node.finalbody)

    _on_Try = _on_TryStar = _try

    def _holds(self, handler: ast.ExceptHandler) -> bool:
        if self.judge.is_narrow(handler.type):
            return False
        if isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is not None and self.tries > 1:
            return True  # Another `except` may take the new exception.
        inside = list(_own_level(handler.body))
        leaves = any(isinstance(one, (ast.Return, ast.Break, ast.Continue, ast.Yield)) for one in inside)
        return leaves or not isinstance(handler.body[-1], ast.Raise)

    def _on_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.type is not None:
            for one in node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]:
                if isinstance(one, ast.Name):
                    self.mention(one.id, one, (), "except")
                elif isinstance(one, ast.Attribute):
                    self.attribute(one, "except", None)
                else:
                    self.visit(one)
        if node.name:
            self.bind(node.name, CAUGHT, node)
        self.each(node.body)

    def _yields(self, node: Any) -> None:
        if self.held:
            self.add(node, "holds a check's failure around %s" % ("an await" if isinstance(node, ast.Await) else "a yield"))
        self.children(node)

    _on_Yield = _on_YieldFrom = _yields

    def _on_Await(self, node: ast.Await) -> None:
        if isinstance(node.value, ast.Call) and dotted(node.value.func) == "asyncio.sleep" and self.judge.is_fixed("asyncio"):
            self.children(node)
        else:
            self._yields(node)


def _is_literal(node: Any) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, (ast.Tuple, ast.List)) and all(_is_literal(one) for one in node.elts))


def _own_level(body: Sequence[Any]) -> Iterator[Any]:
    """All nodes of a block, except those in its functions and classes."""
    todo = list(body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, FUNCTIONS + (ast.ClassDef, ast.Lambda)):
            todo.extend(ast.iter_child_nodes(node))
