"""Reads the reports of a fork of the plain process, with limits: an unconfined candidate can write there too."""

from typing import Any, Dict, List, Tuple

from ..transport import said
from ..transport.channel import Broken

#: Bytes of one report, and of all reports of a process with a candidate. Reports of the noting run may be longer.
LARGEST = 4 << 20
MOST_RECEIVED = 64 << 20
#: Levels of a value: values.py writes three for each of its own.
_DEEPEST = 400
#: The most reasons why a candidate is not confined.
MOST_REASONS = 1000
#: The most lines that no example runs.
MOST_LINES = 1000


def read(report: Any) -> Tuple[str, Any]:
    """Returns the report's kind and content. Raises Broken."""
    if type(report) is not dict:
        raise Broken("an invalid report")
    if "verdict" in report:
        return "verdict", said.verdict(report["verdict"])
    if "begin" in report and said.line(report["begin"]) is not None:
        return "begin", report["begin"]
    if "reaches" in report:
        traits = {name: report.get(name) is True for name in ("secret", "keeps", "changes")}
        return "reaches", {"reaches": reasons(report["reaches"]), **traits}
    if "afresh" in report:
        return "afresh", True
    if "unrun" in report:
        return "unrun", lines(report["unrun"])
    if "end" in report:
        return "end", {"stuck": said.text(report.get("stuck")) or None}
    raise Broken("a report without a request")


def read_observed(report: Any) -> Tuple[str, Any]:
    """Reads the reports of a process that observes. Raises Broken."""
    if type(report) is dict and "observed" in report and said.line(report["observed"]) is not None:
        told: Dict[str, Any] = {name: said.text(report[name]) for name in ("raises", "message", "printed", "unbuilt") if name in report}
        told.update((name, True) for name in ("timeout", "unstable") if report.get(name) is True)
        peak = said.line(report.get("peak"))
        if peak is not None:
            told["peak"] = peak
        # Node reads the contents of a value; their size is bounded like the whole report.
        told.update((name, report[name]) for name in ("value", "changed") if type(report.get(name)) is list)
        if not _is_shallow([told.get("value"), told.get("changed")]):
            raise Broken("a value with too many levels")
        return "observed", (report["observed"], {**told, "cpu": said.seconds(report.get("cpu"))})
    what, told = read(report)
    if what in ("verdict", "reaches", "unrun"):
        raise Broken("a report without a request")
    return what, told


def _is_shallow(value: List[Any]) -> bool:
    """Whether the value can be written again: `json` reads more levels than it writes."""
    level: List[Any] = value
    for _ in range(_DEEPEST):
        level = [item for one in level if type(one) in (list, dict) for item in (one.values() if type(one) is dict else one)]
        if not level:
            return True
    return False


def read_noted(report: Any) -> Tuple[str, Any]:
    """Reads the reports of a process without a candidate: they come from the user's own code. Raises Broken."""
    if type(report) is not dict:
        raise Broken("an invalid report")
    for name in ("noted", "examples"):
        if name in report:
            return name, report["noted"] if name == "noted" else report
    if "end" in report:
        told = {"present": reasons(report["present"])} if "present" in report else {}
        given = {"offer": report["offer"]} if "offer" in report else {}
        return "end", {"stuck": said.text(report.get("stuck")) or None, **told, **given}
    return read(report)


def lines(told: Any) -> List[int]:
    """Numbers of lines. Raises Broken."""
    found = [said.line(one) for one in told[:MOST_LINES]] if type(told) is list else [None]
    if None in found:
        raise Broken("an invalid line")
    return [one for one in found if one is not None]


def reasons(told: Any) -> List[Tuple[int, str]]:
    """Pairs of a line and a reason. Raises Broken."""
    found: List[Tuple[int, str]] = []
    for one in told[:MOST_REASONS] if type(told) is list else [told]:
        if type(one) is not list or len(one) != 2:
            raise Broken("an invalid reason")
        found.append((said.line(one[0]) or 0, said.text(one[1], said.LONGEST_NAME)))
    return found
