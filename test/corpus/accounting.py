"""Records what pytest and doctest collect, and which function each test reaches: the truth for `assay verify`.

As a plugin of pytest's (`-p accounting`) it writes ``ASSAY_ACCOUNT``: for each function below the working directory that a
test calls ``[file, name, [[test file, line of its def]]]``. As a script it reads module names and prints the same for doctests, each
``[line, whether it reaches the function, whether it stands in the function's own docstring]``; one process is one file.
"""

import ast
import doctest
import importlib
import inspect
import json
import os
import sys
import threading
from typing import Any, Dict, Iterator, List, Set, Tuple

Code = Tuple[str, int]
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Calls:
    """The code objects that were entered since it began."""

    def __init__(self) -> None:
        self.codes: Set[Any] = set()

    def _note(self, frame: Any, event: str, argument: Any) -> None:
        if event == "call":
            self.codes.add(frame.f_code)

    def begin(self) -> None:
        self.codes = set()
        threading.settrace(self._note)
        sys.settrace(self._note)

    def end(self) -> Set[Any]:
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]
        return self.codes


def functions_of(file: str) -> Dict[int, Tuple[str, Any, List[Any]]]:
    """By the line of its code: a function's name, its node and the classes around it; those whose name stands for one function alone."""
    with open(file, "rb") as stream:
        tree = ast.parse(stream.read(), file)
    found: List[Tuple[str, Any, List[Any]]] = []

    def visit(body: List[Any], classes: List[Any]) -> None:
        for node in body:
            if isinstance(node, _FUNCTIONS):
                found.append((".".join([*(one.name for one in classes), node.name]), node, classes))
            elif isinstance(node, ast.ClassDef):
                visit(node.body, [*classes, node])

    visit(tree.body, [])
    names = [name for name, _, _ in found]
    return {first_line(node): (name, node, classes) for name, node, classes in found if names.count(name) == 1}


def first_line(node: Any) -> int:
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


# -- tests


class Tests:
    def __init__(self) -> None:
        self.root = os.path.realpath(os.getcwd()) + os.sep
        self.calls = Calls()
        self.reached: Dict[Code, List[List[Any]]] = {}
        #: The functions that the making of a fixture called, by the identity of its definition.
        self.made: Dict[int, Set[Any]] = {}

    def fixture(self, fixturedef: Any) -> Iterator[None]:
        outer = self.calls.codes
        self.calls.begin()
        yield
        here = self.calls.end()
        self.made.setdefault(id(fixturedef), set()).update(here)
        self.calls.begin()
        self.calls.codes = outer | here

    def protocol(self, item: Any) -> Iterator[None]:
        self.calls.begin()
        yield
        codes = self.calls.end()
        function = getattr(item, "function", None)
        if function is None:
            return
        for definitions in item._fixtureinfo.name2fixturedefs.values():
            for one in definitions:
                codes = codes | self.made.get(id(one), set())
        for place in {(os.path.realpath(code.co_filename), code.co_firstlineno) for code in codes}:
            self.reached.setdefault(place, []).append(where(function))

    def write(self) -> None:
        found: List[Any] = []
        tests = {test for places in self.reached.values() for test, _ in places}
        for file in sorted({file for file, _ in self.reached} - tests):
            if file.startswith(self.root) and file.endswith(".py") and os.path.basename(file) != "conftest.py":
                for line, (name, _, _) in functions_of(file).items():
                    if (file, line) in self.reached:
                        found.append([file, name, sorted(self.reached[file, line])])
        with open(os.environ["ASSAY_ACCOUNT"], "w", encoding="utf-8") as stream:
            json.dump(found, stream)


def where(function: Any) -> List[Any]:
    """The file of a test, and the line of its `def`."""
    function = inspect.unwrap(getattr(function, "__func__", function))
    lines, first = inspect.getsourcelines(function)
    ahead = next((at for at, line in enumerate(lines) if line.lstrip().startswith(("def ", "async def "))), 0)
    return [os.path.realpath(function.__code__.co_filename), first + ahead]


def pytest_configure(config: Any) -> None:
    import pytest

    tests = Tests()

    class Plugin:
        @pytest.hookimpl(hookwrapper=True)
        def pytest_runtest_protocol(self, item: Any) -> Any:
            yield from tests.protocol(item)

        @pytest.hookimpl(hookwrapper=True)
        def pytest_fixture_setup(self, fixturedef: Any) -> Any:
            yield from tests.fixture(fixturedef)

        def pytest_sessionfinish(self) -> None:
            tests.write()

    config.pluginmanager.register(Plugin())


# -- doctests


class Runner(doctest.DocTestRunner):
    """Notes what each example calls."""

    def __init__(self) -> None:
        super().__init__(verbose=False)
        self.calls = Calls()
        self.found: List[Tuple[Any, Set[Any]]] = []

    def report_start(self, out: Any, test: Any, example: Any) -> None:
        self.calls.begin()

    def _noted(self, out: Any, test: Any, example: Any, *rest: Any) -> None:
        self.found.append((example, self.calls.end()))

    report_success = report_failure = report_unexpected_exception = _noted


def doctests_of(module: Any) -> List[Any]:
    """`[file, name, [[line, reaches, own]]]` of each function of the module that has doctests or that those of its class or module reach."""
    file = os.path.realpath(module.__file__)
    functions = functions_of(file)
    rows: Dict[str, List[Tuple[int, bool, bool]]] = {}
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, module.__name__):
        path = test.name[len(module.__name__) + 1 :]
        if test.lineno is None or not test.examples or path.startswith("__test__"):
            continue
        runner = Runner()
        test.globs = dict(module.__dict__)
        runner.run(test, out=lambda text: None, clear_globs=False)
        reached = {id(example): codes for example, codes in runner.found}
        counted = [one for one in test.examples if one.want] or [one for one in test.examples if _checks(one.source)]
        for name, node, classes in functions.values():
            own = name == path
            around = path == "" or any(
                path == ".".join(each.name for each in classes[: at + 1]) for at, each in enumerate(classes)
            )
            if not own and not around:
                continue
            for example in counted:
                lines = {(os.path.realpath(code.co_filename), code.co_firstlineno) for code in reached.get(id(example), ())}
                hit = (file, first_line(node)) in lines
                if own or hit:
                    rows.setdefault(name, []).append((test.lineno + example.lineno + 1, hit, own))
    return [[file, name, found] for name, found in rows.items()]


def _checks(source: str) -> bool:
    return any(isinstance(node, (ast.Assert, ast.With)) for node in ast.walk(ast.parse(source)))


def main() -> None:
    before, sys.stdout = sys.stdout, sys.stderr
    sys.path.insert(0, os.getcwd())
    found = doctests_of(importlib.import_module(sys.argv[1]))
    json.dump(found, before)


if __name__ == "__main__":
    main()
