"""What a fork of the plain process does: runs the examples with the candidate, or notes without one what reaches the function."""

import ast
import builtins
import contextlib
import types
from typing import Any, Callable, Dict, Iterator, List, Optional, Set

from ..transport.channel import Channel
from ..transport.raised import message_of
from ..judging.ended import Ended
from ..judging.failing import Failing
from ..judging.keeping import may_keep
from ..judging.rewriting import JUDGE
from ..sandbox import limits
from . import doctests, noting
from .cases import settle
from .changing import Changes, Rewinding
from .judge import PlainJudge
from .ends import Ends
from .loaded import Loaded
from .module import raised_out_of
from .mutating import may_change
from .program import Candidate, candidate_of, put_in_place, renewal
from .script import Entry
from .surroundings import surroundings_of
from .target import ENTER, ERROR, LEAVE
from .text import Text, first_line, span

#: Seconds of CPU for a statement between the examples.
_BETWEEN = 10.0
#: Gives what the file offers a candidate, for a function of it, by the examples and the function's path.
Around = Callable[[List[int], str], Any]


class Run:
    """One job in a process of its own. Messages: {begin}, {verdict}, {noted}, {end}, {unconfined}, {afresh}."""

    def __init__(self, channel: Channel, loaded: Loaded, job: Dict[str, Any]) -> None:
        self._channel = channel
        #: Verdicts that are to be said.
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

    def _say(self, message: Dict[str, Any]) -> None:
        """A verdict goes with what is said next: one message is as good as two."""
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
        """For one call of the function: what a test's framework does around its calls may take longer than any of them."""
        is_case = any(case.number == number for case in self._loaded.cases.all)
        return min(float(self._job["cpu"]), self._limit(number)) if is_case else self._limit(number)

    def runs(self, number: int) -> bool:
        """Whether an example is executed for its verdict."""
        if number in self._skip or number in self._lost or number not in self._wanted:
            return False
        return self._only is None or number in self._only

    def all(self) -> None:
        """Raises nothing: how it ends is told."""
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
        self._say({"end": True, "stuck": stuck})

    def watch(self) -> None:
        """Looks at what each call changes, from now on."""
        self._changes = changes = Changes(self._loaded)
        setattr(builtins, ENTER, changes.enter)
        setattr(builtins, LEAVE, changes.leave)
        self.judge.changes = changes.taken

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Around what the candidate executes besides its calls."""
        depth = self._changes.enter(()) if self._changes is not None else 0
        try:
            yield
        finally:
            if self._changes is not None:
                self._changes.leave(depth)

    def _executing(self, entry: Entry) -> Any:
        is_candidates = any(first <= entry.line <= last for first, last in self.judge.candidate_lines[1])
        return self.watched() if is_candidates and not entry.checks else contextlib.nullcontext()

    def rewinding(self) -> Callable[[], None]:
        """Takes back, where it is called, what calls have drawn from the generators, from now on."""
        rewinding = Rewinding()
        setattr(builtins, ENTER, rewinding.enter)
        setattr(builtins, LEAVE, rewinding.leave)
        return rewinding.rewind

    def load_and_run(self) -> None:
        """Loads the file with the candidate in it: its statements are executed in their places."""
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
            return  # An assert that was judged before leaves nothing behind.
        if any(number in self._lost for number in numbers):
            return
        error: Optional[BaseException] = None
        if numbers:
            self.judge.guard()
        else:
            self._flush()  # It may take its time.
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
            line = self.judge.line_of(error)
            if line is not None:
                # A script would end here: the check that comes next does not hold.
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


def limit(job: Dict[str, Any], mapped: int, memory: int) -> None:
    """Bytes of address space and seconds of CPU for all of a job, as a backstop: each example is timed by itself."""
    seconds = sum(float(one) for one in job["limits"].values()) + 30 + job["cpu"] * (len(job["wanted"]) + 2)
    limits.limit_plain(mapped + memory, int(seconds))


def swapped(channel: Channel, loaded: Loaded, job: Dict[str, Any], surroundings: Around) -> None:
    """In a fork of the process that has loaded everything."""
    if job["noting"]:
        noting.note(channel, loaded, Run(channel, loaded, job), job)
        return
    try:
        candidate = candidate_of(loaded, job["text"])
    except SyntaxError as error:
        _refuse(channel, job, "does not load: %s" % message_of(error))
        return
    if not _admitted(channel, loaded, candidate, job, surroundings):
        return
    if candidate.swap is None or job.get("way") == "afresh":
        channel.send({"afresh": True})
        return
    run = Run(channel, loaded, job)
    _lock(job, run)
    for marked in loaded.users.marked:
        marked.swap(marked.code)
    try:
        run.judge.guard()
        if job["watching"]:
            run.watch()
        rewind = run.rewinding() if job["renewing"] else None
        watching = job["watching"] or job["renewing"]
        with run.watched():
            # What traces its lines is to see no others.
            put_in_place(loaded.users, candidate.swap, run.judge.codes, watching, not job["trace"])
        run.judge.stop()
    except BaseException as error:  # noqa: BLE001 - whatever it raised is the outcome
        run.judge.stop()
        _refuse(channel, job, "does not load: %s" % message_of(error))
        return
    _trace(job, run)
    _hold(job, run)
    if rewind is not None:
        run.judge.renew = renewal(loaded.users, candidate.swap, run.judge.codes, rewind)
    run.all()


def afresh(channel: Channel, order: Dict[str, Any], base: Text, job: Dict[str, Any]) -> None:
    """In a process that has loaded nothing: loads the text with the candidate in it, and runs its examples in their places."""
    try:
        text = base if job["noting"] or job["text"] == base.text else Text(job["text"], base.file)
        change = base.change(text.text)
    except SyntaxError as error:
        _refuse(channel, job, "does not load: %s" % message_of(error))
        return
    if job["noting"]:
        loaded = Loaded(order, text)
        noting.Noting(channel, loaded, Run(channel, loaded, job), job).load_and_note()
        return
    # The file's own text again: to mark a definition changes it.
    known = Loaded(order, Text(base.text, base.file))
    candidate = candidate_of(known, text.text)
    if not job["admitted"] and not _admitted(
        channel, known, candidate, job, lambda wanted, path: surroundings_of(known, set(wanted), path)
    ):
        return
    loaded = Loaded(order, text, known, [first_line(one) for one in change.own])
    run = Run(channel, loaded, job)
    if job["watching"]:
        loaded.users.watching = True
        run.watch()
    loaded.users.guarding = not job["trace"]
    run.judge.candidate_lines = (order["file"], [span(one) for one in candidate.own])
    _lock(job, run)
    _trace(job, run)
    _hold(job, run)
    run.load_and_run()


def _admitted(channel: Channel, loaded: Loaded, candidate: Candidate, job: Dict[str, Any], surroundings: Around) -> bool:
    """Whether the candidate runs here; what it reaches is told."""
    reached: List[List[Any]] = [] if candidate.functions else [[1, "does not define the function where it stands"]]
    secret = False
    for path, node, statements in candidate.functions:
        from ..confinement import reaches

        found = reaches(statements, node, surroundings(job["wanted"], path))
        reached += [[one.line, one.what] for one in found]
        secret = secret or any(one.secret for one in found)
    changes = may_change(candidate.own, loaded.helpers)
    # What it changes may be there for the next example.
    traits = {"keeps": changes or may_keep(ast.Module(candidate.own, [])), "changes": changes}
    channel.send({"reaches": reached, "secret": secret, **traits})
    return not reached or job["force"]


def _lock(job: Dict[str, Any], run: Run) -> None:
    """One that is not confined is locked as across the boundary, and what it is refused is told."""
    from . import locking
    from ..sandbox.blocked import Watch

    if job["force"] and job["strict"]:
        locking.lock_strictly()
        run.judge.watch = Watch()
        run.judge.watch.start()


def _refuse(channel: Channel, job: Dict[str, Any], message: str) -> None:
    for number in job["wanted"]:
        if number not in job["skip"]:
            channel.send({"verdict": {"example": number, "status": "error", "message": message, "ms": 0}})
    channel.send({"end": True, "stuck": None})


def _hold(job: Dict[str, Any], run: Run) -> None:
    """A candidate answers for the checks that fail under it; the user's own body may keep what it likes."""
    if not job["force"] or job["strict"]:
        run.judge.failing = Failing(run.judge.is_candidates)
        run.judge.failing.watch()


def _trace(job: Dict[str, Any], run: Run) -> None:
    if job["trace"]:
        from .tracing import follow

        follow(run.judge, job["text"])
