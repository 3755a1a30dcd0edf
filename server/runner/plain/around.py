"""Finds the test files that may lead to the function: those that mention its module, and those that import such a file."""

import os
import re
from typing import Any, Dict, List, Set

#: The most files to read, and the most bytes of one.
_MOST = 400
_LARGEST = 1_000_000
_IMPORTS = re.compile(r"^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n#]+)|import[ \t]+([^\n#]+))", re.M)


def tests_of(order: Dict[str, Any]) -> List[str]:
    """Returns `order["tests"]`, which mention the module, and those files of `order["around"]` that import it through another file."""
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
    """Other modules in the folders of the test files and of the function's file, and in packages there."""
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
    """All parts of the names in its import statements; for a relative import also the packages around the file."""
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
    found: Set[str] = set()
    folder = os.path.dirname(file)
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder, name = os.path.split(folder)
        found.add(name)
    return found


def _stem(file: str) -> str:
    """The last part of the module's name."""
    stem = os.path.splitext(os.path.basename(file))[0]
    return os.path.basename(os.path.dirname(file)) if stem == "__init__" else stem
