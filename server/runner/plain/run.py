"""One job in its own process: its examples run in the order of the file, and it reports each verdict."""

import builtins
import contextlib
import types
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Optional, Set

from ..judging.ended import Ended
from ..judging.rewriting import JUDGE
from ..transport.channel import Channel
from ..transport.raised import message_of
from . import doctests
from .cases import settle
from .changing import Changes, Rewinding
from .ends import Ends
from .judge import PlainJudge
from .loaded import Loaded
from .module import raised_out_of
from .script import Entry
from .target import ENTER, ERROR, LEAVE

if TYPE_CHECKING:
    from .lines import Unrun

#: CPU seconds for a statement between the examples.
_BETWEEN = 10.0


class Run:
    """Messages: {begin}, {verdict}, {noted}, {end}."""

    def __init__(self, channel: Channel, loaded: Loaded, job: Dict[str, Any]) -> None:
        self._channel = channel
        #: Verdicts that wait for the next message.
        self._held: List[Dict[str, Any]] = []
        self._loaded = loaded
        self._job = job
        self._skip: Set[int] = set(job["skip"])
        self._lost: Set[int] = set(job["lost"])
        self._only: Optional[Set[int]] = set(job["only"]) if job.get("only") is not None else None
        self._wanted: List[int] = job["wanted"]
        self._changes: Optional[Changes] = None
        self._limits: Dict[int, float] = {int(number): limit for number, limit in job["limits"].items()}
        self.judge = PlainJudge(self._say, loaded.reach, self._limit, self._call, self._skip)
        setattr(builtins, JUDGE, self.judge)
        self._ends = Ends(loaded)
        setattr(builtins, ERROR, self._raised_out_of)
        #: Set where the lines that no example runs are wanted.
        self.unrun: Optional[Unrun] = None

    def _say(self, message: Dict[str, Any]) -> None:
        """A verdict goes out together with the next message, which saves one write."""
        self._held.append(message)
        if "verdict" not in message:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            self._channel.send_all(self._held)
            self._held = []

    def _limit(self, number: int) -> float:
        if number < 0:
            return max(_BETWEEN, self._job["cpu"])
        return self._limits.get(number, self._job["cpu"])

    def _call(self, number: int) -> float:
        """The CPU seconds for one call of the function: a test's framework may need longer around its calls."""
        is_case = any(case.number == number for case in self._loaded.cases.all)
        return min(float(self._job["cpu"]), self._limit(number)) if is_case else self._limit(number)

    def runs(self, number: int) -> bool:
        """Whether an example is executed for its verdict."""
        if number in self._skip or number in self._lost or number not in self._wanted:
            return False
        return self._only is None or number in self._only

    def all(self) -> None:
        """Runs all examples and reports the end. Raises nothing."""
        stuck = None
        try:
            self._script()
            self.judge.settle_charge()
            self._doctests()
            self._cases()
        except Ended as ended:
            stuck = ended.message
        finally:
            self.judge.stop()
        if self.unrun is not None:
            self._held += self.unrun.told()
        self._say({"end": True, "stuck": stuck})

    def watch(self) -> None:
        """Looks for changes by each call from now on."""
        self._changes = changes = Changes(self._loaded)
        setattr(builtins, ENTER, changes.enter)
        setattr(builtins, LEAVE, changes.leave)
        self.judge.changes = changes.taken

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Watches candidate code that runs outside of its calls."""
        depth = self._changes.enter(()) if self._changes is not None else 0
        try:
            yield
        finally:
            if self._changes is not None:
                self._changes.leave(depth)

    def _executing(self, entry: Entry) -> Any:
        is_candidates = self.judge.candidate.has_line(entry.line)
        return self.watched() if is_candidates and not entry.checks else contextlib.nullcontext()

    def rewinding(self) -> Callable[[], None]:
        """Returns a function that restores the random generators after later calls."""
        rewinding = Rewinding()
        setattr(builtins, ENTER, rewinding.enter)
        setattr(builtins, LEAVE, rewinding.leave)
        return rewinding.rewind

    def load_and_run(self) -> None:
        """Loads the file with the candidate: its statements execute in their places."""
        loaded = self._loaded
        loaded.users.runner = self._execute
        self.judge.guard(self._job["loading"])
        try:
            loaded.load(defers=False)
        except Ended as ended:
            self._say({"end": True, "stuck": ended.message})
            return
        finally:
            self.judge.stop()
        loaded.renumber(self._job["cases"])
        self.all()

    def _raised_out_of(self, name: str, stop: BaseException) -> BaseException:
        number = self.judge.current
        return stop if number is not None and self._ends.are_expected(number) else raised_out_of(name, stop)

    def _script(self) -> None:
        users = self._loaded.users
        for entry in users.left:
            self._execute(entry, users.module)

    def _execute(self, entry: Entry, module: types.ModuleType) -> None:
        users, wanted = self._loaded.users, set(self._wanted)
        numbers = [check.number for check in entry.checks if check.number in wanted]
        if numbers and not any(map(self.runs, numbers)) and not entry.names.binds and not entry.is_whole:
            return  # An assert that is already judged has no further effect.
        if any(number in self._lost for number in numbers):
            return
        error: Optional[BaseException] = None
        if numbers:
            self.judge.guard()
        else:
            self._flush()  # The next statement may take long.
            self.judge.guard()
        try:
            with self._executing(entry):
                exec(users.code_of(entry, wanted if entry.code is None else None), module.__dict__)  # noqa: S102 - the user's
        except BaseException as raised:  # noqa: BLE001 - judged below
            error = raised
        for number in numbers:
            if self.runs(number):
                self.judge.close(number, error)
        if not numbers and error is not None:
            users.failed(entry, error)
            line = self.judge.candidate.line_of(error)
            if line is not None:
                # A script would end here, so the next check fails.
                self.judge.charge("line %d failed: %s (line %d)" % (entry.line, message_of(error), line))
        elif not numbers:
            kept = self.judge.kept()
            if kept:
                self.judge.charge(kept)
        self.judge.stop()
        if isinstance(error, Ended):
            raise error

    def _doctests(self) -> None:
        loaded = self._loaded
        if not loaded.sessions:
            return
        runner = doctests.Runner(self.judge, loaded.users.module.__dict__, loaded.users.file, loaded.users.flags, self._lost)
        for session in loaded.sessions:
            numbers = {line.number for line in session.lines}
            if any(map(self.runs, numbers)):
                runner.run(session, lambda line: self.runs(line.number), self._tell)

    def _tell(self, line: doctests.Line, verdict: Dict[str, Any]) -> None:
        self.judge.reported.add(line.number)
        self._say({"verdict": {"example": line.number, **verdict, **self.judge.marked()}})

    def _cases(self) -> None:
        numbers = [case.number for case in self._loaded.cases.all if self.runs(case.number)]
        if numbers:
            self._loaded.cases.run(numbers, self.judge, lambda case, outcome: settle(case, outcome, self.judge))
