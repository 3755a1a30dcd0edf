"""macOS: one profile for the zygote and its forks, in the language of sandbox-exec(1), set by sandbox_init(3).

This is not run where Assay is developed. The profile can't limit the memory of a process: macOS has no such limit.
"""

import ctypes
import os
import struct
from typing import Iterable, List, Sequence

#: The processes that may be signalled, newest rule first: older systems do not know `children`.
_TARGETS = ("children", "pgrp")


def profile(readable: Iterable[str], target: str = "children") -> str:
    """Allows only reads beneath `readable`: no writes, network, programs or other processes."""
    rules = [
        "(version 1)",
        "(deny default)",
        # Without it, the path to a readable file can't be resolved.
        "(allow file-read-metadata)",
        *("(allow file-read* (subpath %s))" % _quoted(path) for path in readable),
        '(allow file-read* file-write-data (literal "/dev/null"))',
        '(allow file-read* (literal "/dev/zero") (literal "/dev/random") (literal "/dev/urandom"))',
        "(allow sysctl-read)",
        # A socket alone reaches nothing: network-outbound and network-bind stay denied.
        "(allow system-socket)",
        # For the zygote; RLIMIT_NPROC stops a candidate's process.
        "(allow process-fork)",
        "(allow signal (target self))",
        "(allow signal (target %s))" % target,
    ]
    return "\n".join(rules) + "\n"


def _quoted(path: str) -> str:
    return '"%s"' % path.replace("\\", "\\\\").replace('"', '\\"')


def restrict(readable: Sequence[str]) -> None:
    """Sets the profile on this process for good. Raises OSError if the system refuses."""
    library = ctypes.CDLL("/usr/lib/libSystem.B.dylib", use_errno=True)
    said: List[str] = []
    for target in _TARGETS:
        error = ctypes.c_char_p()
        if library.sandbox_init(profile(readable, target).encode(), ctypes.c_uint64(0), ctypes.byref(error)) == 0:
            return
        said.append((error.value or b"").decode(errors="replace"))
    raise OSError(ctypes.get_errno(), "sandbox_init: %s" % "; ".join(said))


def cpu_of(pid: int) -> float:
    """CPU seconds of another process of this user (proc_pid_rusage, `struct rusage_info_v0` of libproc.h)."""
    library = ctypes.CDLL("/usr/lib/libSystem.B.dylib", use_errno=True)
    usage = ctypes.create_string_buffer(256)
    if library.proc_pid_rusage(pid, 0, usage) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    user, system = struct.unpack_from("QQ", usage, 16)  # After the sixteen bytes of ri_uuid.
    ratio = (ctypes.c_uint32 * 2)()
    library.mach_timebase_info(ctypes.byref(ratio))
    return (user + system) * ratio[0] / ratio[1] / 1e9
