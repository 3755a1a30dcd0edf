"""Limits file access to given folders (Landlock, Linux 5.13 and later; needs no privilege).

Source: the kernel's Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h.
"""

import ctypes
import os
import struct
from typing import Iterable

from .libc import libc

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
READ = _EXECUTE | _READ_FILE | _READ_DIR
#: All rights on files by version of the interface: REFER came with 2, TRUNCATE with 3, IOCTL_DEV with 5.
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}


def version() -> int:
    """The kernel's version of the interface; 0 without one."""
    found = _syscall(_CREATE, None, 0, 1)
    return max(found, 0)


def rights() -> int:
    return _RIGHTS.get(version(), (1 << 16) - 1)


def restrict(readable: Iterable[str], writable: Iterable[str], reads: bool) -> None:
    """Limits this process and its forks. Without `reads`, it limits only writes. Raises OSError."""
    abi = version()
    handled = rights() if reads else rights() & ~(READ | _IOCTL_DEV)
    bind_and_connect = 3 if reads else 0
    abstract_sockets_and_signals = 3 if reads else 0
    attributes = struct.pack("QQQ", handled, bind_and_connect, abstract_sockets_and_signals)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _syscall(_CREATE, ctypes.create_string_buffer(attributes, 24), size, 0)
    if ruleset < 0:
        raise OSError(-ruleset, "landlock_create_ruleset")
    try:
        for paths, allowed in ((readable, READ), (writable, rights())):
            for path in paths:
                _allow(ruleset, path, allowed & handled)
        failed = _syscall(_RESTRICT, ruleset, 0)
        if failed < 0:
            raise OSError(-failed, "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, allowed: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # A missing file needs no permission.
    try:
        if not os.path.isdir(path):
            allowed &= _OF_FILES
        beneath = 1
        if allowed:
            rule = ctypes.create_string_buffer(struct.pack("=Qi", allowed, fd), 12)
            failed = _syscall(_ADD, ruleset, beneath, rule, 0)
            if failed < 0:
                raise OSError(-failed, "landlock_add_rule", path)
    finally:
        os.close(fd)


def _syscall(number: int, *arguments: object) -> int:
    """The result, or the negative error number."""
    libc.syscall.restype = ctypes.c_long
    converted = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    result = libc.syscall(ctypes.c_long(number), *converted)
    return int(result) if result >= 0 else -ctypes.get_errno()
