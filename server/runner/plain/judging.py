"""Judges a candidate in a fork of the plain process: reads it, puts it in place, and runs its examples."""

import ast
from typing import Any, Callable, Dict, List

from ..judging.failing import Failing
from ..judging.keeping import may_keep
from ..transport.channel import Channel
from ..transport.raised import message_of
from . import noting
from .loaded import Loaded
from .mutating import may_change
from .program import Candidate, candidate_of, put_in_place, renewal
from .run import Run
from .surroundings import surroundings_of
from .text import Text, first_line, span

#: Returns the surroundings of a function in the file, from the examples and the function's path.
Around = Callable[[List[int], str], Any]


def swapped(channel: Channel, loaded: Loaded, job: Dict[str, Any], surroundings: Around) -> None:
    """Judges in a fork of the process that has loaded everything."""
    if job["noting"]:
        noting.note(channel, loaded, Run(channel, loaded, job), job)
        return
    try:
        candidate = candidate_of(loaded, job["text"])
    except SyntaxError as error:
        _refuse(channel, job, "does not load: %s" % message_of(error))
        return
    if not _admitted(channel, loaded, candidate, job, surroundings):
        return
    if candidate.swap is None or job.get("way") == "afresh":
        channel.send({"afresh": True})
        return
    run = Run(channel, loaded, job)
    _lock(job, run)
    for marked in loaded.users.marked:
        marked.swap(marked.code)
    _follow(job, run, candidate, loaded)
    try:
        run.judge.guard()
        if job["watching"]:
            run.watch()
        rewind = run.rewinding() if job["renewing"] else None
        watching = job["watching"] or job["renewing"]
        with run.watched():
            # A trace of its lines must show no guard lines.
            put_in_place(loaded.users, candidate.swap, run.judge.candidate.codes, watching, not job["trace"])
        run.judge.stop()
    except BaseException as error:  # noqa: BLE001 - any exception is the outcome
        run.judge.stop()
        _refuse(channel, job, "does not load: %s" % message_of(error))
        return
    _trace(job, run)
    _hold(job, run)
    if rewind is not None:
        run.judge.renew = renewal(loaded.users, candidate.swap, run.judge.candidate.codes, rewind)
    run.all()


def afresh(channel: Channel, order: Dict[str, Any], base: Text, job: Dict[str, Any]) -> None:
    """Judges in a process that has loaded nothing: loads the text with the candidate, and runs its examples in their places."""
    try:
        text = base if job["noting"] or job["text"] == base.text else Text(job["text"], base.file)
        change = base.change(text.text)
    except SyntaxError as error:
        _refuse(channel, job, "does not load: %s" % message_of(error))
        return
    if job["noting"]:
        loaded = Loaded(order, text)
        noting.Noting(channel, loaded, Run(channel, loaded, job), job).load_and_note()
        return
    # Reads the file's own text again, because marking changes the definitions.
    known = Loaded(order, Text(base.text, base.file))
    candidate = candidate_of(known, text.text)
    if not job["admitted"] and not _admitted(
        channel, known, candidate, job, lambda wanted, path: surroundings_of(known, set(wanted), path)
    ):
        return
    loaded = Loaded(order, text, known, [first_line(one) for one in change.own])
    run = Run(channel, loaded, job)
    if job["watching"]:
        loaded.users.watching = True
        run.watch()
    loaded.users.guarding = not job["trace"]
    run.judge.candidate.lines = (order["file"], [span(one) for one in candidate.own])
    _follow(job, run, candidate, loaded)
    _lock(job, run)
    _trace(job, run)
    _hold(job, run)
    run.load_and_run()


def _admitted(channel: Channel, loaded: Loaded, candidate: Candidate, job: Dict[str, Any], surroundings: Around) -> bool:
    """Reports the candidate's reach. Returns whether it runs here."""
    reached: List[List[Any]] = [] if candidate.functions else [[1, "does not define the function in its place"]]
    secret = False
    for path, node, statements in candidate.functions:
        from ..confinement import reaches

        found = reaches(statements, node, surroundings(job["wanted"], path))
        reached += [[one.line, one.what] for one in found]
        secret = secret or any(one.secret for one in found)
    changes = may_change(candidate.own, loaded.helpers)
    # The next example could see its changes.
    traits = {"keeps": changes or may_keep(ast.Module(candidate.own, [])), "changes": changes}
    channel.send({"reaches": reached, "secret": secret, **traits})
    return not reached or job["force"]


def _lock(job: Dict[str, Any], run: Run) -> None:
    """Locks an unconfined candidate as across the boundary, and watches for blocked operations."""
    from ..sandbox.blocked import Watch
    from . import locking

    if job["force"] and job["strict"]:
        locking.lock_strictly()
        run.judge.watch = Watch()
        run.judge.watch.start()


def _follow(job: Dict[str, Any], run: Run, candidate: Candidate, loaded: Loaded) -> None:
    if job["lines"]:
        from .lines import Unrun

        run.unrun = Unrun(candidate.own, loaded.users.flags, run.judge.candidate)


def _refuse(channel: Channel, job: Dict[str, Any], message: str) -> None:
    for number in job["wanted"]:
        if number not in job["skip"]:
            channel.send({"verdict": {"example": number, "status": "error", "message": message, "ms": 0}})
    channel.send({"end": True, "stuck": None})


def _hold(job: Dict[str, Any], run: Run) -> None:
    """A candidate may not suppress the failures of checks; the user's own body may."""
    if not job["force"] or job["strict"]:
        run.judge.failing = Failing(run.judge.candidate.runs)
        run.judge.failing.watch()


def _trace(job: Dict[str, Any], run: Run) -> None:
    if job["trace"]:
        from .tracing import follow

        follow(run.judge, job["text"])
