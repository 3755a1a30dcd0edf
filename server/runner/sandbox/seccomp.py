"""System call filters (seccomp(2), classic BPF), assembled as a balanced tree, which starts twice as fast as a linear list.

There are two filters, the second on top of the first:
  base   an allow-list, for the zygote and its forks
  child  operations that the zygote needs and a candidate must not use: new processes, signals to others, messages with descriptors
"""

import ctypes
import errno
import os
import struct
from typing import Any, Callable, Dict, List, Mapping, Sequence, Tuple

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
    eventfd eventfd2 timerfd_create timerfd_settime timerfd_gettime signalfd4 futex futex_waitv
    set_robust_list set_tid_address rseq restart_syscall sched_yield sched_getaffinity sched_setaffinity sched_getparam
    sched_getscheduler sched_get_priority_max sched_get_priority_min getcpu fork vfork exit exit_group wait4 waitid
    getpid getppid gettid getpgid getpgrp getsid getuid geteuid getgid getegid getresuid getresgid getgroups getpriority
    umask time gettimeofday clock_gettime clock_getres clock_nanosleep nanosleep times getrusage sysinfo uname getrandom
    getrlimit setrlimit prlimit64 prctl arch_prctl seccomp kill tgkill recvfrom sendmsg recvmsg shutdown getsockname
    getpeername
""".split()
#: Landlock decides on these if the kernel has it; without it they are refused.
_BY_PATH = "mkdir mkdirat unlink unlinkat rename renameat renameat2 rmdir link linkat symlink symlinkat truncate creat".split()

_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10
_SOCK_STREAM, _SOCK_DGRAM = 1, 2
#: The default, IPPROTO_TCP and IPPROTO_UDP: for others the kernel may load a module.
_PROTOCOLS = (0, 6, 17)
_SOL_SOCKET, _IPPROTO_IP, _IPPROTO_TCP, _IPPROTO_UDP, _IPPROTO_IPV6 = 1, 0, 6, 17, 41
#: Socket options that may be set, by level: none has an effect outside. A group membership sends IGMP or MLD by itself, and other
#: options bind to a device, pass a program to the kernel, or load a module.
_SOCKET_OPTIONS = {
    # SO_REUSEADDR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_OOBINLINE, SO_LINGER, SO_REUSEPORT, SO_RCVLOWAT,
    # SO_RCVTIMEO, SO_SNDTIMEO, and the last two for long times.
    _SOL_SOCKET: (2, 6, 7, 8, 9, 10, 13, 15, 18, 20, 21, 66, 67),
    # IP_TOS, IP_TTL.
    _IPPROTO_IP: (1, 2),
    # TCP_NODELAY, TCP_MAXSEG, TCP_CORK, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT, TCP_SYNCNT, TCP_LINGER2, TCP_DEFER_ACCEPT,
    # TCP_WINDOW_CLAMP, TCP_QUICKACK, TCP_USER_TIMEOUT.
    _IPPROTO_TCP: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 18),
    # IPV6_UNICAST_HOPS, IPV6_V6ONLY, IPV6_TCLASS.
    _IPPROTO_IPV6: (16, 26, 67),
}
#: Levels that may be read, except SO_PEERPIDFD, which gives a handle on another process. netfilter's options start at 64.
_ASKABLE = (_SOL_SOCKET, _IPPROTO_IP, _IPPROTO_TCP, _IPPROTO_UDP, _IPPROTO_IPV6)
_SO_PEERPIDFD = 77
_MSG_FASTOPEN = 0x20000000
_O_WRITES = 0o1 | 0o2 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC
_CLONE_THREAD = 0x00010000
_CLONE_NAMESPACES = 0x7E020000  # NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET.
_F_SETFL, _O_ASYNC = 4, 0x2000
#: F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_DUPFD_CLOEXEC, F_GET_SEALS: none that signals.
_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 1030, 1034)
#: TCGETS, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX.
_IOCTL = (0x5401, 0x541B, 0x5421, 0x5451, 0x5450)
#: PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS, PR_SET_VMA.
_PRCTL = (3, 15, 16, 21, 23, 39, 0x53564D41)


#: A placeholder for the child's process number in the template.
_SOME_PID = 0x7EA5C0DE


def _allow() -> List[Instruction]:
    return [(_RETURN, 0, 0, _ALLOW)]


def _refuse(number: int = errno.EPERM) -> List[Instruction]:
    return [(_RETURN, 0, 0, _ERRNO | number)]


def _load(argument: int, high: bool = False) -> Instruction:
    return (_LOAD, 0, 0, 16 + 8 * argument + (4 if high else 0))


def _one_of(argument: int, values: Sequence[int]) -> List[Instruction]:
    """Allows the call if the argument's low word is one of the values."""
    code = [_load(argument)]
    for value in values:
        code += [(_JUMP_EQUAL, 0, 1, value), *_allow()]
    return code + _refuse()


def _none_of(argument: int, bits: int) -> List[Instruction]:
    """Allows the call if the argument's low word has none of the bits."""
    return [_load(argument), (_JUMP_SET, 0, 1, bits), *_refuse(), *_allow()]


def _by_level(options: Mapping[int, Sequence[int]]) -> List[Instruction]:
    """The rule for setsockopt(2): the allowed options, by level."""
    code: List[Instruction] = []
    for level, numbers in options.items():
        one = _one_of(2, numbers)
        code += [_load(1), (_JUMP_EQUAL, 0, len(one), level), *one]
    return code + _refuse()


