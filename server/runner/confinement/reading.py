"""Reads a candidate's statements once: judges what stands by itself, and hands each name to whoever knows what it means."""

import ast
import re
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

from .judging import Judge
from .scopes import CAUGHT, OTHER, OWN_SELF, PARAMETER, SELF, Mention, Scope, parameters
from .surroundings import FUNCTIONS, Surroundings, dotted, has_safe_prefix, imported
from .words import CLASS_DECORATORS, COMPARISONS, DATA_METHODS, METHOD_DECORATORS, LOOKS, OWN_HOOKS, READABLE, SPELLED, TYPES, WALKS


DUNDER = re.compile(r"__[^\W\d]\w*?__")
TRIES = tuple(getattr(ast, name) for name in ("Try", "TryStar") if hasattr(ast, name))
# What names classes, and lets none of them go.
CLASS_SHAPES = (ast.Name, ast.Attribute, ast.Tuple, ast.List, ast.Set, ast.Subscript, ast.Constant, ast.BinOp)
OF_STREAMS = ("sys.stdout", "sys.stderr")
PLAIN = (ast.Constant, ast.List, ast.Dict, ast.Set, ast.Tuple, ast.JoinedStr, ast.BinOp, ast.Compare, ast.ListComp, ast.DictComp)
NAMES_OF_CLASSES = ("__name__", "__qualname__", "__module__")
SHOWING = frozenset("str repr print id".split())
CALLING = frozenset("map filter sorted min max reduce starmap accumulate partial takewhile dropwhile groupby".split())


