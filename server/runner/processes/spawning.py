"""Where no process forks, as on Windows: evaluators and children are separate interpreters, started before their job.

A child serves one candidate; an evaluator serves several if nothing changes in it, with one child each, which it starts itself.
single_use.py describes their messages, which are frames over standard input and output.
"""

import os
import subprocess
import sys
from typing import Any, Dict, List, Optional, Tuple

from ..judging.program import Program
from ..sandbox import job_object, probes
from ..transport.channel import Channel, Closed
from ..transport.piped import Bell, Piped
from . import evaluator, leash

#: Seconds for an interpreter to start and to load the user's file, or the candidate's context.
STARTING = 30.0
#: The bytes that an evaluator may commit on Windows; elsewhere it limits itself.
_EVALUATOR = 4 << 30

_WINDOWS = sys.platform == "win32"
#: The package with which an interpreter starts.
_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
#: Read before user code could change them. The python.exe of a virtual environment only starts another one: this starts that one
#: directly and passes the environment, as multiprocessing does.
_EXECUTABLE = getattr(sys, "_base_executable", None) or sys.executable if _WINDOWS else sys.executable
_ENVIRONMENT = {**os.environ, **({"__PYVENV_LAUNCHER__": sys.executable} if _EXECUTABLE != sys.executable else {})}
#: Sets have the same order in all processes of a session.
_SEED = "PYTHONHASHSEED"
_ENVIRONMENT.setdefault(_SEED, str(int.from_bytes(os.urandom(4), "big") or 1))
os.environ.pop(_SEED, None)


class Spawned:
    """An interpreter in a role of single_use.py, with its channel."""

    def __init__(self, role: str, bell: Optional[Bell] = None) -> None:
        # Without -I, which ignores the seed; the environment is Assay's own. Without -B, so that Assay's modules compile only once.
        command = [_EXECUTABLE, "-s", "-S", _FOLDER, role]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        hidden = {"creationflags": 0x08000000} if _WINDOWS else {}  # CREATE_NO_WINDOW
        process = subprocess.Popen(command, bufsize=0, stdin=pipe, stdout=pipe, stderr=nothing, env=_ENVIRONMENT, **hidden)  # type: ignore[call-overload]
        self._process: "subprocess.Popen[bytes]" = process
        self._job = job_object.JobObject() if _WINDOWS else None
        if self._job:
            self._job.take(self._handle)
        assert process.stdout and process.stdin
        reading, writing = os.dup(process.stdout.fileno()), os.dup(process.stdin.fileno())
        process.stdout.close()
        process.stdin.close()
        self.channel = Piped(reading, writing, bell.event if bell else None)

    @property
    def _handle(self) -> int:
        return int(self._process._handle)  # type: ignore[attr-defined]

    def limit(self, memory: int, cpu: Optional[float] = None, alone: bool = False) -> None:
        """On Windows, limits the bytes beyond its committed ones, and its total CPU seconds. Elsewhere it has limited itself by now."""
        if self._job:
            self._job.limit(job_object.committed(self._handle) + memory, cpu, alone)

    def cpu(self) -> float:
        return job_object.cpu_of(self._handle) if _WINDOWS else leash.cpu_of(self._process.pid)

    def let_go(self) -> None:
        """Ends it, and on Windows also its own children."""
        self._process.kill()
        self._process.wait()
        if self._job:
            self._job.close()

    def ending(self) -> str:
        """Waits for its end, ends it if it still runs, and returns how it ended."""
        try:
            # A process that has closed its channel is about to end: this waits a moment for its own status.
            status = self._process.wait(0.05)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        return leash.how_it_ended(status)


class Children:
    """The children of an evaluator. Each has loaded the candidate's context before its use."""

    def __init__(self, context: Dict[str, Any], role: str = "child") -> None:
        self._context = context
        self._role = role
        self._started: List[Spawned] = []

    def start(self) -> None:
        child = Spawned(self._role)
        child.channel.send(self._context)
        self._started.append(child)

    def take(self) -> evaluator.Ready:
        """Returns a ready child. Raises Closed if it does not start."""
        if not self._started:
            self.start()
        child = self._started.pop(0)
        if not child.channel.ready(STARTING):
            child.let_go()
            raise Closed()
        child.channel.receive()
        child.limit(self._context["memory"], child.cpu() + self._context["cpu"], alone=True)
        return child.channel, child


class Evaluator:
    """A running evaluator, as seen by the host."""

    def __init__(self, order: Dict[str, Any], bell: Optional[Bell] = None) -> None:
        self._spawned = Spawned("evaluator", bell)
        self._spawned.limit(_EVALUATOR)
        self.channel: Channel = self._spawned.channel
        self.channel.send(order)
        #: The number of its jobs.
        self.jobs = 0

    def give(self, job: Dict[str, Any], more: int) -> None:
        """Sends a job; the evaluator has its own children."""
        self.channel.send({**job, "children": 1 + more})
        self.jobs += 1

    def kill(self) -> None:
        self._spawned.let_go()
        self.channel.close()


class SingleUse:
    """The processes of one session."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.watch, self.forget, self.ready = self.bell.watch, self.bell.forget, self.bell.ready
        self._order: Dict[str, Any] = {}
        self._ahead: List[Evaluator] = []
        self._probe: Optional[Tuple[Children, probes.Grounds]] = None

    def load(self, context: Dict[str, Any], program: Dict[str, Any]) -> None:
        """Lets a first child load the context while the host loads the program."""
        self._order = {"context": context, "program": program}
        first = Children(context, "probe")
        first.start()
        # Before the host's lock, which forbids ports.
        self._probe = (first, probes.Grounds())
        self._start_ahead()

    def loaded(self) -> Dict[str, Any]:
        """The result of the context's loading; `broken` if no candidate can run."""
        assert self._probe
        first, grounds = self._probe
        self._probe = None
        try:
            channel, child = first.take()
        except Closed:
            return {"broken": "the process that loads the file's context ended"}
        try:
            channel.send({"canary": grounds.canary, "address": grounds.address, "process": grounds.process})
            told: Dict[str, Any] = channel.receive()
        except Closed:
            return {"broken": "the process that tries the sandbox ended"}
        finally:
            child.let_go()
            channel.close()
            grounds.close()
        return told

    def preload(self, name: str) -> None:
        """Does nothing: each child imports its own libraries."""

    def evaluator(self, program: Program) -> Evaluator:
        started = self._ahead.pop(0) if self._ahead else Evaluator(self._order, self.bell)
        self._start_ahead()
        return started

    def end(self, one: Evaluator) -> None:
        one.kill()

    def check(self, ended: Evaluator) -> None:
        """Does nothing: there is no zygote that could be gone."""

    def _start_ahead(self) -> None:
        self._ahead.append(Evaluator(self._order, self.bell))
