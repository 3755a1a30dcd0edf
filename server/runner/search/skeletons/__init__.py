"""Programs of several statements with holes that the search fills: one file a family."""

from typing import List

from . import (
    characters,
    ciphers,
    clocks,
    dates,
    dicts,
    folds,
    greedy,
    grouping,
    layout,
    masks,
    months,
    parsing,
    patterns,
    spans,
    stacks,
    units,
    versions,
    words,
)
from .skeleton import SKELETONS, Skeleton

#: The families, each a module whose skeletons are declared as it loads.
FAMILIES = (
    folds,
    grouping,
    dicts,
    units,
    greedy,
    patterns,
    words,
    characters,
    ciphers,
    stacks,
    parsing,
    spans,
    versions,
    layout,
    masks,
    dates,
    months,
    clocks,
)


def skeletons() -> List[Skeleton]:
    return list(SKELETONS)
