"""Programs of several statements with holes that the search fills: one file a family."""

from typing import List

from . import dicts, folds, greedy, grouping, units
from .skeleton import SKELETONS, Skeleton

#: The families, each a module whose skeletons are declared as it loads.
FAMILIES = (folds, grouping, dicts, units, greedy)


def skeletons() -> List[Skeleton]:
    return list(SKELETONS)
