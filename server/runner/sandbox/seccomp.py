"""System call filters (seccomp(2), classic BPF), assembled as a balanced tree: half the cost of a linear list at start.

Two filters, the second on top of the first:
  base   an allow-list, for the zygote and all that it forks
  child  what a candidate may not do that the zygote must: new processes, signals to others, messages with descriptors
"""

import ctypes
import errno
import os
import struct
from typing import Any, Callable, Dict, List, Sequence, Tuple

from . import syscalls
from .libc import libc

Instruction = Tuple[int, int, int, int]

_LOAD, _JUMP_EQUAL, _JUMP_ABOVE_EQUAL, _JUMP_SET, _JUMP, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x05, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000

_PERMITTED = """
    read write readv writev pread64 pwrite64 preadv pwritev close close_range lseek mmap munmap mprotect mremap madvise
    msync brk membarrier rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
    pause alarm getitimer setitimer fstat stat lstat newfstatat statx statfs fstatfs access faccessat faccessat2 readlink
    readlinkat getdents getdents64 getcwd chdir flock fsync fdatasync ftruncate fadvise64 sendfile copy_file_range dup dup2
    dup3 pipe pipe2 poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
    eventfd eventfd2 timerfd_create timerfd_settime timerfd_gettime signalfd4 futex futex_waitv get_robust_list
    set_robust_list set_tid_address rseq restart_syscall sched_yield sched_getaffinity sched_setaffinity sched_getparam
    sched_getscheduler sched_get_priority_max sched_get_priority_min getcpu clone fork vfork exit exit_group wait4 waitid
    getpid getppid gettid getpgid getpgrp getsid getuid geteuid getgid getegid getresuid getresgid getgroups getpriority
    umask time gettimeofday clock_gettime clock_getres clock_nanosleep nanosleep times getrusage sysinfo uname getrandom
    getrlimit setrlimit prlimit64 prctl arch_prctl seccomp kill tgkill recvfrom sendmsg recvmsg shutdown getsockname
    getpeername getsockopt setsockopt
""".split()
#: Landlock judges these where the kernel has it; without it they are refused.
_BY_PATH = "mkdir mkdirat unlink unlinkat rename renameat renameat2 rmdir link linkat symlink symlinkat truncate creat".split()

_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10
_SOCK_STREAM, _SOCK_DGRAM = 1, 2
_O_WRITES = 0o1 | 0o2 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC
_CLONE_THREAD = 0x00010000
#: F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_DUPFD_CLOEXEC, F_GET_SEALS: none that signals.
_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 1030, 1034)
#: TCGETS, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX.
_IOCTL = (0x5401, 0x541B, 0x5421, 0x5451, 0x5450)
#: PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS, PR_SET_VMA.
_PRCTL = (3, 15, 16, 21, 23, 39, 0x53564D41)


#: Stands for the child's process number in the template.
_SOME_PID = 0x7EA5C0DE


def _allow() -> List[Instruction]:
    return [(_RETURN, 0, 0, _ALLOW)]


def _refuse(number: int = errno.EPERM) -> List[Instruction]:
    return [(_RETURN, 0, 0, _ERRNO | number)]


def _load(argument: int, high: bool = False) -> Instruction:
    return (_LOAD, 0, 0, 16 + 8 * argument + (4 if high else 0))


def _one_of(argument: int, values: Sequence[int]) -> List[Instruction]:
    """Allowed where the argument's low word is one of the values."""
    code = [_load(argument)]
    for value in values:
        code += [(_JUMP_EQUAL, 0, 1, value), *_allow()]
    return code + _refuse()


def _base_rules(landlocked: bool) -> Dict[str, List[Instruction]]:
    rules = {name: _allow() for name in _PERMITTED}
    rules.update({name: _allow() if landlocked else _refuse() for name in _BY_PATH})
    for name, argument in (("open", 1), ("openat", 2)):
        reads = [_load(argument), (_JUMP_SET, 0, 1, _O_WRITES), *_refuse(), *_allow()]
        rules[name] = _allow() if landlocked else reads
    # Libraries fall back to the older call: what a filter can't look into must not work.
    rules["clone3"] = rules["openat2"] = _refuse(errno.ENOSYS)
    rules["fcntl"] = _one_of(1, _FCNTL)
    rules["ioctl"] = _one_of(1, _IOCTL)
    kinds = [(_JUMP_EQUAL, 0, 1, _SOCK_STREAM), *_allow(), (_JUMP_EQUAL, 0, 1, _SOCK_DGRAM), *_allow(), *_refuse()]
    masked = [_load(1), (0x54, 0, 0, 0xF), *kinds]  # BPF_ALU | BPF_AND: without SOCK_NONBLOCK and SOCK_CLOEXEC
    # A socket alone reaches nothing: connect, bind, listen and accept are not on the list.
    rules["socket"] = [
        _load(0),
        (_JUMP_EQUAL, 3, 0, _AF_UNIX),
        (_JUMP_EQUAL, 2, 0, _AF_INET),
        (_JUMP_EQUAL, 1, 0, _AF_INET6),
        *_refuse(),
        *masked,
    ]
    rules["socketpair"] = [_load(0), (_JUMP_EQUAL, 1, 0, _AF_UNIX), *_refuse(), *masked]
    # Without an address, as `send` does: to the peer that the socket has already.
    rules["sendto"] = [_load(4), (_JUMP_EQUAL, 1, 0, 0), *_refuse(), _load(4, True), (_JUMP_EQUAL, 1, 0, 0), *_refuse(), *_allow()]
    return rules


