"""The module's own statements: the examples among them, the ones that wait for a candidate, and their execution.

During the loading, statements that call the function wait, and so do later ones that may depend on them: a candidate's fork executes
them. If they can't be separated from names that others need at import, the module is loaded anew for each candidate.
"""

import ast
import copy
import types
from typing import Callable, Dict, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

from ..judging.failing import noting
from ..judging.rewriting import Rewriter, guarded
from .names import Reads, executed, names_of
from .text import Text, first_line

_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_WHOLE = (ast.Try, ast.With, ast.AsyncWith, *([ast.TryStar] if hasattr(ast, "TryStar") else []))


class Check(NamedTuple):
    """A possible example."""

    number: int
    line: int
    column: int
    kind: str
    source: str


class Entry:
    """A top-level statement, or one in the block under `if __name__ == "__main__":`."""

    def __init__(self, node: ast.stmt, index: int, in_main: bool) -> None:
        self.node = node
        #: The statement's index in the file, counting those of the main block one by one.
        self.index = index
        self.in_main = in_main
        self.names = names_of(node)
        self.checks: List[Check] = []
        self.is_whole = False
        self.code: Optional[types.CodeType] = None

    @property
    def line(self) -> int:
        return first_line(self.node)


class Failure(NamedTuple):
    """A statement that failed when the module was loaded."""

    line: int
    names: Set[str]
    message: str
    #: It contains checks, of this function or another.
    checks: bool = False


def entries_of(text: Text, listed: Iterable[str], give: Optional[Callable[[Sequence[Entry]], None]] = None) -> List[Entry]:
    """The statements in the order of execution: an example above the names that it needs moves below them.

    `listed` are texts of statements that are known examples, with or without an assert; `give` gives other examples and numbers
    to the statements of a text with a candidate.
    """
    found: List[Entry] = []
    reads = Reads(text.tree)
    known = set(listed)
    main: List[Entry] = []
    for node in text.tree.body:
        if is_main(node):
            main += [Entry(one, 0, True) for one in node.body]  # type: ignore[attr-defined]
        else:
            found.append(Entry(node, 0, False))
    for at, entry in enumerate([*found, *main]):
        entry.index = at
    number = 0
    for entry in [*found, *main]:
        entry.checks, entry.is_whole = _checks_of(entry, text, reads, known, number)
        number += len(entry.checks)
    if give is not None:
        give([*found, *main])
    return _ordered(found, reads) + _needed(main, reads)


def is_main(node: ast.stmt) -> bool:
    if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare) or len(node.test.ops) != 1:
        return False
    sides = [node.test.left, node.test.comparators[0]]
    return (
        isinstance(node.test.ops[0], ast.Eq)
        and any(isinstance(one, ast.Name) and one.id == "__name__" for one in sides)
        and any(isinstance(one, ast.Constant) and one.value == "__main__" for one in sides)
    )


def _checks_of(entry: Entry, text: Text, reads: Reads, listed: Set[str], number: int) -> Tuple[List[Check], bool]:
    node = entry.node
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return [], False
    is_listed = text.text_of(node).strip() in listed
    asserts = [one for one in executed(node) if isinstance(one, ast.Assert)]
    is_called = isinstance(node, ast.Expr) and any(isinstance(one, ast.Call) for one in executed(node))
    if isinstance(node, _WHOLE) or (is_called and (reads.asserts(entry.names.reads) or is_listed)):
        if entry.in_main and not asserts and not is_called and not is_listed:
            return [], False
        kind = "assert" if is_called else "with" if isinstance(node, (ast.With, ast.AsyncWith)) else "try"
        return [Check(number, entry.line, node.col_offset, kind, text.text_of(node))], True
    asserts.sort(key=lambda one: (one.lineno, one.col_offset))
    return [Check(number + at, one.lineno, one.col_offset, "assert", text.text_of(one)) for at, one in enumerate(asserts)], False


def _ordered(entries: List[Entry], reads: Reads) -> List[Entry]:
    """Moves an example below everything that it needs, and below the function's own definition."""
    binders: Dict[str, List[int]] = {}
    for entry in entries:
        for name in entry.names.binds:
            binders.setdefault(name, []).append(entry.index)

    def place(entry: Entry) -> Tuple[float, int]:
        if not entry.checks or isinstance(entry.node, ast.ClassDef):
            return entry.index, entry.index
        later = [binders[name][0] for name in reads.of(entry.names.reads) if name in binders and binders[name][0] > entry.index]
        return (max(later) + 0.5, entry.index) if later else (entry.index, entry.index)

    return sorted(entries, key=place)


