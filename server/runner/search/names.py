"""Names that the search invents for an expression, beside the user's names: they may hide Python's names, but nothing may hide them."""

import itertools
import re
from typing import Container, FrozenSet, Iterator, Sequence


def free(wanted: Sequence[str], taken: Container[str]) -> Iterator[str]:
    """Yields the names of `wanted` that are not taken, then the first of them with numbers, without end."""
    numbered = ("%s%d" % (wanted[0], number) for number in itertools.count(2))
    return (name for name in itertools.chain(wanted, numbered) if name not in taken)


def used_in(template: str) -> FrozenSet[str]:
    """The outer names in a template, without attributes and argument names."""
    return frozenset(re.findall(r"(?<![.\w])[a-z]\w+\b(?!=)", template))


def attributes_in(template: str) -> FrozenSet[str]:
    """The attribute names in a template."""
    return frozenset(re.findall(r"\.([a-z]\w+)", template))
