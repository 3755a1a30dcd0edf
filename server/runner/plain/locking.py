"""The lock of the plain process: no network, only temporary files to write, only files of Python and the project to read."""

import os
import re
import sys
from typing import Any, Dict, List

from .. import sandbox
from ..loading import environment
from ..sandbox import landlock, limits, seccomp

#: Files that everyday programs read: shared files, names of users and hosts, file types. Not /proc, which shows secrets of others.
_COMMON = (
    "/usr /bin /sbin /lib /lib64 /opt /etc/passwd /etc/group /etc/hosts /etc/host.conf /etc/nsswitch.conf /etc/resolv.conf"
    " /etc/services /etc/protocols /etc/mime.types /etc/ssl /etc/localtime /etc/timezone /etc/ld.so.cache /etc/ld.so.conf"
    " /etc/ld.so.conf.d /etc/os-release /etc/debian_version /etc/fonts /proc/cpuinfo /proc/meminfo /proc/stat /proc/filesystems"
    " /proc/sys /sys/devices/system /dev/null /dev/zero /dev/random /dev/urandom"
).split()


def lock(order: Dict[str, Any]) -> None:
    """Locks this process and its forks before any user code runs. The tier reports what the kernel lacks."""
    if sys.platform != "linux":
        return
    sandbox.give_up_privileges()
    files = [order["file"], *order["tests"]]  # The files themselves too: one may be a link to a file elsewhere.
    project = [*order["path"], order["cwd"], *files, *map(os.path.dirname, files)]
    # Programs that tests start: the interpreter, and commands beside it.
    programs = [os.path.dirname(sys.executable), os.path.dirname(os.path.realpath(sys.executable))]
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # Modules of Assay that are imported late.
    readable = {
        os.path.realpath(one)
        for one in (own, *environment.interpreter_folders(), *_installed_in_place(), *_COMMON, *programs, *project)
        if os.path.exists(one)
    }
    try:
        landlock.restrict(sorted(readable), [os.environ.get("TMPDIR", "/tmp"), "/dev/null", "/dev/shm"], True)
        seccomp.install(seccomp.plain_filter())
    except (OSError, KeyError):
        return


def _installed_in_place() -> List[str]:
    """Folders that site-packages only refers to: other environments, and editable packages (`pip install --editable`)."""
    found: List[str] = []
    for folder in [one for one in environment.interpreter_folders() if os.path.basename(one) in ("site-packages", "dist-packages")]:
        for name in os.listdir(folder):
            if name.endswith(".pth"):
                lines = [line.strip() for line in _text(folder, name).splitlines()]
                found += [os.path.join(folder, line) for line in lines if line and not line.startswith(("#", "import "))]
            elif name.startswith("__editable__") and name.endswith("_finder.py"):
                # setuptools writes a table of packages and folders into it.
                found += [os.path.dirname(path) for path in re.findall(r"'(%s[^'\n]+)'" % os.sep, _text(folder, name))]
    return found


def _text(folder: str, name: str) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError:
        return ""


def lock_strictly() -> None:
    """Locks a process for an unconfined candidate, as across the boundary. It may still read the files that the tests read, and write
    temporary files of the session; it may not write to shared memory, which outlives the session."""
    if sys.platform != "linux":
        return
    try:
        landlock.restrict([], [os.environ.get("TMPDIR", "/tmp"), "/dev/null"], False)
    except OSError:
        pass  # The tier reports it.
    try:
        seccomp.install(seccomp.base_filter(landlock.version() > 0))
        seccomp.child_installer()()
    except (OSError, KeyError):
        return


def limit(job: Dict[str, Any], mapped: int, memory: int) -> None:
    """Limits address space in bytes and CPU seconds of a whole job, as a backstop: each example has its own timer."""
    seconds = sum(float(one) for one in job["limits"].values()) + 30 + job["cpu"] * (len(job["wanted"]) + 2)
    limits.limit_plain(mapped + memory, int(seconds))
