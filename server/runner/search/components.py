"""The components of Python code, by names that operations and whole programs share: `sorted(reverse)`, `.split`, `[for if]`, `%`.

A loop that appends, adds or counts has the component of the expression that does the same.
"""

import ast
from typing import Dict, Iterator, Optional, Set, Type, Union

_OPERATORS: Dict[Type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.And: "and",
    ast.Or: "or",
    ast.Not: "not",
    ast.USub: "negative",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "in",
    ast.Is: "is",
    ast.IsNot: "is",
}
_COMPREHENSIONS: Dict[Type[ast.AST], str] = {ast.ListComp: "[for]", ast.SetComp: "{for}", ast.DictComp: "{for:}"}

_Loop = Union[ast.For, ast.While]


def components_of(tree: ast.AST) -> Set[str]:
    """The components of a program, a statement or an expression."""
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    found: Set[str] = set()
    for node in ast.walk(tree):
        found.update(_of_node(node, own))
    return found


def _of_node(node: ast.AST, own: Set[str]) -> Iterator[str]:
    if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.BoolOp)):
        yield from _of_operator(node)
    elif isinstance(node, ast.Compare):
        for operator in node.ops:
            yield _OPERATORS[type(operator)]
        if isinstance(node.left, ast.BinOp) and isinstance(node.left.op, ast.Mod):
            yield "% =="
    elif isinstance(node, ast.Call):
        yield from _of_call(node, own)
    elif isinstance(node, ast.Subscript):
        yield _of_subscript(node.slice)
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        yield from _of_comprehension(node)
    elif isinstance(node, ast.IfExp):
        yield "if else"
    elif isinstance(node, ast.If) and node.orelse:
        yield "if else"
    elif isinstance(node, (ast.For, ast.While)):
        yield from _of_loop(node)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node.value)
    elif isinstance(node, ast.Set):
        yield "set"
    elif isinstance(node, ast.JoinedStr):
        yield "str"
    elif isinstance(node, ast.Dict) and any(key is None for key in node.keys):
        yield "{**}"


def _of_operator(node: Union[ast.BinOp, ast.UnaryOp, ast.BoolOp]) -> Iterator[str]:
    name = _OPERATORS.get(type(node.op))
    if name == "negative" and isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
        return
    if name is not None:
        yield name
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant):
        # A root is another idea than a square.
        yield "math.sqrt" if node.right.value == 0.5 else "** %r" % node.right.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.left, (ast.Constant, ast.JoinedStr)):
        yield "str"


def _of_call(node: ast.Call, own: Set[str]) -> Iterator[str]:
    function = node.func
    if isinstance(function, ast.Name):
        name = "recursion" if function.id in own else function.id
        yield name
    elif isinstance(function, ast.Attribute):
        owner = function.value
        is_module = isinstance(owner, ast.Name) and owner.id in _MODULES
        name = "%s.%s" % (owner.id, function.attr) if isinstance(owner, ast.Name) and is_module else "." + function.attr
        yield name
    else:
        return
    for keyword in node.keywords:
        if keyword.arg in ("key", "reverse"):
            yield "%s(%s)" % (name.lstrip("."), keyword.arg)


_MODULES = frozenset("math re collections itertools functools heapq bisect statistics operator datetime random cmath copy".split())


def _of_subscript(index: ast.AST) -> str:
    if type(index).__name__ == "Index":  # Python 3.8
        index = index.value  # type: ignore[attr-defined]
    if isinstance(index, ast.Slice):
        step = _number(index.step)
        if step == -1:
            return "[::-1]"
        if index.step is not None:
            return "[::n]"
        return "[n:]" if index.upper is None else "[:n]" if index.lower is None else "[n:m]"
    number = _number(index)
    return "[n]" if number is None else "[%d]" % number if number in (0, 1, -1) else "[n]"


def _number(node: Optional[ast.AST]) -> Optional[int]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _of_comprehension(node: Union[ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp]) -> Iterator[str]:
    kind = _COMPREHENSIONS.get(type(node), "(for)")
    yield kind
    if len(node.generators) > 1:
        yield "for for"
    if any(generator.ifs for generator in node.generators):
        yield "for if"


def _of_loop(loop: _Loop) -> Iterator[str]:
    """The components of expressions that do what the loop does."""
    if isinstance(loop, ast.While):
        yield "while"
    inner = [node for statement in loop.body for node in ast.walk(statement)]
    branches = [node for node in inner if isinstance(node, ast.If)]
    if any(isinstance(node, ast.For) for node in inner):
        yield "for for"
    conditional = {id(node) for branch in branches for node in ast.walk(branch)}
    for node in inner:
        chosen = id(node) in conditional
        if isinstance(node, ast.AugAssign):
            yield from _of_change(node, chosen)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("append", "add"):
            yield "[for]" if node.func.attr == "append" else "set"
            if chosen:
                yield "for if"
        elif isinstance(node, ast.Return) and chosen and isinstance(node.value, ast.Constant) and type(node.value.value) is bool:
            yield "any" if node.value.value else "all"


def _of_change(node: ast.AugAssign, chosen: bool) -> Iterator[str]:
    if isinstance(node.target, ast.Subscript):
        yield "collections.Counter"
    elif isinstance(node.op, ast.Add):
        yield "sum"
        if chosen:
            yield "for if"
    elif isinstance(node.op, ast.Mult):
        yield "math.prod"
    elif isinstance(node.op, (ast.FloorDiv, ast.Mod)):
        yield _OPERATORS[type(node.op)]


def _of_constant(value: object) -> Iterator[str]:
    if type(value) in (int, float) and value not in (0, 1):
        yield "%r" % (value,)
    elif isinstance(value, str) and len(value) <= 3:
        yield "%r" % value
