"""Compares a candidate's text with the file's: finds the candidate's own code, and whether the loaded function can take it."""

import ast
import copy
import types
from typing import Any, Callable, List, NamedTuple, Optional, Sequence, Set, Tuple

from .loaded import Loaded
from .module import UsersModule, place_of
from .target import Marked, Place, codes_in, definitions, header
from .text import Change, Text, lines_of, span


class Swap(NamedTuple):
    """The statements to execute in the module first, then the place, code and docstring of each function."""

    added: List[ast.stmt]
    codes: List[Tuple[Marked, Place, types.CodeType, Optional[str]]]


class Candidate(NamedTuple):
    #: The candidate's statements: its function, helpers, constants and imports.
    own: List[ast.stmt]
    #: The functions among them: path, definition, and the statements that are read with it.
    functions: List[Tuple[str, Any, List[ast.stmt]]]
    #: None if the text must be loaded as a whole.
    swap: Optional[Swap]


def candidate_of(loaded: Loaded, spliced: str) -> Candidate:
    """Raises SyntaxError if Python can't parse the text."""
    users = loaded.users
    change = users.text.change(spliced)
    lines = lines_of(spliced.lstrip("\ufeff"))
    own = _own(loaded, change, lines)
    return Candidate(own, _functions(loaded, own, change), _swap(loaded, change, lines))


def _own(loaded: Loaded, change: Change, lines: Sequence[str]) -> List[ast.stmt]:
    """The candidate's own statements; of a class or block around the function, only the members that are not the user's."""
    users = loaded.users
    own: List[ast.stmt] = []
    if not change.own:
        # The function in the file, parsed again, because the parsed one is marked.
        place = place_of(Text(users.text.text, users.file), loaded.order["target"], loaded.order["ordinal"])
        return [place.node] if place else []
    for statement in change.own:
        there = _counterpart(statement, change.gone)
        parts = [statement] if there is None else _differing(statement, lines, there, users.text.lines)
        own += parts
    return own


def _functions(loaded: Loaded, own: List[ast.stmt], change: Change) -> List[Tuple[str, Any, List[ast.stmt]]]:
    """The function, and other candidates' functions beside it. Each is read as the function of its own path."""
    if not change.own:
        return [(loaded.order["target"], own[0], own)] if own else []
    tree = ast.Module(list(change.own), [])
    held = {id(node): statement for statement in own for node in ast.walk(statement)}
    found: List[Tuple[str, Any, ast.stmt]] = []
    for path in dict.fromkeys([loaded.order["target"], *loaded.order.get("together", ())]):
        # A nested function is read together with its enclosing one.
        outermost = [place.outermost for place in definitions(tree, path.split(".")) if id(place.node) in held]
        if outermost:
            found.append((outermost[-1].path, outermost[-1].node, held[id(outermost[-1].node)]))
    if not found and own:
        # The additions leave the function unchanged.
        there = place_of(Text(loaded.users.text.text, loaded.users.file), loaded.order["target"], loaded.order["ordinal"])
        return [(loaded.order["target"], there.node, [*own, there.node])] if there else []
    apart = {id(statement) for _, _, statement in found[1:]} - {id(statement) for _, _, statement in found[:1]}
    rest = [statement for statement in own if id(statement) not in apart]
    return [
        (path, node, rest if at == 0 or id(statement) not in apart else [statement]) for at, (path, node, statement) in enumerate(found)
    ]


def _counterpart(statement: ast.stmt, gone: Sequence[ast.stmt]) -> Optional[ast.stmt]:
    """The statement of the file that it replaces."""
    for one in gone:
        if type(one) is type(statement) and isinstance(one, ast.ClassDef) and one.name == statement.name:  # type: ignore[attr-defined]
            return one
    return None


def _differing(here: Any, lines: Sequence[str], there: Any, others: Sequence[str]) -> List[ast.stmt]:
    known = {_text_of(one, others) for one in there.body}
    if _head(here, lines) != _head(there, others):
        return [here]
    found: List[ast.stmt] = []
    for one in here.body:
        if _text_of(one, lines) not in known:
            inner = _counterpart(one, there.body)
            found += [one] if inner is None else _differing(one, lines, inner, others)
    return found


def _head(node: Any, lines: Sequence[str]) -> str:
    first, _ = span(node)
    start, _ = span(node.body[0])
    return "\n".join(lines[first - 1 : max(start - 1, first)])


def _text_of(statement: Any, lines: Sequence[str]) -> str:
    first, last = span(statement)
    return "\n".join(lines[first - 1 : last])


