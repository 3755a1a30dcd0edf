"""Limits for the messages of another process: input that a candidate could write is cut or refused where it is read.

A text of 60 MB is cheap to receive and expensive to forward: as JSON it grows, and each process on its way writes it again.
"""

from typing import Any, Dict, List, Optional

from .channel import Broken

#: The most characters of a message or a repr, and of a name.
LONGEST = 1000
LONGEST_NAME = 200
#: The most names in a verdict, and lines of a source.
MOST_NAMES = 64
#: The most lines of a trace from the beginning and from the end; characters of a value and of a code line; changed values per line.
FIRST_LINES = 30
LAST_LINES = 15
LONGEST_VALUE = 60
LONGEST_LINE = 160
MOST_VALUES = 6
_MOST_NUMBER = 1 << 31

Line = Dict[str, Any]

_STATUSES = frozenset(("pass", "fail", "error", "timeout", "blocked", "notRun"))
_TEXTS = ("message", "expected", "actual")
_MARKS = ("unreached", "lost", "reached", "reachedBack")


def text(value: Any, longest: int = LONGEST) -> str:
    """A text of at most so many characters; empty for anything else."""
    return value[:longest] if type(value) is str else ""


def line(value: Any) -> Optional[int]:
    """The number of a line or an example; None for anything else."""
    return value if type(value) is int and 0 <= value < _MOST_NUMBER else None


def seconds(value: Any) -> float:
    """A time that JSON can represent; 0 for anything else."""
    return float(value) if type(value) in (int, float) and 0 <= value < _MOST_NUMBER else 0.0


def names(value: Any, most: int = MOST_NAMES) -> List[str]:
    return [text(one, LONGEST_NAME) for one in value[:most] if type(one) is str] if type(value) is list else []


def trace(lines: Any) -> Optional[List[Line]]:
    """The lines of a failing call from judging/trace.py, with bounded text; None if the input is invalid."""
    if not isinstance(lines, list):
        return None
    found: List[Line] = []
    for entry in lines[: FIRST_LINES + LAST_LINES + 1]:
        if not isinstance(entry, dict):
            return None
        values = entry.get("values")
        kept: Line = {
            "line": line(entry.get("line")) or 0,
            "text": text(entry.get("text"), LONGEST_LINE),
            "values": [
                [text(pair[0], LONGEST_VALUE), text(pair[1], 2 * LONGEST_VALUE)]
                for pair in (values if isinstance(values, list) else [])[:MOST_VALUES]
                if isinstance(pair, list) and len(pair) == 2
            ],
        }
        if "ended" in entry:
            kept["ended"] = text(entry["ended"], 2 * LONGEST_VALUE + 20)
        found.append(kept)
    return found


def verdict(told: Any) -> Dict[str, Any]:
    """A verdict with only its known fields. Raises Broken if it is invalid."""
    if type(told) is not dict or line(told.get("example")) is None or told.get("status") not in _STATUSES:
        raise Broken("an invalid verdict")
    made: Dict[str, Any] = {"example": told["example"], "status": told["status"], "ms": seconds(told.get("ms"))}
    made.update((name, text(told[name])) for name in _TEXTS if type(told.get(name)) is str)
    made.update((name, True) for name in _MARKS if told.get(name) is True)
    if "cpu" in told:
        made["cpu"] = seconds(told["cpu"])
    if type(told.get("apart")) is list and len(told["apart"]) == len(names(told["apart"])) == 3:
        made["apart"] = names(told["apart"])
    if told.get("changed"):
        made["changed"] = names(told["changed"])
    if "trace" in told:
        made["trace"] = trace(told["trace"]) or []
    return made
