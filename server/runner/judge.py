"""Turns the assert statements of an example into checks that report their values, and keeps one verdict for each example.

A rewritten assert means what Python's would: the same operands in the same order, compared once by the same operator.
"""

import ast
import builtins
import errno
import socket
import sys
import time
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Set, Tuple

from .exceptions import message_of
from .stub import NOTHING, Connection, Ended

#: Longest repr, characters.
LONGEST = 1000
JUDGE = "__assay__"


def show(value: Any) -> str:
    """At most 1,000 characters of the repr."""
    try:
        text = repr(value)
    except Ended:
        raise
    except BaseException as error:  # noqa: BLE001 - a `__repr__` of the user's that fails says so
        text = "<%s, whose repr raises %s>" % (type(value).__name__, type(error).__name__)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def refusal(error: BaseException) -> Optional[str]:
    """Why an example can't be run whose own code does what the sandbox refuses; libraries wrap the error that says so."""
    found: Optional[BaseException] = error
    for _ in range(20):
        if found is None:
            return None
        if isinstance(found, OSError) and (found.errno in (errno.EPERM, errno.EACCES) or isinstance(found, socket.gaierror)):
            reason = "it does what examples can't do here: they have no network, and write only temporary files"
            return "%s (%s)" % (reason, message_of(error))
        wrapped = getattr(found, "reason", None)
        found = wrapped if isinstance(wrapped, BaseException) else found.__cause__ or found.__context__
    return None


class Failure(NamedTuple):
    """A statement of the user's that raised: what it would have bound, what is to be said of it, whose doing it was."""

    names: Set[str]
    message: str
    candidates_doing: bool
    #: It gave the function what has no way across.
    cant_cross: bool = False


class Judge:
    """The object that rewritten statements call; `report` takes each verdict as soon as it is final."""

    def __init__(
        self, connection: Connection, report: Callable[[Dict[str, Any]], None], reported: Set[int], failures: List[Failure]
    ) -> None:
        self._connection = connection
        self._failures = failures
        self._report = report
        self._open: Dict[int, Dict[str, Any]] = {}
        self._started: Dict[int, float] = {}
        self._values: Dict[str, Any] = {}
        #: Examples that have their verdict, from this evaluator or from one before it.
        self.reported = set(reported)

    # -- called by rewritten code

    def begin(self, example: int) -> None:
        self._values = {}
        if example in self._started:
            self._connection.ended = None
            return
        self._started[example] = time.monotonic()
        self._report({"begin": example})
        if self._connection.renew:
            self._connection.renew()
        self._connection.begin()

    def equal(self, left: Any, right: Any, swapped: bool) -> bool:
        self._remember(left, right, swapped)
        return left == right

    def compared(self, left: Any, right: Any) -> None:
        """Both sides of a comparison for equality whose operands are not known to the source: what the call gave is the actual one."""
        returned = self._connection.returned
        self._remember(left, right, right is returned and left is not returned)

    @property
    def has_compared(self) -> bool:
        return "expected" in self._values

    def same(self, left: Any, right: Any, swapped: bool) -> bool:
        self._remember(left, right, swapped)
        return left is right

    def _remember(self, left: Any, right: Any, swapped: bool) -> None:
        self._values = {"actual": right, "expected": left} if swapped else {"actual": left, "expected": right}

    def done(self, example: int) -> None:
        if self._connection.ended:
            raise self._connection.ended
        self._settle(example, "pass", None)

    def raised(self, example: int, error: BaseException, expected: Optional[str], scope: Optional[str]) -> None:
        """Called while `error` is handled; ends the evaluator where the child is gone."""
        ended = self._connection.ended or (error if isinstance(error, Ended) else None)
        where = " (%s)" % scope if scope else ""
        if ended:
            self._settle(example, ended.status, ended.message + where, expected)
            if not self._connection.alive or ended.status == "timeout":
                raise ended
        elif any(error is one for one in self._connection.crossed):
            line = error.__dict__.get("__assay_line__")
            at = " (line %d)" % line if line else ""
            self._settle(example, "error", message_of(error) + at + where, expected)
        elif isinstance(error, AssertionError):
            said = str(error)
            if not said and "expected" not in self._values and self._connection.returned is not NOTHING:
                said = "returned %s" % show(self._connection.returned)
            self._settle(example, "fail", (said + where).strip() or None, expected)
        else:
            status, message = self._own_error(error)
            self._settle(example, status, message + where, expected)

    def _own_error(self, error: BaseException) -> Tuple[str, str]:
        """An exception of the example's own code: the candidate's doing, unless something else explains it."""
        if isinstance(error, NameError):
            missing = str(error).split("'")[1] if "'" in str(error) else ""
            for failure in self._failures:
                if missing in failure.names:
                    return ("error" if failure.candidates_doing else "notRun"), failure.message
            if missing:
                return "notRun", "it uses %s, which the file does not define" % missing
        refused = refusal(error)
        return ("notRun", refused) if refused else ("error", message_of(error))

    def _settle(self, example: int, status: str, message: Optional[str], expected: Optional[str] = None) -> None:
        known = self._open.get(example)
        if known and known["status"] != "pass":
            return  # In a loop the first round that fails is the one to show.
        verdict: Dict[str, Any] = {
            "example": example,
            "status": status,
            "ms": round(1000 * (time.monotonic() - self._started[example]), 3),
        }
        if message:
            verdict["message"] = message[:LONGEST]
        if "expected" in self._values and status in ("pass", "fail"):
            verdict["expected"] = show(self._values["expected"])
            verdict["actual"] = show(self._values["actual"])
        elif expected is not None:
            verdict["expected"] = expected
        if self._connection.changed:
            verdict["changed"], self._connection.changed = self._connection.changed, []
        self._mark(verdict)
        if status != "pass" and self._connection.trace:
            verdict["trace"] = self._connection.trace
        self._open[example] = verdict

    def _mark(self, verdict: Dict[str, Any]) -> None:
        """For the host: how the example was lost, or why it could not be judged."""
        if not self._connection.alive:
            verdict["lost"] = True
        if verdict["status"] == "notRun" and self._cant_cross(self._connection.ended, verdict):
            verdict["cantCross"] = True

    def _cant_cross(self, ended: Optional[Ended], verdict: Dict[str, Any]) -> bool:
        if ended:
            return ended.cant_cross
        return any(failure.cant_cross and failure.message == verdict.get("message") for failure in self._failures)

    # -- called by the evaluator

    def close(self, examples: Sequence[int], error: Optional[BaseException] = None, by_result: bool = False) -> None:
        """Reports the examples of a statement that has run; `error` ended it outside of its asserts.

        `by_result`: what it came to depends on what the function gave. An assert that it never came to holds, as Python has it,
        and is marked; where nothing but the file itself decides, the example can't be run.
        """
        for example in examples:
            if example in self.reported:
                continue
            if error is not None and example not in self._open:
                self._started.setdefault(example, time.monotonic())
                self.raised(example, error, None, None)
            verdict = self._open.get(example) or {
                "example": example,
                "status": "pass" if by_result else "notRun",
                "message": "it was never reached: no round of its loop or branch of its condition came to it",
                "ms": 0,
                **({"unreached": True} if by_result else {}),
            }
            self.reported.add(example)
            self._report({"verdict": verdict})

    def verdict(self, example: int, **verdict: Any) -> None:
        self.reported.add(example)
        self._mark(verdict)
        self._report({"verdict": {"example": example, **verdict}})


