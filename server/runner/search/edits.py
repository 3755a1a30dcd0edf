"""Small edits of a program, each as a span of its text and what stands there instead, likeliest first."""

import ast
import re
from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Tuple

from .samples import Sample
from .skeletons.written import literal
from .text import Text


class Edit(NamedTuple):
    #: What it costs in the rank: more for edits that would fit many examples by chance.
    cost: int
    begin: int
    end: int
    new: str

    def of(self, source: str) -> str:
        return source[: self.begin] + self.new + source[self.end :]


_COMPARED = {
    "<": ("<=", ">", ">="),
    "<=": ("<", ">=", ">"),
    ">": (">=", "<", "<="),
    ">=": (">", "<=", "<"),
    "==": ("!=", "<=", ">=", "<", ">"),
    "!=": ("==", "<", ">"),
    "in": ("not in",),
    "not in": ("in",),
    "is": ("is not",),
    "is not": ("is",),
}
_COMPUTED = {
    "+": ("-", "*"),
    "-": ("+",),
    "*": ("+", "**", "//"),
    "/": ("//",),
    "//": ("/", "%"),
    "%": ("//",),
    "**": ("*",),
    "&": ("|", "^"),
    "|": ("&", "^"),
    "^": ("&", "|"),
}
_SIBLINGS = (
    {"min", "max", "sum"},
    {"any", "all"},
    {"list", "set", "sorted", "tuple"},
    {"int", "round", "float"},
    {"lower", "upper", "swapcase", "title", "capitalize"},
    {"strip", "lstrip", "rstrip"},
    {"find", "rfind"},
    {"isalpha", "isalnum", "isdigit"},
    {"isupper", "islower"},
    {"floor", "ceil"},
    {"append", "extend"},
    {"keys", "values", "items"},
)
#: What may be around a result, and around a part of an expression.
_RETURNED = (
    "len(%s)", "list(%s)", "tuple(%s)", "sorted(%s)", "(%s)[::-1]", "str(%s)", "int(%s)", "float(%s)", "round(%s)",
    "round(%s, 2)", "bool(%s)", "not (%s)", "sum(%s)", "max(%s)", "min(%s)", "abs(%s)", "-(%s)", "''.join(%s)", "' '.join(%s)",
    "(%s).strip()", "(%s)[0]", "(%s)[1:]", "(%s)[:-1]", "sorted(%s, reverse=True)", "list(dict.fromkeys(%s))", "(%s) % 2", "(%s) or None",
)  # fmt: skip
_PART = (
    "(%s) + 1",
    "(%s) - 1",
    "sorted(%s)",
    "abs(%s)",
    "set(%s)",
    "(%s)[::-1]",
    "str(%s)",
    "(%s).lower()",
    "(%s)[1:]",
    "(%s)[:-1]",
    "-(%s)",
)


def edits_of(sample: Sample, constants: Sequence[Any], terms: Sequence[str], parameters: Sequence[str]) -> List[Edit]:
    """`constants` and `terms` are what may stand for others; `terms` name parameters alone."""
    made = _Edits(sample, constants, terms, parameters)
    found: Dict[Tuple[int, int, str], Edit] = {}
    for edit in sorted(made.all(), key=lambda edit: edit.cost):
        found.setdefault((edit.begin, edit.end, edit.new), edit)
    return list(found.values())


