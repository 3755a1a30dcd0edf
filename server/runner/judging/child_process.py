"""The evaluator's view of the child: it sends and receives within the limits, and knows how the child ended."""

from typing import TYPE_CHECKING, Any, Callable

from ..transport.channel import Broken, Channel
from .allowance import Allowance
from .clock import Clock, Limits

if TYPE_CHECKING:
    from ..transport import frames

#: The most bytes that a child may send in total, because the evaluator reads all of them.
MOST_RECEIVED = 256 << 20


class ChildProcess:
    def __init__(
        self, channel: Channel, leash: Any, limits: Limits, allowance: Allowance, too_late: Callable[[str], BaseException]
    ) -> None:
        """`too_late` returns the exception to raise when the child exceeds a limit, from the limit in words."""
        self._channel = channel
        self._leash = leash
        self._clock = Clock(limits, self.cpu, allowance)
        self._too_late = too_late
        #: The number of the child, counted from 0.
        self.number = 0
        self.alive = True

    def swap(self, channel: Channel, leash: Any) -> None:
        """Ends the current child and takes another."""
        self.let_go()
        self._channel, self._leash = channel, leash
        self.number += 1
        self.alive = True

    def let_go(self) -> None:
        """Ends the child."""
        self._leash.let_go()
        self._channel.close()

    def ending(self) -> str:
        """Returns how the child ended, in words; ends it if it still runs."""
        self.alive = False
        return str(self._leash.ending())

    def begin(self) -> None:
        """Starts the limits of an example."""
        self._clock.begin()

    @property
    def patience(self) -> float:
        """The factor of the limits for the current example."""
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
        """Waits for input before each part of a message, because its end may never come."""
        exceeded = self._clock.wait(self._channel)
        if exceeded:
            raise self._too_late(exceeded)
