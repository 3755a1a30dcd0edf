"""Hints for the search from name, docstring and signature: words that favour operations, and constants."""

import re
from os.path import commonprefix
from typing import Any, List, Sequence, Set

from . import prior

#: Characters that docstrings call by a name.
_CHARACTERS = {
    "space": " ",
    "blank": " ",
    "comma": ",",
    "underscore": "_",
    "hyphen": "-",
    "dash": "-",
    "dot": ".",
    "period": ".",
    "colon": ":",
    "exclamation": "!",
    "vowel": "aeiouAEIOU",
    "newline": "\n",
    "slash": "/",
    "semicolon": ";",
    "pipe": "|",
    "tab": "\t",
}
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twice": 2,
    "double": 2,
    "triple": 3,
    "half": 2,
    "halve": 2,
    "second": 1,
    "third": 2,
    "percent": 100,
    "percentage": 100,
}
#: The most characters of a string constant.
LONGEST = 12
_FLOATS = ("mean", "averag", "ratio", "percent")


class Hints:
    def __init__(self, texts: Sequence[str]) -> None:
        prose = "\n".join(map(_prose, texts))
        self.words: Set[str] = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", prose)}
        shown = [match[0] or match[1] for match in re.findall(r"'([^'\n]{1,%d})'(?!\w)|\"([^\"\n]{1,%d})\"" % (LONGEST, LONGEST), prose)]
        self.constants: List[Any] = [*shown]
        self.constants += [int(digits) for digits in re.findall(r"(?<![\w.])\d{1,6}(?![\w.])", prose)]
        self.constants += [character for word, character in _CHARACTERS.items() if {word, word + "s", word + "es"} & self.words]
        self.constants += [number for word, number in _NUMBERS.items() if self.has(word)]
        #: Whether the result may be a float if the examples show an int.
        returns = re.search(r"->\s*(int|float)\b", " ".join(texts))
        self.wants_float = returns.group(1) == "float" if returns else self.favour(_FLOATS)
        #: Names of the user's function, which hide Python's.
        self.own_names = set(re.findall(r"\bdef\s+(\w+)", " ".join(texts)))

    def has(self, word: str) -> bool:
        """Whether a word of the texts is this one, or one of its forms."""
        stem = word[:-1] if word.endswith(("e", "y", "s")) and len(word) > 4 else word
        return any(one == word or len(stem) >= 4 and one.startswith(stem) for one in self.words)

    def price(self, cost: int, component: str, beginnings: Sequence[str]) -> int:
        """The cost of a component beside these words; `beginnings` are those of words that its row has by hand."""
        return max(1, cost + prior.cost_of(component, self.words, beginnings))

    def favour(self, beginnings: Sequence[str]) -> bool:
        return any(word.startswith(beginning) for word in self.words for beginning in beginnings)


def _prose(text: str) -> str:
    """Removes doctests, whose words and numbers belong to the examples, and types, which say little."""
    if re.match(r"\s*(async\s+)?def\b", text):
        return re.sub(r":\s*[\w.\[\], |]+?(?=[,)=]|$)|->.*", "", re.sub(r"\b(async|def|self|cls)\b", "", text))
    kept, skipping = [], False
    for line in text.split("\n"):
        skipping = line.lstrip().startswith(">>>") or (skipping and line.strip() != "")
        if not skipping:
            kept.append(line)
    return "\n".join(kept)


def common_ends(values: Sequence[Any]) -> List[str]:
    """The common beginning and the common end of several different strings."""
    if not all(isinstance(value, str) for value in values) or len(set(values)) < 2:
        return []
    ends = commonprefix(list(values)), commonprefix([value[::-1] for value in values])[::-1]
    return [end for end in ends if 0 < len(end) <= LONGEST]
