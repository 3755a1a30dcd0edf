"""A candidate that is being judged, as the host has it."""

from typing import TYPE_CHECKING, Any, Dict, Optional, Set

from ..judging import keeping

if TYPE_CHECKING:
    from ..transport import frames

#: After this many time-outs the candidate's other examples are not tried.
PATIENCE = 3


class Job:
    def __init__(self, message: "frames.BoundaryJob") -> None:
        self.id = message["id"]
        self.source: str = message["source"]
        #: The lines of each failing call are wanted too.
        self.trace: bool = message.get("trace", False)
        self.verdicts: Dict[int, Dict[str, Any]] = {}
        #: Examples that ended their evaluator: not executed again.
        self.lost: Set[int] = set()
        #: Time-outs after which the other examples are not tried, but for some, which then get no more time than others.
        self.patience: int = message.get("timeouts", PATIENCE)
        self.always: Set[int] = set(message.get("always", ()))
        self.hurries = False
        #: Whether examples that pass are run again, each afresh; the verdicts of that, while it runs.
        self.checks_order: bool = message.get("order", False) and keeping.keeps_state(self.source)
        self.again: Optional[Dict[int, Dict[str, Any]]] = None
        self.current: Optional[int] = None
        self.evaluator: Any = None
        self.deadline = 0.0
        self.news = 0
        #: What the statements between the examples did not come past.
        self.stuck: Optional[str] = None
        #: Why none of its other examples is tried: it broke the protocol.
        self.broken: Optional[str] = None
        #: Seconds that it has waited so far, by those processes of it that are gone and by the one that runs; when that spoke last.
        self.waited_before = 0.0
        self.waited = 0.0
        self.heard = 0.0
