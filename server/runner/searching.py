"""The search's process: reads argument and result pairs off the examples, and enumerates expressions that map one to the other.

Only the user's own file and expressions of Assay's own grammar run here, no model's code: one process, locked as the
evaluator is, with the limits of a child.
"""

import ast
import copy
import inspect
import math
import os

from typing import Any, Callable, Dict, List, Tuple

from . import environment, limits, sandbox, search, search_tests
from .channel import Channel, Closed
from .program import Program
from .exceptions import message_of

Pair = Tuple[Tuple[Any, ...], Any]


def main(node: Channel) -> int:
    try:
        message = node.receive()
        limits.limit_child(limits.address_space() + (1 << 30), int(message["seconds"] * 5) + 10)
        sandbox.lock_host()
        environment.prepare(message["path"])
        os.chdir(message["cwd"])
        for expression, size in find(message):
            node.send({"op": "found", "expression": expression, "size": size})
        node.send({"op": "end"})
    except Closed:
        return 0
    except BaseException as error:  # noqa: BLE001 - the user's file may do anything; Node says it once
        node.send({"op": "end", "broken": message_of(error)})
    return 0


def find(message: Dict[str, Any]) -> Any:
    module = environment.new_module(message["module"], message["file"])
    program = Program({**message, "cpu": 0, "wall": 0}, module, set())
    reader = _Reader(message["target"], module.__dict__)
    for step in message["steps"]:
        if step["do"] in ("run", "define"):
            program.run(step, None)
        elif step["do"] == "example":
            reader.read(program, step)
        elif step["do"] == "doctest":
            reader.read_doctest(step)
        else:
            own = "\n".join(one["source"] for one in message["steps"] if one["do"] == "run")
            reader.read_tests(step["source"] or own, [test["name"] for test in step["tests"]])
    if not reader.pairs:
        return
    parameters = [one["name"] for one in message["parameters"]]
    names = _constants(message.get("context", ""))
    module.__dict__.update({name: value for name, value in names.items() if name not in module.__dict__})
    found = search.search(reader.pairs, parameters, message["words"], message["seconds"], message["limit"] * 5, names)
    count = 0
    for expression, size in found:
        if reader.agrees(expression, parameters, program):
            yield expression, size
            count += 1
            if count == message["limit"]:
                return


def _constants(context: str) -> Dict[str, Any]:
    """The file's constants that the function sees: `NAME = literal`."""
    constants: Dict[str, Any] = {}
    try:
        statements = ast.parse(context).body
    except SyntaxError:  # The file is being typed: then there is none to rely on.
        return {}
    for node in statements:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                constants[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return {name: value for name, value in constants.items() if name.isupper()}


class _Reader:
    """Collects what the examples give to the function and want from it; keeps those that don't read so, to check by."""

    def __init__(self, target: str, space: Dict[str, Any]) -> None:
        self._target = target
        self._space = space
        self.pairs: List[Pair] = []
        self._others: List[ast.Module] = []

    def read(self, program: Program, step: Dict[str, Any]) -> None:
        tree = program.parse(step)
        lines = {entry["line"] for entry in step["asserts"]}
        recorder = _Recorder(self._target, lines)
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

    def _record(self, positional: Tuple[Any, ...], named: Dict[str, Any], expected: Any) -> None:
        bound = inspect.signature(self._space[self._target]).bind(*positional, **named)
        bound.apply_defaults()
        self.pairs.append(copy.deepcopy((tuple(bound.arguments.values()), expected)))

    def read_doctest(self, step: Dict[str, Any]) -> None:
        import doctest  # Slow to import, and not often needed.

        for example in doctest.DocTestParser().get_examples(step["source"]):
            try:
                call = ast.parse(example.source.strip(), mode="eval").body
                expected = ast.literal_eval(example.want.strip())
            except (SyntaxError, ValueError):
                continue
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == self._target:
                recorded = ast.Module([ast.Expr(_record_call(call, ast.Name("__assay_want__", ast.Load())))], [])
                space = {**self._space, "__assay_want__": expected, "__assay_record__": self._record}
                try:
                    exec(compile(ast.fix_missing_locations(recorded), "<doctest>", "exec"), space)  # noqa: S102
                except Exception:  # noqa: BLE001, S112 - one that needs the session before it is judged later, as all are
                    continue

    def read_tests(self, source: str, tests: List[str]) -> None:
        for call, expected, names in search_tests.read_tests(source, tests, self._target):
            recorded = ast.Module([ast.Expr(_record_call(call, expected))], [])
            space = {**self._space, **names, "__assay_record__": self._record}
            try:
                exec(compile(ast.fix_missing_locations(recorded), "<test>", "exec"), space)  # noqa: S102
            except Exception:  # noqa: BLE001, S112 - a test that needs more is judged later, as all are
                continue

    def agrees(self, expression: str, parameters: List[str], program: Program) -> bool:
        """Whether the examples that gave no pair hold too."""
        if not self._others:
            return True
        stub = self._space[self._target]
        source = "lambda %s: (%s)" % (", ".join(parameters), expression)
        function: Callable[..., Any] = eval(source, {"math": math, **self._space})  # noqa: S307 - of Assay's own grammar
        function.__defaults__ = getattr(stub, "__defaults__", None)
        self._space[self._target] = function
        try:
            for tree in self._others:
                program.execute(program.compile(tree))
        except Exception:  # noqa: BLE001 - fails as any wrong program does
            return False
        finally:
            self._space[self._target] = stub
        return True


class _Recorder(ast.NodeTransformer):
    def __init__(self, target: str, lines: "set[int]") -> None:
        self._target = target
        self._lines = lines
        self.found = False
        #: Every assert of the statement could be read.
        self.complete = True

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        if node.lineno not in self._lines:
            return node
        pair = self._pair(node.test)
        if pair is None:
            self.complete = False
            return node
        self.found = True
        return ast.copy_location(ast.Expr(_record_call(*pair)), node)

    def _pair(self, test: ast.expr) -> Any:
        if self._is_call(test):
            return test, ast.Constant(True)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and self._is_call(test.operand):
            return test.operand, ast.Constant(False)
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is)):
            for call, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
                if self._is_call(call) and not any(self._is_call(node) for node in ast.walk(other)):
                    return call, other
        return None

    def _is_call(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == self._target


def _record_call(call: ast.Call, expected: ast.expr) -> ast.Call:
    named = ast.Dict([ast.Constant(one.arg) if one.arg else None for one in call.keywords], [one.value for one in call.keywords])
    given = ast.Tuple(call.args, ast.Load())
    return ast.Call(ast.Name("__assay_record__", ast.Load()), [given, named, expected], [])


