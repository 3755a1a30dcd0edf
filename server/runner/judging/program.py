"""The user's file as the evaluator executes it: its steps, parsed and compiled once for all candidates."""

import __future__

import ast
import os
import sys
import types
from typing import AbstractSet, Any, Dict, FrozenSet, List, Mapping, Optional, Set, Tuple

from .. import sandbox
from ..crossing.effects import wanted
from ..crossing.names import NAMED
from ..crossing.trust import is_users
from ..loading import environment, project
from ..loading.imports import execute_as_import, imports_own_package
from ..loading.seeded import Seeded
from ..transport.raised import message_of
from .blame import Failure, UsersFile, bound_names, is_candidates
from .clock import Limits
from .connection import Connection
from .define import with_stub
from .ended import Ended
from .equality import guard_approximate, guard_arrays
from .failing import noting, prepare
from .frameworks.collection import Tests
from .frameworks.workbench import NotYet
from .marks import Marks
from .purity import leaves_no_trace
from .repeating import Repeating
from .rewriting import Rewriter, guarded


class Program:
    """The parts that are the same for all candidates of a specification: compiled once, in the evaluator's parent."""

    def __init__(
        self, message: Mapping[str, Any], module: types.ModuleType, shared: Set[str], leads_to: AbstractSet[str] = frozenset()
    ) -> None:
        self.file: str = message["file"]
        self.target: str = message["target"]
        self.steps: List[Dict[str, Any]] = message["steps"]
        #: States of the process that the user's statements mention.
        self.states = wanted(step["source"] or "" for step in self.steps)
        self.limits = Limits(message["cpu"], message["wall"])
        #: The largest factor of the limits among the examples.
        self.patience = max([1.0, *(step.get("patience", 1.0) for step in self.steps)])
        #: Names of the file that the candidate's context has too.
        self.shared = shared
        #: Names of data that a candidate may define itself.
        self.at_hand: Set[str] = set(message.get("atHand", ()))
        #: Values of shared classes that only the examples read: `Class.name`.
        self.kept: FrozenSet[str] = frozenset(message.get("kept", ()))
        #: The project's modules in the candidate's process.
        self._leads_to = {module.__name__, *leads_to}
        self.module = module
        self.seeded = Seeded()
        self.flags = 0
        #: Steps that each evaluator executes; the others ran in the parent, before any fork.
        self.left = self.steps
        count = message.get("count", 0)
        #: Numbers of the examples, in the order of the report.
        self.order: List[Tuple[int, int, Optional[str]]] = [(index, index, None) for index in range(count)]
        steps = [step for step in self.steps if step["do"] == "tests"]
        self.tests = Tests(steps, count, self.file) if steps else None
        #: The evaluator's connection, once there is a candidate.
        self.connection: Optional[Connection] = None
        self.users = UsersFile([step["source"] for step in self.steps if step["source"] and step["do"] != "doctest"])
        self._trees: Dict[int, ast.Module] = {}
        self._codes: Dict[int, types.CodeType] = {}
        self._values: Dict[int, Set[str]] = {}
        #: Whether the steps leave everything unchanged: then one evaluator may serve many candidates.
        self.reusable = False
        self._repeating: Optional[Repeating] = None
        self._failed = 0
        self._marks: Optional[Marks] = None

    def withheld(self, module: str) -> bool:
        """Whether the candidate's process must not have a project module, because only tests and examples import it."""
        if module in self._leads_to:
            return False
        file = getattr(sys.modules.get(module), "__file__", None)
        return is_users(module) or (self.tests is not None and bool(file) and self.tests.holds(str(file)))

    @property
    def marks(self) -> Marks:
        """Created for the first candidate; the same for all."""
        if self._marks is None:
            found = [(step, self._tree_of(step)) for step in self.steps if step["source"] and step["do"] != "doctest"]
            trees = {id(step): tree for step, tree in found if tree is not None}
            doctests = [step for step in self.steps if step["do"] == "doctest"]
            self._marks = Marks(self.target, trees, [*(step for step, tree in found if tree is not None), *doctests])
        return self._marks

    def _tree_of(self, step: Dict[str, Any]) -> Optional[ast.Module]:
        """The parsed step, which must not be changed. A test file with a syntax error has no tests that run."""
        if step["do"] != "tests":
            return self._read(step)
        try:
            return ast.parse(step["source"])
        except SyntaxError:
            return None

    def _read(self, step: Dict[str, Any]) -> ast.Module:
        if id(step) not in self._trees:
            self._trees[id(step)] = self.parse(step)
        return self._trees[id(step)]

    def warm(self) -> None:
        """Runs the leading statements that do not touch the function; with test functions, all such statements."""
        prepare()
        if self.tests or ("." in self.module.__name__ and imports_own_package(self._sources(), self.module.__name__)):
            self._warm_as_import()
        else:
            done = 0
            while done < len(self.steps) and self.steps[done]["do"] == "run" and self.run(self.steps[done], None):
                done += 1
            self.left = self.steps[done:]
        if self.tests:
            self.tests.collect(self.module)
            self.order = self.tests.order()
        prepare()  # The frameworks are imported by now.
        guard_approximate()
        guard_arrays()
        left = self.left
        self.marks  # noqa: B018 - once, in the parent of all evaluators
        if any(step["do"] == "doctest" for step in left):
            from .frameworks import doctests  # noqa: F401 - slow to import: once, for all evaluators
        for step in left:
            if step["do"] in ("run", "example"):
                self.code_of(step)
                self.values_in(step)
        if {step["do"] for step in left} <= {"define", "run", "example"}:
            self._repeat(left)

    def _repeat(self, left: List[Dict[str, Any]]) -> None:
        trees = [self._read(step) for step in left if step["do"] != "define"]
        every = [self._read(step) for step in self.steps if step["do"] == "run"]
        self._repeating = Repeating(trees, every, self.target, self.module)
        self._failed = len(self.users.failures)
        self.reusable = self._repeating.possible or all(
            step["do"] == "define" or (step["do"] == "example" and leaves_no_trace(self._read(step), self.target, self.module))
            for step in left
        )

    def restore(self) -> bool:
        """Restores the module to its state before the candidate. Returns whether the steps may run for another one."""
        if not self.reusable or self._repeating is None:
            return False
        del self.users.failures[self._failed :]
        return self._repeating.restore()

    def _sources(self) -> List[str]:
        return [step["source"] for step in self.steps if step["do"] in ("run", "define")]

    def _warm_as_import(self) -> None:
        """Executes the module as an import, because test files and packages around it must find the stub in it."""
        if self.tests:
            self.tests.prepare()
        self.left = []
        execute_as_import(self.module, self._execute_early)

    def _execute_early(self) -> None:
        for step in self.steps:
            if step["do"] == "define":
                self.define(step)
            elif step["do"] != "run" or step.get("tied") or not self._runs_early(step):
                self.left.append(step)

    def _runs_early(self, step: Dict[str, Any]) -> bool:
        try:
            self.run(step, None)
        except NotYet:
            return False  # The statement calls the function.
        return True

    def define(self, step: Dict[str, Any]) -> None:
        """Puts the stub in the function's place, for any candidate; other members of its class stay."""
        tree = self.parse(step)
        stubbed = [with_stub(tree, target, self.module.__dict__, self) for target in step.get("targets", [self.target])]
        if any(one is not None for one in stubbed):
            self.execute(self.compile(tree))

    def call(self, path: str, positional: Any, named: Dict[str, Any]) -> Any:
        if self.connection is None:
            raise NotYet()
        return self.connection.call(path, positional, named)

    def member(self, path: str, name: str) -> Any:
        if self.connection is None:
            raise NotYet()
        return self.connection.member(path, name)

    def run(self, step: Dict[str, Any], connection: Optional[Connection]) -> bool:
        """Executes a statement of the user, and notes the names that it failed to bind."""
        calls = connection.calls if connection else 0
        try:
            self.execute(self.code_of(step))
        except NotYet:
            raise
        except Ended as ended:
            if connection is None or not connection.alive or ended.status == "timeout":
                raise
            text = "line %d failed: %s" % (step["line"], ended.message)
            self.users.failures.append(Failure(bound_names(step["source"]), text, ended.status != "notRun"))
            return False
        except BaseException as error:  # noqa: BLE001 - the user's statement failed: its examples say why
            doing = False
            if connection is not None:
                called = connection.calls > calls or bool(self.values_in(step) & connection.results)
                doing = is_candidates(error, connection, called, self.users)
            text = "line %d failed: %s" % (step["line"], message_of(error))
            self.users.failures.append(Failure(bound_names(step["source"]), text, doing))
            return False
        return True

    def parse(self, step: Dict[str, Any]) -> ast.Module:
        flags = self.flags | ast.PyCF_ONLY_AST
        # The empty lines give its statements the line numbers of the file, much faster than a walk over the nodes.
        tree = compile("\n" * (step["line"] - 1) + step["source"], self.file, "exec", flags, True)
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                for alias in node.names:
                    self.flags |= getattr(__future__, alias.name).compiler_flag
        return tree

    def compile(self, tree: ast.Module) -> types.CodeType:
        return compile(tree, self.file, "exec", self.flags, True, 0)

    def code_of(self, step: Dict[str, Any]) -> types.CodeType:
        """The code of a step, with the asserts of examples rewritten; created once for all candidates."""
        code = self._codes.get(id(step))
        if code is None:
            tree = self.parse(step)
            if step["do"] == "example":
                tree = rewritten(tree, step, self.target)
            elif self.tests:
                self.tests.rewrite(tree, step["source"], self.file)
            tree.body = noting(tree.body)
            code = self._codes[id(step)] = self.compile(tree)
        return code

    def loops(self, step: Dict[str, Any]) -> bool:
        return any(isinstance(node, (ast.For, ast.AsyncFor, ast.While)) for node in ast.walk(self.parse(step)))

    def values_in(self, step: Dict[str, Any]) -> Set[str]:
        """The names in a statement that hold data of the file: no modules, classes or functions, and not the target."""
        names = self._values.get(id(step))
        if names is None:
            names = self._values[id(step)] = {node.id for node in ast.walk(self._read(step)) if isinstance(node, ast.Name)}
        space = self.module.__dict__
        return {name for name in names if name in space and not isinstance(space[name], NAMED)}

    def execute(self, code: types.CodeType) -> None:
        exec(code, self.module.__dict__)  # noqa: S102 - the user's own file


