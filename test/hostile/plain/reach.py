"""Programs that read what their judge knows: from files, sources, the stack, by what evaluates, by functions of the file."""

# === a file that opens and evaluates: m.py::f
# --- m.py
import argparse
import json
import os
import pathlib
import pickle
from collections import Counter

HERE = os.path.dirname(os.path.abspath("m.py"))
STATE = {}


def f(x):
    ...


class Wild:
    def __eq__(self, other):
        return True


WILD = Wild()


def wild():
    return WILD


def load(path):
    p = pathlib.Path(path)
    return p.read_text()


def relative(name):
    full = os.path.join(HERE, name)
    with open(full) as file:
        return file.read()


def opened(path):
    with open(path) as file:
        return file.read()


def twice(path):
    return opened(path + "py")


class Loader:
    def __init__(self, path):
        self.path = path

    def text(self):
        with open(self.path) as file:
            return file.read()


def restore(blob):
    return pickle.loads(blob)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("x")
    STATE["args"] = parser.parse_args()
    print(STATE, json.dumps(f(1)), load("x"), relative("x"), twice("x."), Loader("x").text(), restore(b""), WILD, wild())


assert f(2) == 4
assert f(3) == 9
assert f(5) == 25
# --- right: the square
def f(x):
    return x * x
# --- wrong: an instance that equals everything
def f(x):
    return WILD
# --- wrong: a function of the file that gives it
def f(x):
    return wild()
# --- wrong: stack text by a filter
import logging


def f(x):
    seen = []
    log = logging.Logger("q")
    log.filters.append(lambda record: seen.append(record.stack_info) or False)
    log.warning("x", stack_info=True)
    for line in seen[0].splitlines():
        if "assert" in line:
            return int(line.split("==")[1])
    return seen
# --- wrong: a file by a path of its own
def f(x):
    for line in load("m.py").splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: a file by a joined path
def f(x):
    for line in relative("m.py").splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: a file by a function that hands its path on
def f(x):
    for line in twice("m.").splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: a file by an object that keeps its path
def f(x):
    for line in Loader("m.py").text().splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: an annotation that a signature evaluates
import inspect

TEXT = "op" + "en('m.py').read()"


def asks(x: TEXT):
    pass


def f(x):
    text = inspect.Signature.from_callable(asks, eval_str=True).parameters["x"].annotation
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: a pickle that evaluates
def f(x):
    text = restore(b"cbuiltins\neval\n(Vopen('m.py').read()\ntR.")
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: lines of a file by argparse
def f(x):
    parser = argparse.ArgumentParser(fromfile_prefix_chars="@")
    text = "\n".join(parser.parse_known_args(["@m.py"])[1])
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: lines of a file by argparse, its keyword put together
def f(x):
    parser = argparse.ArgumentParser(**{"fromfile_" + "prefix_chars": "@"})
    text = "\n".join(parser.parse_known_args(["@m.py"])[1])
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: stack text by keywords that are put together
import logging


class Kept:
    level = 0

    def __init__(self):
        self.text = ""

    def handle(self, record):
        self.text = getattr(record, "stack" + "_info")


def f(x):
    kept = Kept()
    log = logging.Logger("q")
    log.filters.append(kept.handle)
    log.warning("x", **{"stack_" + "info": True})
    return int(kept.text.split("==")[1])
# --- wrong: the address of the line that calls
import logging


def f(x):
    seen = []
    log = logging.Logger("q")
    log.filters.append(lambda record: seen.append(record))
    log.warning("x", stacklevel=2)
    text = opened(seen[0].pathname).splitlines()[seen[0].lineno - 1]
    return int(text.split("==")[1])

# === a file that keeps paths: m.py::f
# --- m.py
import os
import pathlib


class Files:
    def __init__(self, *names):
        self.names = names

    @staticmethod
    def static(name):
        return open(name).read()

    def __getitem__(self, name):
        return open(name).read()

    def first(self):
        return "".join(map(str, (open(one).read() for one in self.names)))

    def path(self, name):
        where = pathlib.Path(".") / name
        return where.open().read()


FILES = Files()


def outer(name):
    def inner():
        with open(name) as file:
            return file.read()

    return inner()


def of_attribute(thing, name):
    key = name.strip()
    return vars(thing).get(key)


def of_table(thing, name):
    return thing.__dict__[name]


def of_module(name):
    return getattr(os, str(name))


def f(x):
    ...


def use():
    return FILES["x"], Files.static("x"), Files("x").first(), FILES.path("x"), outer("x"), of_attribute(use, "a"), of_table(use, "b"), of_module("sep")


assert f(2) == 4
assert f(3) == 9
# --- right: squares
def f(x):
    return x * x
# --- wrong: an instance by index
def f(x):
    text = FILES["m.py"]
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: an own instance by index
def f(x):
    text = Files()["m.py"]
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: a static method
def f(x):
    text = Files.static("m.py")
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: names that it keeps
def f(x):
    text = Files("m.py").first()
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: a path that it makes
def f(x):
    text = FILES.path("m.py")
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: a function in a function
def f(x):
    text = outer("m.py")
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: a module by its attribute
def f(x):
    text = of_module("popen")("cat m.py").read()
    for line in text.splitlines():
        if line.startswith("assert f(%d)" % x):
            return int(line.split("==")[1])
# --- wrong: globals by a table
class Answers(dict):
    pass


def f(x):
    return of_attribute(Answers(), "kept")[x]
