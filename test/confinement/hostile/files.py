"""Programs that read the tests, or write, by what they make or what they were handed."""

# --- open
def f(x):
    return open("test_mod.py").read()


# --- open by io
import io


def f(x):
    return io.open("test_mod.py").read()


# --- FileIO
import io


def f(x):
    return io.FileIO("test_mod.py").readall()


# --- open by codecs
import codecs


def f(x):
    return codecs.open("test_mod.py").read()


# --- a path's text
from pathlib import Path


def f(x):
    return Path("test_mod.py").read_text()


# --- a path's bytes, by getattr
from pathlib import Path


def f(x):
    return getattr(Path("test_mod.py"), "read_bytes")()


# --- a path that was handed over
def f(x):
    return (x.parent / "test_mod.py").read_text()


# --- a path that is opened
def f(x):
    with x.joinpath("want.txt").open("w") as out:
        out.write("0")


# --- a path that is written
def f(x):
    (x / "want.txt").write_text("0")
    return 0


# --- a path's method passed on
from pathlib import Path


def f(x):
    return list(map(Path.read_text, [Path("test_mod.py")]))


# --- a path's method by methodcaller
import operator
from pathlib import Path


def f(x):
    return operator.methodcaller("read_text")(Path("test_mod.py"))


# --- a path's files
from pathlib import Path


def f(x):
    return sorted(Path(".").glob("test_*"))


# --- the lines of files
import fileinput


def f(x):
    return list(fileinput.input("test_mod.py"))


# --- glob
from glob import glob


def f(x):
    return glob("*")


# --- a database of a file
import sqlite3


def f(x):
    return sqlite3.connect("test.db")


# --- a logging handler
import logging


def f(x):
    return logging.FileHandler("test_mod.py")


# --- the standard input
def f(x):
    return input()


# --- an archive
import zipfile


def f(x):
    return zipfile.ZipFile("a.zip").read("test_mod.py")


# --- a random file
import tempfile


def f(x):
    return tempfile.NamedTemporaryFile()
