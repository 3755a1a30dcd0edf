# pytest's monkeypatch in each of its forms.

# === setattr by string: greeting.py::greet
# --- greeting.py
import getpass


def greet():
    return "hello, " + getpass.getuser()
# --- test_greeting.py
import greeting


def test_greet(monkeypatch):
    monkeypatch.setattr("greeting.getpass.getuser", lambda: "ann")
    assert greeting.greet() == "hello, ann"
# --- wrong: nobody
def greet():
    return "hello, " + getpass.getuser().upper()
# --- wrong: a fixed name
def greet():
    return "hello, root"

# === setattr by object: numbering.py::next_number
# --- numbering.py
last = 0


def step():
    return 1


def next_number():
    return last + step()
# --- test_numbering.py
import numbering


def test_step(monkeypatch):
    monkeypatch.setattr(numbering, "step", lambda: 10)
    assert numbering.next_number() == 10


def test_last(monkeypatch):
    monkeypatch.setattr(numbering, "last", 41)
    assert numbering.next_number() == 42
    monkeypatch.undo()
    assert numbering.next_number() == 1
# --- wrong: always one
def next_number():
    return last + 1
# --- wrong: from nought
def next_number():
    return step()

# === setattr on a class: vault.py::Vault.open
# --- vault.py
class Vault:
    code = "0000"

    def check(self, code):
        return code == self.code

    def open(self, code):
        if not self.check(code):
            raise PermissionError("wrong code")
        return "open"
# --- test_vault.py
import pytest
from vault import Vault


def test_class_value(monkeypatch):
    monkeypatch.setattr(Vault, "code", "1234")
    assert Vault().open("1234") == "open"


def test_method(monkeypatch):
    monkeypatch.setattr(Vault, "check", lambda self, code: code == "x")
    assert Vault().open("x") == "open"
    with pytest.raises(PermissionError, match="wrong"):
        Vault().open("0000")
# --- wrong: does its own check
def open(self, code):
    if code != self.code:
        raise PermissionError("wrong code")
    return "open"
# --- wrong: another error
def open(self, code):
    if not self.check(code):
        raise ValueError("wrong code")
    return "open"

# === setenv and delenv: region.py::region
# --- region.py
import os


def region():
    value = os.environ.get("REGION")
    if value is None:
        raise LookupError("REGION is not set")
    return value.strip()
# --- test_region.py
import pytest
import region


def test_set(monkeypatch):
    monkeypatch.setenv("REGION", " north ")
    assert region.region() == "north"


def test_missing(monkeypatch):
    monkeypatch.delenv("REGION", raising=False)
    with pytest.raises(LookupError):
        region.region()


def test_prepended(monkeypatch):
    monkeypatch.setenv("REGION", "b")
    monkeypatch.setenv("REGION", "a", prepend=":")
    assert region.region() == "a:b"
# --- right: by getenv
def region():
    value = os.getenv("REGION")
    if value is None:
        raise LookupError("REGION is not set")
    return value.strip()
# --- wrong: a default
def region():
    return os.environ.get("REGION", "").strip()
# --- wrong: does not strip
def region():
    value = os.environ.get("REGION")
    if value is None:
        raise LookupError("REGION is not set")
    return value

# === setitem and delitem: units.py::convert
# --- units.py
FACTORS = {"m": 1, "km": 1000}


def convert(value, unit):
    if unit not in FACTORS:
        raise KeyError(unit)
    return value * FACTORS[unit]
# --- test_units.py
import pytest
import units


def test_setitem(monkeypatch):
    monkeypatch.setitem(units.FACTORS, "mile", 1609)
    assert units.convert(2, "mile") == 3218


def test_delitem(monkeypatch):
    monkeypatch.delitem(units.FACTORS, "km")
    with pytest.raises(KeyError):
        units.convert(1, "km")


def test_restored():
    assert units.convert(3, "km") == 3000
    assert "mile" not in units.FACTORS
# --- wrong: knows the factors by heart
def convert(value, unit):
    return value * {"m": 1, "km": 1000, "mile": 1609}[unit]
# --- wrong: unknown units are metres
def convert(value, unit):
    return value * FACTORS.get(unit, 1)

# === delattr: backend.py::name
# --- backend.py
import types

driver = types.SimpleNamespace(fast=lambda: "fast", slow=lambda: "slow")


