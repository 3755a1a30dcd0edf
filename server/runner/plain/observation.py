"""Candidates that are observed in the plain process, as its host has them."""

from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set

from ..judging.allowance import BETWEEN, Allowance, held_back, wall
from ..processes.queueing import Queue
from ..transport.channel import Broken, Channel, Closed
from . import reports

if TYPE_CHECKING:
    from ..transport import frames

#: After so many calls that do not end the others are not tried.
PATIENCE = 3
#: Seconds of CPU for a call, at most.
LONGEST = 1.0
#: Seconds that all calls may wait.
_WAITING = 5.0


class Observation:
    def __init__(self, message: "frames.Observe") -> None:
        self.id = message["id"]
        self.text: str = message["text"]
        self.mended: Optional[str] = message.get("mended")
        self.inputs: List[str] = message["inputs"]
        self.afresh = False
        #: By the numbers of the inputs.
        self.observed: Dict[int, Dict[str, Any]] = {}
        self.current: Optional[int] = None
        self.stuck: Optional[str] = None
        self.leash: Any = None
        self.allowance = Allowance(_WAITING)
        #: Inputs that the process in hand has begun.
        self.begun: Set[int] = set()
        #: Something came of the process in hand.
        self.news = False

    def take(self, number: int, told: Dict[str, Any]) -> None:
        """What came of an input. Raises Broken for what is none of them."""
        if not 0 <= number < len(self.inputs) or number in self.observed:
            raise Broken("an input that it was not given")
        self.observed[number] = told
        self.news = True
        if number == self.current:
            self.current = None

    def lose(self, told: Dict[str, Any]) -> None:
        """Its process has ended under the input that it was at."""
        if self.current is not None:
            self.take(self.current, told)

    @property
    def goes_on(self) -> bool:
        """Whether another process can bring it further."""
        late = sum("timeout" in one for one in self.observed.values())
        return self.news and late < PATIENCE and self.allowance.left > 0 and len(self.observed) < len(self.inputs)

    def answer(self) -> "frames.Observed":
        outputs: Any = [{"input": number, **self.observed[number]} for number in sorted(self.observed)]
        return {"op": "observed", "id": self.id, "outputs": outputs, "stuck": self.stuck}


class Observing(Queue):
    """The part of the host that observes."""

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
        cpu = min(self._order["cpu"], LONGEST)
        channel.send(
            {
                "inputs": job.inputs,
                "name": self._order["target"].split(".")[-1],
                "text": job.mended or job.text if self._is_mended else job.text,
                "skip": list(job.observed),
                "limits": {},
                "wanted": job.inputs,
                "cpu": cpu,
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
            job.lose({"raises": "SystemExit", "message": job.leash.ending(), "cpu": 0})
            self._end_observing(channel, job)
        except Broken as error:
            job.stuck = "its process broke the protocol: %s" % error
            self._end_observing(channel, job)

    def _hear_observed(self, channel: Channel, job: Observation, what: str, told: Any) -> None:
        cpu = min(self._order["cpu"], LONGEST)
        if what == "begin":
            # Each but once: whoever says it again and again would never be late.
            if told in job.begun:
                raise Broken("an input that was begun before")
            job.begun.add(told)
            job.current = told
            job.allowance.begin(wall(cpu) + 2, held_back(cpu))
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
            raise Broken("a report that nobody asked for")

    def _end_observing(self, channel: Channel, job: Observation) -> None:
        """Answers it, or goes on with a fresh process behind the call that ended this one."""
        self._stop(channel, job)
        if job.stuck is None and job.goes_on:
            self._waiting.insert(0, job)
        else:
            self._say(job.answer())

    def _lose_observed(self, channel: Channel, job: Observation) -> None:
        job.allowance.charge()
        job.lose({"timeout": True, "cpu": job.allowance.computed})
        self._end_observing(channel, job)
