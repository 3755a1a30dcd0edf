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
    neighbours,
    parsing,
    patterns,
    runs,
    spans,
    stacks,
    units,
    versions,
    windows,
    words,
)
from .skeleton import SKELETONS, Skeleton

#: The families, each a module whose skeletons are declared as it loads.
FAMILIES = (
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
    neighbours,
    parsing,
    patterns,
    runs,
    spans,
    stacks,
    units,
    versions,
    windows,
    words,
)


def skeletons() -> List[Skeleton]:
    return list(SKELETONS)
