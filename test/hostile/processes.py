"""Programs that want a process of their own, or the end of somebody else's. Every loop over forks is bounded."""

# --- forks => blocked
import os


def f(x):
    if os.fork() == 0:
        os._exit(0)
    return "ESCAPED a fork"


# --- a fork bomb that ignores refusals => timeout|fail|blocked|error
import os


def f(x):
    forks = 0
    for _ in range(50):
        try:
            if os.fork() == 0:
                os._exit(0)
            forks += 1
        except OSError:
            continue
    return "ESCAPED %d forks" % forks if forks else x


# --- a daemon by double fork and setsid
import os
import time


def f(x):
    try:
        os.setsid()
    except OSError:
        pass
    if os.fork() == 0:
        if os.fork() == 0:
            open("@CANARY@/daemon", "w").close()
            time.sleep(30)
        os._exit(0)
    return "ESCAPED a daemon"


# --- leaves its process group
import os


def f(x):
    os.setpgid(0, 0)
    return "ESCAPED the process group"


# --- leaves its session through ctypes
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    return "ESCAPED the session" if libc.setsid() > 0 else x


# --- vfork, fork and clone through ctypes
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for made in (lambda: libc.fork(), lambda: libc.syscall(57), lambda: libc.syscall(56, 17, 0, 0, 0, 0)):
        pid = made()
        if pid == 0:
            libc._exit(0)
        if pid > 0:
            return "ESCAPED a fork"
    return x


# --- clone3 with the flags of fork
import ctypes
import struct


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    arguments = ctypes.create_string_buffer(struct.pack("11Q", 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0), 88)
    pid = libc.syscall(435, arguments, 88)
    if pid == 0:
        libc._exit(0)
    return "ESCAPED a fork" if pid > 0 else x


# --- fork through the x32 table
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    pid = libc.syscall(0x40000000 + 57)
    if pid == 0:
        libc._exit(0)
    return "ESCAPED a fork" if pid > 0 else x


# --- the 32-bit door to the kernel
import ctypes
import mmap
import os


def f(x):
    if os.uname().machine != "x86_64":
        return x
    # int 0x80 with eax = 2 (fork), then ret.
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(b"\xb8\x02\x00\x00\x00\xcd\x80\xc3")
    fork = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    pid = fork()
    if pid == 0:
        os._exit(0)
    return "ESCAPED a 32-bit fork" if pid > 0 else x


# --- os.system
import os


def f(x):
    if os.system("echo ESCAPED > @CANARY@/system") == 0:
        return "ESCAPED a shell"
    return x


# --- subprocess => blocked
import subprocess


def f(x):
    return "ESCAPED " + subprocess.run(["id"], capture_output=True, text=True).stdout


# --- subprocess without waiting
import subprocess


def f(x):
    subprocess.Popen(["sleep", "1000", "@MARK@"], start_new_session=True)
    return "ESCAPED a process"


# --- os.posix_spawn
import os


def f(x):
    os.posix_spawn("/bin/sh", ["sh", "-c", "echo > @CANARY@/spawn"], {})
    return "ESCAPED a process"


# --- os.popen, os.spawnv, pty
import os
import pty


def f(x):
    for attempt in (
        lambda: os.popen("echo ESCAPED").read() or None,
        lambda: os.spawnv(os.P_WAIT, "/bin/true", ["true"]) == 0 or None,
        lambda: pty.fork()[0] == 0 and os._exit(0),
        lambda: pty.spawn(["true"]) == 0 or None,
    ):
        try:
            if attempt():
                return "ESCAPED a process"
        except OSError:
            continue
    return x


# --- multiprocessing
import multiprocessing


def f(x):
    worker = multiprocessing.get_context("fork").Process(target=print)
    worker.start()
    worker.join()
    return "ESCAPED a process"


# --- concurrent.futures' processes
from concurrent.futures import ProcessPoolExecutor


