"""The child as the evaluator has it: what is said to it, what is heard of it within the limits, and how it ended."""

from typing import TYPE_CHECKING, Any, Callable

from ..transport.channel import Broken, Channel
from .allowance import Allowance
from .clock import Clock, Limits

if TYPE_CHECKING:
    from ..transport import frames

#: Bytes that a child may send in all: each has to be read and looked at.
MOST_RECEIVED = 256 << 20


class ChildProcess:
    def __init__(
        self, channel: Channel, leash: Any, limits: Limits, allowance: Allowance, too_late: Callable[[str], BaseException]
    ) -> None:
        """`too_late` gives what is raised where the child has taken more than it may, by that in words."""
        self._channel = channel
        self._leash = leash
        self._clock = Clock(limits, self.cpu, allowance)
        self._too_late = too_late
        #: Counts the children.
        self.number = 0
        self.alive = True

    def swap(self, channel: Channel, leash: Any) -> None:
        """Another takes the place of the one before, which is ended."""
        self.let_go()
        self._channel, self._leash = channel, leash
        self.number += 1
        self.alive = True

    def let_go(self) -> None:
        """Ends it."""
        self._leash.let_go()
        self._channel.close()

    def ending(self) -> str:
        """How it ended, in words; it is ended where it has not."""
        self.alive = False
        return str(self._leash.ending())

    def begin(self) -> None:
        """From now on counts what an example may take."""
        self._clock.begin()

    @property
    def patience(self) -> float:
        """By what the example that runs multiplies the limits."""
        return self._clock.patience

    @patience.setter
    def patience(self, factor: float) -> None:
        self._clock.patience = factor

    def cpu(self) -> float:
        return self._leash.cpu() if self.alive else 0.0

    def send(self, message: "frames.ToChild") -> None:
        self._channel.send(message)

    def receive(self) -> "frames.Unread":
        message = self._channel.receive(self._wait)
        if not isinstance(message, dict):
            raise Broken("a message that is not an object")
        if self._channel.received > MOST_RECEIVED:
            raise Broken("more than %d MiB in all" % (MOST_RECEIVED >> 20))
        return message

    def _wait(self) -> None:
        """Until there is something to read: asked before each part of a message, which may never come to its end."""
        exceeded = self._clock.wait(self._channel)
        if exceeded:
            raise self._too_late(exceeded)
