"""Functions of the candidate that could end the iteration of their caller: StopIteration leaves them.

It is an error when it leaves the target (PEP 479) or a generator. Nothing guards a function that the candidate gives away.
"""

import ast
from typing import Any, Dict, Iterator, List, Optional, Sequence, Set, Tuple

from .name_rules import ASKED_FOR_MORE
from .scopes import FUNCTIONS

_CAUGHT = frozenset("StopIteration Exception BaseException".split())
_OWN_ENDS = frozenset("__next__ __anext__".split())


class _Function:
    def __init__(self, node: Any, in_class: bool) -> None:
        self.node = node
        self.name: str = getattr(node, "name", "")
        self.in_class = in_class
        #: The line that may end an iteration; 0 without one.
        self.line = 0
        self.calls: Set[str] = set()
        self.is_plain = not isinstance(node, ast.AsyncFunctionDef) and self.name not in _OWN_ENDS


def given_away(statements: Sequence[ast.stmt], target: ast.AST) -> Iterator[Tuple[int, str]]:
    """Yields the line and the reason for each function that may end an iteration and is given away without a guard."""
    found: List[_Function] = []
    values: Set[str] = set()
    for statement in statements:
        _read(statement, None, False, False, found, values)
    ending = {one.name for one in found if one.is_plain and one.line and one.name}
    more = True
    while more:
        more = False
        for one in found:
            if one.is_plain and not one.line and one.calls & ending:
                one.line, more = one.node.lineno, True
                ending.add(one.name)
    for one in found:
        if one.is_plain and one.line and one.node is not target and (not one.name or one.in_class or one.name in values):
            yield one.line, "may end the iteration of the caller of %s" % (one.name or "a lambda")


def _read(node: Any, function: Optional[_Function], guarded: bool, in_class: bool, found: List[_Function], values: Set[str]) -> None:
    """`guarded` says whether StopIteration is caught around the node."""
    if isinstance(node, (ast.Lambda, *FUNCTIONS)):
        for outside in [*getattr(node, "decorator_list", ()), node.args]:
            _read(outside, function, guarded, False, found, values)
        if not isinstance(node, ast.Lambda) and node.decorator_list:
            values.add(node.name)
        own = _Function(node, in_class)
        found.append(own)
        for inner in node.body if isinstance(node.body, list) else [node.body]:
            _read(inner, own, False, False, found, values)
        return
    if function is not None:
        _note(node, function, guarded)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        values.add(node.id)
    fields: Dict[str, Any] = dict(ast.iter_fields(node))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        del fields["func"]  # A call does not give the function away.
    for name, value in fields.items():
        inside = guarded or (name == "body" and any(_catches(one) for one in getattr(node, "handlers", ())))
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST):
                _read(one, function, inside, isinstance(node, ast.ClassDef), found, values)


def _note(node: Any, function: _Function, guarded: bool) -> None:
    if isinstance(node, (ast.Yield, ast.YieldFrom)):
        function.is_plain = False
    elif isinstance(node, ast.Call) and not guarded:
        if isinstance(node.func, ast.Name):
            function.calls.add(node.func.id)
            has_default = len(node.args) > 1 and not any(isinstance(one, ast.Starred) for one in node.args)
            if node.func.id == "next" and not has_default:
                function.line = function.line or node.lineno
        elif isinstance(node.func, ast.Attribute) and node.func.attr in ASKED_FOR_MORE:
            function.line = function.line or node.lineno


def _catches(handler: ast.ExceptHandler) -> bool:
    if any(isinstance(one, ast.Raise) and _raises_again(one.exc) for part in handler.body for one in ast.walk(part)):
        return False
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(one is None or (isinstance(one, ast.Name) and one.id in _CAUGHT) for one in kinds)


def _raises_again(exc: Optional[ast.expr]) -> bool:
    """Whether the raised value may be a caught exception: anything but a new exception."""
    return not isinstance(exc, ast.Call) or (isinstance(exc.func, ast.Attribute) and exc.func.attr == "with_traceback")
