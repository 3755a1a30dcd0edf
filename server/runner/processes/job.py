"""A candidate that the boundary judges, as seen by the host."""

from typing import TYPE_CHECKING, Any, Dict, Optional, Set

from ..judging import keeping

if TYPE_CHECKING:
    from ..transport import frames

#: After so many time-outs, the candidate's other examples do not run.
PATIENCE = 3


class Job:
    def __init__(self, message: "frames.BoundaryJob") -> None:
        self.id = message["id"]
        self.source: str = message["source"]
        #: Report also the lines of each failing call.
        self.trace: bool = message.get("trace", False)
        self.verdicts: Dict[int, Dict[str, Any]] = {}
        #: Examples that ended their evaluator: they do not run again.
        self.lost: Set[int] = set()
        #: Time-outs after which only the examples in `always` run, without additional time.
        self.patience: int = message.get("timeouts", PATIENCE)
        self.always: Set[int] = set(message.get("always", ()))
        self.hurries = False
        #: Whether passing examples run again, each afresh; the verdicts of those runs.
        self.checks_order: bool = message.get("order", False) and keeping.keeps_state(self.source)
        self.again: Optional[Dict[int, Dict[str, Any]]] = None
        self.current: Optional[int] = None
        self.evaluator: Any = None
        self.deadline = 0.0
        self.news = 0
        #: The error in the statements between the examples.
        self.stuck: Optional[str] = None
        #: The protocol error that ends the other examples.
        self.broken: Optional[str] = None
        #: Seconds of waiting by its ended processes, and in total; the time of the last report.
        self.waited_before = 0.0
        self.waited = 0.0
        self.heard = 0.0
