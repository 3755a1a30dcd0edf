"""Programs that read or write files. Nothing but the interpreter's own folders may be read, and nothing written."""

# --- reads a file => blocked
def f(x):
    return "ESCAPED " + open("@CANARY@/secret").read()


# --- reads the system's files => blocked
def f(x):
    return "ESCAPED " + open("/etc/passwd").read()


# --- reads by os.open and FileIO
import io
import os


def f(x):
    for attempt in (
        lambda: os.read(os.open("@CANARY@/secret", os.O_RDONLY), 100),
        lambda: io.FileIO("@CANARY@/secret").readall(),
        lambda: io.open_code("@CANARY@/secret").read(),
        lambda: os.open("@CANARY@", os.O_RDONLY | os.O_DIRECTORY),
    ):
        try:
            return "ESCAPED %r" % (attempt(),)
        except OSError:
            continue
    return x


# --- reads by a path that is opened first
import os


def f(x):
    fd = os.open("/", os.O_PATH)
    try:
        inner = os.open("@CANARY@/secret".lstrip("/"), os.O_RDONLY, dir_fd=fd)
    except OSError:
        inner = os.open("/proc/self/fd/%d" % os.open("@CANARY@/secret", os.O_PATH), os.O_RDONLY)
    return "ESCAPED %r" % os.read(inner, 100)


# --- lists folders => blocked
import os


def f(x):
    return "ESCAPED %s" % os.listdir("@CANARY@")


# --- looks for files by every other means
import glob
import os
import pathlib


def f(x):
    found = glob.glob("@CANARY@/*") + [str(one) for one in pathlib.Path("@CANARY@").rglob("*")]
    for _, _, names in os.walk("@CANARY@"):
        found += names
    return "ESCAPED %s" % found if found else x


# --- writes a file => blocked
def f(x):
    with open("@CANARY@/written", "w") as file:
        file.write("x")
    return "ESCAPED a file"


# --- appends to a file => blocked
def f(x):
    with open("@CANARY@/open-to-all", "a") as file:
        file.write("ESCAPED")
    return "ESCAPED a file"


# --- writes by system calls
import ctypes
import os
import struct


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    how = ctypes.create_string_buffer(struct.pack("QQQ", 0o102, 0o600, 0), 24)
    x86 = os.uname().machine == "x86_64"
    for fd in (
        libc.open(b"@CANARY@/c-open", 0o102, 0o600),
        libc.creat(b"@CANARY@/c-creat", 0o600),
        libc.openat(-100, b"@CANARY@/c-openat", 0o102, 0o600),
        libc.syscall(437, -100, b"@CANARY@/c-openat2", how, 24),
        libc.syscall(2, b"@CANARY@/c-two", 0o102, 0o600) if x86 else -1,
        libc.syscall(85, b"@CANARY@/c-85", 0o600) if x86 else -1,
        libc.syscall(0x40000000 + 2, b"@CANARY@/c-x32", 0o102, 0o600),
        libc.open(b"@CANARY@", 0o20200002, 0o600),  # O_TMPFILE
    ):
        if fd >= 0:
            return "ESCAPED a file"
    return x


# --- makes, moves and removes
import os
import shutil


def f(x):
    there = "@CANARY@/open-to-all"
    for attempt in (
        lambda: os.mkdir("@CANARY@/folder"),
        lambda: os.symlink("/etc/passwd", "@CANARY@/symlink"),
        lambda: os.link(there, "@CANARY@/link"),
        lambda: os.rename(there, "@CANARY@/renamed"),
        lambda: os.replace(there, "@CANARY@/replaced"),
        lambda: os.unlink(there),
        lambda: os.mkfifo("@CANARY@/fifo"),
        lambda: os.mknod("@CANARY@/node"),
        lambda: shutil.copy(there, "@CANARY@/copy"),
        lambda: shutil.move(there, "@CANARY@/moved"),
        lambda: os.removedirs("@CANARY@"),
        lambda: shutil.rmtree("@CANARY@"),
    ):
        try:
            attempt()
        except OSError:
            continue
        return "ESCAPED into the file system"
    return x


