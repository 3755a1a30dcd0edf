"""Rewrites a body as a person would write it. The meaning stays."""

import ast
import builtins
import keyword
from typing import Any, Callable, Iterator, List, Optional, Sequence, Set, Tuple

from .text import Text

#: Functions that take an iterable, for which a list would be built in vain.
_TAKES_ITERABLE = {"all", "any", "dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple"}
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//"}

#: Methods that change their object.
_CHANGING = {
    "add",
    "append",
    "appendleft",
    "clear",
    "discard",
    "extend",
    "insert",
    "pop",
    "popleft",
    "remove",
    "reverse",
    "setdefault",
    "sort",
    "update",
}

#: A part of the text, and what takes its place.
Edit = Tuple[int, int, str]


def readable(body: str, parameters: Sequence[str], receiver: Optional[str] = None) -> str:
    """The body of a function with these parameters, from the first column; `self_items` stands for an attribute of the receiver `self`."""
    rules = (_generators, _copies, _unused_numbers, _other_names, _updates, lambda text: _elements(text, parameters, "%s_" % receiver))
    for rule in rules:
        body = _edited(body, rule)
    return body


def _edited(body: str, rule: Callable[[Text], Iterator[Edit]]) -> str:
    """Applies one edit after another, since each moves the rest."""
    for _ in range(20):
        try:
            text = Text(body, ast.parse("def f():\n" + body.replace("\n", "\n ").join((" ", ""))))
        except SyntaxError:
            return body
        text = Text(body, _Moved().visit(text.tree))
        edit = next(rule(text), None)
        if edit is None:
            return body
        start, end, instead = edit
        body = body[:start] + instead + body[end:]
    return body


class _Moved(ast.NodeTransformer):
    """Takes the function away that held the body: a `return` parses in functions only."""

    def generic_visit(self, node: Any) -> Any:
        super().generic_visit(node)
        if hasattr(node, "lineno"):
            node.lineno, node.end_lineno = node.lineno - 1, node.end_lineno - 1
            node.col_offset, node.end_col_offset = node.col_offset - 1, node.end_col_offset - 1
        return node


def _generators(text: Text) -> Iterator[Edit]:
    """`sum([x for x in xs])` as `sum(x for x in xs)`."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords and isinstance(node.args[0], ast.ListComp):
            function = node.func
            if (
                isinstance(function, ast.Name)
                and function.id in _TAKES_ITERABLE
                or isinstance(function, ast.Attribute)
                and function.attr in ("join", "prod")
            ):
                start, end = text.span(node.args[0])
                yield start, end, text.source[start + 1 : end - 1]


def _copies(text: Text) -> Iterator[Edit]:
    """`[x for x in xs]` as `list(xs)`."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.ListComp) and len(node.generators) == 1:
            loop = node.generators[0]
            same = isinstance(node.elt, ast.Name) and isinstance(loop.target, ast.Name) and node.elt.id == loop.target.id
            if same and not loop.ifs:
                begin, end = text.span(node)
                yield begin, end, "list(%s)" % text.part(loop.iter)


def _unused_numbers(text: Text) -> Iterator[Edit]:
    """`for i, x in enumerate(xs)` as `for x in xs` where nothing reads `i`."""
    reads = [node.id for node in ast.walk(text.tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    for node in ast.walk(text.tree):
        if not isinstance(node, (ast.For, ast.comprehension)) or not isinstance(node.iter, ast.Call):
            continue
        call, target = node.iter, node.target
        numbered = isinstance(call.func, ast.Name) and call.func.id == "enumerate" and len(call.args) == 1 and not call.keywords
        if numbered and isinstance(target, ast.Tuple) and len(target.elts) == 2 and isinstance(target.elts[0], ast.Name):
            if target.elts[0].id not in reads:
                yield text.span(target)[0], text.span(call)[1], "%s in %s" % (text.part(target.elts[1]), text.part(call.args[0]))


def _other_names(text: Text) -> Iterator[Edit]:
    """Drops `text2 = text` where neither name is bound again: what was written for one stands for the other."""
    bound = [one.id for one in _targets(text.tree)]
    names = [node for node in ast.walk(text.tree) if isinstance(node, ast.Name)]
    for node in getattr(text.tree, "body", []):
        if isinstance(node, ast.FunctionDef):
            yield from _renames_in(text, node, bound, names)


def _renames_in(text: Text, function: ast.FunctionDef, bound: Sequence[str], names: Sequence[ast.Name]) -> Iterator[Edit]:
    for node in function.body[:-1]:
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Name)):
            continue
        new, old = node.targets[0].id, node.value.id
        if bound.count(new) == 1 and old not in bound and not _changes(text.tree, new):
            places = [one for one in names if one.id == new and one is not node.targets[0]]
            begin, end = text.span(node)
            rest = max([text.span(one)[1] for one in places], default=end)
            begins = text.line(node.lineno)
            after = min(end + 1, len(text.source))
            yield begins, max(rest, after), _renamed(text, places, old, after, max(rest, after))


