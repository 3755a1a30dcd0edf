"""Points of the loading at which its process rests while a fork continues. Later parts can be loaded again from there.

An edited example costs only the loading after the last point before it. Frameworks, packages and other earlier imports stay: they have
not read the changed text.
"""

import os
import socket
import struct
import sys
import time
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

from .. import sandbox
from ..loading import threads
from ..loading.seeded import Seeded
from ..transport.channel import Channel

#: Before the file's first statement, before the first statement with the function or an example, and before the test files.
POINTS = ("file", "target", "tests")
#: Files that a framework reads or looks for, in addition to the files that it imports.
_CONFIGURING = "pytest.ini .pytest.ini pyproject.toml tox.ini setup.cfg conftest.py __init__.py".split()
#: Fields of an order that must stay the same, because the lock or the loading depends on them.
_SAME = ("file", "module", "target", "together", "tests", "path", "cwd")
#: Values of a file that change with a write.
Stamp = Optional[Tuple[int, int]]


class Again(NamedTuple):
    """The host's ends of a process that continues from a point."""

    control: socket.socket
    points: Dict[str, socket.socket]


class Resting:
    """Used in the loading process: over `control` and `ends`, it reports to the host, and gets requests to load again."""

    def __init__(self, order: Dict[str, Any], control: socket.socket, ends: Dict[str, socket.socket]) -> None:
        self._order = order
        self._control = control.fileno()
        self._ends = {name: end.detach() for name, end in ends.items()}
        self._process = os.getpid()
        self.seeded = Seeded()
        #: CPU seconds of the loading before this process, and this process's own at the moment when it continued.
        self._spent = 0.0
        self._since = time.process_time()
        self._stamps: Dict[str, Stamp] = {file: _stamp(file) for file in _configuring(order)}

    def rest(self, point: str, renewed: Callable[[Dict[str, Any], str], Any]) -> Any:
        """Returns in the fork that continues: first None, later the result of `renewed` for the new order and text.

        If that result is None, they can't be loaded from here.
        """
        # Threads don't survive a fork; and nobody asks a fork that only tries a statement.
        if point not in self._ends or os.getpid() != self._process or threads.left_running():
            return None
        self._note_files()
        self.seeded.loaded()
        self._spent += time.process_time() - self._since
        for name in POINTS[: POINTS.index(point)]:
            if name in self._ends:
                os.close(self._ends.pop(name))
        end = self._ends.pop(point)
        parent = os.getpid()
        if os.fork() == 0:
            self._go_on(parent, end)
            return None
        nowhere = os.open(os.devnull, os.O_RDWR)
        # These numbers stay in use: the fork that continues has other ends under them.
        for fd in (self._control, *self._ends.values()):
            os.dup2(nowhere, fd, inheritable=False)
        return self._serve(end, renewed)

    def over(self) -> float:
        """Ends the points, because everything is loaded. Returns the CPU seconds of the loading."""
        for fd in self._ends.values():
            os.close(fd)
        self._ends = {}
        return self._spent + time.process_time() - self._since

    def _serve(self, end: int, renewed: Callable[[Dict[str, Any], str], Any]) -> Any:
        channel = Channel(end, end)
        children: List[int] = []
        while True:
            descriptors = _taken(end)
            if not descriptors:
                os._exit(0)
            order, text = channel.receive()
            children = [pid for pid in children if os.waitpid(pid, os.WNOHANG)[0] == 0]
            try:
                found = None if self._has_changed(order) else renewed(order, text)
            except Exception:  # noqa: BLE001 - the load of everything reports it
                found = None
            if found is not None:
                parent, pid = os.getpid(), os.fork()
                if pid == 0:
                    for fd, own in zip(descriptors, (self._control, *self._ends.values())):
                        os.dup2(fd, own, inheritable=False)
                        os.close(fd)
                    self._go_on(parent, end)
                    self._order = order
                    return found
                children.append(pid)
            for fd in descriptors:
                os.close(fd)
            channel.send(found is not None)

    def _go_on(self, parent: int, end: int) -> None:
        os.close(end)
        sandbox.die_with_parent(parent)
        self._process = os.getpid()
        self.seeded.restore()
        self._since = time.process_time()

    def _note_files(self) -> None:
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if isinstance(file, str) and file not in self._stamps:
                self._stamps[file] = _stamp(file)

    def _has_changed(self, order: Dict[str, Any]) -> bool:
        """Whether a load from here would now read something else: on the disk, or in an editor's buffer."""
        if any(self._order[name] != order[name] for name in _SAME):
            return True
        before, now, own = _given(self._order), _given(order), os.path.realpath(order["file"])
        names = {os.path.basename(one) for one in (*before, *now, *self._order["unsaved"], *order["unsaved"], own, order["file"])}
        for file, stamp in self._stamps.items():
            real = os.path.realpath(file) if os.path.basename(file) in names else file
            if real in before or real in now:
                if _text(real, now) != before.get(real):
                    return True
            elif real != own and _stamp(file) != stamp:
                return True
        return False


def ask(point: socket.socket, order: Dict[str, Any], text: str, later: Sequence[str]) -> Optional[Again]:
    """For the host: loads the part after a point again. Returns None if that is impossible. `later` are the points after it."""
    pairs = [socket.socketpair() for _ in range(1 + len(later))]
    fits = False
    try:
        rights = struct.pack("i" * len(pairs), *(theirs.fileno() for _, theirs in pairs))
        point.sendmsg([b"p"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        channel = Channel(point.fileno(), point.fileno())
        channel.send([order, text])
        fits = channel.receive()
    except Exception:  # noqa: BLE001 - the process is missing, so everything is loaded
        fits = False
    for ours, theirs in pairs:
        theirs.close()
        if not fits:
            ours.close()
    return Again(pairs[0][0], dict(zip(later, (ours for ours, _ in pairs[1:])))) if fits else None


def _taken(end: int) -> List[int]:
    """The descriptors that come with a request; none when no request can come any more."""
    with socket.socket(fileno=os.dup(end)) as asked:
        word, rights, _, _ = asked.recvmsg(1, socket.CMSG_SPACE(4 * (1 + len(POINTS))))
    data = rights[0][2] if word and rights else b""
    return list(struct.unpack("i" * (len(data) // 4), data))


def _configuring(order: Dict[str, Any]) -> List[str]:
    """Possible configuration files of frameworks, from the folders of the tests up to the workspace."""
    folders = {order["cwd"], *order["path"]}
    for file in (order["file"], *order["tests"]):
        folder = os.path.dirname(file)
        while folder.startswith(order["cwd"]) and folder not in folders:
            folders.add(folder)
            folder = os.path.dirname(folder)
    return [os.path.join(folder, name) for folder in sorted(folders) for name in _CONFIGURING]


def _stamp(file: str) -> Stamp:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _given(order: Dict[str, Any]) -> Dict[str, str]:
    return {os.path.realpath(file): text for file, text in order["unsaved"].items()}


def _text(file: str, unsaved: Dict[str, str]) -> Optional[str]:
    if file in unsaved:
        return unsaved[file]
    try:
        with open(file, encoding="utf-8", newline="") as stream:
            return stream.read()
    except (OSError, ValueError):
        return None