class Reader:
    """One walk over a candidate's statements."""

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
        self.statements: Sequence[ast.stmt] = ()
        self._tries = -1
    # -- walking

    def read(self, statements: Sequence[ast.stmt]) -> None:
        """Reads them all, then resolves what is left for the module's scope."""
        self.statements = statements
        for one in statements:
            self.visit(one)
        self.judge.close(self.scope)

    def visit(self, node: Any) -> None:
        handler = HANDLERS.get(node.__class__)
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
        """How many `try` statements there are in all."""
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
        """Reads an annotation, or what `isinstance` asks for: classes are named there, and go nowhere."""
        if node is not None:
            before, self.default = self.default, "class"
            self.visit(node)
            self.default = before

    def annotated(self, node: Any) -> None:
        """An annotation is text that somebody may evaluate: it may name classes, not call."""
        before, self.annotation = self.annotation, True
        self.as_class(node)
        self.annotation = before

    def truth(self, node: Any) -> None:
        """What is only asked whether it is there: a module may be."""
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
        if name in scope.globals:
            self.judge.global_write(name, value, node)
        elif name in scope.nonlocals:
            scope.carried.append((name, value))
        else:
            scope.bindings.setdefault(name, []).append(value)
            self.judge.count(name)

    def inside(self, scope: Scope) -> "_Inside":
        return _Inside(self, scope)

    # -- names and constants

    def _on_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.mention(node.id, node)
        else:
            self.bind(node.id, OTHER, node)

    def _on_Constant(self, node: ast.Constant) -> None:
        text = node.value
        if isinstance(text, bytes):
            text = text.decode("latin-1")
        if not isinstance(text, str):
            return
        if self.annotation and ("(" in text or "__" in text):
            self.add(node, "has an annotation that calls")
        if "__" in text:
            for found in DUNDER.findall(text):
                if found not in SPELLED:
                    self.add(node, "spells %s" % found)
        elif "_" in text and not WALKS.isdisjoint(re.split(r"\W+", text)) and _is_path(text):
            self.add(node, "spells %s" % text)

    def _on_Attribute(self, node: ast.Attribute) -> None:
        self.attribute(node, self.default if isinstance(node.ctx, ast.Load) else "store", None)

    def attribute(self, node: ast.Attribute, use: str, call: Optional[ast.Call]) -> None:
        """Reads a chain of attributes from its root."""
        chain: List[str] = []
        root: Any = node
        while isinstance(root, ast.Attribute):
            chain.append(root.attr)
            root = root.value
        chain.reverse()
        self.chained(root, tuple(chain), node, use, call)

    def chained(self, root: Any, chain: Tuple[str, ...], node: Any, use: str, call: Optional[ast.Call]) -> None:
        """Judges each attribute of a chain, and what stands at its root."""
        kind = self._of_self(root)
        named = isinstance(root, ast.Name)
        for place, name in enumerate(chain):
            last = place == len(chain) - 1
            how = use if last else "value"
            if name == "__class__":
                self._class_of(chain[place + 1 : place + 2], kind if place == 0 else "", node, how, call)
            elif name == "__dict__" and place == 0 and kind == SELF and (how == "class" or (chain[1:2] and chain[1] in LOOKS)):
                continue
            elif name in ("format", "format_map") and last and place == 0 and (named or _literal(root) is not None):
                if not named:
                    self.judge.formats(_literal(root) or "", node)
            else:
                own = kind if place == 0 else "class of self" if kind == SELF and chain[:place] == ("__class__",) else ""
                self.judge.attribute(name, node, own, root if place == 0 else None, how, call if last else None)
        if use == "store":
            self.judge.store(chain, node, kind, named)
        if named:
            self.mention(root.id, node, chain, use, call)
            return
        if isinstance(root, ast.Call) and _is_type_call(root):
            if kind == "class of self":
                self.safe[id(root)] = "self"
            elif chain[0] in NAMES_OF_CLASSES or (chain[0] in READABLE and chain[0] != "__call__") and use != "store":
                self.safe[id(root)] = "names"
        before, self.default = self.default, "value"
        self.visit(root)
        self.default = before

    def _class_of(self, then: Tuple[str, ...], kind: str, node: Any, use: str, call: Optional[ast.Call]) -> None:
        """`x.__class__`: named, compared, or the target's own."""
        if use == "class" or (then and then[0] in NAMES_OF_CLASSES):
            return
        if kind == SELF and use in ("value", "call"):
            self.judge.class_of_self = True
            if call is not None and not then:
                self._makes_another(call)
        else:
            self.add(node, "reads __class__")

    def _makes_another(self, call: ast.Call) -> None:
        """The class of `self` is called: where `self` were a class, three arguments would make a new one."""
        if len(call.args) > 2:
            self.judge.three_arguments = call

    def _of_self(self, root: Any) -> str:
        """Whether the root is `self`, `super()` or the class of `self`."""
        if isinstance(root, ast.Name):
            return self.scope.is_self(root.id)
        if isinstance(root, ast.Call) and isinstance(root.func, ast.Name):
            if root.func.id == "super":
                mine = not root.args or (isinstance(root.args[-1], ast.Name) and self.scope.is_self(root.args[-1].id))
                return "super" if mine else ""
            if root.func.id == "type" and len(root.args) == 1 and isinstance(root.args[0], ast.Name):
                if self.scope.is_self(root.args[0].id) == SELF:
                    return "class of self"
        return ""

    def _of_class_of_self(self, kind: str, before: Tuple[str, ...]) -> str:
        return "class of self" if kind == SELF and before == ("__class__",) else ""

    # -- calls

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
            if isinstance(func, ast.Call) and _is_type_call(func):
                self._call_of_type(func, node)
            self.visit(func)
            self.each(node.args)
        if self.held:
            self._held_call(node)
        for keyword in node.keywords:
            self.visit(keyword)
        self.default = before

    def _call_of_name(self, name: str, node: ast.Call) -> None:
        args = node.args
        if name in ("getattr", "hasattr", "setattr", "delattr"):
            self._by_name(name, node)
            return
        one = self.mention(name, node, (), "call", node)
        if name == "type":
            one.within = self.safe.get(id(node))
            if len(args) == 1 and isinstance(args[0], ast.Name) and self.scope.is_self(args[0].id) == SELF:
                one.within = "self"
                self.judge.class_of_self = True
        if name in ("isinstance", "issubclass") and len(args) == 2:
            self.shown(args, name)
            self.visit(args[0])
            self.as_class(args[1])
            return
        if name in SHOWING:
            self.shown(args, name)
        self.each(args)

    def shown(self, nodes: Sequence[Any], within: str = "names") -> None:
        """`type(x)` here is only looked at."""
        for one in nodes:
            if isinstance(one, ast.Call) and _is_type_call(one):
                self.safe.setdefault(id(one), within)

    def _call_of_type(self, func: ast.Call, node: ast.Call) -> None:
        if self._of_self(func) == "class of self":
            self._makes_another(node)

    def _by_name(self, name: str, node: ast.Call) -> None:
        args = node.args
        self.mention(name, node, (), "by name", node)
        literal = args[1].value if len(args) > 1 and isinstance(args[1], ast.Constant) else None
        if len(args) > 1 and not isinstance(literal, str):
            # The one only says whether; the other can't spell what may not be read.
            if name == "hasattr" or (name == "getattr" and has_safe_prefix(args[1])):
                self.each(args)
                return
        if not isinstance(literal, str) or any(isinstance(one, ast.Starred) for one in args):
            self.add(node, "uses %s with a name that is not literal" % name)
            self.each(args)
            return
        use = "store" if name in ("setattr", "delattr") else "value"
        root, chain = args[0], [literal]
        while isinstance(root, ast.Attribute):
            chain.insert(0, root.attr)
            root = root.value
        self.chained(root, tuple(chain), node, use, None)
        self.each(args[2:])

    def _set_by_object(self, node: ast.Call) -> bool:
        """`object.__setattr__(self, "x", value)`, and the same by `super()`."""
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
            self.chained(ast.Name(id=me, ctx=ast.Load(), lineno=node.lineno), (args[1].value,), node, use, None)
            self.each(args[2:])
            return True
        # A hook of the target's own hands its name on as it came.
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
        """Notes whose code is called under an `except` that would hold a check's failure."""
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
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in CALLING:
            told = [one.value for one in node.keywords if one.arg == "key"] + node.args[:1]
            for one in told:
                if isinstance(one, ast.Name):
                    self.mention(one.id, node, (), "held", ())

    def _on_keyword(self, node: ast.keyword) -> None:
        if node.arg and node.arg[:2] == "__":
            self.add(node.value, "names %s" % node.arg)
        if node.arg == "file" and dotted(node.value) in OF_STREAMS:
            self.as_class(node.value)
        else:
            self.visit(node.value)

    # -- operators that look at a class without letting it go

    def _on_Compare(self, node: ast.Compare) -> None:
        sides = [node.left, *node.comparators]
        identity = all(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops)
        # Only a comparison of the target's own could keep the class that it is shown.
        if identity or self.name not in COMPARISONS or all(_names_class(one) for one in sides):
            self.shown(sides)
            self.shown([one for side in sides if isinstance(side, (ast.Tuple, ast.List, ast.Set)) for one in side.elts])
            for one in sides:
                if isinstance(one, ast.Name) and identity:
                    self.truth(one)
                elif isinstance(one, (ast.Tuple, ast.Name)) or (isinstance(one, ast.Attribute) and one.attr in ("__class__", "__dict__")):
                    self.as_class(one)
                else:
                    self.visit(one)
        else:
            self.children(node)

    def _on_If(self, node: Any) -> None:
        self.truth(node.test)
        self.each(node.body if isinstance(node.body, list) else [node.body])
        self.each(node.orelse if isinstance(node.orelse, list) else [node.orelse])

    _on_While = _on_IfExp = _on_If

    def _on_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.truth(node.operand)
        else:
            self.visit(node.operand)

    def _on_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            self.shown(node.right.elts if isinstance(node.right, ast.Tuple) else [node.right])
        self.visit(node.left)
        self.visit(node.right)

    def _on_FormattedValue(self, node: ast.FormattedValue) -> None:
        self.shown([node.value])
        self.children(node)

    def _on_Subscript(self, node: ast.Subscript) -> None:
        if self.default == "value":
            self.children(node)
        elif not self.annotation:
            self.visit(node.value)
            before, self.default = self.default, "value"
            self.visit(node.slice)
            self.default = before
        else:
            if isinstance(node.value, ast.Name):
                self.mention(node.value.id, node, (), "generic")
            else:
                self.visit(node.value)
            if not dotted(node.value).endswith("Literal"):
                self.visit(node.slice)

    # -- statements

    def _on_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for one in node.targets:
            if isinstance(one, ast.Name):
                self.bind(one.id, node.value, node)
                if one.id == "__slots__" and not _is_literal(node.value):
                    self.add(node, "has slots that are not literal")
            else:
                self.visit(one)
        self._asked(node, node.targets)

    def _on_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.annotated(node.annotation)
        if node.value is not None:
            self.visit(node.value)
        if isinstance(node.target, ast.Name):
            if node.value is not None or self.scope.kind != "module":
                self.bind(node.target.id, node.value if node.value is not None else OTHER, node)
        else:
            self.visit(node.target)
        self._asked(node, [node.target])

    def _on_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            self.mention(node.target.id, node)
        self.visit(node.target)

    def _asked(self, node: Any, targets: Sequence[Any]) -> None:
        """A function stored under a name by which an example asks a result is an answer made to please."""
        for one in (deep for target in targets for deep in ast.walk(target)):
            if isinstance(one, ast.Attribute) and not isinstance(one.ctx, ast.Load):
                self._pleases(one.attr, node.value, node)
            elif isinstance(one, ast.Name) and self.scope.kind == "class" and not isinstance(node.value, PLAIN):
                self.judge.asked(one.id, node)

    def _pleases(self, name: str, value: Any, node: Any) -> None:
        if isinstance(value, ast.Lambda):
            self.judge.asked(name, node)
        elif isinstance(value, ast.Name):
            self.mention(value.id, node, (), "asked").within = name
        elif isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and not value.func.id[:1].isupper():
            self.mention(value.func.id, node, (), "asked").within = name

    def _on_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.bind(node.target.id, node.value, node, self.scope.function)

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

    _on_AsyncWith = _on_With

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
            self.add(node, "raises what has no name")
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
            return True  # What it raises instead, another `except` may take.
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
        if isinstance(node.value, ast.Call) and dotted(node.value.func) in ("asyncio.sleep", "sleep"):
            self.children(node)
        else:
            self._yields(node)

    # -- scopes

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
        if isinstance(node, ast.Name):
            self.mention(node.id, node, (), "decorator", node)
        elif isinstance(node, ast.Attribute):
            self.attribute(node, "decorator", None)
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
            if isinstance(plain, ast.Name):
                self.mention(plain.id, one, (), "class decorator")
            elif isinstance(plain, ast.Attribute):
                self.attribute(plain, "class decorator", None)
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
                self.as_class(keyword.value)
            else:
                self.visit(keyword.value)
        self.judge.own_class(node)
        with self.inside(Scope("class", self.scope, node)) as scope:
            for one in getattr(node, "type_params", ()):
                self.bind(one.name, OTHER, node)
            self.each(_after_docstring(node.body))
            for method in node.body:
                if isinstance(method, FUNCTIONS):
                    self.judge.asked(method.name, method)
            self.judge.bodies[node] = scope

    def _base(self, base: Any) -> None:
        plain = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(plain, ast.Name):
            self.mention(plain.id, base, (), "base")
        elif isinstance(plain, ast.Attribute) and dotted(plain):
            self.attribute(plain, "base", None)
        elif isinstance(plain, ast.Call) and dotted(plain.func) in ("namedtuple", "collections.namedtuple", "NamedTuple"):
            self.visit(plain)
        else:
            self.add(base, "derives a class from an expression")
            self.visit(plain)
        if isinstance(base, ast.Subscript):
            self.as_class(base.slice)

    # -- patterns

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
        self.each(node.patterns)
        self.each(node.kwd_patterns)

    def _on_TypeAlias(self, node: Any) -> None:
        self.bind(node.name.id, OTHER, node)
        self.as_class(node.value)


