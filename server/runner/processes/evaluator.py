"""Runs the user's file and its examples against one candidate, which it reaches only through the stub."""

import os
import sys
import time
from typing import Any, Callable, Dict, List, Optional, Set, Tuple

from ..crossing.trust import Trust
from ..judging.allowance import Allowance
from ..judging.connection import Connection
from ..judging.ended import Ended
from ..judging.frameworks.workbench import Bench
from ..judging.judge import JUDGE, Calls, Judge
from ..judging.program import Program, examples_of
from ..sandbox import limits
from ..transport.channel import Channel, Closed
from . import guard

#: A child that is ready for its program: its channel, and its leash (see leash.py).
Ready = Tuple[Channel, Any]


class Evaluator:
    """One candidate's evaluation. `report` takes `{begin: i}` and `{verdict: …}` in the order of execution."""

    def __init__(
        self,
        program: Program,
        child: Ready,
        report: Callable[[Dict[str, Any]], None],
        skip: Set[int],
        lost: Set[int],
        waiting: float,
    ) -> None:
        """`waiting`: seconds in which the candidate may wait without computing."""
        self._program = program
        self._allowance = Allowance(waiting)
        self._space = program.module.__dict__
        # A candidate may only name those parts of the user's file that its own process has.
        trust = Trust(program.module.__name__, program.shared.__contains__, False, program.at_hand, program.withheld, program.kept)
        self._connection = Connection(*child, program.limits, self._space, trust, program.states, self._allowance)
        self._allowance.attach(lambda: time.process_time() + self._connection.child.cpu())
        self._report = report
        self._judge = Judge(self._connection, self._tell, skip, program.users)
        self._skip = skip
        self._lost = lost
        #: The limit for the examples' own code.
        self._own: Any = None
        self._space[JUDGE] = Calls(self._judge)
        program.connection = self._connection
        #: Each example gets the same time.
        self.hurries = False
        #: The reason why the remaining examples can't be reached.
        self.stuck: Optional[str] = None
        self._connection.marking.marks = program.marks

    def finish(self) -> Dict[str, Any]:
        """Ends the child. Returns the final report for the host."""
        self._connection.let_go()
        touched = self._connection.marking.touched or not self._program.restore()
        told = {"stuck": self.stuck, "broken": self._connection.broken}
        return {"touched": touched, "waited": self._allowance.waited, **told}

    def _tell(self, message: Dict[str, Any]) -> None:
        """Adds the waiting time so far to a report."""
        self._allowance.look()
        self._report({**message, "waited": self._allowance.waited})

    def run_afresh(self, source: str, another: Callable[[], Optional[Ready]]) -> None:
        """Gives each example its own child, so that the candidate keeps nothing between examples."""

        def renew() -> None:
            child = another()
            if child is not None:
                self._connection.swap(*child)
                self._connection.load(source)

        self._connection.renew = renew
        self.run(source)

    def run(self, source: str, tracing: bool = False) -> None:
        self._connection.tracing = tracing
        every = [number for number, _, _ in self._program.order]
        failed = self._connection.load(source)
        if failed:
            for index in every:
                if index not in self._skip:
                    self._judge.verdict(index, status=failed.status, message=failed.message, ms=0)
            return
        later: List[Dict[str, Any]] = []
        self._own = guard.of_cpu(self._too_long)
        try:
            for step in self._program.left:
                if step["do"] == "run":
                    self._connection.begin()
                    self._guard()
                    calls = self._connection.calls
                    self._program.run(step, self._connection)
                    if self._connection.calls > calls:
                        self._connection.results |= self._program.values_in(step)
                    self._connection.note()
                elif step["do"] == "define":
                    self._program.define(step)
                    self._connection.defined({target.split(".")[0] for target in step.get("targets", [self._program.target])})
                elif step["do"] == "example":
                    self._example(step)
                elif step["do"] == "doctest":
                    later.append(step)
            for step in later:
                from ..judging.frameworks import doctests  # The parent imports it if there is such a step: see Program.warm.

                self._guard()
                doctests.run(step, self._space, self._connection, self._judge, self._program, self._lost)
            if self._program.tests:
                self._program.tests.run(Bench(self._judge, self._connection, self._guard, self._program.target), self._skip)
        except Ended as ended:
            # If the child has gone, the host runs the rest with another; if the file's own code hangs, that would not help.
            self.stuck = ended.message if self._connection.alive else None
        finally:
            self._own.stop()

    def _guard(self) -> None:
        """Limits the examples' own code like the candidate's."""
        self._own.start(self._program.limits.cpu * self._connection.child.patience)

    def _too_long(self, *_: Any) -> None:
        limit = self._program.limits.cpu * self._connection.child.patience
        raise self._connection.end("timeout", "the example's own code took more than %g s of CPU" % limit)

    def _example(self, step: Dict[str, Any]) -> None:
        indexes = examples_of(step)
        if all(index in self._skip for index in indexes):
            # It has a verdict from an earlier child. If it is known to end, it runs again for its side effects.
            if any(index in self._lost for index in indexes):
                return
        code = self._program.code_of(step)
        self._connection.child.patience = 1.0 if self.hurries else step.get("patience", 1.0)
        self._guard()
        error: Optional[BaseException] = None
        calls = self._connection.calls
        self._connection.reads_results = bool(self._program.values_in(step) & self._connection.results)
        try:
            self._program.execute(code)
        except BaseException as raised:  # noqa: BLE001 - judged below
            error = raised
        self._connection.child.patience = 1.0
        named = self._program.values_in(step)
        by_result = self._connection.calls > calls or bool(named & self._connection.results)
        if by_result:
            self._connection.results |= named
        self._judge.close(indexes, error, by_result, error is not None and self._program.loops(step))
        if isinstance(error, Ended) and (not self._connection.alive or error.status == "timeout"):
            raise error


def serve(program: Program, supply: Any) -> None:
    """Runs an evaluator to its end: one job after another, as long as the host sends some.

    `supply.next()` returns a job and its child, or None at the end; `supply.another()` returns one more child for that job;
    `supply.report(message)` sends to the host.
    """
    limits.limit_evaluator()
    program.seeded.restore()
    devnull = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(devnull, fd)
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115 - discards the user's prints
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    try:
        while True:
            given = supply.next()
            if given is None:
                return
            job, child = given
            evaluator = Evaluator(program, child, supply.report, set(job["skip"]), set(job["lost"]), job["waiting"])
            evaluator.hurries = job["hurries"]
            if job["afresh"]:
                evaluator.run_afresh(job["source"], supply.another)
            else:
                evaluator.run(job["source"], tracing=job["trace"])
            supply.report({"end": True, **evaluator.finish()})
    except Closed:
        return
    finally:
        os._exit(0)
