"""Finds in the user's source which variables the checks read that a call of the function may have changed."""

import ast
import re
from typing import Any, Dict, Iterable, List, NamedTuple, Set, Tuple

#: A variable, or a path from it: `("self", ".items")`, `("case", ["wanted"])`.
Place = Tuple[Any, ...]

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*FUNCTIONS, ast.ClassDef)


class Reading(NamedTuple):
    #: Read together with the function's result, or by more than one call.
    mixed: Set[Place]
    #: Variables that a check reads on their own.
    alone: Set[str]
    #: All identifiers in the checks, and `/` with the last parts of paths in their texts: beside a call, and on their own.
    words: Set[str]
    words_alone: Set[str]
    #: Sources, before the call, of the variables beside it.
    behind: Set[Place]


def reading_of(statements: List[ast.AST], callers: Set[str], helpers: Dict[str, Set[str]]) -> Reading:
    """`callers` are the names that call the function: its own, and functions that call it.

    `helpers` are the words in each function of the file, by its name.
    """
    mixed: Set[Place] = set()
    alone: Set[str] = set()
    words: Set[str] = set()
    words_alone: Set[str] = set()
    derived: Set[str] = set()
    #: The sources of a variable, from statements without a call of the function, and from statements after a call.
    made_of: Dict[str, Set[Place]] = {}
    made_late: Dict[str, Set[Place]] = {}
    named_in: Dict[str, Set[str]] = {}
    calling: Dict[Place, Set[int]] = {}
    behind: Set[Place] = set()
    called = False

    def named(node: ast.AST, left_out: Iterable[int] = ()) -> Set[str]:
        words = _words(node, left_out)
        return words.union(*(helpers[word] for word in words if word in helpers))

    for node in _pieces(statements, callers):
        calls = _calls_in(node, callers)
        stored = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        beside = places(node, set(map(id, calls)))
        check = _is_check(node)
        if calls:
            given = {place for call in calls for place in places_of_arguments(call)}
            for call in calls:
                for place in places_of_arguments(call):
                    calling.setdefault(place, set()).add(id(call))
            called = True
            derived |= stored
            if check or not (isinstance(node, ast.Expr) and _awaited(node.value) in calls):
                behind = behind.union(*(made_of.get(place[0], ()) for place in beside))
                mixed |= beside.union(*(made_late.get(place[0], ()) for place in beside | given))
                words |= named(node, set(map(id, calls))).union(*(named_in.get(place[0], ()) for place in beside))
            continue
        if not check:
            for name in stored:
                made_of.setdefault(name, set()).update(beside)
                named_in.setdefault(name, set()).update(named(node))
                if called:
                    made_late.setdefault(name, set()).update(beside)
            continue
        roots = {place[0] for place in beside}
        beside = set(beside).union(*(made_of.get(root, ()) for root in roots))
        told = named(node).union(*(named_in.get(root, ()) for root in roots))
        if derived & {place[0] for place in beside}:
            mixed |= {place for place in beside if place[0] not in derived}
            words |= told
        else:
            alone |= {place[0] for place in beside}
            words_alone |= told
    mixed |= {place for place, by in calling.items() if len(by) > 1}
    return Reading(mixed, alone, words, words_alone, behind)


def callers_of(target: str, trees: Iterable[ast.AST]) -> Set[str]:
    """The function's name, and those of the file's functions that use it directly or indirectly."""
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


def helpers_of(target: str, trees: Iterable[ast.AST]) -> Dict[str, Set[str]]:
    """The words in each function of the file except the target, including the functions that it uses."""
    named: Dict[str, Set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS) and node.name != target:
                named.setdefault(node.name, set()).update(_words(node))
    grows = True
    while grows:
        grows = False
        for words in named.values():
            more = set().union(*(named[word] for word in words if word in named)) - words
            words |= more
            grows = grows or bool(more)
    return named


def checks_of(docstring: str) -> List[ast.AST]:
    """The statements of its doctests; one that prints its value is a check of it."""
    import doctest  # Slow to import, and already loaded if doctests run.

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
    """The places that the code reads, except inside the nodes with these ids."""
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
    """The longest path from a variable through attributes and constant indexes; None for any other code."""
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
            index = getattr(index, "value", index) if type(index).__name__ == "Index" else index  # Before Python 3.9.
            if isinstance(index, ast.Constant) and isinstance(index.value, (str, int)):
                parts.append((index.value,))
                node = node.value
                continue
        return None


def _awaited(node: ast.expr) -> ast.expr:
    return node.value if isinstance(node, ast.Await) else node


def _calls_in(node: ast.AST, callers: Set[str]) -> List[ast.Call]:
    return [one for one in ast.walk(node) if isinstance(one, ast.Call) and called_name(one) in callers]


def _words(node: ast.AST, left_out: Iterable[int] = ()) -> Set[str]:
    return _identifiers(node, left_out, texts=True)


def _identifiers(node: ast.AST, left_out: Iterable[int] = (), texts: bool = False) -> Set[str]:
    found: Set[str] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        if id(one) in left_out:
            continue
        name = getattr(one, "id", None) or getattr(one, "attr", None)
        if type(name) is str:
            found.add(name)
        if texts and isinstance(one, ast.Constant) and isinstance(one.value, str):
            found.add("/" + re.split(r"[\\/]", one.value)[-1])
        pending.extend(ast.iter_child_nodes(one))
    return found


def _is_check(node: ast.AST) -> bool:
    """Whether it is `assert …`, `self.assertEqual(…)`, `assert_allclose(…)`."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return called_name(node.value).startswith("assert")
    return isinstance(node, ast.Assert)


def _pieces(statements: List[ast.AST], callers: Set[str]) -> Iterable[ast.AST]:
    """Simple statements, and the heads of compound ones; in a loop around a call they come twice, because they also run after a call."""
    for node in statements:
        inner = [one for field in ("body", "orelse", "finalbody", "handlers") for one in getattr(node, field, ())]
        if not inner or isinstance(node, _SCOPES):
            if not isinstance(node, _SCOPES):
                yield node
            continue
        loops = isinstance(node, (ast.For, ast.AsyncFor, ast.While)) and _calls_in(node, callers)
        for _ in range(2 if loops else 1):
            yield from (one for one in ast.iter_child_nodes(node) if one not in inner)
            yield from _pieces(inner, callers)
