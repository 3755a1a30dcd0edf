"""One process for a specification and an interpreter. Forks the zygote, then an evaluator per candidate.

Node's messages, in this order:   context (goes to the zygote unread), program, then jobs and cancellations
To Node:                          ready | broken, then for each job {id, verdicts}
"""

import gc
import os
import re
import select
import signal
import socket
import time
from typing import Any, Dict, List, Optional, Set

from . import environment, evaluator, keeping, nursery, program, sandbox, survey, zygote
from .channel import Channel, Closed
from .exceptions import message_of

_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+(.{,500})", re.M)
_NAME = re.compile(r"\w+")

#: After this many time-outs the candidate's other examples are not tried.
PATIENCE = 3


#: Of more examples than these it is not asked whether their order matters.
MOST_AFRESH = 50

#: An evaluator that may be used again is replaced after so many jobs, whatever it has gathered in memory with it.
JOBS_EACH = 500


class Bench:
    """A running evaluator."""

    def __init__(self, pid: int, orders: socket.socket) -> None:
        self.pid = pid
        self.orders = orders
        self.jobs = 0


class Job:
    def __init__(self, message: Dict[str, Any]) -> None:
        self.id = message["id"]
        self.source: str = message["source"]
        #: The lines of each failing call are wanted too.
        self.trace: bool = message.get("trace", False)
        self.verdicts: Dict[int, Dict[str, Any]] = {}
        #: Examples that ended their evaluator: not executed again.
        self.lost: Set[int] = set()
        #: Examples that the specification leaves to the candidate's own process.
        self.inside: Set[int] = set()
        #: Time-outs after which the other examples are not tried, but for some, which then get no more time than others.
        self.patience: int = message.get("timeouts", PATIENCE)
        self.always: Set[int] = set(message.get("always", ()))
        self.hurries = False
        #: Whether examples that pass are run again, each afresh; the verdicts of that, while it runs.
        self.checks_order: bool = message.get("order", False) and keeping.keeps_state(self.source)
        self.again: Optional[Dict[int, Dict[str, Any]]] = None
        self.current: Optional[int] = None
        self.bench: Optional[Bench] = None
        self.deadline = 0.0
        self.news = 0
        #: What the statements between the examples did not come past.
        self.stuck: Optional[str] = None


