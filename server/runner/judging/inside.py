"""Judging an example in the candidate's own process, where the specification hands over what has no way out of the judge's.

Whatever comes of it may be forged: such verdicts are marked, and a candidate that needs them never counts as passed.
"""

import os
import types
from typing import Any, Callable, Dict, List, Optional, Set

from .. import frameworks
from ..channel import Broken, Closed
from ..crossing.exceptions import message_of
from .judge import JUDGE, LONGEST, Calls, Judge
from .program import Program, examples_of
from .connection import NOTHING, Connection
from .ended import Ended

with open(os.path.join(os.path.dirname(os.path.abspath(frameworks.__file__)), "doctests.py"), encoding="utf-8") as _file:
    _DOCTESTS = _file.read()
_STATUSES = ("pass", "fail", "error", "timeout", "blocked")
Report = Callable[[Dict[str, Any]], None]


def request(program: Program, job: Dict[str, Any]) -> Dict[str, Any]:
    """What the candidate's process gets besides the candidate: the user's statements and examples."""
    return {
        "steps": [step for step in program.steps if step["do"] != "tests"],
        "file": program.file,
        "target": program.target,
        "cpu": program.limits.cpu,
        "wall": program.limits.wall,
        "wanted": job["inside"],
        "lost": job["lost"],
    }


def relay(connection: Connection, program: Program, job: Dict[str, Any], report: Report) -> None:
    """For the evaluator: passes on one verdict for each example that is wanted, within the limits of each."""
    wanted: Set[int] = set(job["inside"])
    begun: Set[int] = set()
    current: Optional[int] = None
    connection.begin()
    try:
        connection.send({"op": "job", "source": job["source"], "inside": request(program, job)})
        while wanted:
            said = connection.receive()
            index = said.get("begin", said.get("verdict", {}).get("example"))
            if "begin" in said:
                if index in wanted and index not in begun:
                    current = index
                    begun.add(index)
                    connection.begin()
                    report({"begin": index})
            elif index in wanted:
                wanted.discard(index)
                current = None
                report({"verdict": _checked(said["verdict"])})
            elif said.get("op") == "end":
                break
    except Ended as ended:
        _give_up(report, wanted, current, ended.status, ended.message)
    except Closed:
        _give_up(report, wanted, current, "error", connection.died().message)
    except (Broken, AttributeError, TypeError) as error:
        _give_up(report, wanted, current, "error", "the candidate's process broke the protocol: %s" % error)


def _give_up(report: Report, wanted: Set[int], current: Optional[int], status: str, message: str) -> None:
    """One that had begun is all that is judged: what comes after it has another process."""
    for index in sorted(wanted) if current is None else [current]:
        report({"verdict": {"example": index, "status": status, "message": message, "ms": 0, "inside": True, "lost": True}})


def _checked(verdict: Dict[str, Any]) -> Dict[str, Any]:
    status = verdict.get("status")
    texts = {
        name: verdict[name][:LONGEST] for name in ("message", "expected", "actual") if type(verdict.get(name)) is str
    }
    ms = verdict.get("ms")
    return {
        "example": verdict["example"],
        # Nothing that a candidate says takes an example away.
        "status": status if status in _STATUSES else "error",
        "ms": ms if type(ms) in (int, float) and 0 <= ms < 1e6 else 0,
        "inside": True,
        **texts,
    }


class Here:
    """Takes the place of the connection: the function is at hand."""

    ended: Optional[Ended] = None
    alive = True
    changed: List[str] = []
    trace = None
    renew = None
    returned = NOTHING
    crossed: List[BaseException] = []
    texts: List[str] = []
    calls = 0
    reads_results = False

    def begin(self) -> None:
        self.ended = None


def judge(
    module: types.ModuleType, order: Dict[str, Any], present: List[str], load: Callable[[], None], send: Report
) -> None:
    """For the candidate's process: runs the user's file with the candidate in the function's place."""
    wanted = set(order["wanted"])

    def report(message: Dict[str, Any]) -> None:
        if message.get("begin", message.get("verdict", {}).get("example")) in wanted:
            send(message)

    program = Program(order, module, set())
    connection: Any = Here()
    judging = Judge(connection, report, set(), program.users)
    module.__dict__[JUDGE] = Calls(judging)
    present = list(present)
    for step in program.steps:
        if step["do"] == "run":
            if step["source"].strip() in present:
                present.remove(step["source"].strip())
            else:
                program.run(step, None)
        elif step["do"] == "define":
            try:
                load()
            except BaseException as error:  # noqa: BLE001 - whatever it raised is the outcome
                for index in sorted(wanted):
                    message = "does not load: %s" % message_of(error)
                    report({"verdict": {"example": index, "status": "error", "message": message, "ms": 0}})
                return
        elif step["do"] == "example" and not set(examples_of(step)) & set(order["lost"]):
            _example(program, step, judging)
        elif step["do"] == "doctest":
            _doctests().run(step, module.__dict__, connection, judging, program, set(order["lost"]))
    send({"op": "end"})


def _doctests() -> Any:
    """What runs doctests is slow to import, and out of reach here by its file."""
    found = types.ModuleType("%s.doctests" % frameworks.__name__)
    found.__package__ = frameworks.__name__
    exec(compile(_DOCTESTS, "doctests.py", "exec"), found.__dict__)  # noqa: S102 - the runner's own
    return found


def _example(program: Program, step: Dict[str, Any], judging: Judge) -> None:
    error: Optional[BaseException] = None
    try:
        program.execute(program.code_of(step))
    except BaseException as raised:  # noqa: BLE001 - judged below
        error = raised
    judging.close(examples_of(step), error, looped=error is not None and program.loops(step))
