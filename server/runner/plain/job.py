"""A candidate that the plain process judges, as seen by the host."""

from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set

from ..judging.allowance import Allowance

if TYPE_CHECKING:
    from ..transport import frames

#: After so many time-outs, the candidate's other examples do not run.
PATIENCE = 3


class Job:
    def __init__(self, message: "frames.PlainJob") -> None:
        self.id = message["id"]
        #: The file's text with the candidate in it; empty for the noting run.
        self.text: str = message["text"]
        #: The same text without the statements that the editor could not read.
        self.mended: Optional[str] = message.get("mended")
        self.noting = False
        #: Its body is known to be correct: its times set the limits of all later candidates.
        self.reference: bool = message.get("reference", False)
        #: Report also the lines of the last call of each failing example.
        self.trace: bool = message.get("trace", False)
        #: It runs here although it is not confined; with `strict`, it is locked as across the boundary.
        self.force: bool = message.get("force", False)
        self.strict: bool = message.get("strict", True)
        #: The lines that no example runs are wanted; those that none of its processes has run.
        self.lines: bool = message.get("lines", False)
        self.unrun: Optional[Set[int]] = None
        self.checks_order: bool = message.get("order", False)
        #: Whether to look for changes by a passing candidate; whether the examples run for that now.
        self.marks: bool = message.get("marks", self.checks_order)
        self.watching = False
        #: Examples without a report of changes so far.
        self.unwatched: Set[int] = set()
        #: Whether each example gets the candidate in its initial state: then their order does not matter.
        self.renewing = False
        self.patience: int = message.get("timeouts", PATIENCE)
        #: Numbers of examples that run after any number of time-outs.
        self.always: Set[int] = set(message.get("always", ()))
        #: The text must be loaded as a whole; whether it is already known to be confined.
        self.afresh: bool = message.get("way") == "afresh"
        self.admitted = False
        self.reaches: List[Any] = []
        #: Whether it may keep something between two calls.
        self.keeps = False
        #: Whether it may change objects that it has not created.
        self.changes = False
        self.verdicts: Dict[int, Dict[str, Any]] = {}
        #: Examples that ended their process: they do not run again.
        self.lost: Set[int] = set()
        #: The example that runs afresh now, and those still to run.
        self.again: Optional[int] = None
        self.left_again: List[int] = []
        self.asks_order = False
        self.current: Optional[int] = None
        self.leash: Any = None
        self._allowance: Optional[Allowance] = None
        #: Seconds that it has already waited in another process.
        self.waited: float = message.get("waited", 0.0)
        #: The limit that it exceeded, in words; empty for none.
        self.exceeded = ""
        #: Examples that the current process has begun; whether it has reported the candidate's reach.
        self.begun: Set[int] = set()
        self.is_admitted = False
        self.news = 0
        self.stuck: Optional[str] = None
        #: The protocol error that ends this job.
        self.broken: Optional[str] = None

    def allow(self, seconds: float) -> Allowance:
        """Returns the allowance, from the first start on; `seconds` are the total waiting time of a candidate."""
        if self._allowance is None:
            self._allowance = Allowance() if self.is_users else Allowance(seconds, self.waited)
        return self._allowance

    @property
    def allowance(self) -> Allowance:
        """Its wall time and CPU time, once it has started."""
        assert self._allowance is not None
        return self._allowance

    @property
    def is_users(self) -> bool:
        """It runs no candidate, or one that the user vouches for: its waiting is unlimited."""
        return self.noting or self.reference or (self.force and not self.strict)

    @property
    def runs_again(self) -> bool:
        """Its verdicts are complete, and it runs again to check order or changes."""
        return self.again is not None or self.watching or self.renewing
