"""Messages of another process are accepted only within their limits."""

import pytest
from runner.plain import reports
from runner.transport import said
from runner.transport.channel import Broken

LONG = "x" * 10_000


@pytest.mark.parametrize("value, text", [("a", "a"), ("", ""), (LONG, LONG[:1000]), (None, ""), (1, ""), (["a"], ""), (b"a", "")])
def test_a_text(value, text):
    assert said.text(value) == text


@pytest.mark.parametrize(
    "value, number",
    [(0, 0), (7, 7), ((1 << 31) - 1, (1 << 31) - 1), (1 << 31, None), (-1, None), (True, None), (1.0, None), ("1", None), (None, None)],
)
def test_a_line(value, number):
    assert said.line(value) == number


@pytest.mark.parametrize(
    "value, seconds",
    [(0, 0), (1.5, 1.5), (3, 3), (-1, 0), (1e300, 0), (float("inf"), 0), (float("nan"), 0), (True, 0), ("1", 0), (10**400, 0)],
)
def test_seconds(value, seconds):
    found = said.seconds(value)
    assert type(found) is float and found == seconds


def test_names_are_few_and_short():
    assert said.names(["a", 1, LONG, None]) == ["a", LONG[:200]]
    assert len(said.names(["a"] * 1000)) == 64
    assert said.names("abc") == said.names(None) == said.names({"a": 1}) == []


VERDICT = {"example": 1, "status": "pass"}


@pytest.mark.parametrize("status", ["pass", "fail", "error", "timeout", "blocked", "notRun"])
def test_a_verdict_is_one_of_these(status):
    assert said.verdict({"example": 1, "status": status}) == {"example": 1, "status": status, "ms": 0.0}


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        "pass",
        {},
        {"example": 1},
        {"status": "pass"},
        {**VERDICT, "status": "passed"},
        {**VERDICT, "status": None},
        {**VERDICT, "example": -1},
        {**VERDICT, "example": True},
        {**VERDICT, "example": "1"},
    ],
)
def test_and_no_other(told):
    with pytest.raises(Broken):
        said.verdict(told)


def test_a_status_that_is_no_text_is_no_crash():
    with pytest.raises((Broken, TypeError)):
        said.verdict({**VERDICT, "status": ["pass"]})


def test_a_verdict_has_what_one_may_have_and_nothing_else():
    told = {
        **VERDICT,
        "ms": 1.5,
        "cpu": -1,
        "message": LONG,
        "expected": 7,
        "actual": "a",
        "lost": True,
        "reached": 1,
        "changed": ["a", 1],
        "apart": ["index 1", "1", LONG],
        "unverified": False,
        "integrity": "boundary",
    }
    assert said.verdict(told) == {
        **VERDICT,
        "ms": 1.5,
        "cpu": 0.0,
        "message": LONG[:1000],
        "actual": "a",
        "lost": True,
        "changed": ["a"],
        "apart": ["index 1", "1", LONG[:200]],
    }
    for wrong in (["index 1"], ["a", "b", 1], "abc", None):
        assert "apart" not in said.verdict({**VERDICT, "apart": wrong})


@pytest.mark.parametrize(
    "report, found",
    [
        ({"verdict": VERDICT}, ("verdict", {**VERDICT, "ms": 0.0})),
        ({"begin": 3}, ("begin", 3)),
        ({"afresh": "anything"}, ("afresh", True)),
        ({"end": True}, ("end", {"stuck": None})),
        ({"end": True, "stuck": LONG}, ("end", {"stuck": LONG[:1000]})),
        ({"end": True, "stuck": 1, "present": []}, ("end", {"stuck": None})),
        (
            {"reaches": [[3, "uses open"]], "secret": 1, "keeps": True},
            ("reaches", {"reaches": [(3, "uses open")], "secret": False, "keeps": True, "changes": False}),
        ),
        ({"reaches": [[-1, LONG]]}, ("reaches", {"reaches": [(0, LONG[:200])], "secret": False, "keeps": False, "changes": False})),
    ],
)
def test_a_report_of_a_fork(report, found):
    assert reports.read(report) == found


@pytest.mark.parametrize(
    "report",
    [
        None,
        [],
        7,
        {},
        {"begin": -1},
        {"begin": "1"},
        {"noted": {}},
        {"examples": []},
        {"offer": 1},
        {"reaches": None},
        {"reaches": [3]},
        {"reaches": [[3]]},
        {"reaches": [[3, "a", "b"]]},
        {"verdict": None},
        {"something": 1},
    ],
)
def test_what_no_fork_with_a_candidate_may_say(report):
    with pytest.raises(Broken):
        reports.read(report)


def test_reasons_are_no_more_than_so_many():
    assert len(reports.reasons([[1, "a"]] * 5000)) == 1000


def test_only_a_process_without_a_candidate_tells_of_examples():
    assert reports.read_noted({"examples": [1]}) == ("examples", {"examples": [1]})
    assert reports.read_noted({"noted": 1}) == ("noted", 1)
    assert reports.read_noted({"end": True, "offer": {"a": 1}, "present": [[1, "a"]]}) == (
        "end",
        {"stuck": None, "present": [(1, "a")], "offer": {"a": 1}},
    )


def test_a_value_has_no_more_levels_than_can_be_sent_on():
    deep = []
    for _ in range(900):
        deep = [deep]
    with pytest.raises(Broken):
        reports.read_observed({"observed": 0, "value": deep})
    with pytest.raises(Broken):
        reports.read_observed({"observed": 0, "changed": [[0, {"a": deep}]]})
    value = ["list", [["int", "1"]] * 5000]
    assert reports.read_observed({"observed": 0, "value": value})[1][1]["value"] == value
