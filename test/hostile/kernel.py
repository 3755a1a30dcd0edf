"""Programs that ask the kernel for what a candidate has no use for."""

# --- new namespaces
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for flags in (0x10000000, 0x00020000, 0x40000000, 0x20000000, 0x08000000):
        if libc.unshare(flags) == 0:
            return "ESCAPED into a namespace"
    return x


# --- the namespaces of the first process
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    fd = os.open("/proc/1/ns/mnt", os.O_RDONLY)
    if libc.setns(fd, 0) == 0:
        return "ESCAPED into a namespace"
    return x


# --- mounts and roots
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", b"@CANARY@", b"tmpfs", 0, None) == 0 or libc.umount2(b"/proc", 2) == 0:
        return "ESCAPED by a mount"
    for call in (lambda: os.chroot("@CANARY@"), lambda: libc.pivot_root and None):
        try:
            call()
        except (OSError, AttributeError):
            continue
    if libc.syscall(428, -100, b"/", 0) >= 0 or libc.syscall(430, b"tmpfs", 0) >= 0:  # open_tree, fsopen
        return "ESCAPED by a mount"
    return x


# --- io_uring
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    parameters = ctypes.create_string_buffer(120)
    if libc.syscall(425, 8, parameters) >= 0:
        return "ESCAPED with an io_uring"
    return x


# --- asynchronous I/O of the older kind
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    context = ctypes.c_ulong(0)
    if libc.syscall(206, 8, ctypes.byref(context)) == 0:
        return "ESCAPED with io_setup"
    return x


# --- bpf, perf, userfaultfd, keys, quotas, modules
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(256)
    tried = {
        "bpf": (321, 0, buffer, 120),
        "perf_event_open": (298, buffer, 0, -1, -1, 0),
        "userfaultfd": (323, 0),
        "add_key": (248, b"user", b"name", b"data", 4, -3),
        "keyctl": (250, 0, -3, 1),
        "init_module": (175, buffer, 1, b""),
        "finit_module": (313, 3, b"", 0),
        "kexec_load": (246, 0, 0, 0, 0),
        "reboot": (169, 0xFEE1DEAD, 672274793, 0, 0),
        "swapon": (167, b"@CANARY@/secret", 0),
        "quotactl": (179, 0, b"", 0, 0),
        "acct": (163, 0),
        "iopl": (172, 3),
        "personality": (135, 0x0040000),
        "fanotify_init": (300, 0, 0),
        "inotify_init": (253,),
        "name_to_handle_at": (303, -100, b"/etc/passwd", buffer, buffer, 0),
        "mq_open": (240, b"assay", 0o102, 0o600, None),
        "landlock_create_ruleset": (444, buffer, 8, 0),
        "syslog": (103, 3, buffer, 200),
        "vhangup": (153,),
        "kcmp": (312, 1, 1, 0, 0, 0),
        "process_madvise": (440, 0, buffer, 1, 4, 0),
        "pkey_alloc": (330, 0, 0),
        "request_key": (249, b"user", b"name", None, -3),
        "shmget": (29, 0, 4096, 0o1600),
        "semget": (64, 0, 1, 0o1600),
        "msgget": (68, 0, 0o1600),
        "sched_setattr": (314, 0, buffer, 0),
        "setpriority": (141, 0, 0, 0),
        "ioprio_set": (251, 1, 0, 0),
        "migrate_pages": (256, 0, 1, buffer, buffer),
        "move_pages": (279, 0, 0, None, None, None, 0),
        "mbind": (237, 0, 0, 0, None, 0, 0),
        "inotify_init1": (294, 0),
        "fanotify_mark": (301, 3, 0, 0, 0, None),
        "pidfd_open": (434, 1, 0),
        "pidfd_getfd": (438, 3, 0, 0),
        "process_mrelease": (448, 3, 0),
        "memfd_secret": (447, 0),
        "timer_create": (222, 0, None, buffer),
        "lookup_dcookie": (212, 0, buffer, 256),
        "open_by_handle_at": (304, -100, buffer, 0),
        "sendmmsg": (307, 3, buffer, 0, 0),
        "recvmmsg": (299, 3, buffer, 0, 0, None),
        "get_robust_list": (274, 1, buffer, buffer),
        "splice": (275, 3, None, 3, None, 0, 0),
        "vmsplice": (278, 3, buffer, 0, 0),
        "sync": (162,),
        "lsm_get_self_attr": (459, 100, buffer, buffer, 0),
    }
    for name, (number, *arguments) in tried.items():
        converted = [ctypes.c_long(one) if type(one) is int else one for one in arguments]
        if libc.syscall(ctypes.c_long(number), *converted) >= 0:
            return "ESCAPED with " + name
    return x


# --- other identities and capabilities
import ctypes
import os


def f(x):
    changed = []
    for attempt in (
        lambda: os.setuid(1),
        lambda: os.setgid(1),
        lambda: os.setresuid(1, 1, 1),
        lambda: os.setgroups([1]),
        lambda: os.setreuid(1, 1),
    ):
        try:
            attempt()
            changed.append(1)
        except OSError:
            continue
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setfsuid(1) != libc.setfsuid(-1) or changed:
        return "ESCAPED with another identity"
    return x


# --- prctl and seccomp once more
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in ((4, 1), (22, 0), (38, 0), (24, 0), (8, 1), (28, 0), (59, 1), (35, 8)):
        if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0:
            return "ESCAPED with prctl %d" % option
    if libc.syscall(317, 0, 0, None) == 0 or libc.syscall(317, 1, 0, None) == 0:
        return "ESCAPED with seccomp"
    return x


# --- a filter of its own that answers for the kernel
import ctypes
import struct


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    code = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FFF0000), 8)
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", 1, ctypes.addressof(code)), 16)
    if libc.prctl(22, 2, program, 0, 0) == 0 or libc.syscall(317, 1, 8, program) >= 0:
        return "ESCAPED with a filter"
    return x


# --- the host's name, the system's clock, its log
import ctypes
import socket
import syslog


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.sethostname(b"assay", 5) == 0:
        return "ESCAPED to the host's name"
    socket.sethostname("assay")
    syslog.syslog("ESCAPED to the log")
    return "ESCAPED to the log"


# --- a segmentation fault => error
import ctypes


def f(x):
    return ctypes.string_at(0)


# --- a jump into nothing => error
import ctypes


def f(x):
    return ctypes.CFUNCTYPE(ctypes.c_int)(16)()


# --- abort => error
import os


def f(x):
    os.abort()


# --- ends with success => error
import os


def f(x):
    os._exit(0)


# --- ends with success through the kernel => error
import ctypes


def f(x):
    ctypes.CDLL(None).syscall(231, 0)


# --- ends by its own signals => error
import os
import signal


def f(x):
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGKILL)


# --- ends while a thread speaks => error|fail
import os
import threading


def f(x):
    threading.Timer(0.01, os._exit, (0,)).start()
    while True:
        pass


# --- overwrites the interpreter's own objects => error|fail|timeout
import ctypes


def f(x):
    ctypes.memset(id(True), 0, 64)
    ctypes.memset(id(int), 0xFF, 256)
    return True


# --- makes 1 equal to 2
import ctypes


def f(x):
    size = object.__basicsize__ + 8
    ctypes.memmove(id(1) + size, id(2) + size, 4)
    return 1


# --- unloads its own code => error|fail|timeout
import ctypes


def f(x):
    import gc

    for thing in gc.get_objects():
        if isinstance(thing, dict):
            try:
                thing.clear()
            except BaseException:
                continue
    return x