def _child_rules(pid: int) -> Dict[str, List[Instruction]]:
    own = _one_of(0, [pid])
    reading = [_load(2), (_JUMP_EQUAL, 1, 0, 0), *_refuse(), _load(2, True), (_JUMP_EQUAL, 1, 0, 0), *_refuse()]
    return {
        "fork": _refuse(),
        "vfork": _refuse(),
        "clone": [_load(0), (_JUMP_SET, 0, 1, _CLONE_THREAD), *_allow(), *_refuse()],
        "kill": own,
        "tgkill": own,
        "prlimit64": [*reading, *_one_of(0, [0, pid])],
        "setrlimit": _refuse(),
        "prctl": _one_of(0, _PRCTL),
        "sched_setaffinity": _one_of(0, [0, pid]),
        "seccomp": _refuse(),
        "sendmsg": _refuse(),
        "recvmsg": _refuse(),
    }


def _tree(ranges: List[Tuple[int, List[Instruction]]]) -> List[Instruction]:
    """Code for `[(first number, code)]`, sorted, each reaching up to the next; the accumulator holds the number."""
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    below, above = _tree(ranges[:middle]), _tree(ranges[middle:])
    return [(_JUMP_ABOVE_EQUAL, 0, 1, ranges[middle][0]), (_JUMP, 0, 0, len(below)), *below, *above]


def _assemble(rules: Dict[str, List[Instruction]], otherwise: List[Instruction]) -> bytes:
    numbers = syscalls.numbers()
    by_number = {numbers[name]: code for name, code in rules.items() if name in numbers}
    ranges: List[Tuple[int, List[Instruction]]] = [(0, otherwise)]
    for number in sorted(by_number):
        if ranges[-1][0] == number:
            ranges.pop()
        if not ranges or ranges[-1][1] != by_number[number]:
            ranges.append((number, by_number[number]))
        if number + 1 not in by_number:
            ranges.append((number + 1, otherwise))
    ranges.append((0x40000000, _refuse(errno.ENOSYS)))  # The x32 range is a second door to every call.
    code: List[Instruction] = [
        (_LOAD, 0, 0, 4),
        (_JUMP_EQUAL, 1, 0, syscalls.architecture() or 0),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        *_tree(ranges),
    ]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in code)


def base_filter(landlocked: bool) -> bytes:
    return _assemble(_base_rules(landlocked), _refuse())


def host_filter() -> bytes:
    """For the evaluator: no network, everything else as it was."""
    names = ("connect", "bind", "listen", "accept", "accept4")
    rules = {name: _refuse() for name in names}
    rules["sendto"] = _base_rules(True)["sendto"]
    return _assemble(rules, _allow())


def plain_filter() -> bytes:
    """For the process that holds file and tests: no network, and nobody leaves the process group that ends as a whole."""
    rules = {name: _refuse() for name in ("connect", "bind", "listen", "accept", "accept4", "setsid", "setpgid", "ptrace")}
    rules["sendto"] = _base_rules(True)["sendto"]
    return _assemble(rules, _allow())


def install(program: bytes) -> None:
    """Puts the filter on this process for good. Raises OSError where the kernel refuses; needs no_new_privs."""
    _install(*_loadable(program))


def child_installer() -> Callable[[], None]:
    """Made in the zygote, called in a child: all that is left to do there is to put its process number in."""
    program = _assemble(_child_rules(_SOME_PID), _allow())
    buffer, header = _loadable(program)
    some = struct.pack("I", _SOME_PID)
    places = [at for at in range(0, len(program), 4) if program[at : at + 4] == some]
    numbers = [ctypes.c_uint32.from_buffer(buffer, at) for at in places]

    def install_child() -> None:
        pid = os.getpid()
        for number in numbers:
            number.value = pid
        _install(buffer, header)

    return install_child


def _loadable(program: bytes) -> Tuple[Any, Any]:
    """The program, and the `struct sock_fprog` that points to it."""
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    return buffer, ctypes.create_string_buffer(header, len(header))


def _install(buffer: Any, header: Any) -> None:
    pr_set_seccomp, mode_filter = 22, 2
    if libc.prctl(pr_set_seccomp, mode_filter, header, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, "seccomp")
