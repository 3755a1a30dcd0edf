"""The two processes that fork the candidates: one has loaded file, package and tests, the other nothing."""

import gc
import os
import select
import signal
import socket
import sys
from typing import Any, Callable, Dict, List, Optional

from .. import sandbox
from ..loading import threads
from ..processes.nursery import Nursery, complete
from ..sandbox import limits
from ..transport.channel import Channel
from ..transport.raised import message_of
from . import judging, observing, streams
from .loaded import Loaded, numbers_of
from .locking import limit, lock
from .resting import POINTS, Again, Resting
from .surroundings import surroundings_of
from .text import Text

#: Wall-clock seconds for the probe of a statement.
_PROBE = 5.0


def start(order: Dict[str, Any], text: Text, close: List[int], mapped: Optional[int] = None) -> Again:
    """Forks a zygote, which closes `close`, and returns the host's ends. Its first message reports the result of the loading.

    With `mapped`, the mapped bytes of another zygote that has loaded everything, it loads nothing.
    """
    loads = mapped is None
    ours, theirs = socket.socketpair()
    points = {name: socket.socketpair() for name in (POINTS if loads else ())}
    parent = os.getpid()
    if os.fork() == 0:
        try:
            for one in (ours, *(end for end, _ in points.values())):
                one.close()
            for fd in close:
                os.close(fd)
            sandbox.die_with_parent(parent)
            streams.quiet()
            channel = Channel(theirs.fileno(), theirs.fileno())
            if loads:
                # The host locks itself only after this fork.
                lock(order)
                resting = Resting(order, theirs, {name: end for name, (_, end) in points.items()})
                brood: Any = _Loaded(order, text, channel, resting)
            else:
                brood = _Bare(order, text, channel, mapped or 0)
            gc.collect()
            gc.freeze()
            Nursery(theirs, brood).serve()
        except BaseException as error:  # noqa: BLE001 - the host reports it to the user
            _give_up(theirs, error)
        finally:
            os._exit(0)
    for one in (theirs, *(end for _, end in points.values())):
        one.close()
    return Again(ours, {name: end for name, (end, _) in points.items()})


def _give_up(control: socket.socket, error: BaseException) -> None:
    try:
        Channel(control.fileno(), control.fileno()).send({"broken": message_of(error)})
    except Exception:  # noqa: BLE001 - the host is gone: there is nobody to tell
        sys.exit(1)


class _Loaded:
    """A zygote that has loaded everything. The function gets a candidate's code."""

    def __init__(self, order: Dict[str, Any], text: Text, channel: Channel, resting: Resting) -> None:
        self._surroundings: Dict[str, Any] = {}
        self._wanted: Optional[List[int]] = None
        self.loaded = loaded = Loaded(order, text)
        self._seeded = resting.seeded
        loaded.load(defers=True, probe=_probe, resting=resting)
        self._seeded.loaded()
        took = resting.over()
        complete()
        self._mapped = limits.address_space()
        channel.send(
            {
                "afresh": loaded.needs_afresh or bool(threads.left_running()),
                "examples": [] if loaded.needs_afresh else [list(one) for one in loaded.examples()],
                "cases": numbers_of(loaded.cases.all),
                "reasons": loaded.cases.reasons,
                "failures": [[one.line, one.message] for one in loaded.users.failures if not one.checks],
                "mapped": self._mapped,
                "took": took,
            }
        )

    def live(self, channel: Channel) -> None:
        job = channel.receive()
        limit(job, self._mapped, self.loaded.order["memory"])
        self._seeded.restore()
        if "inputs" in job:
            observing.swapped(channel, self.loaded, job)
            return
        judging.swapped(channel, self.loaded, job, self._surroundings_of)

    def hear(self, text: str) -> bool:
        """Takes the numbers of the examples, and compiles their code once for all candidates."""
        wanted = {int(one) for one in text.split()}
        users = self.loaded.users
        for entry in users.left:
            entry.code = None
            entry.code = users.code_of(entry, {check.number for check in entry.checks} & wanted)
        self.loaded.helpers  # noqa: B018 - once for all candidates
        if self.loaded.place is not None:
            self._surroundings_of(sorted(wanted), self.loaded.place.outermost.path)
        return True

    def _surroundings_of(self, wanted: List[int], path: str) -> Any:
        if self._wanted != wanted:
            self._surroundings, self._wanted = {}, wanted
        if path not in self._surroundings:
            self._surroundings[path] = surroundings_of(self.loaded, set(wanted), path)
        return self._surroundings[path]


class _Bare:
    """A zygote that has loaded no user code: each child loads the text of its job."""

    def __init__(self, order: Dict[str, Any], text: Text, channel: Channel, mapped: int) -> None:
        self._order = order
        self._text = text
        self._mapped = max(mapped, limits.address_space())
        channel.send({"bare": True})

    def live(self, channel: Channel) -> None:
        job = channel.receive()
        limit(job, self._mapped, self._order["memory"])
        if "inputs" in job:
            observing.afresh(channel, self._order, self._text, job)
            return
        judging.afresh(channel, self._order, self._text, job)

    def hear(self, text: str) -> bool:
        return False


def _probe(attempt: Callable[[], bool]) -> bool:
    """Whether the attempt calls the function. A fork tries it, without side effects here."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            if attempt():
                os.write(writing, b"1")
        finally:
            os._exit(0)
    os.close(writing)
    try:
        if not select.select([reading], [], [], _PROBE)[0]:
            os.kill(pid, signal.SIGKILL)
            return True
        return os.read(reading, 1) == b"1"
    finally:
        os.close(reading)
        os.waitpid(pid, 0)