def _needed(main: List[Entry], reads: Reads) -> List[Entry]:
    """The examples in the main block, and the statements there that they need."""
    names: Set[str] = set()
    kept: List[Entry] = []
    for entry in reversed(main):
        touches = entry.names.binds | (entry.names.reads if _may_change(entry.node) else set())
        if entry.checks or touches & names:
            kept.append(entry)
            names |= reads.of(entry.names.reads)
    return kept[::-1]


def _may_change(node: ast.stmt) -> bool:
    """Whether the statement may change an object: `xs.sort()`, `table[1] = 2`, `del table[1]`."""
    if isinstance(node, ast.Expr):
        call = node.value
        return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
    return isinstance(node, (ast.Assign, ast.AugAssign, ast.Delete, ast.For, ast.While, ast.With))


class Deferral:
    """Decides for each statement whether it waits for a candidate. After the first, everything that may depend on it waits."""

    def __init__(self, entries: List[Entry]) -> None:
        self.waiting: List[Entry] = []
        self._influenced: Set[str] = set()
        self._read: Set[str] = set()
        counts: Dict[str, int] = {}
        for entry in entries:
            for name in entry.names.binds:
                counts[name] = counts.get(name, 0) + 1
        self._bound_once = {name for name, count in counts.items() if count == 1}

    def wait(self, entry: Entry) -> None:
        self.waiting.append(entry)
        self._influenced |= entry.names.binds
        self._read |= entry.names.reads

    def must_wait(self, entry: Entry) -> bool:
        if not self.waiting:
            return False
        if entry.in_main or not entry.names.binds <= self._bound_once:
            return True
        if isinstance(entry.node, _DEFINES):
            return bool(entry.names.reads & self._influenced)
        return not (_is_plain(entry.node) and not entry.names.reads & (self._influenced | self._read))

    @property
    def binds(self) -> bool:
        """Whether a waiting statement binds a name that other modules may import."""
        return any(entry.names.binds for entry in self.waiting if not entry.in_main and not _binds_nothing(entry))


def _binds_nothing(entry: Entry) -> bool:
    """Whether the entry binds no shared names: no other code uses the variables of a loop over examples."""
    return bool(entry.checks) and isinstance(entry.node, (ast.Assert, ast.For, ast.If, ast.While, ast.Expr))


def _is_plain(node: ast.stmt) -> bool:
    """Whether the statement only binds a name to a literal, a name, or the result of a builtin."""
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
        return isinstance(node, ast.Pass)
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if not all(isinstance(one, ast.Name) for one in targets):
        return False
    allowed = (
        ast.Constant,
        ast.Name,
        ast.Tuple,
        ast.List,
        ast.Dict,
        ast.Set,
        ast.UnaryOp,
        ast.BinOp,
        ast.expr_context,
        ast.operator,
        ast.unaryop,
    )
    return all(isinstance(one, allowed) for one in ast.walk(node.value))


def may_undo(entry: Entry, target: str, reads: Reads) -> bool:
    """Whether the statement may have side effects before it calls the function: then a fork tries it first."""
    if isinstance(entry.node, _DEFINES) and not isinstance(entry.node, ast.ClassDef):
        return False
    if target not in reads.of(entry.names.reads | _attributes(entry.node)):
        return False
    if not isinstance(entry.node, (ast.Assert, ast.Expr, ast.Assign, ast.AnnAssign, ast.For)):
        return True
    if isinstance(entry.node, ast.For) and not all(isinstance(one, ast.Assert) for one in entry.node.body):
        return True
    calls = [one for one in executed(entry.node) if isinstance(one, ast.Call)]
    return any(isinstance(one.func, ast.Attribute) and one.func.attr != target for one in calls)


def _attributes(node: ast.AST) -> Set[str]:
    return {one.attr for one in executed(node) if isinstance(one, ast.Attribute)}


def compiled(entry: Entry, file: str, flags: int, target: str, wanted: Optional[Set[int]] = None) -> types.CodeType:
    """Compiles the statement. Each of its `wanted` checks (None: all) reports its own result."""
    checks = [one for one in entry.checks if wanted is None or one.number in wanted]
    body: List[ast.stmt] = [entry.node]
    if entry.is_whole and checks:
        body = [guarded(entry.node, body, checks[0].number)]
    elif checks:
        # The rewriter changes its input, and the statement may be compiled again.
        body = copy.deepcopy(body)
        places = {(check.line, check.column): check.number for check in checks}
        body = [Rewriter(places, target.rsplit(".", 1)[-1], tells=True).visit(one) for one in body]
    tree = ast.Module(noting(body), [])
    if checks:
        ast.fix_missing_locations(tree)
    return compile(tree, file, "exec", flags, True, 0)
