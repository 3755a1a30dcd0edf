"""A candidate that is being judged in the plain process, as the host has it."""

from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set

from ..judging.allowance import Allowance

if TYPE_CHECKING:
    from ..transport import frames

#: After this many time-outs the candidate's other examples are not tried.
PATIENCE = 3


class Job:
    def __init__(self, message: "frames.PlainJob") -> None:
        self.id = message["id"]
        #: The file's text with the candidate in it; empty where everything is noted without one.
        self.text: str = message["text"]
        #: The same without what the editor could not read.
        self.mended: Optional[str] = message.get("mended")
        self.noting = False
        #: Its body is known to be right: what it takes sets the limits of all that come after it.
        self.reference: bool = message.get("reference", False)
        #: The lines of the last call of each failing example are wanted too.
        self.trace: bool = message.get("trace", False)
        #: It runs here though it is not confined; `strict`: locked as across the boundary.
        self.force: bool = message.get("force", False)
        self.strict: bool = message.get("strict", True)
        self.checks_order: bool = message.get("order", False)
        #: Whether what a passing candidate changes is looked for; whether the examples run for that.
        self.marks: bool = message.get("marks", self.checks_order)
        self.watching = False
        #: Examples of which it has not been told yet.
        self.unwatched: Set[int] = set()
        #: Whether each example meets the candidate as it was before its first call: then its order does not matter.
        self.renewing = False
        self.patience: int = message.get("timeouts", PATIENCE)
        #: Examples, by their numbers in the order, that are tried after any number of time-outs.
        self.always: Set[int] = set(message.get("always", ()))
        #: The text is to be loaded as a whole; whether it was found to be confined already.
        self.afresh: bool = message.get("way") == "afresh"
        self.admitted = False
        self.reaches: List[Any] = []
        #: Whether it may keep something between two calls.
        self.keeps = False
        #: Whether it may change what it has not made itself.
        self.changes = False
        self.verdicts: Dict[int, Dict[str, Any]] = {}
        #: Examples that ended their process: not executed again.
        self.lost: Set[int] = set()
        #: The example that runs afresh, those that will.
        self.again: Optional[int] = None
        self.left_again: List[int] = []
        self.asks_order = False
        self.current: Optional[int] = None
        self.leash: Any = None
        self._allowance: Optional[Allowance] = None
        #: Seconds that it has waited already, elsewhere.
        self.waited: float = message.get("waited", 0.0)
        #: What it took too much of, in words; empty where that is nothing.
        self.exceeded = ""
        #: Examples that the process in hand has begun; whether it has said what the candidate reaches.
        self.begun: Set[int] = set()
        self.is_admitted = False
        self.news = 0
        self.stuck: Optional[str] = None
        #: Why nothing more is tried: it broke the protocol.
        self.broken: Optional[str] = None

    def allow(self, seconds: float) -> Allowance:
        """From its first start on; `seconds` are those that a candidate may wait in all."""
        if self._allowance is None:
            self._allowance = Allowance() if self.is_users else Allowance(seconds, self.waited)
        return self._allowance

    @property
    def allowance(self) -> Allowance:
        """What it may take, on the wall and of CPU, once it has been started."""
        assert self._allowance is not None
        return self._allowance

    @property
    def is_users(self) -> bool:
        """It runs no candidate, or what the user vouches for: it may wait as it likes."""
        return self.noting or self.reference or (self.force and not self.strict)

    @property
    def runs_again(self) -> bool:
        """Its verdicts are there, and it runs for what they depend on, or for what it changes."""
        return self.again is not None or self.watching or self.renewing