class _Edits:
    def __init__(self, sample: Sample, constants: Sequence[Any], terms: Sequence[str], parameters: Sequence[str]) -> None:
        self._text: Text = sample.text
        self._tree = sample.tree
        self._constants = constants
        self._terms = terms
        self._parameters = parameters
        self._names = sorted({one.id for one in ast.walk(sample.function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)})
        self._names = list(dict.fromkeys([*parameters, *self._names]))

    def all(self) -> Iterator[Edit]:
        for function in (one for one in ast.walk(self._tree) if isinstance(one, ast.FunctionDef)):
            for statement in function.body:
                for node in ast.walk(statement):
                    yield from self._edits(node)

    def _edits(self, node: Any) -> Iterator[Edit]:
        method = getattr(self, "_of_" + type(node).__name__, None)
        if method is not None:
            yield from method(node)
        for condition in [node.test] if isinstance(node, (ast.If, ast.While, ast.IfExp)) else getattr(node, "ifs", []):
            yield self._put(1, condition, "not (%s)" % self._part(condition))
            yield self._put(2, condition, "True")
        if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
            if not isinstance(node, (ast.Constant, ast.Slice, ast.Starred)):
                for form in _PART:
                    yield self._put(2, node, "(%s)" % form.replace("%s", self._part(node)))
                for term in self._terms:
                    yield self._put(3, node, "(%s)" % term)

    def _part(self, node: ast.AST) -> str:
        return self._text.part(node)

    def _put(self, cost: int, node: ast.AST, new: str) -> Edit:
        return Edit(cost, *self._text.span(node), new)

    def _between(self, cost: int, one: ast.AST, other: ast.AST, table: Any) -> Iterator[Edit]:
        """Other operators between two nodes."""
        begin, end = self._text.span(one)[1], self._text.span(other)[0]
        gap = self._text.source[begin:end]
        found = re.search(r"not\s+in|is\s+not|\w+|[^\s\w()\\]+", gap)
        if found:
            for new in table.get(" ".join(found.group().split()), ()):
                yield Edit(cost, begin + found.start(), begin + found.end(), new)

    def _swapped(self, one: ast.AST, other: ast.AST) -> Edit:
        (begin, middle), (after, end) = self._text.span(one), self._text.span(other)
        return Edit(1, begin, end, self._part(other) + self._text.source[middle:after] + self._part(one))

    def _of_Compare(self, node: ast.Compare) -> Iterator[Edit]:
        sides = [node.left, *node.comparators]
        for one, other in zip(sides, sides[1:]):
            yield from self._between(1, one, other, _COMPARED)

    def _of_BinOp(self, node: ast.BinOp) -> Iterator[Edit]:
        yield from self._between(1, node.left, node.right, _COMPUTED)
        yield self._swapped(node.left, node.right)
        yield self._put(2, node, self._part(node.left))
        yield self._put(2, node, self._part(node.right))

    def _of_AugAssign(self, node: ast.AugAssign) -> Iterator[Edit]:
        table = {key + "=": tuple(one + "=" for one in some) for key, some in _COMPUTED.items()}
        yield from self._between(1, node.target, node.value, table)
        yield from self._between(2, node.target, node.value, {key: ("=",) for key in table})

    def _of_BoolOp(self, node: ast.BoolOp) -> Iterator[Edit]:
        parts = node.values
        word = "or" if isinstance(node.op, ast.And) else "and"
        yield self._put(1, node, "(%s)" % (" %s " % word).join("(%s)" % self._part(one) for one in parts))
        own = "and" if word == "or" else "or"
        for left_out in parts:
            kept = ["(%s)" % self._part(one) for one in parts if one is not left_out]
            yield self._put(1, node, "(%s)" % (" %s " % own).join(kept))

    def _of_UnaryOp(self, node: ast.UnaryOp) -> Iterator[Edit]:
        yield self._put(1, node, self._part(node.operand))

    def _of_Constant(self, node: ast.Constant) -> Iterator[Edit]:
        value = node.value
        near: List[Any] = []
        if type(value) is bool:
            near = [not value]
        elif type(value) is int:
            near = [value + 1, value - 1, -value, 0, 1, 2]
        elif type(value) is str:
            near = ["", " "]
        elif value is None:
            near = [0, "", False]
        near += [one for one in self._constants if type(one) is type(value) or {type(one), type(value)} == {int, float}]
        for index, other in enumerate(near):
            yield self._put(1 if index < 2 else 3, node, literal(other))

    def _of_Name(self, node: ast.Name) -> Iterator[Edit]:
        if isinstance(node.ctx, ast.Load) and node.id in self._names:
            for other in self._names:
                if other != node.id:
                    yield self._put(2, node, other)
        elif isinstance(node.ctx, ast.Load):
            yield from self._siblings(node.id, *self._text.span(node))

    def _of_Attribute(self, node: ast.Attribute) -> Iterator[Edit]:
        _, end = self._text.span(node)
        yield from self._siblings(node.attr, end - len(node.attr), end)

    def _siblings(self, name: str, begin: int, end: int) -> Iterator[Edit]:
        for other in sorted({one for some in _SIBLINGS if name in some for one in some} - {name}):
            yield Edit(1, begin, end, other)

    def _of_Call(self, node: ast.Call) -> Iterator[Edit]:
        if node.args and not isinstance(node.args[0], (ast.Starred, ast.GeneratorExp)):
            yield self._put(2, node, self._part(node.args[0]))
        if isinstance(node.func, ast.Attribute):
            yield self._put(2, node, self._part(node.func.value))
        if len(node.args) == 2:
            yield self._swapped(*node.args)
        if isinstance(node.func, ast.Name) and node.func.id == "sorted" and len(node.keywords) == 0 and node.args:
            yield self._put(1, node, "sorted(%s, reverse=True)" % self._part(node.args[0]))
        for keyword in node.keywords:
            if node.args:
                others = [self._part(one) for one in node.args]
                others += ["%s=%s" % (one.arg, self._part(one.value)) for one in node.keywords if one is not keyword]
                yield self._put(2, node, "%s(%s)" % (self._part(node.func), ", ".join(others)))

    def _of_Slice(self, node: ast.Slice) -> Iterator[Edit]:
        for bound in (node.lower, node.upper, node.step):
            if bound is not None:
                yield self._put(2, bound, "")

    def _of_IfExp(self, node: ast.IfExp) -> Iterator[Edit]:
        yield self._put(2, node, self._part(node.body))
        yield self._put(2, node, self._part(node.orelse))

    def _of_Return(self, node: ast.Return) -> Iterator[Edit]:
        if node.value is not None:
            for form in _RETURNED:
                yield self._put(2, node.value, form.replace("%s", self._part(node.value)))
            yield self._put(3, node.value, "None")
        yield self._put(3, node, "pass")

    def _of_If(self, node: ast.If) -> Iterator[Edit]:
        if not self._text.source[self._text.span(node)[0] :].startswith("elif"):
            yield self._put(2, node, "pass")

    def _statement(self, node: Any) -> Iterator[Edit]:
        yield self._put(3, node, "pass")

    _of_Break = _statement
    _of_Continue = _statement
    _of_Assign = _statement
    _of_Expr = _statement
