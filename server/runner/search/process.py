"""The search's process: reads argument and result pairs from the examples, and enumerates expressions that map one to the other.

It runs only the user's own file and tests, expressions of Assay's grammar, and edits of a model's samples that the confinement's
reader accepts. It is one process with the evaluator's lock and a child's limits.
"""

import ast
import os
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional

from .. import sandbox
from ..judging.program import Program
from ..loading import environment
from ..sandbox import limits
from ..transport.channel import Channel, Closed
from ..transport.raised import message_of
from . import enumeration
from .accepted import accepted_of, carried
from .evidence import Evidence
from .file_names import with_file_names
from .hints import Hints
from .plainness import check
from .reader import Reader
from .solution import Solution, modules_in
from .steering import HOW, Edited, steering_of
from .subject import Columns, Subject, Unread

if TYPE_CHECKING:
    from ..transport import frames


#: Some of those that are given early are not among the best in the end. Node chooses, and ends the search.
SPARE = 20
#: The part of the time that goes to edits of samples, where there are any, before skeletons.
EDITING = 0.7


def main(node: Channel) -> int:
    try:
        message: "frames.Search" = node.receive()
        limits.limit_child(limits.address_space() + (1 << 30), int(message["seconds"] * 5) + 10)
        sandbox.lock_host()
        environment.prepare(message["path"])
        os.chdir(message["cwd"])
        find(message, lambda found: _say(node, found))
        _say(node, {"op": "end"})
    except Closed:
        return 0
    except Unread as error:
        _say(node, {"op": "end", "unread": error.args[0]})
    except BaseException as error:  # noqa: BLE001 - the user's file may do anything; Node reports it once
        _say(node, {"op": "end", "broken": message_of(error)})
    return 0


def _say(node: Channel, told: "frames.FromSearch") -> None:
    node.send(told)


def find(message: "frames.Search", say: Callable[["frames.FromSearch"], None]) -> None:
    """Says each body that it finds. Raises Unread if no example has readable arguments and a result."""
    module = environment.new_module(message["module"], message["file"])
    program = Program({**message, "cpu": 0, "wall": 0}, module, set())
    receiver = message.get("receiver")
    reader: Optional[Reader] = None
    checks = []
    for step in message["steps"]:
        if step["do"] in ("run", "define"):
            program.run(step, None)
        if step["do"] == "define":
            reader = Reader(Subject(message["target"], receiver, module.__dict__), module.__dict__)
        elif step["do"] != "run":
            checks.append(step)
        # Asserts may be above the function.
        while reader is not None and checks:
            _read(checks.pop(0), reader, program, message)
    if reader is None or not reader.pairs:
        raise Unread(Unread.ARGUMENTS if reader is not None and reader.has_behaviour else Unread.UNCALLED)
    check(reader.pairs)
    parameters = [one["name"] for one in message["parameters"]]
    names = _constants(message.get("context", ""))
    columns = Columns(reader.pairs, parameters, receiver, list(names))
    module.__dict__.update({name: value for name, value in names.items() if name not in module.__dict__})
    taken = {*parameters, *columns.fields, message["target"].split(".")[-1], *([receiver] if receiver else [])}
    library = accepted_of(message.get("library", []), module.__dict__, taken)
    module.__dict__.update({one.name: one for one in library})
    read = reader

    def give(solution: Solution) -> bool:
        named = with_file_names(solution.body, [*parameters, *columns.fields], module.__dict__)
        if named is None:
            return False
        body = columns.written(named)
        if not read.agrees(body, parameters, program):
            return False
        imports = modules_in(named, module.__dict__)
        size, rank, behaviour = solution.size, solution.rank, solution.behaviour
        found: "frames.Found" = {
            "op": "found",
            "body": body,
            "imports": imports,
            "how": solution.how,
            "size": size,
            "rank": rank,
            "behaviour": behaviour,
        }
        helpers = carried(body, library)
        if helpers:
            found["helpers"] = helpers
        say(found)
        return True

    def reached(cost: int, evidence: Evidence) -> None:
        say({"op": "reached", "cost": cost, "fits": evidence.fits, "near": evidence.near})

    shares = enumeration.Shares(message["shares"])
    words, seconds, limit = message["words"], message["seconds"], message["limit"] + SPARE
    own = module.__dict__
    sampled: List[Any] = []
    mined: List[Any] = []

    def give_edited(one: Edited) -> None:
        say(
            {
                "op": "found",
                "body": "",
                "program": one.program,
                "imports": [],
                "how": HOW,
                "size": one.size,
                "rank": one.rank,
                "behaviour": one.behaviour,
            }
        )

    for steering in steering_of(message, own, parameters, columns.pairs):
        sampled, mined = steering.terms, steering.constants
        if shares is not enumeration.EXPRESSIONS:
            steering.edit(seconds * EDITING, Hints(words).constants, give_edited)
            seconds *= 1 - EDITING
    enumeration.search(
        columns.pairs, parameters, words, seconds, limit, names, columns.fields, receiver, shares, give, own, reached, sampled, mined
    )


def _read(step: Dict[str, Any], reader: Reader, program: Program, message: "frames.Search") -> None:
    if step["do"] == "example":
        reader.read(program, step)
    elif step["do"] == "doctest":
        reader.read_doctest(step)
    else:
        own = "\n".join(str(one["source"]) for one in message["steps"] if one["do"] == "run")
        reader.read_tests(step, own)


def _constants(context: str) -> Dict[str, Any]:
    """The file's constants that the function sees: `NAME = literal`."""
    constants: Dict[str, Any] = {}
    try:
        statements = ast.parse(context).body
    except SyntaxError:  # The user is editing the file, so its constants are unknown.
        return {}
    for node in statements:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                constants[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return {name: value for name, value in constants.items() if name.isupper()}
