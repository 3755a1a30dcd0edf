"""Sets up the environment's own pytest, and reads its messages.

The import of this module raises ImportError if there is no usable pytest.
"""

import ast
import re
from typing import Any, List, Pattern

import pytest
from _pytest.assertion.rewrite import rewrite_asserts
from _pytest.config import _prepareconfig

if int(pytest.__version__.split(".")[0]) < 7:
    raise ImportError("pytest %s is too old: 7 or later is needed" % pytest.__version__)


def rewritten(tree: ast.Module, source: bytes, path: str) -> None:
    """Makes failing asserts report their values, as in a pytest test module."""
    if any(isinstance(node, ast.Assert) for node in ast.walk(tree)):
        rewrite_asserts(tree, source, path)


def configured(options: List[str], plugin: Any, kept: Pattern[str]) -> Any:
    """Uses only the `addopts` that `kept` finds: options for whole runs, such as `-n 4` or `--cov`, would start too much."""
    config = _prepareconfig(options, [plugin])
    found = kept.findall(_options_in(config.inipath))
    if not found:
        return config
    config._ensure_unconfigure()
    return _prepareconfig([*" ".join(found).split(), *options], [plugin])


def _options_in(path: Any) -> str:
    if path is None:
        return ""
    with open(str(path), encoding="utf-8", errors="replace") as file:
        found = re.search(r"^\s*addopts\s*=\s*(\[[^\]]*\]|.*(?:\n[ \t]+\S.*)*)", file.read(), re.M)
    return re.sub(r"[\[\]\"',]", " ", found.group(1)) if found else ""


def skipped(reason: Any) -> str:
    text = re.sub(r"^Skipped:? ?", "", str(reason)).strip()
    return "it is skipped: %s" % (text or "no reason is given")
