"""Judges a program of ours in the parent before the first fork. runner/processes/rehearsal.py says what that saves each child."""

import builtins
import gc
import os
import signal
import types
from collections import defaultdict
from typing import Any, Dict

from ..judging.judge import JUDGE
from ..processes.rehearsal import TURNS
from ..transport.channel import Channel
from . import judging
from .loaded import Loaded
from .surroundings import surroundings_of
from .target import MARK, NOTE
from .text import Text

_FILE = "<rehearsal>"
_BASE = 'def add(a, b):\n    """The sum."""\n\n\nassert add(1, 2) == 3\n'
_CANDIDATE = _BASE.replace('"""\n\n', '"""\n    import math\n\n    return math.floor(a) + sum([b for _ in range(1)])\n\n')
_ORDER: Dict[str, Any] = {
    "module": "rehearsal",
    "path": [],
    "file": _FILE,
    "target": "add",
    "ordinal": 0,
    "listed": [],
    "tests": [],
    "stub": True,
}
#: All other options of a run are off.
_JOB: Dict[str, Any] = defaultdict(bool, text=_CANDIDATE, skip=[], lost=[], only=None, wanted=[0], limits={}, cpu=10.0)


def rehearse() -> None:
    """Leaves nothing behind except CPython's specialized code."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    channel = Channel(nowhere, nowhere)
    handler = signal.getsignal(signal.SIGPROF)
    try:
        loaded = _loaded()
        surroundings = surroundings_of(loaded, {0}, _ORDER["target"])
        for _ in range(TURNS):
            judging.swapped(channel, loaded, _JOB, lambda *_: surroundings)
    finally:
        signal.signal(signal.SIGPROF, handler)
        os.close(nowhere)
        for name in (JUDGE, MARK, NOTE):
            vars(builtins).pop(name, None)
    gc.collect()


def _loaded() -> Loaded:
    """Loads like the zygote of candidates, but outside of the import system."""
    loaded = Loaded(_ORDER, Text(_BASE, _FILE))
    users = loaded.users
    module = types.ModuleType("rehearsal")
    users.modules.append(module)
    (marked,) = users.marked
    exec(compile(_BASE.partition("assert")[0], _FILE, "exec", 0, True, 0), module.__dict__)  # noqa: S102 - ours
    marked.functions.append(module.add)
    users.deferral.waiting += [entry for entry in users.entries if entry.checks]
    return loaded
