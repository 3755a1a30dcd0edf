"""The lock of the plain process: no network, no writing but to temporary files, and of files only those of Python and the project."""

import os
import re
import sys
from typing import Any, Dict, List

from .. import sandbox
from ..loading import environment
from ..sandbox import landlock, limits, seccomp

#: What programs of every day read: shared files, names of users and hosts, types of files. Not /proc, where secrets of others lie.
_COMMON = (
    "/usr /bin /sbin /lib /lib64 /opt /etc/passwd /etc/group /etc/hosts /etc/host.conf /etc/nsswitch.conf /etc/resolv.conf"
    " /etc/services /etc/protocols /etc/mime.types /etc/ssl /etc/localtime /etc/timezone /etc/ld.so.cache /etc/ld.so.conf"
    " /etc/ld.so.conf.d /etc/os-release /etc/debian_version /etc/fonts /proc/cpuinfo /proc/meminfo /proc/stat /proc/filesystems"
    " /proc/sys /sys/devices/system /dev/null /dev/zero /dev/random /dev/urandom"
).split()


def lock(order: Dict[str, Any]) -> None:
    """Locks this process and all that it forks, before anything of the user's runs. What a kernel lacks, the tier says."""
    if sys.platform != "linux":
        return
    sandbox.give_up_privileges()
    files = [order["file"], *order["tests"]]  # Themselves too: one may be a link to what lies elsewhere.
    project = [*order["path"], order["cwd"], *files, *map(os.path.dirname, files)]
    # What tests start: the interpreter, and commands that are installed beside it.
    programs = [os.path.dirname(sys.executable), os.path.dirname(os.path.realpath(sys.executable))]
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # What Assay itself imports late.
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
    """Folders that site-packages only points at: other environments, and packages that are worked on (`pip install --editable`)."""
    found: List[str] = []
    for folder in [one for one in environment.interpreter_folders() if os.path.basename(one) in ("site-packages", "dist-packages")]:
        for name in os.listdir(folder):
            if name.endswith(".pth"):
                lines = [line.strip() for line in _text(folder, name).splitlines()]
                found += [os.path.join(folder, line) for line in lines if line and not line.startswith(("#", "import "))]
            elif name.startswith("__editable__") and name.endswith("_finder.py"):
                # setuptools has a table in it, of packages and their folders.
                found += [os.path.dirname(path) for path in re.findall(r"'(%s[^'\n]+)'" % os.sep, _text(folder, name))]
    return found


def _text(folder: str, name: str) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError:
        return ""


def lock_strictly() -> None:
    """For a candidate that is not confined: what one may do across the boundary, but that it may read what the tests do, and write
    where they write what ends with the session: not to shared memory, which outlives it."""
    if sys.platform != "linux":
        return
    try:
        landlock.restrict([], [os.environ.get("TMPDIR", "/tmp"), "/dev/null"], False)
    except OSError:
        pass  # The tier says so.
    try:
        seccomp.install(seccomp.base_filter(landlock.version() > 0))
        seccomp.child_installer()()
    except (OSError, KeyError):
        return


def limit(job: Dict[str, Any], mapped: int, memory: int) -> None:
    """Bytes of address space and seconds of CPU for all of a job, as a backstop: each example is timed by itself."""
    seconds = sum(float(one) for one in job["limits"].values()) + 30 + job["cpu"] * (len(job["wanted"]) + 2)
    limits.limit_plain(mapped + memory, int(seconds))
