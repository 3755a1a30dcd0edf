"""A plain session where nothing forks, as on Windows: each job gets its own interpreter, which loads everything."""

import os
from typing import Any, Dict, List, Tuple

from ..processes.spawning import STARTING, Children, Spawned
from ..sandbox import probes
from ..transport.channel import Channel, Closed
from ..transport.piped import Bell
from .text import Text


class SingleUse:
    mapped = 0

    def __init__(self) -> None:
        self.bell = Bell()
        self.watch, self.forget, self.ready = self.bell.watch, self.bell.forget, self.bell.ready
        self._order: Dict[str, Any] = {}
        self._text = ""
        self._ahead: List[Spawned] = []
        self._sandbox: Dict[str, Any] = {}

    def load(self, order: Dict[str, Any], text: Text) -> Dict[str, Any]:
        self._order, self._text = order, text.text
        os.chdir(order["cwd"])
        self._start()
        self._sandbox = self._proven()
        if "broken" in self._sandbox:
            return self._sandbox
        return {"afresh": True, "examples": [], "cases": {}, "reasons": {}, "failures": [], "mapped": 0}

    def again(self, order: Dict[str, Any], text: Text) -> None:
        """Returns nothing, because each job loads everything by itself."""

    def sandbox(self) -> Dict[str, Any]:
        return self._sandbox

    def tell(self, text: str) -> None:
        """Does nothing: each interpreter gets the text with its job."""

    def child(self, afresh: bool) -> Tuple[Channel, Spawned]:
        """Returns a channel to a process that waits for its job, and its leash. Raises EOFError if none starts."""
        one = self._ahead.pop(0)
        self._start()
        if not one.channel.ready(STARTING):
            one.let_go()
            raise EOFError("no interpreter starts")
        one.channel.receive()
        one.limit(self._order["memory"])
        return one.channel, one

    def _start(self) -> None:
        one = Spawned("fresh", self.bell)
        one.channel.send({"order": self._order, "text": self._text})
        self._ahead.append(one)

    def _proven(self) -> Dict[str, Any]:
        """Runs the probes in an interpreter with the lock of a boundary candidate, and returns their findings."""
        order = self._order
        context = {name: order[name] for name in ("module", "file", "path", "cwd", "target")}
        first = Children({"op": "context", **context, "source": "", "preload": [], "memory": order["memory"], "cpu": 60}, "probe")
        first.start()
        grounds = probes.Grounds()
        try:
            channel, child = first.take()
        except Closed:
            return {"broken": "the process that tries the sandbox ended"}
        try:
            channel.send({"canary": grounds.canary, "address": grounds.address, "process": grounds.process})
            return channel.receive()["sandbox"]
        except Closed:
            return {"broken": "the process that tries the sandbox ended"}
        finally:
            child.let_go()
            channel.close()
            grounds.close()
