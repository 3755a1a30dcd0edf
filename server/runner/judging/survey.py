"""Settles which examples have no honest way across the boundary: by the specification alone, before and without any candidate.

Each example runs against a stub that looks at its arguments, up to the first use of a result. What an example hands over after
that may derive from a candidate's own result: it decides nothing.
"""

import json
import os
import re
import select
import signal
import sys
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Set

from .. import guard
from ..crossing.heap import Heap
from ..crossing.remote import CantCross, outgoing_kind
from ..crossing.trust import Trust
from ..sandbox import limits
from .program import Program, examples_of

#: Seconds for all examples of a file, and for those of one step.
PATIENCE = 6.0
PATIENCE_EACH = 2.0
#: What the candidate's process could not do either: such an example is not run at all.
_REACHES_OUT = re.compile(r"\b(?:open|fdopen|\w*TemporaryFile|mkstemp|mkdtemp|TemporaryDirectory|socket|Popen|connect)\s*\(")


class Survey(NamedTuple):
    #: Examples that are to be judged in the candidate's own process.
    inside: Set[int]
    #: Examples that can't be run there either.
    not_run: Set[int]


class Stop(BaseException):
    """Ends an example: what is to be known of it is known."""


class Unknown:
    """What a call gives. Whoever looks at it learns nothing."""

    def _stop(self, *_: Any, **__: Any) -> Any:
        raise Stop()

    __getattr__ = __call__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _stop  # type: ignore[assignment]
    __bool__ = __len__ = __iter__ = __next__ = __contains__ = __getitem__ = __setitem__ = __delitem__ = _stop
    __enter__ = __exit__ = __await__ = __repr__ = __str__ = __int__ = __float__ = __index__ = _stop
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __mod__ = __round__ = __abs__ = _stop


class Stub:
    """Stands where the connection to a candidate would."""

    def __init__(self, trust: Trust) -> None:
        self.obstacle = False
        self.timer = guard.of_wall(_too_long)
        self._trust = trust

    def call(self, path: str, positional: Any, named: Dict[str, Any]) -> Any:
        heap = Heap(0, None, _kind, self._trust)
        try:
            heap.encode([*positional, *named.values()])
        except CantCross:
            self.obstacle = True
            raise Stop() from None
        return Unknown()

    def member(self, path: str, name: str) -> Any:
        return Unknown()


def _kind(thing: Any) -> Optional[str]:
    # What is made of a result without a look at it, its class too, is the candidate's.
    return "object" if type(thing) is Unknown or thing is Unknown else outgoing_kind(thing)


def survey(program: Program) -> Survey:
    """Runs the examples; changes the process that it runs in."""
    trust = Trust(program.module.__name__, program.shared.__contains__, from_candidate=False)
    stub = Stub(trust)
    program.connection = stub  # type: ignore[assignment]
    found = Survey(set(), set())
    tainted: Optional[Dict[str, Any]] = None
    for step in program.left:
        examples = examples_of(step)
        if step["do"] == "run":
            if _meets(lambda step=step: program.execute(program.code_of(step)), stub):
                # What a statement could not bind is missing to all that follow.
                tainted = tainted or step
        elif step["do"] == "define":
            program.define(step)
        elif step["do"] == "example":
            if _meets(lambda step=step: program.execute(program.compile(program.parse(step))), stub) or tainted:
                _note(found, examples, [step, tainted or step])
        elif step["do"] == "doctest":
            _doctests(step, program, stub, found)
    if program.tests:
        # No framework runs in the candidate's process.
        for number, run in program.tests.silently():
            if _meets(run, stub):
                found.not_run.add(number)
    return found


def _doctests(step: Dict[str, Any], program: Program, stub: Stub, found: Survey) -> None:
    import doctest

    session = dict(program.module.__dict__)
    tainted = False
    for example, index in zip(doctest.DocTestParser().get_examples(step["source"]), step["examples"]):
        code = compile(example.source, "<doctest>", "single", program.flags, True)
        tainted = _meets(lambda code=code: exec(code, session), stub) or tainted  # noqa: S102 - the user's own example
        if tainted and index is not None:
            _note(found, [index], [step])


def _meets(run: Callable[[], Any], stub: Stub) -> bool:
    """Whether running it hands over what can't cross."""
    stub.obstacle = False
    stub.timer.start(PATIENCE_EACH)
    try:
        run()
    except BaseException:  # noqa: BLE001, S110 - how it ends is not the question
        pass
    finally:
        stub.timer.stop()
    return stub.obstacle


def _too_long(*_: Any) -> None:
    raise Stop()


def _note(found: Survey, examples: List[int], steps: List[Dict[str, Any]]) -> None:
    reaches_out = any(_REACHES_OUT.search(step["source"]) for step in steps)
    (found.not_run if reaches_out else found.inside).update(examples)


def apart(program: Program, close: List[int]) -> Survey:
    """The survey in a process of its own, which lets go of `close`; nothing of note where that does not end in time."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            for fd in (*close, reading):
                os.close(fd)
            limits.limit_evaluator()
            devnull = os.open(os.devnull, os.O_RDWR)
            for fd in (0, 1, 2):
                os.dup2(devnull, fd)
            sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115 - the user's prints go nowhere
            inside, not_run = survey(program)
            os.write(writing, json.dumps([sorted(inside), sorted(not_run)]).encode("ascii"))
        finally:
            os._exit(0)
    os.close(writing)
    try:
        said = b""
        if select.select([reading], [], [], PATIENCE)[0]:
            said = os.read(reading, 1 << 16)
    finally:
        os.close(reading)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    inside, not_run = json.loads(said) if said else ([], [])
    return Survey(set(inside), set(not_run))
