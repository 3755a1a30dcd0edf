"""Notes every failing check. If such a failure does not leave the example, some code suppressed it.

A check may fail in a callback from the candidate, in a `with` of the candidate's, or in a task of its loop. If that suppresses the
failure, the example would pass. So an example fails if one of its checks fails and the examples' own code does not expect that,
however the example ends.
"""

import ast
import builtins
import copy
import linecache
import os
import sys
import types
from typing import Any, Callable, Iterator, List, Optional, Set

from ..loading.environment import is_of_project
from .noted import NotedTests
from .trees import nodes_in

#: The name in builtins that a failing assert calls.
FAILING = "__assay_failing__"
#: Modules of the standard library that keep an exception until some code asks for it, which may never happen.
_KEEPERS = frozenset("asyncio concurrent threading contextlib queue".split())
_LIBRARY = os.path.dirname(os.path.realpath(os.__file__)) + os.sep
_RUNNER = os.path.dirname(os.path.dirname(os.path.realpath(__file__))) + os.sep


class Failing:
    """The failures since the example began; `is_candidates(frame)` recognizes frames of the candidate."""

    def __init__(self, is_candidates: Callable[[types.FrameType], bool]) -> None:
        self._is_candidates = is_candidates
        self._kept: Optional[str] = None

    def watch(self) -> None:
        """Notes failing checks of the file, of pytest and of unittest from now on."""
        global _noted
        _noted = self.note

    def begin(self) -> None:
        self._kept = None

    def kept(self) -> Optional[str]:
        """The message for an example that ended although one of its checks had failed; None without such a failure."""
        return self._kept

    def note(self, frame: types.FrameType) -> None:
        frames = list(_outward(frame))
        if self._is_candidates(frames[0]) or self._kept is not None or self._is_expected(frames):
            return
        at = next((one for one in frames if _is_users(one)), frames[0])
        place = "%s, line %d" % (os.path.basename(at.f_code.co_filename), at.f_lineno)
        self._kept = "a check failed (%s), but its caller suppressed the failure" % place

    def _is_expected(self, frames: List[types.FrameType]) -> bool:
        """Whether the examples' own code, or a library that it called, expects a failure there."""
        inner = next((at for at, one in enumerate(frames) if self._is_candidates(one)), -1)
        own = next((one.f_code.co_filename for one in frames if _is_users(one)), None)
        for at, frame in enumerate(frames):
            if self._is_candidates(frame):
                continue
            if at < inner:
                # The candidate's callees may suppress the failure, except the callback itself.
                counts = frame.f_code.co_filename == own
            else:
                counts = _is_users(frame) or self._is_called_by_users(frames, at)
            if counts and _expects_failure(frame):
                return True
        return False

    def _is_called_by_users(self, frames: List[types.FrameType], at: int) -> bool:
        if str(frames[at].f_globals.get("__name__")).split(".")[0] in _KEEPERS:
            return False
        caller = next((one for one in frames[at + 1 :] if self._is_candidates(one) or _is_users(one)), None)
        return caller is not None and not self._is_candidates(caller)


def prepare() -> None:
    """Makes the file's asserts, and the checks of the loaded frameworks, report failures. Without a watcher they have no effect."""
    setattr(builtins, FAILING, _fails)
    if "imports" not in _prepared:
        _prepared.add("imports")
        NotedTests(tell).install()
    _prepare_pytest()
    _prepare_unittest()


def tell(tree: ast.Module, source: bytes = b"", path: str = "") -> None:
    """Makes the asserts of a module report failures."""
    tree.body = noting(tree.body)


def _nobody(frame: types.FrameType) -> None:
    return None


#: Gets the frame in which a check failed.
_noted: Callable[[types.FrameType], None] = _nobody
_prepared: Set[str] = set()


def _fails() -> bool:
    _noted(sys._getframe(1))
    return False


class _Noting(ast.NodeTransformer):
    """Makes each assert report its failure: `assert x` becomes `assert x or fails()`, and `fails()` is false."""

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        call = ast.Call(ast.Name(FAILING, ast.Load()), [], [])
        test = ast.BoolOp(ast.Or(), [node.test, call])
        made = ast.Assert(test, node.msg)
        ast.copy_location(made, node)
        return ast.fix_missing_locations(ast.copy_location(made, node))


def noting(body: List[ast.stmt]) -> List[ast.stmt]:
    """The statements with asserts that report failures; copies, if there are any."""
    if not any(isinstance(node, ast.Assert) for node in nodes_in(*body)):
        return body
    return [_Noting().visit(one) for one in copy.deepcopy(body)]


