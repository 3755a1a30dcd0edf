"""The processes of a plain session where processes fork: one that has loaded everything, one that has loaded nothing."""

import gc
import os
from typing import Any, Dict, Optional

from .. import nursery, sandbox
from ..channel import Channel, Closed
from ..forking import Watched
from ..leash import ForkedLeash
from ..loading import environment
from . import zygote
from .locking import lock
from .text import Text


class Forked:
    def __init__(self, node: Channel) -> None:
        self._node = node
        self._watched = Watched()
        self.watch, self.forget, self.ready = self._watched.watch, self._watched.forget, self._watched.ready
        self._order: Dict[str, Any] = {}
        self._text: Any = None
        self._loaded: Any = None
        self._bare: Any = None
        self._proof: Any = None
        self.mapped = 0

    def load(self, order: Dict[str, Any], text: Text) -> Dict[str, Any]:
        self._order, self._text = order, text
        os.chdir(order["cwd"])
        folders = environment.interpreter_folders()
        environment.prepare(order["path"])
        self._proof = sandbox.proven(folders)
        gc.collect()
        gc.freeze()
        told = self._load()
        if told is None and order["tests"]:
            # It may be a test file that ends the process: what the file itself holds runs without them.
            lost, order["tests"] = order["tests"], []
            told = self._load()
            if told is not None and "broken" not in told:
                reason = "a test file ends the process that imports it: %s" % ", ".join(map(os.path.basename, lost))
                told["reasons"] = {**dict.fromkeys(map(os.path.realpath, lost), reason), **told["reasons"]}
        if told is None:
            told = {"broken": "the process that loads the file ended: look whether the file's own code does so when it is imported."}
        self.mapped = told.get("mapped", 0)
        # Nothing of the user's has run in this process; what it forks from here on loads it.
        lock(order)
        return told

    def _load(self) -> Optional[Dict[str, Any]]:
        """What has come of it; None where its process ended."""
        self._loaded = zygote.start(self._order, self._text, [self._node.reading], loads=True)
        relay = Channel(self._loaded.fileno(), self._loaded.fileno())
        try:
            return relay.receive()  # type: ignore[no-any-return]
        except Closed:
            return None

    def sandbox(self) -> Dict[str, Any]:
        return self._proof.wait()  # type: ignore[no-any-return]

    def tell(self, text: str) -> None:
        nursery.tell(self._loaded, text)

    def child(self, afresh: bool) -> Any:
        """A channel to one that waits for its job, and the hold on it."""
        if afresh and self._bare is None:
            close = [self._node.reading, self._loaded.fileno(), *self._watched.descriptors()]
            self._bare = zygote.start(self._order, self._text, list(dict.fromkeys(close)), loads=False, mapped=self.mapped)
            Channel(self._bare.fileno(), self._bare.fileno()).receive()
        data, leash, pid = nursery.take_child(self._bare if afresh else self._loaded)
        return Channel(data, data), ForkedLeash(leash, pid)
