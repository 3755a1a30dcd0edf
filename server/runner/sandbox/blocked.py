"""Names the operation that the sandbox refused: the candidate's last attempt before a permission error.

The kernel does the refusing. This only reads CPython's audit events (PEP 578) to name it; a candidate that removes the hook only
loses the name.
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
        """The refused operation, if `error` or one of its causes is a refusal of the sandbox."""
        for _ in range(20):
            if error is None:
                return None
            name_look_up = isinstance(error, socket.gaierror) and "socket.get" in (self._last or "")
            if name_look_up or (isinstance(error, OSError) and error.errno in _REFUSALS):
                return (self._last or "a system call")[:200]
            error = error.__cause__ or error.__context__
        return None