def _changes(tree: ast.AST, name: str) -> bool:
    """Whether something may change the object of this name in place."""
    for node in ast.walk(tree):
        target = node.func if isinstance(node, ast.Call) else node
        if isinstance(target, (ast.Attribute, ast.Subscript)) and isinstance(target.value, ast.Name) and target.value.id == name:
            if isinstance(target, ast.Subscript) and not isinstance(target.ctx, ast.Load):
                return True
            if isinstance(node, ast.Call) and isinstance(target, ast.Attribute) and target.attr in _CHANGING:
                return True
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            return True
    return False


def _updates(text: Text) -> Iterator[Edit]:
    """`total = total + x` as `total += x`, where the name was a number or a string before: a list would change for all who hold it."""
    plain = {
        node.targets[0].id
        for node in ast.walk(text.tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, (int, float, str))
    }
    for node in ast.walk(text.tree):
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and len(node.targets) == 1):
            continue
        name, made = node.targets[0].id, node.value
        if name in plain and isinstance(made, ast.BinOp) and isinstance(made.left, ast.Name) and made.left.id == name:
            operator = _OPERATORS.get(type(made.op))
            if operator is not None:
                start, _ = text.span(node)
                begin, end = text.span(made.right)
                _, stop = text.span(node)
                # Brackets around the right side stay where they are.
                right = text.source[begin:end] if stop == end else text.source[text.source.index("(", text.span(made.left)[1]) : stop]
                yield start, stop, "%s %s= %s" % (name, operator, right)


def _elements(text: Text, parameters: Sequence[str], prefix: str) -> Iterator[Edit]:
    """`for x in words` as `for word in words`."""
    names: Set[str] = {node.id for node in ast.walk(text.tree) if isinstance(node, ast.Name)} | set(parameters)
    names |= {node.arg for node in ast.walk(text.tree) if isinstance(node, ast.arg)}
    bound: List[str] = [one.id for one in _targets(text.tree)]
    for node in ast.walk(text.tree):
        if isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Name) and isinstance(node.iter, ast.Name):
            old, new = node.target.id, _singular(node.iter.id[len(prefix) :] if node.iter.id.startswith(prefix) else node.iter.id)
            if len(old) == 1 and old not in parameters and new is not None and new not in names and bound.count(old) == 1:
                places = [one for one in ast.walk(text.tree) if isinstance(one, ast.Name) and one.id == old]
                start = min(text.span(one)[0] for one in places)
                end = max(text.span(one)[1] for one in places)
                yield start, end, _renamed(text, places, new, start, end)


def _targets(tree: ast.AST) -> Iterator[ast.Name]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node


def _renamed(text: Text, places: Sequence[ast.Name], new: str, start: int, end: int) -> str:
    made, at = "", start
    for begin, stop in sorted(text.span(one) for one in places):
        made += text.source[at:begin] + new
        at = stop
    return made + text.source[at:end]


def _singular(plural: str) -> Optional[str]:
    """The name of an element of what has this name, if there is a plain one."""
    if plural.endswith("ies") and len(plural) > 4:
        one = plural[:-3] + "y"
    elif plural.endswith("s") and not plural.endswith("ss") and len(plural) > 1:
        one = plural[:-1]
    else:
        return None
    return None if keyword.iskeyword(one) or hasattr(builtins, one) or not one.isidentifier() else one
