"""Names what the sandbox refused: the last thing that the candidate tried before a permission error.

The kernel does the refusing. This only reads CPython's audit events (PEP 578) to say it in words; a candidate that
removes the hook loses the words.
"""

import errno
import socket
import sys
from typing import Any, Optional

_OF_INTEREST = frozenset(
    (
        "open os.remove os.rename os.link os.symlink os.mkdir os.rmdir os.truncate os.chmod os.chown os.listdir os.scandir"
        " os.utime os.setxattr os.kill os.killpg signal.pthread_kill os.fork os.forkpty os.exec os.posix_spawn os.spawn"
        " os.system subprocess.Popen pty.spawn socket.__new__ socket.connect socket.bind socket.sendto socket.sendmsg"
        " socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr socket.sethostname os.chdir os.chroot"
        " shutil.rmtree shutil.copyfile shutil.move tempfile.mkstemp tempfile.mkdtemp resource.setrlimit"
        " resource.prlimit syslog.openlog ctypes.dlopen mmap.__new__ fcntl.fcntl fcntl.ioctl fcntl.flock sqlite3.connect"
    ).split()
)
_REFUSALS = (errno.EPERM, errno.EACCES)


class Watch:
    def __init__(self) -> None:
        self._last: Optional[str] = None

    def start(self) -> None:
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: Any) -> None:
        if event in _OF_INTEREST:
            first = arguments[0] if arguments else None
            detail = first if event in ("open", "os.listdir", "os.remove", "os.mkdir", "subprocess.Popen") else None
            self._last = "%s %s" % (event, detail) if type(detail) is str else event

    def blocked(self, error: Optional[BaseException]) -> Optional[str]:
        """What was refused, if `error` or one that led to it is the sandbox's refusal."""
        for _ in range(20):
            if error is None:
                return None
            name_look_up = isinstance(error, socket.gaierror) and "socket.get" in (self._last or "")
            if name_look_up or (isinstance(error, OSError) and error.errno in _REFUSALS):
                return (self._last or "a system call")[:200]
            error = error.__cause__ or error.__context__
        return None
