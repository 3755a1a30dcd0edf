"""Names that the search makes up for an expression, beside those that people gave: these hide Python's, and must not be hidden."""

import itertools
import re
from typing import Container, FrozenSet, Iterator, Sequence


def free(wanted: Sequence[str], taken: Container[str]) -> Iterator[str]:
    """Those of `wanted` that are not taken, then the first of them with a number, without end."""
    numbered = ("%s%d" % (wanted[0], number) for number in itertools.count(2))
    return (name for name in itertools.chain(wanted, numbered) if name not in taken)


def used_in(template: str) -> FrozenSet[str]:
    """The names that a template takes from around it: not its attributes, nor the names of arguments."""
    return frozenset(re.findall(r"(?<![.\w])[a-z]\w+\b(?!=)", template))


def attributes_in(template: str) -> FrozenSet[str]:
    """The names behind its dots."""
    return frozenset(re.findall(r"\.([a-z]\w+)", template))
