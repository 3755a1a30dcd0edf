"""What a passing candidate changes: arguments and names of the module, seen by looking at them before and after each call.

The examples run once more for this, with code that says when a call begins and ends; only where the program may change anything.
"""

import ast
import linecache
import os
import sys
from typing import Any, Dict, Iterable, List, Optional, Sequence, Set, Tuple

from ..judging.marks import MOST_WALKED, Marks, held_by, reaches
from .doctests import Line
from .loaded import Loaded

_CHANGING = frozenset(
    (
        "append extend insert remove pop clear sort reverse add discard update setdefault popitem appendleft popleft extendleft rotate"
        " intersection_update difference_update symmetric_difference_update write writelines seek truncate close send throw"
        " move_to_end subtract put get_nowait put_nowait heappush heappop heapify heapreplace heappushpop insort insort_left"
        " insort_right shuffle next setattr delattr __setitem__ __delitem__ setitem delitem iadd iand iconcat ifloordiv ilshift imatmul imod"
        " imul ior ipow irshift isub itruediv ixor pack_into readinto fill place copyto fill_diagonal resize"
    ).split()
)
_FRESH = frozenset("list dict set sorted tuple str bytearray Counter defaultdict deque OrderedDict frozenset copy deepcopy".split())
_PLAIN = (int, float, complex, str, bytes, bool, type(None))


def may_change(own: Sequence[ast.stmt]) -> bool:
    """Whether the program stores into, or calls what changes, anything that it has not made itself. Told from its text."""
    fresh = _made(own)
    return any(_changes(node, fresh) for statement in own for node in ast.walk(statement))


def _changes(node: ast.AST, fresh: Set[str]) -> bool:
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return True
    if isinstance(node, ast.Attribute):
        # Whether it is called here or elsewhere. What lies in something new may be older.
        return (node.attr in _CHANGING or not isinstance(node.ctx, ast.Load)) and not _is_one_of(node.value, fresh)
    if isinstance(node, ast.Subscript):
        return not isinstance(node.ctx, ast.Load) and not _is_one_of(node.value, fresh)
    if isinstance(node, ast.AugAssign):
        # `xs += [1]` changes the list that `xs` is.
        return isinstance(node.target, ast.Name) and node.target.id not in fresh
    if isinstance(node, ast.Name):
        return node.id in _CHANGING and isinstance(node.ctx, ast.Load)
    if isinstance(node, ast.keyword):
        return node.arg == "out"
    return isinstance(node, ast.alias) and node.name in _CHANGING