def _outward(frame: Optional[types.FrameType]) -> Iterator[types.FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _is_users(frame: types.FrameType) -> bool:
    file = frame.f_code.co_filename
    return not file.startswith(("<", _LIBRARY, _RUNNER)) and is_of_project(file)


# -- code that expects a failure


def _expects_failure(frame: types.FrameType) -> bool:
    """Whether the frame's line catches or expects a failing check."""
    tree = _tree_of(frame.f_code.co_filename)
    return tree is not None and any(_holds(frame, one) for one in _around(tree, frame))


#: The trees by file.
_trees: "dict[str, Optional[ast.Module]]" = {}


def _tree_of(file: str) -> Optional[ast.Module]:
    if file not in _trees:
        try:
            _trees[file] = ast.parse("".join(linecache.getlines(file)))
        except (SyntaxError, ValueError, RecursionError):
            _trees[file] = None
    return _trees[file]


def _around(tree: ast.AST, frame: types.FrameType) -> List[Any]:
    """The `try` and `with` statements around the frame's line, within its own function."""
    found: List[Any] = []
    line, first = frame.f_lineno, frame.f_code.co_firstlineno
    pending: List[Any] = [tree]
    while pending:
        node = pending.pop()
        for child in ast.iter_child_nodes(node):
            if not getattr(child, "lineno", 0) <= line <= (getattr(child, "end_lineno", 0) or 0):
                pending += [child] if not hasattr(child, "lineno") else []
                continue
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) and _first_line(child) <= first:
                del found[:]
            elif isinstance(child, _BLOCKS) and child.body[0].lineno <= line <= (child.body[-1].end_lineno or 0):
                found.append(child)
            pending.append(child)
    return found


_BLOCKS: Any = (ast.Try, ast.With, ast.AsyncWith, *([ast.TryStar] if hasattr(ast, "TryStar") else []))


def _holds(frame: types.FrameType, block: Any) -> bool:
    if isinstance(block, (ast.With, ast.AsyncWith)):
        return any(_wants(frame, item.context_expr) for item in block.items)
    return any(_catches(frame, handler.type) for handler in block.handlers)


def _wants(frame: types.FrameType, manager: ast.expr) -> bool:
    """Whether it is `raises(AssertionError)` of any framework, `suppress(…)`, or a variable with a manager that names what it expects."""
    if isinstance(manager, ast.Call):
        name = getattr(manager.func, "attr", "") or getattr(manager.func, "id", "")
        return ("raises" in name.lower() or name == "suppress") and any(_catches(frame, one) for one in manager.args)
    expected = getattr(_value(frame, manager), "expected", None)
    return isinstance(expected, (type, tuple)) and _is_for_failures(expected)


def _catches(frame: types.FrameType, kind: Optional[ast.expr]) -> bool:
    if kind is None:
        return True
    if isinstance(kind, ast.Tuple):
        return any(_catches(frame, one) for one in kind.elts)
    if isinstance(kind, ast.Attribute) and kind.attr == "failureException":
        return True
    return _is_for_failures(_value(frame, kind))


def _is_for_failures(kind: Any) -> bool:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return any(isinstance(one, type) and issubclass(AssertionError, one) for one in kinds)


def _value(frame: types.FrameType, expression: ast.expr) -> Any:
    """The value of a name, or of a module's attribute."""
    if isinstance(expression, ast.Name):
        for space in (frame.f_locals, frame.f_globals, vars(builtins)):
            if expression.id in space:
                return space[expression.id]
    if isinstance(expression, ast.Attribute):
        module = _value(frame, expression.value)
        return getattr(module, expression.attr, None) if isinstance(module, types.ModuleType) else None
    return None


def _first_line(node: Any) -> int:
    """The first line of a definition with its decorators."""
    return min(one.lineno for one in (node, *node.decorator_list))


# -- the frameworks' own checks


def _prepare_pytest() -> None:
    """pytest's rewritten asserts format an explanation when they fail, and `pytest.fail` creates its exception."""
    rewrite, outcomes = sys.modules.get("_pytest.assertion.rewrite"), sys.modules.get("_pytest.outcomes")
    if rewrite is None or outcomes is None or "pytest" in _prepared:
        return
    _prepared.add("pytest")
    explain, begin = rewrite._format_explanation, outcomes.Failed.__init__

    def explained(explanation: str) -> Any:
        _noted(sys._getframe(1))
        return explain(explanation)

    def begun(self: Any, *positional: Any, **named: Any) -> None:
        _noted(sys._getframe(1))
        begin(self, *positional, **named)

    rewrite._format_explanation = explained  # type: ignore[attr-defined]
    outcomes.Failed.__init__ = begun


def _prepare_unittest() -> None:
    """unittest's checks create an exception of a class that the test case names."""
    case: Any = sys.modules.get("unittest.case")
    if case is None or "unittest" in _prepared:
        return
    _prepared.add("unittest")

    class Kind(type):
        def __subclasscheck__(cls, other: type) -> bool:
            return issubclass(other, AssertionError)

        def __instancecheck__(cls, other: Any) -> bool:
            return isinstance(other, AssertionError)

    class Failure(AssertionError, metaclass=Kind):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            _noted(sys._getframe(1))

    Failure.__name__ = Failure.__qualname__ = "AssertionError"
    Failure.__module__ = "builtins"
    case.TestCase.failureException = Failure
