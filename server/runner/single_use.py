"""The roles of interpreters that serve one use.

plain, host, search   started by Node, with the same messages as where processes fork
fresh          started by the plain host: {order, text}; says that it has started, then loads the text and judges one candidate
evaluator      started by the host: {context, program}; then jobs
child          started by an evaluator: the context; says that it has loaded it and locked itself, then serves one candidate
probe          started by the host: like a child, but it tries to escape

Each imports only what its role needs: the start of an interpreter is the cost of a candidate here.
"""

import os
import sys
from typing import Any, Callable, Dict, Optional, Tuple

from .transport.channel import Channel, Closed
from .transport.piped import Piped


def main(role: str) -> int:
    # Moves the descriptors of the starting process away from standard output.
    reading, writing = os.dup(0), os.dup(1)
    devnull = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1):
        os.dup2(devnull, fd)
    try:
        return _ROLES[role](reading, writing)
    except Closed:
        return 0


def _begin() -> None:
    """Prepares for the user's code, after all imports of Assay's own modules. The user's code leaves no bytecode on the disk."""
    from . import sandbox

    if sys.platform != "win32":  # On Windows, its job object does this.
        sandbox.die_with_parent(os.getppid())
    sys.dont_write_bytecode = True


def _gone() -> None:
    """Ends this process at once, whatever it is doing, because its starter has gone."""
    os._exit(0)


def _host(reading: int, writing: int) -> int:
    from .processes import host, spawning

    _begin()
    processes = spawning.SingleUse()
    return host.main(Piped(reading, writing, processes.bell.event, _gone), processes)


def _plain(reading: int, writing: int) -> int:
    from .plain import host, spawned

    _begin()
    processes = spawned.SingleUse()
    return host.main(Piped(reading, writing, processes.bell.event, _gone), processes)


def _fresh(reading: int, writing: int) -> int:
    from .loading import environment
    from .plain import judging, locking
    from .plain.text import Text
    from .sandbox import limits

    _begin()
    channel = Channel(reading, writing)
    given = channel.receive()
    order = given["order"]
    os.chdir(order["cwd"])
    environment.prepare(order["path"])
    locking.lock(order)
    text = Text(given["text"], order["file"])
    channel.send({"op": "locked"})
    job = channel.receive()
    locking.limit(job, limits.address_space(), order["memory"])
    judging.afresh(channel, order, text, job)
    return 0


def _search(reading: int, writing: int) -> int:
    from .search import process

    _begin()
    return process.main(Piped(reading, writing, at_end=_gone))


def _evaluator(reading: int, writing: int) -> int:
    from .judging import program
    from .processes import evaluator

    supply = _Supply(Piped(reading, writing, at_end=_gone))
    _begin()
    loaded = program.load(supply.order["context"], supply.order["program"])
    evaluator.serve(loaded, supply)
    return 0


class _Supply:
    """Supplies the evaluator: jobs come from the host, children are started here."""

    def __init__(self, channel: Channel) -> None:
        from .processes import spawning

        self._host = channel
        self.report = channel.send
        self.order: Dict[str, Any] = channel.receive()
        self._children = spawning.Children(self.order["context"])
        self._wanted = 0
        self._children.start()

    def next(self) -> Optional[Tuple[Dict[str, Any], Any]]:
        job = self._host.receive()
        self._wanted = job["children"]
        given = self.another()
        return None if given is None else (job, given)

    def another(self) -> Any:
        """Starts the next child at once, for this job or for the next one."""
        if self._wanted == 0:
            return None
        self._wanted -= 1
        taken = self._children.take()
        self._children.start()
        return taken


def _child(reading: int, writing: int) -> int:
    from .loading import candidate
    from .processes import child

    channel = Channel(reading, writing)
    message: Dict[str, Any] = {}
    _, module, _ = _prepare(channel, message)
    channel.send({"op": "locked"})
    child.run(channel, module, message["file"], candidate.statements(message["source"], message["target"]))
    return 0


def _probe(reading: int, writing: int) -> int:
    from . import sandbox
    from .sandbox import probes

    channel = Channel(reading, writing)
    message: Dict[str, Any] = {}
    failure, _, reasons = _prepare(channel, message)
    channel.send({"op": "locked"})
    tried = probes.try_here(probes.Told({**channel.receive(), "memory": message["memory"]}))
    channel.send({"failure": failure, "sandbox": sandbox.outcome(tried, reasons), "threads": 0, "memory": message["mapped"]})
    return 0


def _prepare(channel: Channel, message: Dict[str, Any]) -> Any:
    """Loads the context, then locks and limits this process. Returns the errors, the module, and the reasons for a weaker lock."""
    from . import sandbox
    from .loading import context, environment, project, threads
    from .processes import nursery
    from .sandbox import limits

    _begin()
    message.update(channel.receive())
    os.chdir(message["cwd"])
    environment.prepare(message["path"])
    module = environment.new_module(message["module"], message["file"])
    locks = sandbox.backend() != "windows"
    if locks:  # A lock affects its own thread and the threads that start later: no other thread may exist yet.
        threads.hold()
    leads_to = project.reached(message)
    failure = context.load(module, message)
    threads.resume()
    nursery.complete()
    project.remember(leads_to, message["path"], module)
    # A locked process can't read /proc.
    message["mapped"] = limits.address_space()
    message["memory"] += message["mapped"]
    reasons = sandbox.lock(environment.interpreter_folders())
    lock = sandbox.child_lock()
    limits.limit_child(message["memory"], message["cpu"])
    lock()
    threads.release()
    return failure, module, reasons


_ROLES: Dict[str, Callable[[int, int], int]] = {
    "plain": _plain,
    "fresh": _fresh,
    "host": _host,
    "search": _search,
    "evaluator": _evaluator,
    "child": _child,
    "probe": _probe,
}
