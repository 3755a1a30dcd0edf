"""macOS: one profile for the zygote and all that it forks, in the language of sandbox-exec(1), put on by sandbox_init(3).

Not run where Assay is developed. What the profile does not do: the memory of a process can't be limited on macOS.
"""

import ctypes
import os
import struct
from typing import Iterable, List, Sequence

#: As who a process may be signalled, newest first: older systems know no `children`.
_TARGETS = ("children", "pgrp")


def profile(readable: Iterable[str], target: str = "children") -> str:
    """Reading beneath `readable` and nothing else: no writing, no network, no program, no other process."""
    rules = [
        "(version 1)",
        "(deny default)",
        # Without it no path could be walked down to what may be read.
        "(allow file-read-metadata)",
        *("(allow file-read* (subpath %s))" % _quoted(path) for path in readable),
        '(allow file-read* file-write-data (literal "/dev/null"))',
        '(allow file-read* (literal "/dev/zero") (literal "/dev/random") (literal "/dev/urandom"))',
        "(allow sysctl-read)",
        # A socket alone reaches nothing: network-outbound and network-bind stay denied.
        "(allow system-socket)",
        # The zygote's; a candidate's process has no process left to start: RLIMIT_NPROC.
        "(allow process-fork)",
        "(allow signal (target self))",
        "(allow signal (target %s))" % target,
    ]
    return "\n".join(rules) + "\n"


def _quoted(path: str) -> str:
    return '"%s"' % path.replace("\\", "\\\\").replace('"', '\\"')


def restrict(readable: Sequence[str]) -> None:
    """Puts the profile on this process for good. Raises OSError where the system refuses it."""
    library = ctypes.CDLL("/usr/lib/libSystem.B.dylib", use_errno=True)
    said: List[str] = []
    for target in _TARGETS:
        error = ctypes.c_char_p()
        if library.sandbox_init(profile(readable, target).encode(), ctypes.c_uint64(0), ctypes.byref(error)) == 0:
            return
        said.append((error.value or b"").decode(errors="replace"))
    raise OSError(ctypes.get_errno(), "sandbox_init: %s" % "; ".join(said))


def cpu_of(pid: int) -> float:
    """Seconds of CPU of another process of this user (proc_pid_rusage, `struct rusage_info_v0` of libproc.h)."""
    library = ctypes.CDLL("/usr/lib/libSystem.B.dylib", use_errno=True)
    usage = ctypes.create_string_buffer(256)
    if library.proc_pid_rusage(pid, 0, usage) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    user, system = struct.unpack_from("QQ", usage, 16)  # Behind the sixteen bytes of ri_uuid.
    ratio = (ctypes.c_uint32 * 2)()
    library.mach_timebase_info(ctypes.byref(ratio))
    return (user + system) * ratio[0] / ratio[1] / 1e9
