"""The files that an example's values lead to, and a candidate's changes of existing ones."""

import os
import pathlib
import tempfile
import types

import pytest
from runner.crossing import handed
from runner.crossing.handed import Made, contents, is_within, paths, temporary


class Box:
    def __init__(self, held):
        self.held = held


def looped(path):
    ring = [path]
    ring.append(ring)
    return ring


@pytest.mark.parametrize(
    "hold",
    [
        str,
        pathlib.Path,
        pathlib.PurePosixPath,
        lambda path: [path],
        lambda path: ({"a": [path]},),
        lambda path: {path: 1},
        lambda path: frozenset([path]),
        Box,
        lambda path: Box([Box(path)]),
        looped,
    ],
)
def test_a_path_is_found_in_whatever_holds_it(tmp_path, hold):
    path = os.path.realpath(str(tmp_path / "a"))
    assert paths([1, hold(path)]) == {path}


@pytest.mark.parametrize("value", ["a/b", "", "/a\0b", b"/a", 7, None, os, len, Box, lambda: "/a", types.SimpleNamespace])
def test_what_is_no_path_is_none(value):
    assert paths([value]) == set()


def test_a_link_is_the_place_that_it_leads_to(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    assert paths([str(tmp_path / "link" / "a")]) == {os.path.realpath(str(tmp_path / "there" / "a"))}


def test_not_more_values_are_looked_through_than_that(monkeypatch):
    monkeypatch.setattr(handed, "MOST_VALUES", 10)
    assert paths(["/a", *range(1000, 1100)]) == set()
    assert paths([*range(1000, 1100), "/a"]) == {"/a"}


def test_only_what_lies_among_temporary_files_may_be_written(tmp_path, monkeypatch):
    root = os.path.realpath(str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", root)
    inside, beside = os.path.join(root, "b"), root + "-beside"
    assert temporary([inside, os.path.join(root, "a"), root, beside, "/etc/passwd", os.path.join(root, "..", "x")]) == [
        os.path.join(root, "a"),
        inside,
    ]


@pytest.mark.parametrize("path, found", [("/a", True), ("/a/b", True), ("/ab", False), ("/", False), ("/b/a", False)])
def test_within_a_place(path, found):
    assert is_within(path, "/a") is found


def test_contents_are_those_of_files_however_deep_and_of_no_link(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a").write_text("1")
    (tmp_path / "deep" / "b").write_text("1")
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    found = contents([str(tmp_path), str(tmp_path / "nothing")])
    assert set(found) == {str(tmp_path / "a"), str(tmp_path / "deep" / "b")}
    assert len(set(found.values())) == 1


def test_other_content_is_told_apart_also_where_only_the_beginning_is_read(tmp_path, monkeypatch):
    file = tmp_path / "a"
    found = []
    for text in ("1", "2", "22", "1"):
        file.write_text(text)
        found.append(contents([str(file)])[str(file)])
    assert found[0] == found[3] and len(set(found)) == 3
    monkeypatch.setattr(handed, "MOST_BYTES", 1)
    assert contents([str(file)]) == {str(file): found[0]}
    file.write_text("12")
    assert contents([str(file)]) != {str(file): found[0]}


class TestMade:
    def test_a_new_file_is_its_own(self):
        assert Made().changed({}, {"a": b"1"}) == {"a": True}

    def test_one_that_was_there_is_not(self):
        assert Made().changed({"a": b"1"}, {"a": b"2"}) == {"a": False}
        assert Made().changed({"a": b"1"}, {}) == {"a": False}

    def test_what_stays_as_it_is_has_not_changed(self):
        assert Made().changed({"a": b"1"}, {"a": b"1"}) == {}

    def test_to_change_again_what_it_has_made_is_no_change(self):
        made = Made()
        made.changed({}, {"a": b"1"})
        assert made.changed({"a": b"1"}, {"a": b"2"}) == {"a": True}
        assert made.changed({"a": b"2"}, {}) == {"a": True}

    def test_but_not_once_somebody_else_has_written_there(self):
        made = Made()
        made.changed({}, {"a": b"1"})
        assert made.changed({"a": b"other"}, {"a": b"2"}) == {"a": False}

    def test_nor_once_what_somebody_else_has_written_is_again_what_it_had_made(self):
        made = Made()
        made.changed({}, {"a": b"1"})
        assert made.changed({"a": b"other"}, {"a": b"1"}) == {"a": False}
        assert made.changed({"a": b"1"}, {"a": b"2"}) == {"a": False}

    def test_nor_after_it_has_changed_what_was_anothers(self):
        made = Made()
        made.changed({"a": b"1"}, {"a": b"2"})
        assert made.changed({"a": b"2"}, {"a": b"3"}) == {"a": False}