def _asking() -> List[Instruction]:
    """The rule for getsockopt(2)."""
    options = [_load(2), (_JUMP_EQUAL, 0, 1, _SO_PEERPIDFD), *_refuse(), *_allow()]
    code = [_load(1), (_JUMP_EQUAL, 0, len(options), _SOL_SOCKET), *options]
    return code + [_load(2), (_JUMP_ABOVE_EQUAL, 0, 1, 64), *_refuse(), *_one_of(1, _ASKABLE)]


def _sockets() -> Dict[str, List[Instruction]]:
    """The rules for sockets of a process without network."""
    return {
        "setsockopt": _by_level(_SOCKET_OPTIONS),
        # Only without an address, as `send` does: to the connected peer.
        "sendto": [_load(4), (_JUMP_EQUAL, 1, 0, 0), *_refuse(), _load(4, True), (_JUMP_EQUAL, 1, 0, 0), *_refuse(), *_allow()],
        "sendmsg": _none_of(2, _MSG_FASTOPEN),
        "sendmmsg": _refuse(),
        # io_uring would bypass these rules. Libraries fall back to plain calls.
        "io_uring_setup": _refuse(errno.ENOSYS),
    }


def _base_rules(landlocked: bool) -> Dict[str, List[Instruction]]:
    rules = {name: _allow() for name in _PERMITTED}
    rules.update({name: _allow() if landlocked else _refuse() for name in _BY_PATH})
    for name, argument in (("open", 1), ("openat", 2)):
        reads = [_load(argument), (_JUMP_SET, 0, 1, _O_WRITES), *_refuse(), *_allow()]
        rules[name] = _allow() if landlocked else reads
    # Libraries fall back to the older call. A filter can't read these arguments, so the call must not work.
    rules["clone3"] = rules["openat2"] = _refuse(errno.ENOSYS)
    rules["clone"] = _none_of(0, _CLONE_NAMESPACES)
    # With O_ASYNC the kernel signals the descriptor's owner.
    rules["fcntl"] = [_load(1), (_JUMP_EQUAL, 0, 4, _F_SETFL), *_none_of(2, _O_ASYNC), *_one_of(1, _FCNTL)]
    rules["ioctl"] = _one_of(1, _IOCTL)
    kinds = [(_JUMP_EQUAL, 0, 1, _SOCK_STREAM), *_allow(), (_JUMP_EQUAL, 0, 1, _SOCK_DGRAM), *_allow(), *_refuse()]
    masked = [_load(1), (0x54, 0, 0, 0xF), *kinds]  # BPF_ALU | BPF_AND: without SOCK_NONBLOCK and SOCK_CLOEXEC
    protocol = [_load(2), *((_JUMP_EQUAL, len(_PROTOCOLS) - at, 0, one) for at, one in enumerate(_PROTOCOLS)), *_refuse(), *masked]
    # A socket alone reaches nothing: connect, bind, listen and accept are not allowed.
    rules["socket"] = [
        _load(0),
        (_JUMP_EQUAL, 3, 0, _AF_UNIX),
        (_JUMP_EQUAL, 2, 0, _AF_INET),
        (_JUMP_EQUAL, 1, 0, _AF_INET6),
        *_refuse(),
        *protocol,
    ]
    rules["socketpair"] = [_load(0), (_JUMP_EQUAL, 1, 0, _AF_UNIX), *_refuse(), *masked]
    rules["getsockopt"] = _asking()
    rules.update(_sockets())
    return rules


def _child_rules(pid: int) -> Dict[str, List[Instruction]]:
    own, itself = _one_of(0, [pid]), _one_of(0, [0, pid])
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
        "sched_setaffinity": itself,
        # The answer reveals whether a process exists. (glibc asks for the scheduling of each thread.)
        "getpgid": itself,
        "getsid": itself,
        "getpriority": _one_of(1, [0, pid]),
        "seccomp": _refuse(),
        "sendmsg": _refuse(),
        "recvmsg": _refuse(),
    }


def _tree(ranges: List[Tuple[int, List[Instruction]]]) -> List[Instruction]:
    """Code for sorted pairs `(first number, code)`, each valid up to the next; the accumulator has the number."""
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
    ranges.append((0x40000000, _refuse(errno.ENOSYS)))  # The x32 range would be a second way to every call.
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


_SPEAKING = ("connect", "bind", "listen", "accept", "accept4")


def host_filter() -> bytes:
    """The evaluator's filter: no network, everything else unchanged."""
    return _assemble({**{name: _refuse() for name in _SPEAKING}, **_sockets()}, _allow())


def plain_filter() -> bytes:
    """The filter of the process with file and tests: no network, and no process may leave the process group, which ends as a whole."""
    return _assemble({**{name: _refuse() for name in (*_SPEAKING, "setsid", "setpgid", "ptrace")}, **_sockets()}, _allow())


def install(program: bytes) -> None:
    """Sets the filter on this process for good. Raises OSError if the kernel refuses; needs no_new_privs."""
    _install(*_loadable(program))


def child_installer() -> Callable[[], None]:
    """Created in the zygote and called in a child, which only fills in its process number."""
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
