"""How many expressions a second the enumeration tries on one core, beside a plain loop: `python3 rate.py RUNNER SECONDS`.

Prints JSON: `{"tried": …, "plain": …}`, expressions per CPU second.
"""

import importlib
import importlib.util
import json
import operator
import os
import sys
import time
from typing import Any, Callable, Dict, List, Sequence, Set, Tuple

Pairs = List[Tuple[Tuple[Any, ...], Any]]

#: Problems that no short expression solves, so that the search uses its whole time.
PROBLEMS: List[Tuple[Pairs, List[str], List[str]]] = [
    ([((3, 4), 918273), ((10, 7), 5), ((6, 1), 77003)], ["a", "b"], ["f", "Combine two numbers.", "def f(a: int, b: int) -> int"]),
    (
        [(("ab cd",), "q7!x"), (("hello world",), "zz-9"), (("one two",), "k")],
        ["text"],
        ["g", "Change a text.", "def g(text: str) -> str"],
    ),
    (
        [(([3, 1, 2],), [91, 17]), (([5, 5, 9, 0],), [4, -44, 8]), (([7, 8],), [613])],
        ["items"],
        ["h", "Change a list.", "def h(items: list) -> list"],
    ),
]


def package_at(folder: str) -> None:
    spec = importlib.util.spec_from_file_location("assay_runner", os.path.join(folder, "__init__.py"), submodule_search_locations=[folder])
    assert spec and spec.loader
    package = importlib.util.module_from_spec(spec)
    sys.modules["assay_runner"] = package
    spec.loader.exec_module(package)


def tried(seconds: float) -> float:
    """Expressions per second of the search. It counts them by the effort that the search tells its clock."""
    enumeration = importlib.import_module("assay_runner.search.enumeration")
    space = importlib.import_module("assay_runner.search.space")
    count = space.Clock.count
    total = 0

    def counted(clock: Any, effort: int) -> None:
        nonlocal total
        total += effort
        count(clock, effort)

    space.Clock.count = counted
    started = time.process_time()
    for pairs, parameters, hints in PROBLEMS:
        for _ in enumeration.search(pairs, parameters, hints, seconds, 10):
            pass
    return total / (time.process_time() - started)


def plain(seconds: float) -> float:
    """Expressions per second of the shortest enumeration that there is: five operators, bottom up, one term for each tuple of values."""
    operators: Sequence[Callable[[int, int], int]] = (operator.add, operator.sub, operator.mul, max, min)
    bank: Dict[int, List[Tuple[int, ...]]] = {1: [(3, 10, 6), (4, 7, 1), (1, 1, 1), (2, 2, 2)]}
    seen: Set[Tuple[int, ...]] = set(bank[1])
    total = 0
    started = time.process_time()
    size = 1
    while True:
        size += 2
        bank[size] = []
        for left in range(1, size - 1, 2):
            for one in bank[left]:
                if time.process_time() - started > seconds:
                    return total / (time.process_time() - started)
                for other in bank[size - 1 - left]:
                    for apply in operators:
                        total += 1
                        values = tuple([apply(a, b) for a, b in zip(one, other)])
                        if values not in seen:
                            seen.add(values)
                            bank[size].append(values)


if __name__ == "__main__":
    package_at(sys.argv[1])
    print(json.dumps({"tried": tried(float(sys.argv[2])), "plain": plain(float(sys.argv[2]))}))
