"""Numbers of the system calls in the filters, as `name=x86_64/aarch64`; `-` where an architecture has none.

Source: the kernel's tables, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
"""

import platform
from typing import Dict, Optional

_TABLE = """
    read=0/63 write=1/64 readv=19/65 writev=20/66 pread64=17/67 pwrite64=18/68 preadv=295/69 pwritev=296/70 close=3/57
    close_range=436/436 lseek=8/62 mmap=9/222 munmap=11/215 mprotect=10/226 mremap=25/216 madvise=28/233 msync=26/227
    brk=12/214 membarrier=324/283 rt_sigaction=13/134 rt_sigprocmask=14/135 rt_sigreturn=15/139 rt_sigpending=127/136
    rt_sigtimedwait=128/137 rt_sigsuspend=130/133 sigaltstack=131/132 pause=34/- alarm=37/- getitimer=36/102
    setitimer=38/103 fstat=5/80 stat=4/- lstat=6/- newfstatat=262/79 statx=332/291 statfs=137/43 fstatfs=138/44
    access=21/- faccessat=269/48 faccessat2=439/439 open=2/- openat=257/56 readlink=89/- readlinkat=267/78
    getdents=78/- getdents64=217/61 getcwd=79/17 chdir=80/49 fcntl=72/25 flock=73/32 fsync=74/82 fdatasync=75/83
    ftruncate=77/46 fadvise64=221/223 sendfile=40/71 copy_file_range=326/285 dup=32/23 dup2=33/- dup3=292/24 pipe=22/-
    pipe2=293/59 poll=7/- ppoll=271/73 select=23/- pselect6=270/72 epoll_create=213/- epoll_create1=291/20
    epoll_ctl=233/21 epoll_wait=232/- epoll_pwait=281/22 epoll_pwait2=441/441 eventfd=284/- eventfd2=290/19
    timerfd_create=283/85 timerfd_settime=286/86 timerfd_gettime=287/87 signalfd4=289/74 futex=202/98
    futex_waitv=449/449 set_robust_list=273/99 set_tid_address=218/96 rseq=334/293
    restart_syscall=219/128 sched_yield=24/124 sched_getaffinity=204/123 sched_setaffinity=203/122
    sched_getparam=143/121 sched_getscheduler=145/120 sched_get_priority_max=146/125 sched_get_priority_min=147/126
    getcpu=309/168 clone=56/220 clone3=435/435 fork=57/- vfork=58/- exit=60/93 exit_group=231/94 wait4=61/260
    waitid=247/95 getpid=39/172 getppid=110/173 gettid=186/178 getpgid=121/155 getpgrp=111/- getsid=124/156
    getuid=102/174 geteuid=107/175 getgid=104/176 getegid=108/177 getresuid=118/148 getresgid=120/150
    getgroups=115/158 getpriority=140/141 umask=95/166 time=201/- gettimeofday=96/169 clock_gettime=228/113
    clock_getres=229/114 clock_nanosleep=230/115 nanosleep=35/101 times=100/153 getrusage=98/165 sysinfo=99/179
    uname=63/160 getrandom=318/278 getrlimit=97/163 setrlimit=160/164 prlimit64=302/261 prctl=157/167 arch_prctl=158/-
    seccomp=317/277 kill=62/129 tgkill=234/131 tkill=200/130 socket=41/198 socketpair=53/199 sendto=44/206
    recvfrom=45/207 sendmsg=46/211 recvmsg=47/212 shutdown=48/210 getsockname=51/204 getpeername=52/205
    getsockopt=55/209 setsockopt=54/208 ioctl=16/29 openat2=437/437 mkdir=83/- mkdirat=258/34 unlink=87/-
    unlinkat=263/35 rename=82/- renameat=264/38 renameat2=316/276 rmdir=84/- link=86/- linkat=265/37 symlink=88/-
    symlinkat=266/36 truncate=76/45 creat=85/- mknod=133/- mknodat=259/33 connect=42/203 bind=49/200 listen=50/201
    accept=43/202 accept4=288/242 memfd_create=319/279 setsid=112/157 setpgid=109/154 ptrace=101/117
    sendmmsg=307/269 io_uring_setup=425/425
"""

#: AUDIT_ARCH_* of linux/audit.h by machine, and the column of the table.
_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


def architecture() -> Optional[int]:
    """The kernel's number for this machine's architecture; None if the table lacks it."""
    known = _ARCHITECTURES.get(platform.machine())
    return known[0] if known else None


def numbers() -> Dict[str, int]:
    """System call numbers by name on this machine. Raises KeyError if the table lacks the architecture."""
    column = _ARCHITECTURES[platform.machine()][1]
    found = {}
    for item in _TABLE.split():
        name, _, pair = item.partition("=")
        number = pair.split("/")[column]
        if number != "-":
            found[name] = int(number)
    return found
