"""Expressions: names, strings, chains of attributes, and the operators that look at a class without passing it on."""

import ast
import re
from typing import Any, List, Optional, Sequence, Tuple

from .name_rules import COMPARISONS, LOOKS, READABLE, SPELLED, TYPES, WALKS
from .scopes import OTHER, SELF
from .units import dotted
from .walking import Walker

DUNDER = re.compile(r"__[^\W\d]\w*?__")
NAMES_OF_CLASSES = ("__name__", "__qualname__", "__module__")


class Expressions(Walker):
    """Reads expressions other than calls."""

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
        if isinstance(node.ctx, ast.Store):
            self.pleases(node.attr, self.stored.get(id(node)), node)
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
        """Judges each attribute of a chain, and its root."""
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
        if isinstance(root, ast.Call) and is_type_call(root):
            if kind == "class of self":
                self.safe[id(root)] = "self"
            elif chain[0] in NAMES_OF_CLASSES or (chain[0] in READABLE and chain[0] != "__call__") and use != "store":
                self.safe[id(root)] = "names"
        before, self.default = self.default, "value"
        self.visit(root)
        self.default = before

    def _class_of(self, then: Tuple[str, ...], kind: str, node: Any, use: str, call: Optional[ast.Call]) -> None:
        """Judges `x.__class__`: named, compared, or of the target's own instance."""
        if use == "class" or (then and then[0] in NAMES_OF_CLASSES):
            return
        if kind == SELF and use in ("value", "call"):
            self.judge.class_of_self = True
            if call is not None and not then:
                self._makes_another(call)
        else:
            self.add(node, "reads __class__")

    def _makes_another(self, call: ast.Call) -> None:
        """Notes a call of the class of `self`: if `self` were a class, three arguments would create a new one."""
        if len(call.args) > 2:
            self.judge.three_arguments = call

    def _of_self(self, root: Any) -> str:
        """Whether the root is `self`, `super()` or the class of `self`."""
        if isinstance(root, ast.Name):
            return self.scope.is_self(root.id)
        if isinstance(root, ast.Call) and isinstance(root.func, ast.Name):
            if root.func.id == "super":
                mine = not root.args or (isinstance(root.args[-1], ast.Name) and self.scope.is_self(root.args[-1].id))
                self.judge.trust("super", root)
                return "super" if mine else ""
            if root.func.id == "type" and len(root.args) == 1 and isinstance(root.args[0], ast.Name):
                if self.scope.is_self(root.args[0].id) == SELF:
                    self.judge.trust("type", root)
                    return "class of self"
        return ""

    def _on_Compare(self, node: ast.Compare) -> None:
        sides = [node.left, *node.comparators]
        identity = all(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops)
        # Only a comparison method of the target could keep the class that it sees.
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

    def pleases(self, name: str, value: Any, node: Any) -> None:
        """A function stored under a name that an example calls on a result could fake the answer."""
        if value is None or isinstance(value, ast.Lambda):
            self.judge.asked(name, node)
        elif isinstance(value, ast.Name):
            self.mention(value.id, node, (), "asked").within = name
        elif isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and not value.func.id[:1].isupper():
            self.mention(value.func.id, node, (), "asked").within = name

    def shown(self, nodes: Sequence[Any], within: str = "names") -> None:
        """Marks `type(x)` in these expressions as only looked at."""
        for one in nodes:
            if isinstance(one, ast.Call) and is_type_call(one):
                self.safe.setdefault(id(one), within)

    def _on_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.bind(node.target.id, node.value, node, self.scope.function)


def is_type_call(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "type" and len(node.args) == 1 and not node.keywords


def _names_class(node: Any) -> bool:
    if isinstance(node, ast.Call):
        return is_type_call(node)
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return all(_names_class(one) for one in node.elts)
    return (isinstance(node, ast.Name) and node.id in TYPES) or (isinstance(node, ast.Attribute) and node.attr == "__class__")


def _literal(node: Any) -> Optional[str]:
    """The value of a literal string, or of a concatenation of such."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _literal(node.left), _literal(node.right)
        return None if left is None or right is None else left + right
    return None


def _is_path(text: str) -> bool:
    return all(part.isidentifier() for part in text.split("."))