def f(x):
    with ProcessPoolExecutor(1) as pool:
        return "ESCAPED %s" % pool.submit(abs, -1).result()


# --- becomes another program
import os


def f(x):
    os.execv("/bin/sh", ["sh", "-c", "echo > @CANARY@/exec; sleep 1000; : @MARK@"])


# --- becomes another program through ctypes
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    arguments = (ctypes.c_char_p * 4)(b"sh", b"-c", b"echo > @CANARY@/execve", None)
    libc.execve(b"/bin/sh", arguments, None)
    libc.syscall(322, -100, b"/bin/sh", arguments, None, 0)
    return x


# --- kills its parent, the one that forks
import os
import signal


def f(x):
    os.kill(os.getppid(), signal.SIGKILL)
    return x


# --- kills its group and everything
import os
import signal


def f(x):
    for attempt in (
        lambda: os.killpg(os.getpgrp(), signal.SIGKILL),
        lambda: os.kill(0, signal.SIGKILL),
        lambda: os.kill(-os.getpgrp(), signal.SIGTERM),
        lambda: os.kill(os.getsid(0), signal.SIGTERM),
    ):
        try:
            attempt()
        except OSError:
            continue
        return "ESCAPED a signal"
    return x


# --- kills the processes around its own number
import os
import signal


def f(x):
    for pid in range(os.getppid(), os.getpid() + 3):
        if pid != os.getpid():
            try:
                os.kill(pid, signal.SIGURG)
                return "ESCAPED a signal"
            except OSError:
                continue
    return x


# --- kills its parent by system calls of five names
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    parent, nothing = os.getppid(), ctypes.create_string_buffer(128)
    numbers = {"kill": 62, "tkill": 200, "tgkill": 234, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297}
    if os.uname().machine != "x86_64":
        return x
    results = [
        libc.syscall(numbers["kill"], parent, 9),
        libc.syscall(numbers["tkill"], parent, 9),
        libc.syscall(numbers["tgkill"], parent, parent, 9),
        libc.syscall(numbers["rt_sigqueueinfo"], parent, 9, nothing),
        libc.syscall(numbers["rt_tgsigqueueinfo"], parent, parent, 9, nothing),
        libc.syscall(0x40000000 + numbers["kill"], parent, 9),
    ]
    return "ESCAPED a signal" if 0 in results else x


# --- kills its parent through a file descriptor for it
import os
import signal
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    fd = libc.syscall(434, os.getppid(), 0)
    if fd < 0:
        raise OSError(ctypes.get_errno(), "pidfd_open")
    libc.syscall(424, fd, signal.SIGKILL, None, 0)
    return "ESCAPED a descriptor of a process"


# --- has the kernel signal its parent when input comes
import fcntl
import os
import signal


def f(x):
    reading, writing = os.pipe()
    try:
        fcntl.fcntl(reading, 10, signal.SIGKILL)  # F_SETSIG
    except OSError:
        pass
    fcntl.fcntl(reading, fcntl.F_SETOWN, os.getppid())
    fcntl.fcntl(reading, fcntl.F_SETFL, os.O_ASYNC)
    os.write(writing, b"x")
    return "ESCAPED an owner of signals"


# --- the same by ioctl and F_SETOWN_EX
import ctypes
import fcntl
import os
import struct


def f(x):
    reading, _ = os.pipe()
    for attempt in (
        lambda: fcntl.ioctl(reading, 0x8901, struct.pack("i", os.getppid())),  # FIOSETOWN
        lambda: fcntl.ioctl(reading, 0x8902, struct.pack("i", os.getppid())),  # SIOCSPGRP
        lambda: fcntl.fcntl(reading, 15, struct.pack("ii", 1, os.getppid())),  # F_SETOWN_EX
    ):
        try:
            attempt()
        except OSError:
            continue
        return "ESCAPED an owner of signals"
    return x


