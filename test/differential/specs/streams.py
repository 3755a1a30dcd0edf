# Output, input and captured streams.

# === StringIO: table.py::render
# --- table.py
def render(rows, out):
    """Write each row as a line, its cells padded to the widest."""
    width = max((len(cell) for row in rows for cell in row), default=0)
    for row in rows:
        out.write(" ".join(cell.ljust(width) for cell in row).rstrip() + "\n")
# --- test_table.py
import io

from table import render


def test_render():
    out = io.StringIO()
    render([["a", "bcd"], ["ef", ""]], out)
    assert out.getvalue() == "a   bcd\nef\n"


def test_nothing():
    out = io.StringIO("kept")
    render([], out)
    assert out.getvalue() == "kept"
# --- wrong: trailing blanks
def render(rows, out):
    width = max((len(cell) for row in rows for cell in row), default=0)
    for row in rows:
        out.write(" ".join(cell.ljust(width) for cell in row) + "\n")
# --- wrong: fails on nothing
def render(rows, out):
    width = max(len(cell) for row in rows for cell in row)
    for row in rows:
        out.write(" ".join(cell.ljust(width) for cell in row).rstrip() + "\n")

# === BytesIO: framing.py::read_frame
# --- framing.py
import struct


def read_frame(stream):
    """Read a length (4 bytes, big end first) and as many bytes; None at the end."""
    head = stream.read(4)
    if not head:
        return None
    (length,) = struct.unpack(">I", head)
    body = stream.read(length)
    if len(body) < length:
        raise EOFError("short frame")
    return body
# --- test_framing.py
import io

import pytest
from framing import read_frame


def test_two():
    stream = io.BytesIO(b"\0\0\0\3abc\0\0\0\0")
    assert read_frame(stream) == b"abc"
    assert read_frame(stream) == b""
    assert read_frame(stream) is None
    assert stream.tell() == 11


def test_short():
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(b"\0\0\0\5ab"))
# --- wrong: little end first
def read_frame(stream):
    head = stream.read(4)
    if not head:
        return None
    (length,) = struct.unpack("<I", head)
    body = stream.read(length)
    if len(body) < length:
        raise EOFError("short frame")
    return body
# --- wrong: reads what is left
def read_frame(stream):
    head = stream.read(4)
    if not head:
        return None
    (length,) = struct.unpack(">I", head)
    body = stream.read()
    if len(body) < length:
        raise EOFError("short frame")
    return body[:length]

# === redirect_stdout: hello.py::hello
# --- hello.py
def hello(*names):
    """Print a greeting for each."""
    for name in names:
        print("Hello,", name, end="!\n")
# --- test_hello.py
import contextlib
import io
import unittest

from hello import hello


class HelloTest(unittest.TestCase):
    def test_redirected(self):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            hello("Ann", "Bob")
        self.assertEqual(out.getvalue(), "Hello, Ann!\nHello, Bob!\n")
# --- wrong: on one line
def hello(*names):
    print("Hello,", *names, end="!\n")
# --- wrong: gives it
def hello(*names):
    return "".join(f"Hello, {name}!\n" for name in names)

# === capsys out and err: warner.py::warn
# --- warner.py
import sys


def warn(message, fatal=False):
    print(message, file=sys.stderr)
    if fatal:
        print("stopping")
# --- test_warner.py
from warner import warn


def test_both(capsys):
    warn("careful", fatal=True)
    out, err = capsys.readouterr()
    assert (out, err) == ("stopping\n", "careful\n")


def test_err_only(capsys):
    warn("careful")
    warn("again")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == ["careful", "again"]
    with capsys.disabled():
        pass
    warn("x")
    assert capsys.readouterr().err == "x\n"
# --- wrong: all to out
def warn(message, fatal=False):
    print(message)
    if fatal:
        print("stopping")
# --- wrong: always stops
def warn(message, fatal=False):
    print(message, file=sys.stderr)
    print("stopping")

# === capfd: lowlevel.py::shout
# --- lowlevel.py
import sys


def shout(text):
    sys.stdout.write(text.upper())
    sys.stdout.flush()
    return len(text)
# --- test_lowlevel.py
from lowlevel import shout


def test_descriptor(capfd):
    assert shout("hey") == 3
    assert capfd.readouterr().out == "HEY"
# --- wrong: as it was
def shout(text):
    sys.stdout.write(text)
    sys.stdout.flush()
    return len(text)
# --- wrong: with a line's end
def shout(text):
    print(text.upper())
    return len(text)

# === stdin replaced: adder.py::add_all
# --- adder.py
import sys


def add_all():
    """The sum of the numbers on standard input, a line each; empty lines don't count."""
    return sum(int(line) for line in sys.stdin if line.strip())
# --- test_adder.py
import io
import sys
from unittest.mock import patch

from adder import add_all


