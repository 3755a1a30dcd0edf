"""Judges a function in this one process, without forks, lock or limits: for a debugger, and for prints.

unlocked.py FILE NAME [OTHER]   FILE's own function, or that of OTHER, which is FILE with a candidate in it.

Prints the messages of a candidate's process to the host of the plain process, one line each. The code can do everything that you can.
"""

import argparse
import importlib
import importlib.util
import os
import sys
from typing import Any, Dict, List, Optional

RUNNER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "server", "runner")
#: Seconds of CPU, including the debugger's.
PATIENCE = 3600.0


def import_runner() -> None:
    """Imports the runner under its own name, like runner/__main__.py, so that it hides no user module."""
    spec = importlib.util.spec_from_file_location("assay_runner", os.path.join(RUNNER, "__init__.py"), submodule_search_locations=[RUNNER])
    assert spec and spec.loader
    sys.modules["assay_runner"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["assay_runner"])


def part(name: str) -> Any:
    return importlib.import_module("assay_runner.%s" % name)


class Told:
    """Replaces the channel to the host."""

    def send(self, message: Dict[str, Any]) -> None:
        print(message)

    def send_all(self, messages: List[Dict[str, Any]]) -> None:
        for message in messages:
            self.send(message)


def judge(file: str, name: str, other: Optional[str]) -> None:
    import_runner()
    text = part("plain.text").Text(_text_of(file), file)
    line = next(one.node.lineno for one in part("plain.target").definitions(text.tree, name.split(".")))
    module = os.path.splitext(os.path.basename(file))[0]
    # The order of server/src/execution/plainSession.ts, for a file outside of packages, without test files.
    order: Dict[str, Any] = {
        "module": module,
        "file": file,
        "path": [os.path.dirname(file)],
        "cwd": os.getcwd(),
        "target": name,
        "line": line,
    }
    order.update({"stub": False, "tests": [], "unsaved": {}, "listed": [], "ordinal": part("plain.module").ordinal_of(text, name, line)})
    part("loading.environment").prepare(order["path"])
    loaded = part("plain.loaded").Loaded(order, text)
    loaded.load(defers=True)
    numbers = [one.number for one in loaded.examples()]
    job: Dict[str, Any] = dict.fromkeys(("noting", "watching", "renewing", "trace", "lines", "strict"), False)
    job.update({"text": _text_of(other or file), "force": True, "wanted": numbers, "cases": {}, "skip": [], "lost": [], "limits": {}})
    job["cpu"] = PATIENCE
    surroundings = part("plain.surroundings").surroundings_of
    part("plain.judging").swapped(Told(), loaded, job, lambda wanted, path: surroundings(loaded, set(wanted), path))


def _text_of(file: str) -> str:
    with open(file, encoding="utf-8", newline="") as stream:
        return stream.read()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("name")
    parser.add_argument("other", nargs="?")
    given = parser.parse_args()
    judge(os.path.abspath(given.file), given.name, given.other)