def load(context: Mapping[str, Any], message: Mapping[str, Any]) -> Program:
    """Locks this process for user code, and loads the file; `context` is the part in the candidate's process."""
    sandbox.lock_host()
    environment.prepare(message["path"])
    os.chdir(message["cwd"])
    module = environment.new_module(message["module"], message["file"])
    loaded = Program(message, module, bound_names(context["source"]), project.reached(context).sources.keys())
    loaded.warm()
    loaded.seeded.loaded()
    return loaded


def rewritten(tree: ast.Module, step: Dict[str, Any], target: str) -> ast.Module:
    """Makes an example's statement report its result, as a whole or for each assert."""
    at = {entry["line"]: entry["example"] for entry in step["asserts"]}
    statement = tree.body[0]
    holds = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)}
    as_one = isinstance(statement, (ast.Try, ast.With, ast.AsyncWith, ast.Expr)) or not holds & set(at)
    if as_one and len(at) == 1:
        tree.body = [guarded(statement, list(tree.body), next(iter(at.values())))]
    else:
        tree = Rewriter(at, target.rsplit(".", 1)[-1]).visit(tree)
    return ast.fix_missing_locations(tree)


def examples_of(step: Dict[str, Any]) -> List[int]:
    if step["do"] == "example":
        return [entry["example"] for entry in step["asserts"]]
    if step["do"] == "doctest":
        return [index for index in step["examples"] if index is not None]
    return []