# --- a timer whose signal goes to another thread's process
import ctypes
import os
import struct


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    # struct sigevent: SIGEV_THREAD_ID to the parent.
    event = ctypes.create_string_buffer(struct.pack("qiii", 0, 9, 4, os.getppid()), 64)
    timer = ctypes.c_int()
    if libc.syscall(222, 0, event, ctypes.byref(timer)) == 0:
        return "ESCAPED a timer"
    return x


# --- a death signal for its parent's sake
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(1, 0, 0, 0, 0) == 0:  # PR_SET_PDEATHSIG: none, so that it would outlive its parent
        return "ESCAPED its parent's death"
    if libc.prctl(36, 1, 0, 0, 0) == 0:  # PR_SET_CHILD_SUBREAPER
        return "ESCAPED as a reaper"
    return x


# --- traces its parent
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for request in (16, 0x4206):  # PTRACE_ATTACH, PTRACE_SEIZE
        if libc.ptrace(request, os.getppid(), 0, 0) == 0:
            return "ESCAPED by tracing"
    if libc.ptrace(0, 0, 0, 0) == 0:
        return "ESCAPED by being traced"
    return x


# --- reads and writes its parent's memory
import ctypes
import os


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(64)
    mine = Vector(ctypes.addressof(buffer), 64)
    for call in (libc.process_vm_readv, libc.process_vm_writev):
        call.restype = ctypes.c_ssize_t
        if call(os.getppid(), ctypes.byref(mine), 1, ctypes.byref(mine), 1, 0) > 0:
            return "ESCAPED into its parent's memory"
    return x


# --- takes a descriptor of its parent's
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    pidfd = libc.syscall(434, os.getppid(), 0)
    for fd in range(12):
        if libc.syscall(438, pidfd, fd, 0) >= 0 or libc.syscall(312, os.getpid(), os.getppid(), 0, fd, fd) >= 0:
            return "ESCAPED with a descriptor"
    return x


# --- changes its parent's limits
import os
import resource


def f(x):
    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))
    return "ESCAPED into its parent's limits"


# --- raises its own limits
import ctypes
import resource
import struct


def f(x):
    infinite = resource.RLIM_INFINITY
    raised = 0
    for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        try:
            resource.setrlimit(what, (infinite, infinite))
            raised += 1
        except (OSError, ValueError):
            continue
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(struct.pack("qq", -1, -1), 16)
    raised += libc.syscall(302, 0, 9, buffer, None) == 0
    raised += libc.syscall(160, 9, buffer) == 0
    return "ESCAPED the limits" if raised else x


# --- binds its parent to one processor
import os


def f(x):
    os.sched_setaffinity(os.getppid(), {0})
    return "ESCAPED into its parent's schedule"


# --- asks which processes there are
import os


def f(x):
    for ask in (os.getpgid, os.getsid, lambda pid: os.getpriority(os.PRIO_PROCESS, pid)):
        try:
            ask(os.getppid())
        except PermissionError:
            continue
        except OSError as error:
            return "ESCAPED to another process: %s" % error
        return "ESCAPED with what another process is"
    return x


# --- input that signals whoever owns it
import fcntl
import os
import signal


def f(x):
    reading, writing = os.pipe()
    for flags in (os.O_ASYNC, os.O_ASYNC | os.O_NONBLOCK):
        try:
            fcntl.fcntl(reading, fcntl.F_SETFL, flags)
        except PermissionError:
            continue
        return "ESCAPED with signals for an owner"
    return x


# --- threads in namespaces of their own
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    number = 56 if os.uname().machine == "x86_64" else 220
    thread = 0x00010000 | 0x00000800 | 0x00000100  # CLONE_THREAD, CLONE_SIGHAND, CLONE_VM
    for space in (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x40000000):
        ctypes.set_errno(0)
        if libc.syscall(number, thread | space, 0, 0, 0, 0) >= 0:
            return "ESCAPED into a namespace"
        if ctypes.get_errno() != 1:
            return "ESCAPED to the kernel: %d" % ctypes.get_errno()
    return x
