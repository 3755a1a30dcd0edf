"""The test files that may lead to the function: those that mention its module, and those that import what does."""

import os
import re
from typing import Any, Dict, List, Set

#: Files that are looked at, and bytes of the largest.
_MOST = 400
_LARGEST = 1_000_000
_IMPORTS = re.compile(r"^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n#]+)|import[ \t]+([^\n#]+))", re.M)


def tests_of(order: Dict[str, Any]) -> List[str]:
    """`order["tests"]` mention the module; of `order["around"]` those are added that come to it by another file beside them."""
    chosen: List[str] = list(order["tests"])
    others = [file for file in order["around"] if file not in set(chosen)]
    if not others:
        return chosen
    imported = {file: _imported(file) for file in (*others, *_beside([*others, *chosen], order["file"]))}
    leading: Set[str] = {_stem(order["file"]), order["module"].split(".")[0], *(_stem(file) for file in chosen)}
    while True:
        more = {_stem(file) for file, names in imported.items() if names & leading} - leading
        if not more:
            break
        leading |= more
    return chosen + [file for file in others if imported[file] & leading]


def _beside(files: List[str], own: str) -> List[str]:
    """Other modules in the folders of the test files, and in packages there; those beside the function's own file."""
    known = {*files, own}
    found: List[str] = []
    pending = list(dict.fromkeys(os.path.dirname(file) for file in [*files, own]))
    for folder in pending:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.endswith(".py") and entry.path not in known:
                found.append(entry.path)
            elif entry.name.isidentifier() and os.path.exists(os.path.join(entry.path, "__init__.py")) and entry.path not in pending:
                pending.append(entry.path)
        if len(found) > _MOST:
            break
    return found[:_MOST]


def _imported(file: str) -> Set[str]:
    """Every part of the names that its import statements have; where one is relative the packages around the file, too."""
    try:
        if os.path.getsize(file) > _LARGEST:
            return set()
        with open(file, encoding="utf-8", errors="replace") as stream:
            text = stream.read()
    except OSError:
        return set()
    found: Set[str] = set()
    is_relative = False
    for groups in _IMPORTS.findall(text):
        found.update(re.findall(r"\w+", " ".join(groups)))
        is_relative = is_relative or groups[0].startswith(".")
    return found | _packages(file) if is_relative else found


def _packages(file: str) -> Set[str]:
    """The names of the packages around a file."""
    found: Set[str] = set()
    folder = os.path.dirname(file)
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder, name = os.path.split(folder)
        found.add(name)
    return found


def _stem(file: str) -> str:
    """The last part of the name by which it is imported."""
    stem = os.path.splitext(os.path.basename(file))[0]
    return os.path.basename(os.path.dirname(file)) if stem == "__init__" else stem