HANDLERS: Dict[type, Callable[[Reader, Any], None]] = {
    getattr(ast, name[len("_on_") :]): method
    for name, method in vars(Reader).items()
    if name.startswith("_on_") and hasattr(ast, name[len("_on_") :])
}


class _Inside:
    """A scope that is being read: what is held outside is not held in a function's body, which runs elsewhere."""

    def __init__(self, reader: Reader, scope: Scope) -> None:
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


def _after_docstring(body: Sequence[Any]) -> Sequence[Any]:
    first = body[0]
    plain = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return body[1:] if plain else body


def _is_static(node: Any) -> bool:
    return _has(node, "staticmethod")


def _has(node: Any, decorator: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == decorator for one in getattr(node, "decorator_list", ()))


def _is_type_call(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "type" and len(node.args) == 1 and not node.keywords


def _names_class(node: Any) -> bool:
    if isinstance(node, ast.Call):
        return _is_type_call(node)
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return all(_names_class(one) for one in node.elts)
    return (isinstance(node, ast.Name) and node.id in TYPES) or (isinstance(node, ast.Attribute) and node.attr == "__class__")


def _literal(node: Any) -> Optional[str]:
    """A string that stands there as it is, or is joined from such."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _literal(node.left), _literal(node.right)
        return None if left is None or right is None else left + right
    return None


def _is_literal(node: Any) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, (ast.Tuple, ast.List)) and all(_is_literal(one) for one in node.elts))


def _is_path(text: str) -> bool:
    return all(part.isidentifier() for part in text.split("."))


def _own_level(body: Sequence[Any]) -> Iterator[Any]:
    """All nodes of a block but those of functions and classes in it."""
    todo = list(body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, FUNCTIONS + (ast.ClassDef, ast.Lambda)):
            todo.extend(ast.iter_child_nodes(node))