def name():
    try:
        return driver.fast()
    except AttributeError:
        return driver.slow()
# --- test_backend.py
import backend


def test_fast():
    assert backend.name() == "fast"


def test_slow(monkeypatch):
    monkeypatch.delattr(backend.driver, "fast")
    assert backend.name() == "slow"


def test_by_string(monkeypatch):
    monkeypatch.delattr("backend.driver.fast")
    assert backend.name() == "slow"
# --- right: asks first
def name():
    return driver.fast() if hasattr(driver, "fast") else driver.slow()
# --- wrong: always fast
def name():
    return driver.fast()
# --- wrong: always slow
def name():
    return driver.slow()

# === chdir: places.py::here
# --- places.py
import os


def here():
    return sorted(os.listdir("."))
# --- test_places.py
from places import here


def test_here(monkeypatch, tmp_path):
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "a.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    assert here() == ["a.txt", "b.txt"]
# --- wrong: the last one only
def here():
    return sorted(os.listdir("."))[-1:]
# --- wrong: the folder's own name
def here():
    return [os.path.basename(os.getcwd())]

# === syspath_prepend: plugins.py::load
# --- plugins.py
import importlib


def load(name):
    module = importlib.import_module(name)
    return module.VALUE + 1
# --- test_plugins.py
from plugins import load


def test_load(monkeypatch, tmp_path):
    (tmp_path / "my_plugin.py").write_text("VALUE = 41\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert load("my_plugin") == 42
# --- wrong: the value as it is
def load(name):
    return importlib.import_module(name).VALUE
# --- wrong: the length of the name
def load(name):
    return len(name)

# === context: tally.py::tally
# --- tally.py
def weight(item):
    return 1


def tally(items):
    return sum(map(weight, items))
# --- test_tally.py
import pytest
import tally


def test_context(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(tally, "weight", len)
        assert tally.tally(["ab", "c"]) == 3
    assert tally.tally(["ab", "c"]) == 2


def test_own():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "weight", lambda item: 5)
        assert tally.tally([0]) == 5
# --- wrong: counts
def tally(items):
    return len(items)
# --- wrong: only the first
def tally(items):
    return weight(items[0])

# === argv: options.py::verbose
# --- options.py
import sys


def verbose():
    return sys.argv.count("-v")
# --- test_options.py
import sys

import options


def test_twice(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["tool", "-v", "x", "-v"])
    assert options.verbose() == 2


def test_never(monkeypatch):
    monkeypatch.setattr("sys.argv", ["tool"])
    assert options.verbose() == 0
# --- wrong: whether
def verbose():
    return int("-v" in sys.argv)
# --- wrong: the words behind the name
def verbose():
    return len(sys.argv) - 1

# === autouse fixture: quota.py::allowed
# --- quota.py
LIMIT = 3


def allowed(count):
    return count <= LIMIT
# --- test_quota.py
import pytest
import quota


@pytest.fixture(autouse=True)
def low_limit(monkeypatch):
    monkeypatch.setattr(quota, "LIMIT", 1)


def test_at_limit():
    assert quota.allowed(1)


def test_over():
    assert not quota.allowed(2)
# --- wrong: the limit as it was written
def allowed(count):
    return count <= 3
# --- wrong: below
def allowed(count):
    return count < LIMIT

# === input and print replaced: dialog.py::ask
# --- dialog.py
def ask(question):
    while True:
        answer = input(question + " ").strip().lower()
        if answer in ("y", "n"):
            return answer == "y"
        print("y or n, please")
# --- test_dialog.py
import builtins

from dialog import ask


def test_repeats(monkeypatch, capsys):
    answers = iter(["maybe", " Y "])
    asked = []
    monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or next(answers))
    assert ask("sure?") is True
    assert asked == ["sure? ", "sure? "]
    assert capsys.readouterr().out == "y or n, please\n"


def test_no(monkeypatch):
    monkeypatch.setattr(builtins, "input", lambda prompt: "n")
    assert ask("sure?") is False
# --- wrong: takes anything
def ask(question):
    return input(question + " ").strip().lower() == "y"
# --- wrong: says nothing
def ask(question):
    while True:
        answer = input(question + " ").strip().lower()
        if answer in ("y", "n"):
            return answer == "y"
