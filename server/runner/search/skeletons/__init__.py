"""Programs of several statements with holes that the search fills: one file a family, whose skeletons are declared as it loads."""

import importlib
import pkgutil
from typing import List

from .skeleton import SKELETONS, Skeleton

for _family in pkgutil.iter_modules(__path__):
    importlib.import_module("%s.%s" % (__name__, _family.name))


def skeletons() -> List[Skeleton]:
    return list(SKELETONS)
