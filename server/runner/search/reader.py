"""Reads arguments and results from the examples. It keeps the other examples for a check."""

import ast
import copy
from typing import Any, Dict, List, Tuple

from ..judging.program import Program
from . import runs, test_pairs
from .calls import calls_of, compared, unwrapped
from .plain import written
from .plainness import are_data
from .programs import spaces
from .subject import Pair, Subject


class Reader:
    def __init__(self, subject: Subject, space: Dict[str, Any]) -> None:
        self._subject = subject
        self._space = space
        self.pairs: List[Pair] = []
        #: Whether an argument is a function, a module or a generator, which can't be copied for each try.
        self.has_behaviour = False
        self._others: List[ast.Module] = []

    def read(self, program: Program, step: Dict[str, Any]) -> None:
        tree = program.parse(step)
        lines = {entry["line"] for entry in step["asserts"]}
        recorder = _Recorder(self._subject, lines)
        recorded = recorder.visit(copy.deepcopy(tree))
        if not recorder.complete or not recorder.found:
            self._others.append(tree)
            return
        before = len(self.pairs)
        self._space["__assay_record__"] = self._record
        try:
            program.execute(program.compile(ast.fix_missing_locations(recorded)))
        except Exception:  # noqa: BLE001 - an example that needs more than its arguments is checked as a whole
            del self.pairs[before:]
            self._others.append(tree)

    def read_doctest(self, step: Dict[str, Any]) -> None:
        import doctest  # Slow to import, and rarely needed.

        calls = calls_of(self._subject)
        for example in doctest.DocTestParser().get_examples(step["source"]):
            try:
                call = unwrapped(ast.parse(example.source.strip(), mode="eval").body, calls)
                expected = written(example.want, self._space)
            except (SyntaxError, ValueError):
                continue
            if calls(call):
                self._run(call, ast.Name("__assay_want__", ast.Load()), {"__assay_want__": expected})

    def read_tests(self, step: Dict[str, Any], own: str) -> None:
        """`own` is the text of the user's file, which may contain the tests."""
        source = own if step["source"] is None else step["source"]
        tests = [test["name"] for test in step["tests"]]
        for call, expected, names in test_pairs.read_tests(source, tests, self._subject):
            self._run(call, expected, names)

        def space() -> Dict[str, Any]:
            # A copy, because the tests bind names, and must not keep a recorder.
            return dict(self._space) if step["source"] is None else {"__name__": step["module"], "__file__": step["file"]}

        known = {_key(pair) for pair in self.pairs}
        self.pairs += [pair for pair in runs.run_tests(source, tests, self._subject, space) if _key(pair) not in known]

    def agrees(self, body: str, parameters: List[str], program: Program) -> bool:
        """Whether the examples without a pair hold too."""
        if not self._others:
            return True
        take_out = self._subject.put(body, parameters, spaces(self._space))
        try:
            for tree in self._others:
                program.execute(program.compile(tree))
        except Exception:  # noqa: BLE001 - the program is wrong
            return False
        finally:
            take_out()
        return True

    def _run(self, call: ast.expr, expected: ast.expr, names: Dict[str, Any]) -> None:
        recorded = ast.Module([ast.Expr(_record_call(self._subject, call, expected))], [])
        space = {**self._space, **names, "__assay_record__": self._record}
        try:
            exec(compile(ast.fix_missing_locations(recorded), "<example>", "exec"), space)  # noqa: S102
        except Exception:  # noqa: BLE001, S110 - all tests are judged later, also those that need the session
            pass

    def _record(self, receiver: Any, positional: Tuple[Any, ...], named: Dict[str, Any], expected: Any) -> None:
        pair = self._subject.pair(receiver, positional, named, expected)
        self.has_behaviour = self.has_behaviour or not are_data(pair.given)
        self.pairs.append(copy.deepcopy(pair))


def _key(pair: Pair) -> str:
    return repr((pair.given, pair.fields, pair.expected))


class _Recorder(ast.NodeTransformer):
    def __init__(self, subject: Subject, lines: "set[int]") -> None:
        self._subject = subject
        self._lines = lines
        self.found = False
        #: Whether every assert of the statement was read.
        self.complete = True

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        if node.lineno not in self._lines:
            return node
        pair = next(compared(node, calls_of(self._subject)), None)
        if pair is None:
            self.complete = False
            return node
        self.found = True
        return ast.copy_location(ast.Expr(_record_call(self._subject, *pair)), node)


def _record_call(subject: Subject, call: ast.expr, expected: ast.expr) -> ast.Call:
    """Records a call, or an attribute that is read."""
    func = call.func if isinstance(call, ast.Call) else call
    receiver = func.value if subject.is_method and isinstance(func, ast.Attribute) else ast.Constant(None)
    keywords = call.keywords if isinstance(call, ast.Call) else []
    named = ast.Dict([ast.Constant(one.arg) if one.arg else None for one in keywords], [one.value for one in keywords])
    given = ast.Tuple(call.args if isinstance(call, ast.Call) else [], ast.Load())
    return ast.Call(ast.Name("__assay_record__", ast.Load()), [receiver, given, named, expected], [])
