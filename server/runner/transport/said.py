"""What another process says, within bounds: whatever a candidate has had its hands on is cut where it is read, or refused.

A text of 60 MB is cheap to receive and dear to pass on: as JSON it grows, and is written again by each process on its way.
"""

from typing import Any, Dict, List, Optional

from .channel import Broken

#: Characters of a message or a repr, and of a name.
LONGEST = 1000
LONGEST_NAME = 200
#: Names that a verdict may speak of, lines of a source.
MOST_NAMES = 64
#: Lines of a trace, from the beginning and from the end; characters of a value and of a line of code; values that one line may change.
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
    """A text of at most so many characters; an empty one for what is none."""
    return value[:longest] if type(value) is str else ""


def line(value: Any) -> Optional[int]:
    """The number of a line, an example or the like; None for what is none."""
    return value if type(value) is int and 0 <= value < _MOST_NUMBER else None


def seconds(value: Any) -> float:
    """A time that JSON can say everywhere; 0 for what is none."""
    return float(value) if type(value) in (int, float) and 0 <= value < _MOST_NUMBER else 0.0


def names(value: Any, most: int = MOST_NAMES) -> List[str]:
    return [text(one, LONGEST_NAME) for one in value[:most] if type(one) is str] if type(value) is list else []


def trace(lines: Any) -> Optional[List[Line]]:
    """The lines of a failing call, as judging/trace.py records them: text within bounds; nothing where it is no such thing."""
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
    """A verdict with what one may have, and nothing else. Raises Broken for what is none."""
    if type(told) is not dict or line(told.get("example")) is None or told.get("status") not in _STATUSES:
        raise Broken("an invalid verdict")
    made: Dict[str, Any] = {"example": told["example"], "status": told["status"], "ms": seconds(told.get("ms"))}
    made.update((name, text(told[name])) for name in _TEXTS if type(told.get(name)) is str)
    made.update((name, True) for name in _MARKS if told.get(name) is True)
    if "cpu" in told:
        made["cpu"] = seconds(told["cpu"])
    if told.get("changed"):
        made["changed"] = names(told["changed"])
    if "trace" in told:
        made["trace"] = trace(told["trace"]) or []
    return made
