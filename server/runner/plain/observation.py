"""The part of the plain process's host that has candidates observed."""

from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set

from ..judging.allowance import BETWEEN, Allowance, held_back, wall
from ..processes.queueing import Queue
from ..transport.channel import Broken, Channel, Closed
from . import reports

if TYPE_CHECKING:
    from ..transport import frames

#: After so many calls that do not end, the other calls are not tried.
PATIENCE = 3
#: The most CPU seconds of a call, and its largest part of the CPU seconds of all calls.
LONGEST = 1.0
_PART = 0.25
#: Seconds in which all calls together may wait without computing: for each of their CPU seconds, and at least.
_WAITING = 2.5
_LEAST_WAITING = 1.5
#: The most processes of an observation: each call that ends its process needs another.
_PROCESSES = 8


class Observation:
    def __init__(self, message: "frames.Observe") -> None:
        self.id = message["id"]
        self.text: str = message["text"]
        self.mended: Optional[str] = message.get("mended")
        self.inputs: List[str] = message["inputs"]
        #: Whether the costs of the calls are wanted instead of their results: their inputs grow, so none follows one that does not end.
        self.measures: bool = message.get("measures", False)
        #: The CPU seconds of all calls together.
        self.seconds: float = message["seconds"]
        #: CPU seconds of the loading, in all processes.
        self._loading = 0.0
        self.processes = 0
        self.afresh = False
        #: The results by the numbers of their inputs.
        self.observed: Dict[int, Dict[str, Any]] = {}
        self.current: Optional[int] = None
        self.stuck: Optional[str] = None
        self.leash: Any = None
        self.allowance = Allowance(max(_LEAST_WAITING, _WAITING * self.seconds))
        #: The inputs that the current process has begun.
        self.begun: Set[int] = set()
        #: Whether the current process has reported a result.
        self.news = False

    def take(self, number: int, told: Dict[str, Any]) -> None:
        """Takes the result of an input. Raises Broken for a number that is not an open input."""
        if not 0 <= number < len(self.inputs) or number in self.observed:
            raise Broken("an input that it was not given")
        self.observed[number] = told
        self.news = True
        if number == self.current:
            self.current = None

    def lose(self, told: Dict[str, Any]) -> None:
        """Notes that the process has ended during its current input."""
        if self.current is not None:
            self.take(self.current, told)

    @property
    def goes_on(self) -> bool:
        """Whether another process can continue it."""
        late = sum("timeout" in one for one in self.observed.values())
        is_in_time = late < PATIENCE and self.allowance.left > 0 and not self.is_spent and self.processes < _PROCESSES
        return not self.measures and self.news and is_in_time and len(self.observed) < len(self.inputs)

    def begin(self, number: int, cpu: float) -> None:
        """Notes that the process begins a call. Raises Broken."""
        # Each input may begin only once: repeated begins would extend its time.
        if number in self.begun:
            raise Broken("an input that was begun before")
        self.current = number
        before = self.allowance.total
        self.allowance.begin(wall(cpu) + 2, held_back(cpu))
        if not self.begun:
            self._loading += self.allowance.total - before
        self.begun.add(number)

    @property
    def is_spent(self) -> bool:
        return self.allowance.total - self._loading >= self.seconds

    def longest(self, cpu: float) -> float:
        """The CPU seconds of one call."""
        return min(cpu, LONGEST, _PART * self.seconds)

    def answer(self) -> "frames.Observed":
        outputs: Any = [{"input": number, **self.observed[number]} for number in sorted(self.observed)]
        return {"op": "observed", "id": self.id, "outputs": outputs, "stuck": self.stuck}


class Observing(Queue):
    """Gives each observation a process and takes its results."""

    def __init__(self, node: Channel, processes: Any, make: Any) -> None:
        super().__init__(node, processes, make)
        self._order: Dict[str, Any] = {}
        self._must_be_afresh = False
        self._is_mended = False

    def _say(self, told: "frames.FromPlain") -> None:
        self._node.send(told)

    def _seconds_to_load(self) -> float:
        raise NotImplementedError

    def _observe(self, job: Observation) -> None:
        afresh = job.afresh or self._must_be_afresh
        channel, job.leash = self._processes.child(afresh)
        job.processes += 1
        channel.send(
            {
                "inputs": job.inputs,
                "measures": job.measures,
                "name": self._order["target"].split(".")[-1],
                "text": job.mended or job.text if self._is_mended else job.text,
                "skip": list(job.observed),
                "limits": {},
                "wanted": job.inputs,
                "cpu": job.longest(self._order["cpu"]),
                "loading": self._seconds_to_load(),
            }
        )
        job.current, job.news, job.begun = None, False, set()
        channel.largest = reports.LARGEST
        job.allowance.attach(job.leash.cpu)
        job.allowance.begin(BETWEEN, held_back(self._seconds_to_load()))
        self._running[channel] = job
        self._processes.watch(channel)

    def _listen_observed(self, channel: Channel, job: Observation) -> None:
        try:
            messages = channel.arrived()
            if channel.received > reports.MOST_RECEIVED:
                raise Broken("more than %d MiB in all" % (reports.MOST_RECEIVED >> 20))
            for message in messages:
                if self._running.get(channel) is job:
                    self._hear_observed(channel, job, *reports.read_observed(message))
        except Closed:
            job.allowance.charge()
            job.lose({"raises": "SystemExit", "message": job.leash.ending(), "cpu": 0})
            self._end_observing(channel, job)
        except Broken as error:
            job.stuck = "its process broke the protocol: %s" % error
            self._end_observing(channel, job)

    def _hear_observed(self, channel: Channel, job: Observation, what: str, told: Any) -> None:
        if what == "begin":
            job.begin(told, job.longest(self._order["cpu"]))
            if job.is_spent:
                job.current = None
                self._end_observing(channel, job)
        elif what == "observed":
            job.take(*told)
        elif what == "afresh" and not job.afresh and not self._must_be_afresh:
            self._stop(channel, job)
            job.afresh = True
            self._waiting.insert(0, job)
        elif what == "end":
            job.stuck = told["stuck"]
            self._end_observing(channel, job)
        else:
            raise Broken("a report without a request")

    def _end_observing(self, channel: Channel, job: Observation) -> None:
        """Answers a complete observation, or continues with a fresh process after the call that ended this one."""
        self._stop(channel, job)
        if job.stuck is None and job.goes_on:
            self._waiting.insert(0, job)
        else:
            self._say(job.answer())

    def _lose_observed(self, channel: Channel, job: Observation) -> None:
        job.allowance.charge()
        job.lose({"timeout": True, "cpu": job.allowance.computed})
        self._end_observing(channel, job)