class Host:
    def __init__(self, node: Channel, control: socket.socket) -> None:
        self._node = node
        self._control = control
        self._program: Optional[program.Program] = None
        self._waiting: List[Job] = []
        self._running: Dict[int, Job] = {}
        self._idle: List[Bench] = []
        self._slots = 1
        self._survey: Optional[survey.Survey] = None
        self._preloaded: Set[str] = set()
        self._poll = select.poll()
        self._poll.register(node.reading, select.POLLIN)

    def prepare(self) -> bool:
        """Takes context and program; False where the zygote could not start."""
        context = self._node.receive()
        relay = Channel(self._control.fileno(), self._control.fileno())
        relay.send(context)
        # While the zygote loads the context, this process loads the file.
        message = self._node.receive()
        sandbox.lock_host()
        environment.prepare(message["path"])
        os.chdir(message["cwd"])
        module = environment.new_module(message["module"], message["file"])
        shared = program.bound_names(context["source"])
        self._program = program.Program(message, module, shared)
        self._slots = message["slots"]
        self._program.warm()
        gc.collect()
        gc.freeze()
        try:
            told = relay.receive()
        except Closed:
            told = {"broken": "the process that loads the file's context ended"}
        if "broken" in told:
            self._node.send({"op": "broken", **told})
            return False
        # What the examples hand over has to be known there too.
        self._preload("\n".join(step["source"] for step in message["steps"] if step["source"]))
        examples = [{"example": example, "case": case} for _, example, case in self._program.order]
        reasons = self._program.tests.reasons if self._program.tests else {}
        self._node.send({"op": "ready", **told, "examples": examples, "notRun": reasons})
        return True

    def serve(self) -> None:
        """Until Node hangs up."""
        while True:
            while self._waiting and len(self._running) < self._slots:
                self._start(self._waiting.pop(0))
            for fd, _ in self._poll.poll(self._patience()):
                if fd == self._node.reading:
                    self._take(self._node.receive())
                elif fd in self._running:
                    self._listen(fd)
            for fd, job in list(self._running.items()):
                if time.monotonic() > job.deadline:
                    self._overdue(fd, job)

    def _patience(self) -> Optional[float]:
        if not self._running:
            return None
        return 1000 * max(0.0, min(job.deadline for job in self._running.values()) - time.monotonic()) + 1

    def _take(self, message: Dict[str, Any]) -> None:
        if message["op"] == "job":
            self._waiting.append(Job(message))
        elif message["op"] == "cancel":
            self._waiting = [job for job in self._waiting if job.id != message["id"]]
            for fd, job in list(self._running.items()):
                if job.id == message["id"]:
                    self._stop(fd, job)

    def _start(self, job: Job) -> None:
        assert self._program is not None
        self._preload(job.source)
        data, leash, pid = nursery.take_child(self._control)
        bench = self._idle.pop() if self._idle else self._fork()
        left = [number for number, _, _ in self._program.order if number not in job.verdicts]
        work = {
            "source": job.source,
            "skip": [] if job.again is not None else [*job.verdicts, *job.inside],
            "lost": list(job.lost),
            "trace": job.trace,
            "inside": [] if set(left) - job.inside else left,
            "afresh": job.again is not None,
            "hurries": job.hurries,
        }
        evaluator.give(bench.orders, data, leash, pid, work)
        os.close(data)
        os.close(leash)
        if job.again is not None:
            self._give_more(bench, len(self._program.order))
        bench.jobs += 1
        job.bench = bench
        job.current = None
        job.news = 0
        job.deadline = time.monotonic() + self._grace()
        fd = bench.orders.fileno()
        self._running[fd] = job
        self._poll.register(fd, select.POLLIN)

    def _give_more(self, bench: Bench, count: int) -> None:
        for _ in range(count):
            data, leash, pid = nursery.take_child(self._control)
            evaluator.give_another(bench.orders, data, leash, pid)
            os.close(data)
            os.close(leash)

    def _preload(self, source: str) -> None:
        wanted = {name for line in _IMPORT.findall(source) for name in _NAME.findall(line)} & zygote.ON_DEMAND
        for name in sorted(wanted - self._preloaded):
            nursery.preload(self._control, name)
        self._preloaded |= wanted

    def _fork(self) -> Bench:
        """A fresh evaluator, as the file was when it had been loaded."""
        assert self._program is not None
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            ours.close()
            sandbox.die_with_parent(parent)
            others = [bench.orders.fileno() for bench in self._idle] + list(self._running)
            for fd in [self._control.fileno(), *others]:
                os.close(fd)
            self._node.close()
            evaluator.run(self._program, theirs)
        theirs.close()
        return Bench(pid, ours)

    def _grace(self) -> float:
        """The evaluator keeps the wall limit itself while the candidate runs; this is for its own code."""
        assert self._program is not None
        return self._program.limits.wall * self._program.patience + 2

    def _listen(self, fd: int) -> None:
        job = self._running[fd]
        try:
            report = Channel(fd, fd).receive()
        except Closed:
            if nursery.is_gone(self._control):
                raise EOFError("the zygote is gone") from None
            report = {"end": True}
        job.deadline = time.monotonic() + self._grace()
        if job.again is not None:
            self._listen_again(fd, job, report)
        elif "begin" in report:
            job.current = report["begin"] if report["begin"] not in job.verdicts else None
        elif "verdict" in report:
            self._note(job, report["verdict"])
        else:
            job.stuck = report.get("stuck")
            self._finish(fd, job, untouched=report.get("touched") is False)
            self._go_on(job)

    def _listen_again(self, fd: int, job: Job, report: Dict[str, Any]) -> None:
        """While each example starts afresh: nothing but a failure is of interest."""
        assert job.again is not None
        if "verdict" in report:
            job.again[report["verdict"]["example"]] = report["verdict"]
        elif "end" in report:
            self._stop(fd, job)
            # What lives on with the candidate can't be asked for in another process: that tells nothing.
            if report.get("handles") is False:
                for index, verdict in job.again.items():
                    if verdict["status"] in ("fail", "error"):
                        job.verdicts[index]["orderDependent"] = True
            self._answer(job)

    def _note(self, job: Job, verdict: Dict[str, Any]) -> None:
        if verdict.pop("cantCross", False):
            found = self._surveyed()
            if verdict["example"] in found.inside:
                # Not a verdict yet: it comes from the candidate's own process.
                job.inside.add(verdict["example"])
                job.news += 1
                job.current = None
                return
            if verdict["example"] not in found.not_run:
                verdict["status"] = "error"
        job.verdicts[verdict["example"]] = verdict
        job.news += 1
        if verdict["example"] == job.current:
            job.current = None
        if verdict["status"] == "timeout":
            job.lost.add(verdict["example"])

    def _surveyed(self) -> survey.Survey:
        """Made once, when it is first needed: by the specification alone, so that when does not matter."""
        if self._survey is None:
            assert self._program is not None
            started = time.monotonic()
            others = [bench.orders.fileno() for bench in self._idle] + list(self._running)
            self._survey = survey.apart(self._program, [self._control.fileno(), *others])
            for job in self._running.values():
                job.deadline += time.monotonic() - started
        return self._survey

    def _overdue(self, fd: int, job: Job) -> None:
        assert self._program is not None
        self._stop(fd, job)
        if job.again is not None:
            self._answer(job)
            return
        if job.current is not None:
            message = "took more than %g s" % self._program.limits.wall
            self._note(job, {"example": job.current, "status": "timeout", "message": message, "ms": 1000 * self._grace()})
        else:
            job.stuck = "took more than %g s before it came to this example" % self._program.limits.wall
        self._go_on(job)

    def _finish(self, fd: int, job: Job, untouched: bool) -> None:
        """Keeps the evaluator for the next job where nothing has changed in it."""
        assert self._program is not None and job.bench is not None
        if not (untouched and self._program.reusable and job.bench.jobs < JOBS_EACH):
            self._stop(fd, job)
            return
        self._poll.unregister(fd)
        del self._running[fd]
        self._idle.append(job.bench)

    def _stop(self, fd: int, job: Job) -> None:
        assert job.bench is not None
        os.kill(job.bench.pid, signal.SIGKILL)
        os.waitpid(job.bench.pid, 0)
        self._poll.unregister(fd)
        del self._running[fd]
        job.bench.orders.close()

    def _go_on(self, job: Job) -> None:
        """Answers a job that is complete; runs what is left of another with a fresh child."""
        if job.current is not None:
            self._note(job, {"example": job.current, "status": "error", "message": "ended the process that judges it", "ms": 0})
        job.lost |= {index for index, verdict in job.verdicts.items() if verdict.pop("lost", False)}
        assert self._program is not None
        every = [number for number, _, _ in self._program.order]
        left = [index for index in every if index not in job.verdicts]
        timeouts = sum(verdict["status"] == "timeout" for verdict in job.verdicts.values())
        if timeouts >= job.patience:
            job.hurries = True
            message = "not tried: %d example%s before it took too long" % (timeouts, "" if timeouts == 1 else "s")
            for index in [index for index in left if index not in job.always]:
                left.remove(index)
                job.lost.add(index)
                job.verdicts[index] = {"example": index, "ms": 0, "status": "timeout", "message": message}
        if left and job.news:
            self._waiting.insert(0, job)
            return
        for index in left:
            if job.stuck:
                verdict = {"status": "timeout", "message": job.stuck}
            else:
                verdict = {"status": "error", "message": "could not be run: its process ended before it"}
            job.verdicts[index] = {"example": index, "ms": 0, **verdict}
        passes = all(verdict["status"] == "pass" for verdict in job.verdicts.values())
        if job.checks_order and passes and not job.inside and 1 < len(every) <= MOST_AFRESH:
            job.again = {}
            self._waiting.insert(0, job)
        else:
            self._answer(job)

    def _answer(self, job: Job) -> None:
        assert self._program is not None
        verdicts = [job.verdicts[number] for number, _, _ in self._program.order]
        self._node.send({"op": "verdicts", "id": job.id, "verdicts": verdicts})


def main(node: Channel) -> int:
    control = zygote.start(node)
    host = Host(node, control)
    try:
        if host.prepare():
            host.serve()
    except (Closed, EOFError, BrokenPipeError):
        return 0
    except Exception as error:  # noqa: BLE001 - Node shows it, once
        node.send({"op": "broken", "broken": message_of(error)})
        return 1
    return 0
