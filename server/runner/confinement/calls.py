"""Calls: by name, by a string, and under an `except` that would hold a check's failure."""

import ast
from typing import Any, Optional, Sequence, Tuple

from .expressions import Expressions, is_type_call
from .name_rules import DATA_METHODS, LOGGING, TELLING
from .reasons import MADE
from .scopes import PARAMETER, SELF, Scope
from .units import dotted, has_safe_prefix

OF_STREAMS = ("sys.stdout", "sys.stderr")
SHOWING = frozenset("str repr print id".split())
CALLING = frozenset("map filter sorted min max reduce starmap accumulate partial takewhile dropwhile groupby".split())


class Calls(Expressions):
    def _on_Call(self, node: ast.Call) -> None:
        before, self.default = self.default, "value"
        func = node.func
        if isinstance(func, ast.Name):
            self._call_of_name(func.id, node)
        elif isinstance(func, ast.Attribute):
            self.judge.called(func.attr, self.scope)
            if not self._set_by_object(node):
                self.attribute(func, "call", node)
                if func.attr == "__new__" and node.args and isinstance(node.args[0], ast.Name):
                    self.as_class(node.args[0])
                    self.each(node.args[1:])
                else:
                    self.each(node.args)
            if isinstance(func.value, ast.Constant) and func.attr == "format":
                self.shown(node.args)
        else:
            if isinstance(func, ast.Call) and is_type_call(func):
                self._call_of_type(func, node)
            self.judge.hands_on(self.scope)
            self.visit(func)
            self.each(node.args)
        if self.held:
            self._held_call(node)
        if dotted(func).split(".")[-1] in LOGGING and any(one.arg is None for one in node.keywords):
            self.add(node, "hands unnamed keywords to a log")
        printing = isinstance(func, ast.Name) and func.id == "print"
        for keyword in node.keywords:
            if printing and keyword.arg == "file" and dotted(keyword.value) in OF_STREAMS:
                self.judge.trust("print", node)
                self.as_class(keyword.value)
            else:
                self.visit(keyword)
        self.default = before

    def _call_of_name(self, name: str, node: ast.Call) -> None:
        args = node.args
        if name in ("getattr", "hasattr", "setattr", "delattr"):
            self._by_name(name, node)
            return
        one = self.mention(name, node, (), "base maker" if node is self.maker else "call", node)
        if name == "type":
            one.within = self.safe.get(id(node))
            if len(args) == 1 and isinstance(args[0], ast.Name) and self.scope.is_self(args[0].id) == SELF:
                one.within = "self"
                self.judge.class_of_self = True
        if name in ("isinstance", "issubclass") and len(args) == 2:
            self.shown(args, name)
            self.judge.trust(name, node)
            self.visit(args[0])
            self.as_class(args[1])
            return
        if name in SHOWING:
            self.shown(args, name)
        self.each(args)

    def _call_of_type(self, func: ast.Call, node: ast.Call) -> None:
        if self._of_self(func) == "class of self":
            self._makes_another(node)

    def _by_name(self, name: str, node: ast.Call) -> None:
        args = node.args
        self.mention(name, node, (), "by name", node)
        literal = args[1].value if len(args) > 1 and isinstance(args[1], ast.Constant) else None
        if len(args) > 1 and not isinstance(literal, str):
            # hasattr returns only a boolean; a safe prefix can't spell a forbidden name.
            if name == "hasattr" or (name == "getattr" and has_safe_prefix(args[1])):
                self.each(args)
                return
        if not isinstance(literal, str) or any(isinstance(one, ast.Starred) for one in args):
            self.add(node, "uses %s with a name that is not literal" % name)
            self.each(args)
            return
        use = "store" if name in ("setattr", "delattr") else "value"
        if name == "setattr":
            self.pleases(literal, args[2] if len(args) == 3 else None, node)
        root, chain = args[0], [literal]
        while isinstance(root, ast.Attribute):
            chain.insert(0, root.attr)
            root = root.value
        self.chained(root, tuple(chain), node, use, None)
        self.each(args[2:])

    def _set_by_object(self, node: ast.Call) -> bool:
        """Reads `object.__setattr__(self, "x", value)`, and the same by `super()`."""
        func, args = node.func, list(node.args)
        assert isinstance(func, ast.Attribute)
        if func.attr not in ("__setattr__", "__delattr__", "__getattribute__", "__getattr__"):
            return False
        by_super = self._of_self(func.value) == "super"
        if by_super:
            args.insert(0, None)  # type: ignore[arg-type]
        elif not (isinstance(func.value, ast.Name) and args and isinstance(args[0], ast.Name) and self.scope.is_self(args[0].id)):
            return False
        if len(args) < 2:
            return False
        if isinstance(args[1], ast.Constant) and isinstance(args[1].value, str):
            if not by_super:
                self.mention(func.value.id, node, (), "call", node)  # type: ignore[attr-defined]
            me = self._self_name()
            if not me:
                return False
            use = "store" if "set" in func.attr or "del" in func.attr else "value"
            if "set" in func.attr:
                self.pleases(args[1].value, args[2] if len(args) == 3 else None, node)
            self.chained(ast.Name(id=me, ctx=ast.Load(), lineno=node.lineno), (args[1].value,), node, use, None)
            self.each(args[2:])
            return True
        # An attribute hook of the target passes on the name that it got.
        if func.attr == self.name and isinstance(args[1], ast.Name) and by_super and self.scope.node is self.target:
            if self.scope.bindings.get(args[1].id) != [PARAMETER]:
                self.add(node, "hands on a name of its own")
            self.each(args[1:])
            return True
        return False

    def _self_name(self) -> str:
        scope: Optional[Scope] = self.scope
        while scope is not None:
            if scope.self_name:
                return scope.self_name
            scope = scope.parent
        return ""

    def _held_call(self, node: ast.Call) -> None:
        """Notes the callee under an `except` that would hold a check's failure."""
        callee: Any = node.func
        if isinstance(callee, ast.Attribute) and callee.attr in DATA_METHODS:
            return
        through: Tuple[str, ...] = ()
        while isinstance(callee, (ast.Subscript, ast.Attribute)):
            through = (callee.attr,) if isinstance(callee, ast.Attribute) else ("[]",)
            callee = callee.value
        if isinstance(callee, ast.Name):
            self.mention(callee.id, node, (), "held", ("attribute",) if through and through != ("[]",) else ())
            self.scope.mentions[-1].within = getattr(node.func, "attr", None)
        elif not through or not isinstance(callee, MADE) or _is_call_of(callee, ("getattr", "next", "iter")):
            self.add(node, "holds a check's failure around a call of an expression")
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in CALLING:
            told = [one.value for one in node.keywords if one.arg == "key"] + node.args[:1]
            for one in told:
                if isinstance(one, ast.Name):
                    self.mention(one.id, node, (), "held", ())

    def _on_keyword(self, node: ast.keyword) -> None:
        if node.arg and (node.arg[:2] == "__" or node.arg in TELLING):
            self.add(node.value, "names %s" % node.arg)
        self.visit(node.value)


def _is_call_of(node: Any, names: Sequence[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
