"""Reads a candidate's statements once: judges each by itself, and passes each name to the judge of names."""

import ast
from typing import Any, Sequence

from .name_rules import CLASS_DECORATORS, METHOD_DECORATORS, TYPES
from .scopes import FUNCTIONS, OTHER, OWN_SELF, PARAMETER, SELF, Scope, parameters
from .statements import Statements
from .units import dotted


class Reader(Statements):
    """Walks over a candidate's statements; this file has functions, classes and patterns."""

    def read(self, statements: Sequence[ast.stmt]) -> None:
        """Reads all statements, then resolves the module's scope."""
        self.statements = statements
        for one in statements:
            self.visit(one)
        self.judge.close(self.scope)

    def _on_FunctionDef(self, node: Any) -> None:
        method = self.scope.kind == "class"
        self.bind(node.name, node, node)
        if node is not self.target or not self.surroundings.is_signature(node):
            for one in node.decorator_list:
                self._decorator(one, method)
            self._arguments(node.args)
            self.annotated(node.returns)
        self._function(node, node.args, _after_docstring(node.body), node)

    _on_AsyncFunctionDef = _on_FunctionDef

    def _decorator(self, node: Any, method: bool) -> None:
        plain = node.func if isinstance(node, ast.Call) else node
        name = dotted(plain)
        if method and name not in METHOD_DECORATORS and not name.endswith((".setter", ".deleter", ".getter")):
            self.add(node, "decorates a method by %s" % (name or "an expression"))
        if isinstance(node, ast.Call):
            self.judge.decorations.add(id(node))
        if isinstance(node, ast.Call) and method:
            self._named(plain, "method decorator")
            self.each(node.args)
            self.each(node.keywords)
        elif isinstance(node, (ast.Name, ast.Attribute)):
            self._named(node, "method decorator" if method else "decorator")
        else:
            self.visit(node)

    def _named(self, node: Any, use: str) -> None:
        """Reads a name or a chain of attributes, with its use."""
        if isinstance(node, ast.Name):
            self.mention(node.id, node, (), use, node)
        elif isinstance(node, ast.Attribute):
            self.attribute(node, use, None)
        else:
            self.visit(node)

    def _arguments(self, args: ast.arguments) -> None:
        self.each(args.defaults)
        self.each(args.kw_defaults)
        for one in [*getattr(args, "posonlyargs", ()), *args.args, args.vararg, *args.kwonlyargs, args.kwarg]:
            if one is not None:
                self.annotated(one.annotation)

    def _function(self, node: Any, args: ast.arguments, body: Sequence[Any], at: Any) -> None:
        scope = Scope("function", self.scope, node)
        names = parameters(args)
        in_class = self.scope.kind == "class"
        bound = node is self.target and self.surroundings.is_method and not _is_static(node)
        with self.inside(scope):
            for place, name in enumerate(names):
                mine = place == 0 and (bound or (in_class and isinstance(node, FUNCTIONS) and not _is_static(node)))
                self.bind(name, (SELF if bound else OWN_SELF) if mine else PARAMETER, at)
                if mine:
                    scope.self_name = name
                    if not bound and (node.name in ("__new__", "__init_subclass__") or _has(node, "classmethod")):
                        scope.self_class = scope.parent.node if scope.parent is not None else None
            for one in getattr(node, "type_params", ()):
                self.bind(one.name, OTHER, at)
                self.each([getattr(one, "bound", None), getattr(one, "default_value", None)])
            self.each(body)

    def _on_Lambda(self, node: ast.Lambda) -> None:
        self.each(node.args.defaults)
        self.each(node.args.kw_defaults)
        self._function(node, node.args, [node.body], node)

    def _comprehension(self, node: Any) -> None:
        first = node.generators[0]
        self.visit(first.iter)
        with self.inside(Scope("comprehension", self.scope, node)):
            for one in node.generators:
                self.visit(one.target)
                if one is not first:
                    self.visit(one.iter)
                self.each(one.ifs)
            self.each([getattr(node, name) for name in ("elt", "key", "value") if hasattr(node, name)])

    _on_ListComp = _on_SetComp = _on_DictComp = _on_GeneratorExp = _comprehension

    def _on_ClassDef(self, node: ast.ClassDef) -> None:
        self.bind(node.name, node, node)
        for one in node.decorator_list:
            plain = one.func if isinstance(one, ast.Call) else one
            if dotted(plain) not in CLASS_DECORATORS:
                self.add(one, "decorates a class by %s" % (dotted(plain) or "an expression"))
            self._named(plain, "class decorator")
            if isinstance(one, ast.Call):
                self.each(one.args)
                self.each(one.keywords)
        for base in node.bases:
            self._base(base)
        for keyword in node.keywords:
            if keyword.arg is None or (keyword.arg == "metaclass" and dotted(keyword.value) not in ("ABCMeta", "abc.ABCMeta")):
                self.add(keyword.value, "has a metaclass")
                self.visit(keyword.value)
            elif keyword.arg == "metaclass":
                self._named(keyword.value, "metaclass")
            else:
                self.visit(keyword.value)
        self.judge.own_class(node)
        with self.inside(Scope("class", self.scope, node)) as scope:
            for one in getattr(node, "type_params", ()):
                self.bind(one.name, OTHER, node)
            self.each(_after_docstring(node.body))
            self.judge.bodies[node] = scope

    def _base(self, base: Any) -> None:
        plain = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(plain, ast.Name):
            self.mention(plain.id, base, (), "base")
        elif isinstance(plain, ast.Attribute) and dotted(plain):
            self.attribute(plain, "base", None)
        elif isinstance(plain, ast.Call) and dotted(plain.func) in ("namedtuple", "collections.namedtuple", "NamedTuple"):
            before, self.maker = self.maker, plain
            self.visit(plain)
            self.maker = before
        else:
            self.add(base, "derives a class from an expression")
            self.visit(plain)
        if isinstance(base, ast.Subscript):
            self.as_class(base.slice)

    def _on_MatchAs(self, node: Any) -> None:
        if node.name:
            self.bind(node.name, OTHER, node)
        if node.pattern is not None:
            self.visit(node.pattern)

    def _on_MatchStar(self, node: Any) -> None:
        if node.name:
            self.bind(node.name, OTHER, node)

    def _on_MatchMapping(self, node: Any) -> None:
        if node.rest:
            self.bind(node.rest, OTHER, node)
        self.children(node)

    def _on_MatchClass(self, node: Any) -> None:
        self.as_class(node.cls)
        for name in node.kwd_attrs:
            self.judge.attribute(name, node, "", None, "value", None)
        if node.patterns and not (isinstance(node.cls, ast.Name) and node.cls.id in TYPES and len(node.patterns) == 1):
            self.judge.positional.append(node.lineno)
        self.each(node.patterns)
        self.each(node.kwd_patterns)

    def _on_TypeAlias(self, node: Any) -> None:
        self.bind(node.name.id, OTHER, node)
        self.as_class(node.value)


Reader.handlers = {
    getattr(ast, name[len("_on_") :]): getattr(Reader, name) for name in dir(Reader) if name.startswith("_on_") and hasattr(ast, name[4:])
}


def _after_docstring(body: Sequence[Any]) -> Sequence[Any]:
    first = body[0]
    plain = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return body[1:] if plain else body


def _is_static(node: Any) -> bool:
    return _has(node, "staticmethod")


def _has(node: Any, decorator: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == decorator for one in getattr(node, "decorator_list", ()))
