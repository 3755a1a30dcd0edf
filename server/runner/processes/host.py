"""One process for a specification and an interpreter: gives each candidate an evaluator and a child, and enforces their limits.
forking.py and spawning.py start those processes.

Node's messages, in this order:   context, program, then jobs and cancellations
To Node:                          ready | broken, then verdicts for each job
"""

import gc
import re
import time
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set

from ..judging import allowance, program
from ..transport import said
from ..transport.channel import Broken, Channel, Closed
from . import zygote
from .job import Job
from .queueing import Queue, keep

if TYPE_CHECKING:
    from ..transport import frames

_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+(.{,500})", re.M)
_NAME = re.compile(r"\w+")

#: With more examples than these, their order is not checked.
MOST_AFRESH = 50
#: A reusable evaluator is replaced after so many jobs, which frees its memory.
JOBS_EACH = 500


class Host(Queue):
    def __init__(self, node: Channel, processes: Any) -> None:
        super().__init__(node, processes, Job)
        self._program: Optional[program.Program] = None
        self._idle: List[Any] = []
        self._preloaded: Set[str] = set()

    def prepare(self) -> bool:
        """Takes context and program. Returns False if no candidate can run."""
        context: "frames.Context" = self._node.receive()
        message: "frames.Program" = self._node.receive()
        # Another process loads the context while this one loads the file.
        self._processes.load(context, message)
        self._program = program.load(context, message)
        self._slots = message["slots"]
        self._waiting_limit = message.get("waiting") or allowance.waiting(message["cpu"])
        gc.collect()
        gc.freeze()
        told = self._processes.loaded()
        if "broken" in told:
            broken: "frames.Broken" = {"op": "broken", "broken": told["broken"]}
            self._node.send(broken)
            return False
        # The child must know the classes of the examples' arguments too.
        self._preload("\n".join(str(step["source"]) for step in message["steps"] if step["source"]))
        examples: "List[frames.FoundCase]" = [{"example": example, "case": case} for _, example, case in self._program.order]
        reasons = self._program.tests.reasons if self._program.tests else {}
        ready: "frames.BoundaryReady" = {
            "op": "ready",
            "failure": told["failure"],
            "sandbox": told["sandbox"],
            "threads": told["threads"],
            "memory": told["memory"],
            "examples": examples,
            "notRun": {str(index): reason for index, reason in reasons.items()},
        }
        self._node.send(ready)
        return True

    def _start(self, job: Job) -> None:
        assert self._program is not None
        self._preload(job.source)
        evaluator = self._idle.pop() if self._idle else self._processes.evaluator(self._program)
        work = {
            "source": job.source,
            "skip": [] if job.again is not None else list(job.verdicts),
            "lost": list(job.lost),
            "trace": job.trace,
            "afresh": job.again is not None,
            "hurries": job.hurries,
            "waiting": max(self._waiting_limit - job.waited, 0.0),
        }
        evaluator.give(work, 0 if job.again is None else len(self._program.order))
        job.evaluator = evaluator
        job.current = None
        job.news = 0
        job.waited_before = job.waited
        job.heard = time.monotonic()
        job.deadline = job.heard + self._grace(job)
        self._running[evaluator.channel] = job
        self._processes.watch(evaluator.channel)

    def _preload(self, source: str) -> None:
        wanted = {name for line in _IMPORT.findall(source) for name in _NAME.findall(line)} & zygote.ON_DEMAND
        for name in sorted(wanted - self._preloaded):
            self._processes.preload(name)
        self._preloaded |= wanted

    def _grace(self, job: Job) -> float:
        """The seconds for the evaluator's own code: it enforces the wall-clock limits itself while the candidate runs."""
        assert self._program is not None
        limits, patience = self._program.limits, self._program.patience
        return min(limits.wall * patience, self._waiting_limit - job.waited + 3 * limits.cpu * patience) + 2

    def _listen(self, channel: Channel) -> None:
        job, before = self._running[channel], self._running[channel].waited
        try:
            report = channel.receive()
            if "verdict" in report:
                report["verdict"] = said.verdict(report["verdict"])
        except Closed:
            self._processes.check(job.evaluator)
            report = {"end": True, "waited": time.monotonic() - job.heard + before - job.waited_before}
        except Broken as error:
            report = {"end": True, "broken": "the process that judges it broke the protocol: %s" % error}
        job.heard = time.monotonic()
        job.waited = max(before, job.waited_before + said.seconds(report.get("waited")))
        if "verdict" in report and report["verdict"]["status"] == "timeout":
            # All its time counts as waiting.
            job.waited = max(job.waited, before + report["verdict"]["ms"] / 1000)
        job.deadline = job.heard + self._grace(job)
        if job.again is not None:
            self._listen_again(channel, job, report)
        elif "begin" in report:
            job.current = report["begin"] if report["begin"] not in job.verdicts else None
        elif "verdict" in report:
            self._note(job, report["verdict"])
        else:
            job.stuck = report.get("stuck")
            job.broken = report.get("broken")
            self._finish(channel, job, untouched=report.get("touched") is False)
            self._go_on(job)

    def _listen_again(self, channel: Channel, job: Job, report: Dict[str, Any]) -> None:
        """Handles reports while each example runs afresh: only failures count."""
        assert job.again is not None
        if "verdict" in report:
            job.again[report["verdict"]["example"]] = report["verdict"]
        elif "end" in report:
            self._stop(channel, job)
            for index, verdict in job.again.items():
                # An object of an earlier process does not exist in another one, so this failure proves nothing.
                if verdict["status"] not in ("pass", "notRun") and not verdict.get("reachedBack"):
                    job.verdicts[index]["orderDependent"] = True
            self._answer(job)

    def _note(self, job: Job, verdict: Dict[str, Any]) -> None:
        job.verdicts[verdict["example"]] = verdict
        job.news += 1
        if verdict["example"] == job.current:
            job.current = None
        if verdict["status"] == "timeout":
            job.lost.add(verdict["example"])

    def _overdue(self, channel: Channel, job: Job) -> None:
        assert self._program is not None
        self._stop(channel, job)
        took = time.monotonic() - job.heard
        job.waited += took
        if job.again is not None:
            left = [number for number in job.verdicts if number not in job.again]
            job.verdicts[left[0] if left else 0]["orderDependent"] = True
            self._answer(job)
            return
        if job.current is not None:
            message = "took more than %g s" % self._program.limits.wall
            self._note(job, {"example": job.current, "status": "timeout", "message": message, "ms": 1000 * took})
        else:
            job.stuck = "took more than %g s before it reached this example" % self._program.limits.wall
        self._go_on(job)

    def _finish(self, channel: Channel, job: Job, untouched: bool) -> None:
        """Keeps the evaluator for the next job if nothing has changed in it."""
        assert self._program is not None
        if not (untouched and self._program.reusable and job.evaluator.jobs < JOBS_EACH):
            self._stop(channel, job)
            return
        self._processes.forget(channel)
        del self._running[channel]
        self._idle.append(job.evaluator)

    def _stop(self, channel: Channel, job: Job) -> None:
        self._processes.forget(channel)
        del self._running[channel]
        self._processes.end(job.evaluator)

    def _go_on(self, job: Job) -> None:
        """Answers a complete job, or continues an incomplete one with a fresh child."""
        if job.current is not None:
            self._note(job, {"example": job.current, "status": "error", "message": "ended the process that judges it", "ms": 0})
        job.lost |= {index for index, verdict in job.verdicts.items() if verdict.pop("lost", False)}
        assert self._program is not None
        every = [number for number, _, _ in self._program.order]
        left = [index for index in every if index not in job.verdicts]
        timeouts = sum(verdict["status"] == "timeout" for verdict in job.verdicts.values())
        is_over = job.waited >= self._waiting_limit
        if job.broken:
            for index in left:
                job.verdicts[index] = {"example": index, "ms": 0, "status": "error", "message": job.broken}
            left = []
        elif timeouts >= job.patience or (is_over and timeouts):
            job.hurries = True
            message = "not tried: %d example%s before it took too long" % (timeouts, "" if timeouts == 1 else "s")
            for index in [index for index in left if is_over or index not in job.always]:
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
                verdict = {"status": "error", "message": "could not be run: its process ended first"}
            job.verdicts[index] = {"example": index, "ms": 0, **verdict}
        passes = all(verdict["status"] == "pass" for verdict in job.verdicts.values())
        if job.checks_order and passes and not is_over and 1 < len(every) <= MOST_AFRESH:
            job.again = {}
            self._waiting.insert(0, job)
        else:
            self._answer(job)

    def _answer(self, job: Job) -> None:
        assert self._program is not None
        verdicts: Any = [job.verdicts[number] for number, _, _ in self._program.order]
        told: "frames.BoundaryVerdicts" = {"op": "verdicts", "id": job.id, "verdicts": verdicts, "waited": job.waited}
        self._node.send(told)


def main(node: Channel, processes: Any) -> int:
    return keep(Host(node, processes), node)
