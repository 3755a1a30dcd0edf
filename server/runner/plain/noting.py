"""The noting run: it runs all possible examples once, without a candidate, and reports which ones reach the function.

A check is an example of the function if it calls it, or reads a name that statements with such calls have bound, changed or produced.
Only this run may exclude an example: any later failure with a candidate is the candidate's fault.
"""

import ast
import builtins
import types
from typing import Any, Dict, Optional, Set

from ..judging.blame import refusal
from ..judging.ended import Ended
from ..transport.channel import Channel
from . import doctests
from .cases import Case, Outcome, needs_module, plain_error
from .judge import PlainJudge
from .loaded import Loaded, numbers_of
from .names import executed, handed, names_of
from .script import Check, Entry
from .target import codes_in

#: CPU seconds for loading file, package and tests.
_LOADING = 30.0
#: Values of these types are the same for every candidate.
_FIXED = (int, float, complex, str, bytes, bool, type(None), type, type(builtins), type(lambda: 0), type(len), frozenset, range)


class Noting:
    def __init__(self, channel: Channel, loaded: Loaded, run: Any, job: Dict[str, Any]) -> None:
        self._channel = channel
        self._loaded = loaded
        self._run = run
        self._lost: Set[int] = set(job["lost"])
        self._skip: Set[int] = set(job["skip"])
        self._is_stub: bool = loaded.order["stub"]
        self._verdicts: Dict[int, Dict[str, Any]] = {}
        self._belong: Set[int] = set()
        self._influenced: Set[str] = set()
        self._has_reached = False
        #: Functions without a body with which examples still pass: they have nothing to do.
        self._idle: Set[str] = set()
        #: Calls by statements with checks during the loading; whether other code called the function then.
        self._in_place = 0
        self._by_import = False
        self._judge: PlainJudge = run.judge
        self._judge.hear(self._hear)
        for marked in loaded.users.marked[:1]:
            for code in (marked.code, marked.noting):
                self._judge.candidate.codes.update(codes_in(code))

    def _hear(self, message: Dict[str, Any]) -> None:
        if "verdict" in message:
            self._verdicts[message["verdict"]["example"]] = message["verdict"]
        else:
            self._channel.send(message)

    def load_and_note(self) -> None:
        """Loads the file and executes its statements in their places. It reports the possible examples first."""
        loaded = self._loaded
        loaded.users.runner = self._execute
        self._judge.guard(_LOADING)
        stuck = None
        try:
            loaded.load(defers=False)
        except Ended as ended:
            stuck = ended.message
        finally:
            self._judge.stop()
        # Any test may read the effects of a call during an import.
        self._by_import = loaded.reach.calls > self._in_place
        self._channel.send(
            {
                "examples": [list(one) for one in loaded.examples()],
                "cases": numbers_of(loaded.cases.all),
                "reasons": loaded.cases.reasons,
                "failures": [[one.line, one.message] for one in loaded.users.failures if not one.checks],
            }
        )
        if stuck is not None:
            self._channel.send({"end": True, "stuck": stuck, **self._offer()})
            return
        self.all()

    def all(self) -> None:
        stuck = None
        for marked in self._loaded.users.marked:
            marked.swap(marked.noting)
        try:
            self._script()
            self._doctests()
            self._cases()
        except Ended as ended:
            stuck = ended.message
        finally:
            self._judge.stop()
        from .surroundings import reaches_of_present

        self._channel.send({"end": True, "stuck": stuck, "present": reaches_of_present(self._loaded, self._belong), **self._offer()})

    def _offer(self) -> Dict[str, Any]:
        """The offer for processes that hold a candidate. Examples from another process count too."""
        from .surroundings import offer_of

        return {"offer": offer_of(self._loaded, self._belong | self._skip)}

    def _note(self, number: int, belongs: bool, reason: Optional[str]) -> None:
        verdict = self._verdicts.get(number)
        if belongs:
            self._belong.add(number)
        self._channel.send({"noted": {"example": number, "belongs": belongs, "reason": reason, "verdict": verdict}})

    # -- the file's own statements

    def _script(self) -> None:
        users = self._loaded.users
        for entry in users.left:
            self._execute(entry, users.module)

    def _execute(self, entry: Entry, module: types.ModuleType) -> None:
        if any(check.number in self._lost for check in entry.checks):
            return
        users, reach = self._loaded.users, self._loaded.reach
        calls = reach.calls
        reach.stubs.clear()
        error: Optional[BaseException] = None
        self._judge.guard()
        try:
            exec(users.code_of(entry), module.__dict__)  # noqa: S102 - the user's own
        except BaseException as raised:  # noqa: BLE001 - reported below
            error = raised
        reached = reach.calls > calls
        if entry.checks:
            self._in_place += reach.calls - calls
        if reached or self._reads_influenced(entry.names.reads):
            self._influence(entry)
        for check in entry.checks:
            self._judge.close(check.number, error, by_result=reached)
            if check.number not in self._skip:
                self._check(entry, check, reached)
        self._judge.stop()
        if error is not None and not entry.checks:
            users.failed(entry, error)
        if isinstance(error, Ended):
            raise error

    def _influence(self, entry: Entry) -> None:
        space = self._loaded.users.module.__dict__
        self._influenced |= entry.names.binds
        self._influenced |= {name for name in handed(entry.node) if not isinstance(space.get(name), _FIXED)}
        if self._has_reached:
            return
        self._has_reached = True
        # The function or its helpers may change these; for a stub this is not known.
        reads = self._loaded.users.reads.of([self._loaded.order["target"].rsplit(".", 1)[-1]])
        own = {name for entry in self._loaded.users.entries for name in entry.names.binds}
        changed = own if self._is_stub else own & reads
        self._influenced |= {name for name in changed if name in space and not isinstance(space[name], _FIXED)}

    def _reads_influenced(self, names: Set[str]) -> bool:
        if not self._influenced:
            return False
        return bool(self._loaded.users.reads.of(names) & self._influenced)

    def _check(self, entry: Entry, check: Check, entry_reached: bool) -> None:
        verdict = self._verdicts.get(check.number, {})
        reached = bool(verdict.get("reached")) or (entry.is_whole and entry_reached)
        names = entry.names.reads if entry.is_whole else self._names_in(entry, check)
        belongs = reached or self._reads_influenced(names)
        influenced = entry_reached or self._reads_influenced(entry.names.reads)
        if verdict.get("status") == "notRun":
            # The function decides whether the check is reached, and may still be open.
            belongs = belongs or influenced
        if not belongs and self._loaded.users.is_listed(entry) and verdict.get("status") not in ("pass", None):
            belongs = True
        reason = self._reason(check.number, names) if belongs else None
        if belongs and verdict.get("status") == "notRun" and not influenced:
            reason = reason or verdict.get("message")
        self._note(check.number, belongs, reason)

    def _names_in(self, entry: Entry, check: Check) -> Set[str]:
        for node in executed(entry.node):
            if isinstance(node, ast.Assert) and (node.lineno, node.col_offset) == (check.line, check.column):
                return names_of(node).reads | (entry.names.binds & names_of(node).reads)
        return set()

    def _reason(self, number: int, names: Set[str]) -> Optional[str]:
        """The reason why an example can't run with any body of the function."""
        users = self._loaded.users
        space = users.module.__dict__
        bound = {name for entry in users.entries for name in entry.names.binds}
        own = self._bound_within(number)
        for name in sorted(names):
            if name not in bound and name not in own and name not in space and not hasattr(builtins, name):
                return "it uses %s, which the file does not define" % name
        error = self._judge.error_of(number)
        return (self._impossible(error) if error is not None else None) or self._of_stubs(number)

    def _impossible(self, error: BaseException) -> Optional[str]:
        """The reason why such an error says nothing about the function. A complete function may raise what it likes."""
        is_own = self._judge.candidate.line_of(error) is not None
        if is_own and self._is_stub:
            return None
        if isinstance(error, NameError) and "'" in str(error):
            missing = str(error).split("'")[1]
            for failure in self._loaded.users.failures:
                # A failure for lack of a result comes from the function.
                if missing in failure.names and missing not in self._influenced:
                    return failure.message
        return needs_module(error) if isinstance(error, ImportError) and not is_own else refusal(error)

    def _bound_within(self, number: int) -> Set[str]:
        """Names that a check's statement binds itself: variables of comprehensions, parameters of lambdas."""
        found: Set[str] = set()
        for entry in self._loaded.users.entries:
            if any(check.number == number for check in entry.checks):
                for node in ast.walk(entry.node):
                    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                        found.add(node.id)
                    elif isinstance(node, ast.arg):
                        found.add(node.arg)
                    elif isinstance(node, ast.ExceptHandler) and node.name:
                        found.add(node.name)
        return found

    def _of_stubs(self, number: int) -> Optional[str]:
        """The reason that names the open stub that an example needs; a passing example needs none."""
        if self._verdicts.get(number, {}).get("status") == "pass":
            self._idle |= self._loaded.reach.stubs
        stubs = sorted(self._loaded.reach.stubs - self._idle - set(self._loaded.order.get("together", ())))
        return "it needs %s, which is a stub as well" % stubs[0] if stubs else None

    # -- doctests

    def _doctests(self) -> None:
        loaded = self._loaded
        if not loaded.sessions:
            return
        runner = doctests.Runner(self._judge, loaded.users.module.__dict__, loaded.users.file, loaded.users.flags, self._lost)
        for session in loaded.sessions:
            self._session(session, runner)

    def _session(self, session: doctests.Session, runner: doctests.Runner) -> None:
        reach = self._loaded.reach
        numbers = doctests.countable(session)
        influenced: Set[str] = set()
        belong: Set[int] = set()
        calls = [reach.calls]

        def after(line: doctests.Line) -> None:
            names = doctests.reads(line)
            if reach.calls > calls[0] or names & influenced:
                influenced.update(names)
                belong.add(line.number)
            calls[0] = reach.calls

        def settle(line: doctests.Line, verdict: Dict[str, Any]) -> None:
            if line.number not in self._skip:
                self._verdicts[line.number] = {"example": line.number, **verdict}
                error = runner.errors.get(line.number)
                self._note(line.number, session.own or line.number in belong, self._impossible(error) if error else None)

        runner.run(session, lambda line: line.number in numbers, settle, after)

    # -- test functions

    def _cases(self) -> None:
        numbers = [case.number for case in self._loaded.cases.all if case.number not in self._skip and case.number not in self._lost]
        reach = self._loaded.reach
        calls = [reach.calls]

        def settle(case: Case, outcome: Outcome) -> None:
            reached = reach.calls > calls[0] or bool(case.framework.reached(case))
            calls[0] = reach.calls
            reason = outcome.reason
            try:
                if outcome.error is None and outcome.reason is None:
                    self._judge.done(case.number)
                else:
                    raised = outcome.error or RuntimeError(outcome.reason)
                    self._judge.raised(case.number, plain_error(raised, self._judge, case.number))
            finally:
                self._judge.close(case.number)
                error = self._judge.error_of(case.number)
                if reason is None and reached:
                    reason = self._of_stubs(case.number)
                reach.stubs.clear()
                if reason is not None and outcome.error is not None and self._judge.candidate.line_of(outcome.error) is not None:
                    reason = None  # The user's own body caused this.
                if reason is None and error is not None:
                    reason = self._impossible(error)
                passes = self._verdicts.get(case.number, {}).get("status") == "pass"
                self._note(case.number, reached or (self._by_import and (self._is_stub or passes)), reason)

        if numbers:
            self._loaded.cases.run(numbers, self._judge, settle)


def note(channel: Channel, loaded: Loaded, run: Any, job: Dict[str, Any]) -> None:
    Noting(channel, loaded, run, job).all()
