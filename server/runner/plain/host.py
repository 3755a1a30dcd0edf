"""One plain process for a specification and an interpreter. It finds the examples, then gives each candidate a fork.

Node's messages:   the order, then jobs and cancellations; `again` with the order of another text
To Node:           loaded, then ready | broken, then for each job verdicts | unconfined; `stale` if the other text needs another host
"""

from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional

from ..judging.allowance import BETWEEN, held_back, waiting, wall
from ..processes.queueing import keep
from ..transport.channel import Broken, Channel, Closed
from ..transport.raised import message_of
from . import reports
from .around import tests_of
from .examples import Examples
from .job import Job
from .module import ordinal_of
from .observation import Observation, Observing
from .progress import Progress
from .text import Text

if TYPE_CHECKING:
    from ..transport import frames

#: CPU seconds to load the file with a candidate, in addition to the file's own time.
_LOADING = 10.0


def _job_of(message: Any) -> Any:
    return Observation(message) if message["op"] == "observe" else Job(message)


class Host(Observing):
    def __init__(self, node: Channel, processes: Any) -> None:
        super().__init__(node, processes, _job_of)
        self._begin({})

    def _begin(self, order: Dict[str, Any]) -> None:
        self._order = order
        self._examples = Examples()
        self._progress = Progress(self._examples)
        self._must_be_afresh = False
        #: Set when the file has a syntax error and was read without it.
        self._is_mended = False
        self._ready = False
        #: CPU seconds of the loading; seconds that the examples waited by themselves.
        self._loading = 0.0
        self._waited = 0.0
        #: The parts of the file that a candidate's process must not get, and those that it gets.
        self._offer: "frames.Offer" = {"secrets": [], "kept": [], "stars": [], "modules": []}

    def prepare(self) -> bool:
        """Takes the order, loads, and notes which examples reach the function. Returns False if nothing can run."""
        return self._open(self._node.receive(), self._processes.load)

    def _take(self, message: "frames.Wish") -> None:
        if message["op"] != "again":
            super()._take(message)
            return
        for channel, job in list(self._running.items()):
            self._stop(channel, job)
        self._waiting = []
        if not self._open(message["order"], self._processes.again):
            raise Closed()

    def _open(self, given: "frames.Order", load: Callable[[Dict[str, Any], Text], Optional[Dict[str, Any]]]) -> bool:
        #: The order, with additions from this process.
        order: Dict[str, Any] = {**given}
        self._begin(order)
        self._slots = order["slots"]
        try:
            text = Text(order["text"], order["file"])
        except SyntaxError as error:
            if order.get("mended") is None:
                return self._broken(message_of(error))
            try:
                # The mended text leaves out the same statements as the editor.
                text = Text(order["mended"], order["file"])
                self._is_mended = True
            except SyntaxError:
                return self._broken(message_of(error))
        order["tests"] = tests_of(order)
        order["ordinal"] = ordinal_of(text, order["target"], order["line"])
        told = load(order, text)
        if told is None:
            self._say({"op": "stale"})
            return False
        if "broken" in told:
            return self._broken(told["broken"])
        self._loading = told.get("took", 0.0)
        # After this, each example has its own limit.
        self._say({"op": "loaded"})
        self._examples.take(told)
        self._must_be_afresh = told["afresh"]
        self._note()
        return True

    def _broken(self, why: str) -> bool:
        self._say({"op": "broken", "broken": why})
        return False

    def _note(self) -> None:
        self._examples.limit_noting(self._order)
        job = Job({"op": "job", "id": -1, "text": ""})
        job.noting = True
        self._waiting.append(job)

    def _may_start(self, job: Any) -> bool:
        return self._ready or (isinstance(job, Job) and job.noting)

    def _start(self, job: Any) -> None:
        if isinstance(job, Observation):
            self._observe(job)
        else:
            self._judge(job)

    def _judge(self, job: Job) -> None:
        job.afresh = job.afresh or self._must_be_afresh
        channel, job.leash = self._processes.child(job.afresh)
        only = job.again
        limits = self._examples.generous() if job.reference or job.watching or job.lines else self._examples.limits
        channel.send(
            {
                "noting": job.noting,
                "text": job.mended or job.text if self._is_mended else job.text,
                "skip": [] if only is not None or job.watching or job.renewing else list(job.verdicts),
                "watching": job.watching,
                "renewing": job.renewing,
                "lost": list(job.lost),
                "only": None if only is None else [only],
                "wanted": self._examples.wanted,
                "limits": {str(number): limit for number, limit in limits.items()},
                "cpu": self._order["cpu"],
                "trace": job.trace,
                "lines": job.lines,
                "force": job.force,
                "strict": job.strict,
                "way": "afresh" if job.afresh else "swap",
                "admitted": job.admitted,
                "cases": self._examples.cases,
                "loading": self._seconds_to_load(),
            }
        )
        job.current = None
        job.news = 0
        job.begun, job.is_admitted = set(), job.admitted
        if not job.is_users:
            channel.largest = reports.LARGEST
        job.allow(self._seconds_to_wait()).attach(job.leash.cpu)
        self._begin_between(job)
        self._running[channel] = job
        self._processes.watch(channel)

    def _seconds_to_wait(self) -> float:
        """Seconds in which a candidate may wait without computing."""
        return waiting(self._order["cpu"], self._waited)

    def _seconds_to_load(self) -> float:
        return max(_LOADING, self._order["cpu"]) + 3 * self._loading

    def _begin_between(self, job: Job, wall: float = BETWEEN) -> None:
        """Limits code outside of the examples: it limits its own CPU, unless the kernel holds it back."""
        job.allowance.begin(wall, float("inf") if job.is_users else held_back(self._seconds_to_load()))

    def _listen(self, channel: Channel) -> None:
        job = self._running[channel]
        if isinstance(job, Observation):
            self._listen_observed(channel, job)
        else:
            self._listen_judged(channel, job)

    def _listen_judged(self, channel: Channel, job: Job) -> None:
        try:
            messages = channel.arrived()
            if not job.is_users and channel.received > reports.MOST_RECEIVED:
                raise Broken("more than %d MiB in all" % (reports.MOST_RECEIVED >> 20))
            for message in messages:
                # The job's previous message may have ended it.
                if self._running.get(channel) is job:
                    self._hear(channel, job, *(reports.read_noted if job.noting else reports.read)(message))
        except Closed:
            self._end(channel, job, job.leash.ending())
        except Broken as error:
            job.broken = "its process broke the protocol: %s" % error
            self._end(channel, job, job.broken)

    def _hear(self, channel: Channel, job: Job, what: str, told: Any) -> None:
        if what == "begin":
            # Each example may begin only once: repeated begins would extend its time.
            if told in job.begun:
                raise Broken("an example that had begun before")
            job.begun.add(told)
            job.current = told if told not in job.verdicts else None
            limit = self._limit(job, told)
            job.allowance.begin(wall(limit) + 2, float("inf") if job.is_users else held_back(limit))
            return
        if what == "verdict":
            self._progress.take(job, told)
        elif what == "noted":
            self._progress.note(job, told)
        elif what == "examples":
            self._loading = max(self._loading, job.allowance.computed)
            self._examples.take(told)
        elif what == "reaches":
            self._take_reaches(channel, job, told)
            return
        elif what == "unrun":
            if not job.lines:
                raise Broken("a report without a request")
            job.unrun = set(told) if job.unrun is None else job.unrun & set(told)
        elif what == "afresh":
            if job.afresh:
                raise Broken("a second request for a fresh load")
            self._stop(channel, job)
            job.afresh = job.admitted = True
            self._waiting.insert(0, job)
        else:
            job.stuck = told["stuck"]
            job.reaches = told.get("present", job.reaches)
            self._offer = told.get("offer", self._offer)
            self._end(channel, job, None)
        self._begin_between(job)

    def _limit(self, job: Job, number: int) -> float:
        limits = self._examples.generous() if job.reference or job.lines else self._examples.limits
        return limits.get(number, self._order["cpu"])

    def _end(self, channel: Channel, job: Job, died: Optional[str]) -> None:
        job.stuck = job.stuck or died
        self._stop(channel, job)
        self._go_on(job, died)

    def _take_reaches(self, channel: Channel, job: Job, report: Dict[str, Any]) -> None:
        """Accepts this report only once, before any candidate code runs: later, the candidate may have sent it."""
        if job.is_admitted:
            raise Broken("a repeated report")
        job.is_admitted = True
        job.reaches, job.keeps, job.changes = report["reaches"], report["keeps"], report["changes"]
        if job.reaches and not job.force:
            self._stop(channel, job)
            self._say({"op": "unconfined", "id": job.id, "reaches": job.reaches, "secret": report["secret"]})
        elif not job.afresh:
            # Before the first example, the candidate's own constants run.
            self._begin_between(job, wall(self._order["cpu"]) + 2)

    def _is_late(self, job: Any) -> bool:
        job.exceeded = job.allowance.exceeded() or ""
        return bool(job.exceeded)

    def _left(self, job: Any) -> float:
        return job.allowance.until_look()

    def _overdue(self, channel: Channel, job: Any) -> None:
        if isinstance(job, Observation):
            self._lose_observed(channel, job)
        else:
            self._overdue_judged(channel, job)

    def _overdue_judged(self, channel: Channel, job: Job) -> None:
        job.allowance.charge()
        self._stop(channel, job)
        self._progress.overdue(job)
        self._go_on(job, None)

    def _stop(self, channel: Channel, job: Any) -> None:
        self._processes.forget(channel)
        del self._running[channel]
        job.leash.let_go()
        channel.close()

    def _go_on(self, job: Job, died: Optional[str]) -> None:
        """Answers a complete job, or continues an incomplete one in a fresh process."""
        if self._progress.goes_on(job, died):
            self._waiting.insert(0, job)
        elif job.noting:
            self._noted_all(job)
        else:
            self._answer(job)

    def _answer(self, job: Job) -> None:
        if job.reference:
            self._examples.go_by(job.verdicts, self._order)
            self._waited = max(self._waited, job.allowance.waited)
        verdicts: "List[frames.Verdict]" = [self._told(job, number) for number in self._examples.wanted]
        told: "frames.PlainVerdicts" = {
            "op": "verdicts",
            "id": job.id,
            "reaches": job.reaches,
            "verdicts": verdicts,
            "waited": job.allowance.waited,
        }
        if job.unrun is not None:
            told["unrun"] = sorted(job.unrun)
        self._say(told)

    def _told(self, job: Job, number: int) -> Any:
        return {**job.verdicts[number], "integrity": "in-process" if job.reaches else "confined"}

    def _noted_all(self, job: Job) -> None:
        ready = self._examples.settled(self._order)
        self._processes.tell(" ".join(map(str, self._examples.wanted)))
        self._ready = True
        self._waited = job.allowance.waited
        integrity = "in-process" if job.reaches or job.stuck else "confined"
        present: Any = [{**verdict, "integrity": integrity} for verdict in self._examples.verdicts()]
        self._say(
            {
                "op": "ready",
                "sandbox": self._processes.sandbox(),
                "present": present,
                "reaches": job.reaches,
                "stuck": job.stuck,
                "offer": self._offer,
                "memory": self._processes.mapped,
                "waiting": self._seconds_to_wait(),
                "examples": ready["examples"],
                "notRun": ready["notRun"],
                "reasons": ready["reasons"],
                "failures": ready["failures"],
            }
        )


def main(node: Channel, processes: Any) -> int:
    return keep(Host(node, processes), node)
