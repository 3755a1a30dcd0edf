"""Gives the examples of a text with a candidate the numbers of the file's own text. A candidate neither adds nor removes examples."""

from typing import Dict, List, Sequence, Set

from .script import Check, Entry
from .text import Text


class Numbered:
    """The statements of the file's own text, with the numbers of their examples."""

    def __init__(self, text: Text, entries: Sequence[Entry]) -> None:
        self._text = text
        self._entries = sorted(entries, key=lambda one: one.index)

    def give(self, entries: Sequence[Entry], text: Text, own: Set[int]) -> None:
        """Numbers the same statements in `text`; `own` are the first lines of those that the candidate has added or changed."""
        left: Dict[str, List[Entry]] = {}
        for one in self._entries:
            left.setdefault(self._text.text_of(one.node), []).append(one)
        changed: List[Entry] = []
        for entry in entries:
            same = left.get(text.text_of(entry.node)) if entry.line not in own else None
            if same:
                like = same.pop(0)
                entry.is_whole = like.is_whole
                entry.checks = [one._replace(line=one.line - like.line + entry.line) for one in like.checks]
            else:
                changed.append(entry)
        replaced = sorted((one for some in left.values() for one in some), key=lambda one: one.index)
        for entry in changed:
            entry.checks = _still_there(entry, [one for one in replaced if type(one.node) is type(entry.node)])


def _still_there(entry: Entry, replaced: Sequence[Entry]) -> List[Check]:
    """The checks in a statement with the function that were also in the statement that it replaces."""
    known = [(one, check) for one in replaced for check in one.checks if one.is_whole == entry.is_whole]
    found: List[Check] = []
    for check in entry.checks:
        for pair in known:
            # A statement that is an example as a whole has changed together with its function.
            if entry.is_whole or pair[1].source == check.source:
                known.remove(pair)
                found.append(check._replace(number=pair[1].number))
                break
    return found