def _swap(loaded: Loaded, change: Change, lines: Sequence[str]) -> Optional[Swap]:
    users = loaded.users
    left = list(change.own)
    codes: List[Tuple[Marked, Place, types.CodeType, Optional[str]]] = []
    for marked in users.marked:
        if not any(marked.place.statement is one for one in change.gone):
            continue
        replaced = _replacement(marked, left, lines, users)
        if replaced is None:
            return None
        statement, place, code, docstring = replaced
        codes.append((marked, place, code, docstring))
        left.remove(statement)
    # The candidate must not use an import that it removed: the loaded file still has it.
    missing = _bound(change.gone) - _bound(left)
    if missing & {node.id for one in change.own for node in ast.walk(one) if isinstance(node, ast.Name)}:
        return None
    held = {id(marked.place.statement) for marked, *_ in codes}
    for one in change.gone:
        if id(one) not in held and not isinstance(one, (ast.Import, ast.ImportFrom)):
            return None
    if not all(
        isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign))
        for one in left
    ):
        return None
    return Swap(left, codes)


def _bound(statements: Sequence[ast.stmt]) -> Set[str]:
    """The names that the imports among them bind."""
    imports = [one for one in statements if isinstance(one, (ast.Import, ast.ImportFrom))]
    return {(alias.asname or alias.name).split(".")[0] for one in imports for alias in one.names}


def _replacement(
    marked: Marked, own: List[ast.stmt], lines: Sequence[str], users: UsersModule
) -> Optional[Tuple[ast.stmt, Place, types.CodeType, Optional[str]]]:
    """The statement with the new definition, its place, and its guarded code; None if more than the body differs."""
    path = [one.name for one in marked.place.around] + [marked.place.node.name]
    base = marked.place
    mine = [one for one in definitions(users.text.tree, path) if one.statement is base.statement]
    for statement in own:
        there = definitions(ast.Module([statement], []), path)
        at = next((number for number, one in enumerate(mine) if one.node is base.node), 0)
        if not there or len(there) != len(mine):
            continue
        place = there[at]
        first, last = span(statement)
        begin, end = span(place.node)
        base_first, base_last = span(base.statement)
        base_begin, base_end = span(base.node)
        around = [*lines[first - 1 : begin - 1], *lines[end:last]]
        if around != [*users.text.lines[base_first - 1 : base_begin - 1], *users.text.lines[base_end:base_last]]:
            return None
        if header(place.node) != marked.header:
            return None
        code = marked.compiled(place, guarding=True)
        generator = 0x20 | 0x200
        if base.node.decorator_list[:-1] and (code.co_flags & generator) != (marked.code.co_flags & generator):
            return None
        if not marked.functions or not marked.fits(code):
            return None
        return statement, place, code, ast.get_docstring(place.node, clean=False)
    return None


def put_in_place(users: UsersModule, swap: Swap, codes: Set[types.CodeType], watching: bool, guarding: bool) -> None:
    """Executes the candidate's additions and gives the functions its code; `codes` collects all of it. Raises the candidate's errors.

    With `watching`, the code reports the begin and end of its calls; with `guarding`, StopIteration can't leave it.
    """
    if swap.added:
        code = compile(ast.Module(swap.added, []), users.file, "exec", users.flags, True, 0)
        codes.update(codes_in(code))
        for module in users.modules:
            exec(code, module.__dict__)  # noqa: S102 - confined, or locked
    for marked, place, guarded, docstring in swap.codes:
        code = guarded if guarding and not watching else marked.compiled(place, watching=watching)
        codes.update(codes_in(code))
        marked.swap(code)
        for function in marked.functions:
            if docstring is not None and function.__doc__ is None:
                function.__doc__ = docstring


def renewal(users: UsersModule, swap: Swap, codes: Set[types.CodeType], rewind: Callable[[], None]) -> Callable[[], None]:
    """Returns a function that resets the candidate to its state before its first call: its names, defaults and attributes.

    `rewind` restores the random generators.
    """
    functions = [function for marked, *_ in swap.codes for function in marked.functions]
    kept = [(one, copy.deepcopy((one.__defaults__, one.__kwdefaults__)), dict(one.__dict__)) for one in functions]

    def renew() -> None:
        rewind()
        put_in_place(users, swap, codes, True, True)
        for function, defaults, attributes in kept:
            function.__defaults__, function.__kwdefaults__ = copy.deepcopy(defaults)
            function.__dict__.clear()
            function.__dict__.update(attributes)

    return renew
