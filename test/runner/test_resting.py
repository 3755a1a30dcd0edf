"""An earlier load is used again only if a load today would read the same."""

import os
import socket
import sys
import types

import pytest
from runner.plain.resting import Resting


@pytest.fixture
def project(tmp_path):
    """A file, a test of it, a file beside them, and the order that loaded them."""
    folder = tmp_path / "pkg"
    folder.mkdir()
    for name in ("m.py", "test_m.py", "other.py"):
        (folder / name).write_text("a = 1\n")
    order = {
        "file": str(folder / "m.py"),
        "module": "pkg.m",
        "target": "f",
        "together": [],
        "tests": [str(folder / "test_m.py")],
        "path": [str(tmp_path)],
        "cwd": str(tmp_path),
        "unsaved": {},
    }
    return folder, order


@pytest.fixture
def rested(project, monkeypatch):
    """Asks whether something has changed since the order was loaded; by then `pkg/other.py` was imported."""
    folder, order = project
    ours, theirs = socket.socketpair()
    resting = Resting(order, ours, {})
    other = types.ModuleType("pkg.other")
    other.__file__ = str(folder / "other.py")
    monkeypatch.setitem(sys.modules, "pkg.other", other)
    resting._note_files()
    yield lambda **now: resting._has_changed({**order, **now})
    ours.close(), theirs.close()


def rewrite(path, text):
    path.write_text(text)
    os.utime(str(path), ns=(1, 1))


def test_nothing_has_changed(rested):
    assert not rested()


@pytest.mark.parametrize(
    "name, value",
    [("target", "g"), ("module", "m"), ("file", "/other.py"), ("tests", []), ("path", []), ("cwd", "/"), ("together", ["g"])],
)
def test_an_order_that_was_loaded_otherwise(rested, name, value):
    assert rested(**{name: value})


def test_the_file_itself_may_change_since_its_text_is_told(project, rested):
    folder, order = project
    rewrite(folder / "m.py", "a = 2\n")
    assert not rested()
    assert not rested(unsaved={order["file"]: "a = 3\n"})


def test_what_was_imported_may_not_change_on_the_disk(project, rested):
    folder, _ = project
    rewrite(folder / "other.py", "a = 2\n")
    assert rested()


def test_nor_be_taken_away(project, rested):
    folder, _ = project
    (folder / "other.py").unlink()
    assert rested()


def test_nor_in_an_editor(project, rested):
    folder, _ = project
    assert rested(unsaved={str(folder / "other.py"): "a = 2\n"})


def test_an_editor_that_holds_the_text_of_the_disk_changes_nothing(project, rested):
    # The earlier text came from the disk and was not kept, so everything is loaded to be safe.
    folder, _ = project
    assert rested(unsaved={str(folder / "other.py"): "a = 1\n"})


def test_what_was_never_imported_may(project, rested):
    folder, _ = project
    assert not rested(unsaved={str(folder / "unused.py"): "a = 2\n"})


@pytest.mark.parametrize("name", ["conftest.py", "pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg", "__init__.py"])
@pytest.mark.parametrize("deep", [True, False], ids=["beside the tests", "at the root"])
def test_what_configures_a_framework_may_not_appear(project, rested, name, deep):
    folder, _ = project
    (folder / name if deep else folder.parent / name).write_text("")
    assert rested()


def test_a_link_to_what_was_imported_is_the_same_file(project, rested):
    folder, _ = project
    (folder.parent / "linked").symlink_to(folder)
    assert rested(unsaved={str(folder.parent / "linked" / "other.py"): "a = 2\n"})