def _is_one_of(node: ast.AST, fresh: Set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in fresh


def _made(own: Sequence[ast.stmt]) -> Set[str]:
    """Names that stand for nothing but what the program has made."""
    fresh: Set[str] = set()
    other: Set[str] = set()
    for statement in own:
        for node in ast.walk(statement):
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    names = {one.id for one in ast.walk(target) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
                    (fresh if isinstance(target, ast.Name) and _is_fresh(node.value) else other).update(names)
            elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
                other |= {one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)}
            elif isinstance(node, ast.arg):
                other.add(node.arg)
            elif isinstance(node, ast.NamedExpr):
                other.add(node.target.id)
            elif type(node).__name__ in ("MatchAs", "MatchStar", "MatchMapping"):
                other.add(getattr(node, "name", None) or getattr(node, "rest", None) or "")
            elif isinstance(node, ast.withitem) and node.optional_vars is not None:
                other |= {one.id for one in ast.walk(node.optional_vars) if isinstance(one, ast.Name)}
    return fresh - other


def _is_fresh(value: ast.expr) -> bool:
    if isinstance(value, (ast.Constant, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.JoinedStr, ast.Compare)):
        return True
    if isinstance(value, (ast.BinOp, ast.UnaryOp, ast.BoolOp)):
        return not isinstance(value, ast.BoolOp)
    if isinstance(value, ast.Call):
        return (getattr(value.func, "attr", None) or getattr(value.func, "id", "")) in _FRESH | {"len", "sum", "int", "float", "range"}
    return False


class Changes:
    """`enter` and `leave` are called by the candidate's code; `taken` gives what the checks of an example read of what has changed."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._marks = Marks(loaded.order["target"], *_steps(loaded))
        self._depth = 0
        self._found: Set[str] = set()
        self._before: Tuple[Dict[int, Tuple[Any, Any]], Dict[str, Any]] = ({}, {})

    def enter(self, arguments: Any) -> int:
        self._depth += 1
        if self._depth == 1:
            self._before = self._look(arguments)
        return self._depth

    def leave(self, depth: int) -> None:
        self._depth = depth - 1
        if depth != 1:
            return
        objects, names = self._before
        changed = {number for number, (one, content) in objects.items() if _content(one) != content}
        now = self._names()
        data = {name for name in {*names, *now} if names.get(name) is not now.get(name)}
        # A helper of the check may read what a name of the module holds.
        touched = frozenset(name for name, value in now.items() if reaches(value, changed))
        frame = sys._getframe(1)
        if (changed or data) and frame.f_back is not None:
            self._found.update(self._marks.of(changed, data, (), frame.f_back, touched))

    def taken(self) -> List[str]:
        found, self._found = sorted(self._found), set()
        return found

    def _look(self, arguments: Iterable[Any]) -> Tuple[Dict[int, Tuple[Any, Any]], Dict[str, Any]]:
        names = self._names()
        objects: Dict[int, Tuple[Any, Any]] = {}
        pending: List[Any] = [*arguments, *names.values()]
        while pending and len(objects) < MOST_WALKED:
            one = pending.pop()
            if isinstance(one, _PLAIN) or id(one) in objects:
                continue
            objects[id(one)] = (one, _content(one))
            pending.extend(held_by(one))
        return objects, names

    def _names(self) -> Dict[str, Any]:
        """Names of the module that stand for data, and attributes of its classes."""
        space = self._loaded.users.module.__dict__
        found: Dict[str, Any] = {}
        for name, value in list(space.items()):
            if isinstance(value, type):
                if value.__module__ == space.get("__name__"):
                    found.update(("%s.%s" % (name, key), own) for key, own in vars(value).items() if not key.startswith("__"))
            elif not name.startswith("__") and type(value).__name__ not in ("module", "function", "builtin_function_or_method"):
                found[name] = value
        return found


def _content(one: Any) -> Any:
    """Equal before and after for what has not changed itself."""
    if isinstance(one, (bytearray, memoryview)):
        return bytes(one)
    return [part if isinstance(part, _PLAIN) else id(part) for part in held_by(one)]


def _steps(loaded: Loaded) -> Tuple[Dict[int, ast.Module], List[Dict[str, Any]]]:
    """File, docstrings and test files, as the marks read them."""
    users = loaded.users
    trees: Dict[int, ast.Module] = {}
    steps: List[Dict[str, Any]] = []

    def add(do: str, source: str, tree: Optional[ast.Module]) -> None:
        step = {"do": do, "source": source}
        steps.append(step)
        if tree is not None:
            trees[id(step)] = tree

    held = [marked.place.statement for marked in users.marked]
    for entry in users.entries:
        do = "define" if entry.node in held else "example" if entry.checks else "run"
        add(do, "-", ast.Module([entry.node], []))
    for session in loaded.sessions:
        add("doctest", "".join(map(_as_written, session.lines)), None)
    own = os.path.realpath(users.file)
    for file in dict.fromkeys(case.file for case in loaded.cases.all):
        if os.path.realpath(file) != own:
            source = "".join(linecache.getlines(file))
            try:
                add("tests", source, ast.parse(source))
            except SyntaxError:
                continue
    return trees, steps


def _as_written(line: Line) -> str:
    return ">>> %s\n%s" % (line.example.source.rstrip("\n").replace("\n", "\n... "), line.example.want)
