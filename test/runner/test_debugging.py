"""The program that runs one example for a debugger, with a hook in the debugger's place."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "server" / "runner" / "debugging.py"

FILE = '''\
def double(number):
    """Return twice number.

    >>> double(3)
    6
    """
    return number + number


class Box:
    def size(self):
        return 1


assert double(1) == 0
for number, twice in [(1, 2), (2, 4)]:
    assert double(number) == twice

if __name__ == "__main__":
    assert Box().size() == 1
'''

HOOK = """
import sys


def stop():
    frame = sys._getframe(1)
    print("stopped", frame.f_code.co_name, frame.f_lineno, file=sys.__stdout__)
"""


def stops(tmp_path: Path, function: str, kind: str, line: int, *others: int) -> "tuple[int, list[str]]":
    file = tmp_path / "double.py"
    file.write_text(FILE)
    (tmp_path / "hook.py").write_text(textwrap.dedent(HOOK))
    environment = {**os.environ, "PYTHONBREAKPOINT": "hook.stop", "PYTHONPATH": str(tmp_path)}
    words = [str(file), "double", function, kind, str(line), *map(str, others)]
    done = subprocess.run([sys.executable, str(SCRIPT), *words], capture_output=True, text=True, env=environment, timeout=60)
    return done.returncode, [part for part in done.stdout.splitlines() if part.startswith("stopped")]


def test_stops_at_an_assert_without_running_the_other_examples(tmp_path: Path) -> None:
    assert stops(tmp_path, "double", "assert", 17, 15) == (0, ["stopped <module> 17", "stopped <module> 17"])


def test_stops_at_the_example_that_fails_and_lets_it_fail(tmp_path: Path) -> None:
    assert stops(tmp_path, "double", "assert", 15, 17) == (1, ["stopped <module> 15"])


def test_stops_in_the_function_for_a_doctest(tmp_path: Path) -> None:
    assert stops(tmp_path, "double", "doctest", 4, 15, 17) == (0, ["stopped double 7"])


def test_runs_what_stands_under_main_where_the_example_does(tmp_path: Path) -> None:
    assert stops(tmp_path, "Box.size", "assert", 20, 15, 17) == (0, ["stopped <module> 20"])
