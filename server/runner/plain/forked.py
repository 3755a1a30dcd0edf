"""The processes of a plain session that forks: one has loaded everything, one has loaded nothing."""

import gc
import os
import socket
from typing import Any, Dict, Optional, Sequence

from .. import sandbox
from ..loading import environment
from ..processes import nursery
from ..processes.forking import Watched
from ..processes.leash import ForkedLeash
from ..transport.channel import Channel, Closed
from . import zygote
from .locking import lock
from .resting import POINTS, ask
from .text import Text


class Forked:
    def __init__(self, node: Channel) -> None:
        self._node = node
        self._watched = Watched()
        self.watch, self.forget, self.ready = self._watched.watch, self._watched.forget, self._watched.ready
        self._order: Dict[str, Any] = {}
        self._text: Any = None
        self._loaded: Any = None
        #: The points at which the loading rests.
        self._points: Dict[str, socket.socket] = {}
        self._bare: Any = None
        self._proof: Any = None
        self._sandbox: Optional[Dict[str, Any]] = None
        self.mapped = 0

    def load(self, order: Dict[str, Any], text: Text) -> Dict[str, Any]:
        """Starts the process that loads everything, and returns its report."""
        self._order, self._text = order, text
        os.chdir(order["cwd"])
        folders = environment.interpreter_folders()
        environment.prepare(order["path"])
        self._proof = sandbox.proven(folders)
        gc.collect()
        gc.freeze()
        told = self._load()
        if told is None and order["tests"]:
            # A test file may end the process: the file's own examples then run without the test files.
            lost, order["tests"] = order["tests"], []
            told = self._load()
            if told is not None and "broken" not in told:
                reason = "a test file ends the process that imports it: %s" % ", ".join(map(os.path.basename, lost))
                told["reasons"] = {**dict.fromkeys(map(os.path.realpath, lost), reason), **told["reasons"]}
        if told is None:
            told = {"broken": "the process that loads the file ended: check whether the file's own code does this on import."}
        self.mapped = told.get("mapped", 0)
        # No user code has run in this process; only its later forks load it.
        lock(order)
        return told

    def again(self, order: Dict[str, Any], text: Text) -> Optional[Dict[str, Any]]:
        """Loads another text, from the last point where both texts agree. Returns None if everything must be loaded again."""
        for at, name in reversed(list(enumerate(POINTS))):
            later = POINTS[at + 1 :]
            found = ask(self._points[name], order, text.text, later) if name in self._points else None
            if found is not None:
                self._order, self._text = order, text
                self._let_go(later)
                self._loaded, self._points = found.control, {**self._points, **found.points}
                told = self._told()
                if told is not None:
                    self.mapped = told.get("mapped", 0)
                return told
        return None

    def _load(self) -> Optional[Dict[str, Any]]:
        """Returns the report of the loading process; None if it ended."""
        self._let_go(POINTS)
        self._loaded, self._points = zygote.start(self._order, self._text, [self._node.reading])
        return self._told()

    def _told(self) -> Optional[Dict[str, Any]]:
        try:
            return Channel(self._loaded.fileno(), self._loaded.fileno()).receive()
        except Closed:
            return None

    def _let_go(self, points: Sequence[str]) -> None:
        """Ends the zygotes, and the processes that rest at these points."""
        for one in (self._loaded, self._bare, *(self._points.pop(name) for name in points if name in self._points)):
            if one is not None:
                one.close()
        self._loaded = self._bare = None

    def sandbox(self) -> Dict[str, Any]:
        if self._sandbox is None:
            self._sandbox = self._proof.wait()
        return self._sandbox

    def tell(self, text: str) -> None:
        nursery.tell(self._loaded, text)

    def child(self, afresh: bool) -> Any:
        """Returns a channel to a process that waits for its job, and its leash."""
        if afresh and self._bare is None:
            held = (self._loaded, *self._points.values())
            close = [self._node.reading, *(one.fileno() for one in held), *self._watched.descriptors()]
            self._bare = zygote.start(self._order, self._text, list(dict.fromkeys(close)), self.mapped).control
            Channel(self._bare.fileno(), self._bare.fileno()).receive()
        data, leash, pid = nursery.take_child(self._bare if afresh else self._loaded)
        return Channel(data, data), ForkedLeash(leash, pid)