# --- changes what files say of themselves
import os


def f(x):
    there = "@CANARY@/open-to-all"
    for attempt in (
        lambda: os.chmod(there, 0o777),
        lambda: os.chown(there, os.getuid(), os.getgid()),
        lambda: os.truncate(there, 0),
        lambda: os.utime(there, (1, 1)),
        lambda: os.setxattr(there, "user.assay", b"ESCAPED"),
        lambda: os.lchown(there, os.getuid(), os.getgid()),
    ):
        try:
            attempt()
        except OSError:
            continue
        return "ESCAPED into a file's attributes"
    return x


# --- databases in files
import sqlite3


def f(x):
    connection = sqlite3.connect("@CANARY@/data.db")
    connection.execute("create table t (x)")
    return "ESCAPED a database"


# --- attaches a database to one in memory
import sqlite3


def f(x):
    connection = sqlite3.connect(":memory:")
    connection.execute("attach '@CANARY@/attached.db' as other")
    connection.execute("create table other.t (x)")
    connection.execute("vacuum into '@CANARY@/vacuum.db'")
    return "ESCAPED a database"


# --- shelve and dbm
import dbm.dumb
import shelve


def f(x):
    for make in (lambda: shelve.open("@CANARY@/shelf"), lambda: dbm.dumb.open("@CANARY@/dumb", "n")):
        try:
            made = make()
            made["x"] = "1"
            made.close()
        except Exception:
            continue
        return "ESCAPED a database"
    return x


# --- temporary files
import tempfile


def f(x):
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
    return "ESCAPED a temporary file"


# --- temporary folders and anonymous files
import tempfile


def f(x):
    for make in (tempfile.TemporaryDirectory, tempfile.TemporaryFile, tempfile.mkdtemp):
        try:
            make(dir="@CANARY@")
        except OSError:
            continue
        return "ESCAPED a temporary file"
    return x


# --- devices
import os


def f(x):
    for path in ("/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/dev/loop-control", "/dev/fuse", "/dev/ptmx", "/dev/kvm"):
        for flags in (os.O_RDONLY, os.O_RDWR):
            try:
                os.open(path, flags)
            except OSError:
                continue
            return "ESCAPED to " + path
    return x


# --- runs a program from memory
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    fd = libc.memfd_create(b"program", 0) if hasattr(libc, "memfd_create") else -1
    if fd < 0:
        return x
    os.write(fd, b"#!/bin/sh\necho > @CANARY@/memfd\n")
    os.execve(fd, ["program"], {})


# --- its own memory through /proc
def f(x):
    with open("/proc/self/mem", "r+b") as memory:
        memory.seek(id(x))
        return "ESCAPED %r" % memory.read(8)


# --- settings of the kernel
def f(x):
    for path in ("/proc/self/oom_score_adj", "/proc/self/coredump_filter", "/proc/sys/kernel/hostname"):
        try:
            open(path, "r+").write("0")
        except OSError:
            continue
        return "ESCAPED to " + path
    return x


# --- leaves files in its interpreter's folders
import os
import sys
import sysconfig


def f(x):
    for folder in {sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), sys.prefix, os.getcwd(), "/tmp", "/var/tmp"}:
        try:
            open(os.path.join(folder, "assay-@MARK@"), "w").close()
        except OSError:
            continue
        os.unlink(os.path.join(folder, "assay-@MARK@"))
        return "ESCAPED into " + folder
    return x


# --- logs, archives and configuration that write
import logging
import zipfile


def f(x):
    for make in (
        lambda: logging.FileHandler("@CANARY@/log"),
        lambda: zipfile.ZipFile("@CANARY@/zip", "w"),
        lambda: __import__("pickle").dump(x, open("@CANARY@/pickle", "wb")),
        lambda: __import__("cProfile").run("1", "@CANARY@/profile"),
        lambda: __import__("faulthandler").enable(open("@CANARY@/fault", "w")),
        lambda: __import__("py_compile").compile("@CANARY@/secret", "@CANARY@/cache.pyc", doraise=True),
    ):
        try:
            make()
        except OSError:
            continue
        return "ESCAPED a file"
    return x
