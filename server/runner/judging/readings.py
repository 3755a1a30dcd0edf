"""What a piece of the user's code reads of variables that a call of the function may have changed, told from its source."""

import ast
from typing import Any, Dict, Iterable, List, NamedTuple, Set, Tuple

#: A variable, or what is reached from it: `("self", ".items")`, `("case", ["wanted"])`.
Place = Tuple[Any, ...]

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*FUNCTIONS, ast.ClassDef)


class Reading(NamedTuple):
    #: Together with what the function gave, or by more calls than one.
    mixed: Set[Place]
    #: Variables that a check reads for themselves.
    alone: Set[str]
    #: Every identifier in the checks: beside a call, and for themselves.
    words: Set[str]
    words_alone: Set[str]


def reading_of(statements: List[ast.AST], callers: Set[str]) -> Reading:
    """`callers` are the names by which the function is called: its own, and those of functions that call it."""
    mixed: Set[Place] = set()
    alone: Set[str] = set()
    words: Set[str] = set()
    words_alone: Set[str] = set()
    derived: Set[str] = set()
    #: What a variable was made of, by statements that do not call the function.
    made_of: Dict[str, Set[Place]] = {}
    calling: Dict[Place, int] = {}
    for node in _pieces(statements):
        calls = [one for one in ast.walk(node) if isinstance(one, ast.Call) and called_name(one) in callers]
        stored = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        beside = places(node, set(map(id, calls)))
        check = _is_check(node)
        if calls:
            for call in calls:
                for place in set(places_of_arguments(call)):
                    calling[place] = calling.get(place, 0) + 1
            derived |= stored
            if check or not isinstance(node, ast.Expr):
                mixed |= beside
                words |= _identifiers(node, set(map(id, calls)))
            continue
        if not check:
            for name in stored:
                made_of.setdefault(name, set()).update(beside)
            continue
        roots = {place[0] for place in beside}
        beside = set(beside).union(*(made_of.get(root, ()) for root in roots))
        if derived & {place[0] for place in beside}:
            mixed |= {place for place in beside if place[0] not in derived}
            words |= _identifiers(node)
        else:
            alone |= {place[0] for place in beside}
            words_alone |= _identifiers(node)
    mixed |= {place for place, count in calling.items() if count > 1}
    return Reading(mixed, alone, words, words_alone)


def callers_of(target: str, trees: Iterable[ast.AST]) -> Set[str]:
    """The function's name, and those of the file's functions that use it, or one another to do so."""
    uses: Dict[str, Set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS) and node.name != target:
                uses.setdefault(node.name, set()).update(_identifiers(node))
    found = {target}
    while True:
        more = {name for name, used in uses.items() if name not in found and used & found}
        if not more:
            return found
        found |= more


def checks_of(docstring: str) -> List[ast.AST]:
    """The statements of its doctests; what prints its value is a check of it."""
    import doctest  # Slow to import, and loaded already where there are doctests that run.

    found: List[ast.AST] = []
    for example in doctest.DocTestParser().get_examples(docstring):
        try:
            body = ast.parse(example.source).body
        except SyntaxError:
            continue
        found += [ast.Assert(one.value, None) if isinstance(one, ast.Expr) and example.want else one for one in body]
    return found


def called_name(node: ast.Call) -> str:
    return getattr(node.func, "id", None) or getattr(node.func, "attr", None) or ""


def places(node: ast.AST, left_out: Set[int]) -> Set[Place]:
    """Where the code reads, but for what stands in the nodes of these ids."""
    found: Set[Place] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        if id(one) in left_out:
            continue
        place = _place(one)
        if place is None:
            pending.extend(ast.iter_child_nodes(one))
        else:
            found.add(place)
    return found


def places_of_arguments(call: ast.Call) -> Iterable[Place]:
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        yield from places(argument, set())
    if isinstance(call.func, ast.Attribute):
        yield from places(call.func.value, set())


def _place(node: ast.AST) -> Any:
    """The longest way from a variable through attributes and constant indexes; None for any other code."""
    parts: List[Any] = []
    while True:
        if isinstance(node, ast.Name):
            return (node.id, *reversed(parts)) if isinstance(node.ctx, ast.Load) else None
        if isinstance(node, ast.Attribute):
            parts.append("." + node.attr)
            node = node.value
            continue
        if isinstance(node, ast.Subscript):
            index: Any = node.slice
            index = getattr(index, "value", index) if type(index).__name__ == "Index" else index  # Before 3.9.
            if isinstance(index, ast.Constant) and isinstance(index.value, (str, int)):
                parts.append((index.value,))
                node = node.value
                continue
        return None


def _identifiers(node: ast.AST, left_out: Iterable[int] = ()) -> Set[str]:
    found: Set[str] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        if id(one) in left_out:
            continue
        name = getattr(one, "id", None) or getattr(one, "attr", None)
        if type(name) is str:
            found.add(name)
        pending.extend(ast.iter_child_nodes(one))
    return found


def _is_check(node: ast.AST) -> bool:
    """`assert …`, `self.assertEqual(…)`, `assert_allclose(…)`."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return called_name(node.value).startswith("assert")
    return isinstance(node, ast.Assert)


def _pieces(statements: List[ast.AST]) -> Iterable[ast.AST]:
    """Simple statements, and the heads of those that hold others."""
    for node in statements:
        inner = [one for field in ("body", "orelse", "finalbody", "handlers") for one in getattr(node, field, ())]
        if not inner or isinstance(node, _SCOPES):
            if not isinstance(node, _SCOPES):
                yield node
            continue
        yield from (one for one in ast.iter_child_nodes(node) if one not in inner)
        yield from _pieces(inner)
