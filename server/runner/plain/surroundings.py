"""The surroundings of a candidate: the user's loaded file without its examples."""

import ast
import linecache
import os
import sys
from typing import Any, Dict, List, Set

from ..loading import environment
from .loaded import Loaded
from .modules import Modules, imported_by
from .script import is_main
from .target import FUNCTIONS
from .text import Text


def surroundings_of(loaded: Loaded, wanted: Set[int], path: str, present: bool = False) -> Any:
    """The parts of the file that a candidate may use; with `present`, its present body counts as the user's own too."""
    from ..confinement import Surroundings

    tree = loaded.users.text.tree
    held = [entry.node for entry in loaded.users.entries if any(check.number in wanted for check in entry.checks)]
    held += [node for node in tree.body if is_main(node)]
    names = {case.name.split(".")[0] for case in loaded.cases.all}
    held += [node for node in tree.body if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and (node.name in names or _is_test(node))]
    trees = _test_trees(loaded)
    modules = Modules(loaded.order, [*trees.values(), *held])
    known = (modules.is_project, modules.is_secret, modules.gives)
    found = Surroundings(tree, path.split("."), held, list(trees.values()), present, loaded.order["module"], *known)
    modules.own = found.belongings
    return found


def offer_of(loaded: Loaded, wanted: Set[int]) -> Dict[str, Any]:
    """Names of the file that must not reach a candidate's process across the boundary, and the modules that it gets."""
    text = Text(loaded.users.text.text, loaded.users.file)
    known = Loaded(loaded.order, text)
    known.cases = loaded.cases
    paths = [loaded.order["target"], *loaded.order.get("together", ())]
    found = [surroundings_of(known, wanted, path).belongings for path in paths]
    return {
        "secrets": sorted(frozenset.intersection(*(one.secrets for one in found))),
        "kept": sorted("%s.%s" % one for one in frozenset.intersection(*(one.values for one in found))),
        "stars": sorted(frozenset.intersection(*(one.stars for one in found))),
        "modules": sorted({name for one in found for name in imported_by(one, loaded.order)}),
    }


def _test_trees(loaded: Loaded) -> Dict[str, ast.Module]:
    """The syntax trees of the test files and of loaded conftest files, without unparsable ones."""
    trees = {}
    around = [str(getattr(one, "__file__", None) or "") for one in list(sys.modules.values())]
    beside = [file for file in around if os.path.basename(file) == "conftest.py" and environment.is_of_project(file)]
    for file in dict.fromkeys([*(case.file for case in loaded.cases.all), *beside]):
        if os.path.realpath(file) != os.path.realpath(loaded.users.file):
            try:
                trees[file] = ast.parse("".join(linecache.getlines(file)))
            except SyntaxError:
                continue
    return trees


def reaches_of_present(loaded: Loaded, wanted: Set[int]) -> List[List[Any]]:
    """The reasons against the function's present body."""
    from ..confinement import reaches

    # Reads the text again, because marking changes the definitions.
    known = Loaded(loaded.order, Text(loaded.users.text.text, loaded.users.file))
    if known.place is None:
        return []
    known.cases = loaded.cases
    node = known.place.outermost.node
    return [[one.line, one.what] for one in reaches([node], node, surroundings_of(known, wanted, known.place.outermost.path, present=True))]


def _is_test(node: Any) -> bool:
    bases = [getattr(one, "attr", "") or getattr(one, "id", "") for one in getattr(node, "bases", ())]
    return node.name.startswith(("test", "Test")) or any(name.endswith("TestCase") for name in bases)