def test_monkeypatched(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n2\n\n40\n"))
    assert add_all() == 43


def test_patched():
    with patch.object(sys, "stdin", io.StringIO("")):
        assert add_all() == 0
# --- wrong: the first line alone
def add_all():
    line = sys.stdin.readline()
    return int(line) if line.strip() else 0
# --- wrong: stops at an empty line
def add_all():
    total = 0
    for line in sys.stdin:
        if not line.strip():
            break
        total += int(line)
    return total

# === input from a replaced stdin: quiz.py::quiz
# --- quiz.py
def quiz():
    name = input()
    try:
        age = int(input())
    except EOFError:
        age = None
    return name, age
# --- test_quiz.py
import io

from quiz import quiz


def test_both(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Ann\n30\n"))
    assert quiz() == ("Ann", 30)


def test_end(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Bob\n"))
    assert quiz() == ("Bob", None)
# --- wrong: age as text
def quiz():
    name = input()
    try:
        age = input()
    except EOFError:
        age = None
    return name, age
# --- wrong: does not expect an end
def quiz():
    return input(), int(input())

# === files in tmp_path: wordcount.py::count_words
# --- wordcount.py
from pathlib import Path


def count_words(path):
    return len(Path(path).read_text(encoding="utf-8").split())
# --- test_wordcount.py
import pytest
from wordcount import count_words


def test_words(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("één   zwei\nthree", encoding="utf-8")
    assert count_words(file) == 3
    assert count_words(str(file)) == 3


def test_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        count_words(tmp_path / "none")
# --- wrong: lines
def count_words(path):
    return len(Path(path).read_text(encoding="utf-8").splitlines())
# --- wrong: by single blanks
def count_words(path):
    return len(Path(path).read_text(encoding="utf-8").split(" "))

# === a file is written: saver.py::save
# --- saver.py
import json
import os


def save(folder, name, data):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + ".json")
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(data, stream, sort_keys=True)
    return path
# --- test_saver.py
import json

from saver import save


def test_save(tmp_path):
    path = save(str(tmp_path / "new"), "a", {"b": 1, "a": [2]})
    text = (tmp_path / "new" / "a.json").read_text()
    assert text == '{"a": [2], "b": 1}'
    assert json.load(open(path)) == {"a": [2], "b": 1}


def test_again(tmp_path):
    save(str(tmp_path), "a", 1)
    assert open(save(str(tmp_path), "a", 2)).read() == "2"
# --- wrong: unsorted
def save(folder, name, data):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + ".json")
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(data, stream)
    return path
# --- wrong: appends
def save(folder, name, data):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + ".json")
    with open(path, "a", encoding="utf-8") as stream:
        json.dump(data, stream, sort_keys=True)
    return path

# === test data beside the tests: cities.py::largest
# --- cities.py
import csv


def largest(stream):
    """The name in the row with the largest number."""
    return max(csv.DictReader(stream), key=lambda row: int(row["people"]))["name"]
# --- tests/cities.csv
name,people
Aa,90
Bee,1000
Cee,200
# --- tests/test_cities.py
import pathlib

from cities import largest

data = pathlib.Path(__file__).with_name("cities.csv")


def test_largest():
    with data.open() as stream:
        assert largest(stream) == "Bee"
# --- wrong: compares text
def largest(stream):
    return max(csv.DictReader(stream), key=lambda row: row["people"])["name"]
# --- wrong: the number
def largest(stream):
    return max(csv.DictReader(stream), key=lambda row: int(row["people"]))["people"]

# === a stream of its own class: tee.py::Tee.write
# --- tee.py
class Tee:
    def __init__(self, *streams):
        self.streams = streams

    def write(self, text):
        for stream in self.streams:
            stream.write(text)
        return len(text)

    def flush(self):
        for stream in self.streams:
            stream.flush()
# --- test_tee.py
import contextlib
import io

from tee import Tee


def test_both():
    one, other = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(Tee(one, other)):
        print("x", 1)
    assert one.getvalue() == other.getvalue() == "x 1\n"


def test_count():
    assert Tee().write("abc") == 3
# --- wrong: the first alone
def write(self, text):
    return self.streams[0].write(text)
# --- wrong: no count
def write(self, text):
    for stream in self.streams:
        stream.write(text)

# === iterates over a file object: tail.py::tail
# --- tail.py
from collections import deque


def tail(lines, count):
    return [line.rstrip("\n") for line in deque(lines, maxlen=count)]
# --- test_tail.py
import io

from tail import tail


def test_file(tmp_path):
    (tmp_path / "log").write_text("a\nb\nc\n")
    with open(tmp_path / "log") as stream:
        assert tail(stream, 2) == ["b", "c"]
        assert stream.read() == ""


def test_more_than_there_is():
    assert tail(io.StringIO("x"), 5) == ["x"]
# --- wrong: the head
def tail(lines, count):
    return [line.rstrip("\n") for line, _ in zip(lines, range(count))]
# --- wrong: keeps the ends
def tail(lines, count):
    return list(deque(lines, maxlen=count))
