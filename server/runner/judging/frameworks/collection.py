"""The test functions among the examples: collected once, in the evaluator's parent, and run by their own frameworks.

A test function may have several cases. The first case keeps the example's number; the others get new numbers after all examples.
"""

import ast
import os
import sys
from typing import Any, Dict, List, NamedTuple, Optional, Set, Tuple

from ...loading.imports import GivenSources
from ...transport.raised import message_of
from ..failing import tell
from .workbench import Bench, Found, NotYet, Wanted


class Case(NamedTuple):
    number: int
    wanted: Wanted
    #: None for the only case of a test function without parameters.
    id: Optional[str]
    framework: Any
    #: The framework's own object.
    handle: Any


class Tests:
    def __init__(self, steps: List[Dict[str, Any]], count: int, file: str) -> None:
        self._count = count
        self._file = file
        self.wanted = [
            Wanted(test["example"], step["file"], step["module"], step["root"], test["name"], test["kind"], step["source"] is None)
            for step in steps
            for test in step["tests"]
        ]
        self._files = {os.path.realpath(step["file"]) for step in steps}
        texts = {step["file"]: step["source"] for step in steps if step["source"] is not None}
        for step in steps:
            texts.update(step.get("unsaved", {}))
        self.sources = GivenSources(texts)
        self.sources.rewrite = tell
        self.cases: List[Case] = []
        #: The reasons why test functions have no case, by example.
        self.reasons: Dict[int, str] = {}

    def holds(self, file: str) -> bool:
        """Whether a file is one of the test files."""
        return os.path.realpath(file) in self._files

    def prepare(self) -> None:
        """Prepares imports before any user code runs: an import of a test file gets the text of the specification."""
        sys.meta_path.insert(0, self.sources)

    def rewrite(self, tree: ast.Module, source: str, file: str) -> None:
        """Makes the asserts in the file's own test functions and helpers report their values."""
        pytest_tests = _pytest() if any(wanted.own and wanted.kind == "pytest" for wanted in self.wanted) else None
        if pytest_tests and not isinstance(tree.body[0], ast.Assert):
            pytest_tests.rewritten(tree, source.encode("utf-8", "replace"), file)

    def collect(self, module: Any) -> None:
        """Loads the test files; `module` is the function's own, with the stub."""
        from . import plain_tests, unittest_tests

        pytest_tests = _pytest()
        by_framework: Dict[Any, List[Wanted]] = {}
        for wanted in self.wanted:
            if wanted.kind == "unittest" and not (pytest_tests and self._uses_pytest(wanted, module)):
                framework: Any = unittest_tests
            else:
                framework = pytest_tests or plain_tests
            by_framework.setdefault(framework, []).append(wanted)
        found: List[Tuple[Any, Found]] = []
        for framework, wanted_here in by_framework.items():
            try:
                collected = framework.collect(wanted_here, module, self)
            except (Exception, SystemExit, NotYet) as error:  # noqa: BLE001 - a configuration that the framework refuses
                collected = []
                for wanted in wanted_here:
                    self.reasons.setdefault(wanted.example, "its framework could not start: %s" % message_of(error))
            found += [(framework, one) for one in collected]
        self._number(found)

    def _number(self, found: List[Tuple[Any, Found]]) -> None:
        following = self._count
        taken: Set[int] = set()
        for framework, (wanted, case, handle) in found:
            number = wanted.example
            if number in taken:
                number, following = following, following + 1
            taken.add(number)
            self.cases.append(Case(number, wanted, case, framework, handle))
        for wanted in self.wanted:
            if wanted.example not in taken:
                self.reasons.setdefault(wanted.example, "its framework does not collect it as a test: rename it or its class.")

    def _uses_pytest(self, wanted: Wanted, module: Any) -> bool:
        if wanted.own:
            return "pytest" in module.__dict__
        return "pytest" in self.sources.text_of(wanted.file)

    def order(self) -> List[Tuple[int, int, Optional[str]]]:
        """`(number, example, case)` of all examples, with the cases of a test function in a row."""
        cases: Dict[int, List[Case]] = {}
        for case in self.cases:
            cases.setdefault(case.wanted.example, []).append(case)
        tested = {wanted.example for wanted in self.wanted}
        order: List[Tuple[int, int, Optional[str]]] = []
        for example in range(self._count):
            if example in tested:
                order += [(case.number, example, case.id) for case in cases.get(example, ())]
            else:
                order.append((example, example, None))
        return order

    def run(self, bench: Bench, skip: Set[int]) -> None:
        """Runs all cases except those in `skip`. Raises Ended if the child has gone."""
        left = [case for case in self.cases if case.number not in skip]
        bench.files = {case.number: case.wanted.file for case in left}
        for framework in dict.fromkeys(case.framework for case in left):
            framework.run([(case.number, case.handle) for case in left if case.framework is framework], bench)


def _pytest() -> Any:
    try:
        from . import pytest_tests
    except ImportError:
        return None
    return pytest_tests