class Rewriter(ast.NodeTransformer):
    """Rewrites the asserts at the given lines; `target` is the function's simple name."""

    def __init__(self, at: Dict[int, int], target: str) -> None:
        self._at = dict(at)
        self._target = target
        self._loops: List[ast.expr] = []

    def visit_For(self, node: ast.For) -> ast.AST:
        self._loops.append(node.target)
        self.generic_visit(node)
        self._loops.pop()
        return node

    visit_AsyncFor = visit_For

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        example = self._at.pop(node.lineno, None)
        if example is None:
            return node
        expected = _literal(self._other_side(node.test))
        node.test = self._check(node.test)
        return guarded(node, [node], example, expected, self._loops)

    def _other_side(self, test: ast.expr) -> Optional[ast.expr]:
        if not _is_equality(test):
            return None
        return test.left if self._swapped(test) else test.comparators[0]  # type: ignore[attr-defined]

    def _swapped(self, test: Any) -> bool:
        return self._calls(test.comparators[0]) and not self._calls(test.left)

    def _check(self, test: ast.expr) -> ast.expr:
        if not _is_equality(test):
            return test
        method = "equal" if isinstance(test.ops[0], ast.Eq) else "same"  # type: ignore[attr-defined]
        arguments = [test.left, test.comparators[0], ast.Constant(self._swapped(test))]  # type: ignore[attr-defined]
        return ast.copy_location(_call(method, arguments), test)

    def _calls(self, tree: ast.AST) -> bool:
        return any(
            (isinstance(node, ast.Name) and node.id == self._target)
            or (isinstance(node, ast.Attribute) and node.attr == self._target)
            for node in ast.walk(tree)
        )


def guarded(
    at: ast.stmt, body: List[ast.stmt], example: int, expected: Optional[str] = None, loops: Sequence[ast.expr] = ()
) -> ast.stmt:
    """`try: begin; body; done; except BaseException as e: raised(e)`, without binding a name of the user's."""
    names = sorted({node.id for target in loops for node in ast.walk(target) if isinstance(node, ast.Name)})
    scope: ast.expr = ast.Constant(None)
    if names:
        shown = [ast.Tuple([ast.Constant(name), ast.Name(name, ast.Load())], ast.Load()) for name in names]
        scope = _call("scope", [ast.Tuple(shown, ast.Load())])
    handler = ast.ExceptHandler(
        ast.Attribute(ast.Name(JUDGE, ast.Load()), "BaseException", ast.Load()),
        None,
        [ast.Expr(_call("caught", [ast.Constant(example), ast.Constant(expected), scope]))],
    )
    block = ast.Try(
        [
            ast.Expr(_call("begin", [ast.Constant(example)])),
            *body,
            ast.Expr(_call("done", [ast.Constant(example)])),
        ],
        [handler],
        [],
        [],
    )
    # What is added has no line of its own: the asserts keep theirs.
    for node in ast.walk(block):
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, at)
    return block


def _call(method: str, arguments: List[ast.expr]) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name(JUDGE, ast.Load()), method, ast.Load()), arguments, [])


def _is_equality(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is))


def _literal(node: Optional[ast.expr]) -> Optional[str]:
    if node is None:
        return None
    try:
        return show(ast.literal_eval(node))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


class Calls:
    """The face of the judge that rewritten code sees under the name `__assay__`."""

    BaseException = builtins.BaseException

    def __init__(self, judge: Judge) -> None:
        self.begin = judge.begin
        self.done = judge.done
        self.equal = judge.equal
        self.same = judge.same
        self._raised = judge.raised

    def caught(self, example: int, expected: Optional[str], scope: Optional[str]) -> None:
        error = sys.exc_info()[1]
        assert error is not None
        self._raised(example, error, expected, scope)

    def scope(self, pairs: Any) -> str:
        return "with " + ", ".join("%s = %s" % (name, show(value)[:100]) for name, value in pairs)
