"""The files that an example's values lead to, and the changes to them by a candidate's call."""

import hashlib
import os
import pathlib
import tempfile
import types
from typing import Any, Dict, Iterable, List, Set

#: The most values to search for paths, files below those to read, and bytes of one file.
MOST_VALUES = 10_000
MOST_FILES = 1000
MOST_BYTES = 1 << 26


def paths(given: Iterable[Any]) -> Set[str]:
    """Real paths among the values and their contents."""
    found: Set[str] = set()
    seen: Set[int] = set()
    pending = list(given)
    while pending and len(seen) < MOST_VALUES:
        value = pending.pop()
        if id(value) in seen or isinstance(value, (types.ModuleType, types.FunctionType)):
            continue
        seen.add(id(value))
        if type(value) is str or isinstance(value, pathlib.PurePath):
            if "\0" not in str(value) and os.path.isabs(value):
                found.add(os.path.realpath(value))
        elif isinstance(value, dict):
            pending += [*dict.keys(value), *dict.values(value)]
        elif isinstance(value, (list, tuple, set, frozenset)):
            pending += list(value)
        elif type(getattr(value, "__dict__", None)) is dict and not isinstance(value, type):
            pending += list(value.__dict__.values())
    return found


def temporary(given: Iterable[Any]) -> List[str]:
    """The temporary files among them: only those may be written."""
    root = os.path.realpath(tempfile.gettempdir())
    return sorted(one for one in paths(given) if one != root and is_within(one, root))


def is_within(path: str, place: str) -> bool:
    """Whether the path is the place, or lies below it."""
    return path == place or path.startswith(place + os.sep)


def contents(places: Iterable[str]) -> Dict[str, bytes]:
    """A digest of each file's content, to notice changes. Links are not followed."""
    found: Dict[str, bytes] = {}
    pending = list(places)
    while pending and len(found) < MOST_FILES:
        place = pending.pop()
        try:
            if os.path.isdir(place) and not os.path.islink(place):
                pending += [os.path.join(place, name) for name in os.listdir(place)]
            elif os.path.isfile(place):
                found[place] = content(place)
        except OSError:
            continue
    return found


def content(path: str) -> bytes:
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        read = file.read(MOST_BYTES)
    return hashlib.sha1(read).digest() + b"%d" % size


class Made:
    """Files that a candidate has created itself, until other code writes to them: another change of them does not count."""

    def __init__(self) -> None:
        self._known: Dict[str, bytes] = {}

    def has(self, path: str, content: bytes) -> bool:
        return self._known.get(path) == content

    def changed(self, before: Dict[str, bytes], after: Dict[str, bytes]) -> Dict[str, bool]:
        """The changed paths; the value says whether the candidate created the file."""
        found: Dict[str, bool] = {}
        for path in sorted({*before, *after}):
            was, now = before.get(path), after.get(path)
            if was == now:
                continue
            found[path] = was is None or self.has(path, was)
            if found[path] and now is not None:
                self._known[path] = now
            else:
                self._known.pop(path, None)
        return found
