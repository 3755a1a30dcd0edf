"""Runs the child's own code once in the parent, on a program of ours, before any fork.

CPython's results of this run (specialized instructions, the attribute cache, resolved symbols) are then in every child. Otherwise each
child would compute them, and copy the memory pages with them.
"""

import socket
import types

from ..transport.channel import Channel
from .child import Child

#: CPython 3.11 specializes code after eight calls.
TURNS = 10
_SOURCE = "def add(a, b):\n    return a + b\n"
_CALL = {"op": "call", "path": "add", "names": [], "data": [], "scope": []}


def rehearse() -> None:
    near, far = socket.socketpair()
    with near, far:
        ours, theirs = (Channel(end.fileno(), end.fileno(), ahead=True) for end in (far, near))
        for _ in range(TURNS):
            module = types.ModuleType("rehearsal")
            child = Child(theirs, module, "<rehearsal>", [])
            ours.send({"op": "job", "source": _SOURCE})
            child._load(theirs.receive()["source"])
            for values, entries in (([1, 2], []), ([[0], "b"], [[0, "l", [], [1, 2]]])):
                ours.send({**_CALL, "v": values, "heap": entries})
                child._answer(theirs.receive())
                ours.receive()
