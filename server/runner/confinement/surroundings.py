"""The file around a candidate: its names and their origins, the attributes that it uses, the names of the examples."""

import ast
import re
from typing import Any, Collection, Dict, FrozenSet, Iterable, Iterator, List, Optional, Sequence, Set, Tuple

from .belonging import Belongings, names_told, session
from .comparisons import Comparisons
from .deputies import Body, Deputies
from .module_rules import COMPUTING
from .scopes import FUNCTIONS, parameters
from .sharing import Gives, IsProject, Sharing, Words
from .splitting import units_of
from .units import CONTEXT, IDENTIFIER, Header, Import, Unit, bound, definitions, documented, dotted, in_doctest, signature, targets


class Surroundings:
    """The file around a candidate; made once for each file."""

    def __init__(
        self,
        tree: ast.Module,
        target: Sequence[str],
        examples: Collection[ast.AST],
        tests: Iterable[ast.Module] = (),
        present: bool = False,
        module: str = "",
        is_project: IsProject = lambda module, member: module.startswith("."),
        is_secret: IsProject = lambda module, member: False,
        gives: Gives = lambda module: None,
    ) -> None:
        """`tests` are the other files with examples; methods that they call on a result count as well.

        With `present`, the target's present body counts as the file's own: a candidate may use the same names. `module` is the file's,
        `is_project` tells the user's modules from libraries, `is_secret` finds those that only tests and examples import, and
        `gives` returns the names that a module binds.
        """
        tests = list(tests)
        self.is_project = is_project
        self.is_secret = is_secret
        self.owner = target[-2] if len(target) > 1 else ""
        self.name = target[-1]
        self.names: Dict[str, Any] = {}  # An Import, a def or class, or the assigned value.
        self.rebound: Set[str] = set()
        self.theirs: FrozenSet[str] = frozenset()
        self.kept: FrozenSet[str] = frozenset()  # Class values that only the examples read.
        self.belongings: Belongings
        self.stars: List[str] = []
        self.their_stars = False
        self.attributes: Set[str] = set()
        self.stored: Set[str] = set()
        self.chains: Set[str] = set()
        self.called: Set[str] = set()
        self.raised: Set[str] = set()
        self.globals: Set[str] = set()
        self.methods: Set[str] = set()
        self.asked: Set[str] = set()
        self.deputies: Set[str] = set()
        self.hooked: Set[str] = set()  # Attributes that the file's comparisons read.
        self.called_attributes: Set[str] = set()
        self.class_values: Set[str] = set()
        self.loose: Set[str] = set()  # Classes whose comparison ignores the other side.
        self.targets = list(definitions(tree.body, list(target)))
        self.named: Set[str] = set()
        self.words = Words()
        self.of_class = any(dotted(one) == "classmethod" for node in self.targets for one in getattr(node, "decorator_list", ()))
        self.bound_somewhere: Set[str] = set()
        self.words.own = {self.name, self.owner} - {""}
        self._signatures = {signature(node) for node in self.targets if isinstance(node, FUNCTIONS)}
        owners = list(definitions(tree.body, list(target[:-1]))) if self.owner else []
        self.is_method = any(isinstance(one, ast.ClassDef) for one in owners)
        self._examples = {id(node) for node in examples}
        self._skipped = set() if present else {id(node) for node in self.targets}
        self._inner: Set[int] = set()
        self._told = Deputies()
        self._comparisons = Comparisons()
        self._enclosing(tree.body, list(target))
        units = units_of(tree.body, self._examples)
        nested: List[ast.AST] = []
        for unit in units:
            self._read(unit, nested)
        for node in nested:
            units.append(Unit(node, True))
            self._read(units[-1], [])
            units[-1].binds.clear()
        for one in self.targets:
            self._read_target(one)
            # Names in the present body belong to the function, whether a candidate may use them as much or not.
            used = {part.id for part in ast.walk(one) if isinstance(part, ast.Name)}
            self.words.named.update(used)
            if present:
                self.named.update(used)
        self._doctests(tree)
        self._share(units, tests, module, gives)
        self.deputies = self._told.among(self.names)
        self.loose = self._comparisons.loose_among(self.names)
        for test in tests:
            self.asked.update(_asked(test))
        self.hooked = self._comparisons.hooked()
        # Comparisons call these methods on the other side, so they call them on a result.
        self.asked |= self.hooked & self.called_attributes

    def is_signature(self, node: Any) -> bool:
        """Whether decorators, parameters and annotations are the user's own."""
        return signature(node) in self._signatures

    def _enclosing(self, body: Sequence[ast.AST], path: List[str]) -> None:
        """Adds the names of the functions that enclose a nested target."""
        while len(path) > 1:
            outer = next(definitions(body, path[:1]), None)
            if outer is None:
                return
            if isinstance(outer, FUNCTIONS):
                for name in parameters(outer.args):
                    self.names[name] = None
                for node in ast.walk(outer):
                    for name, value in bound(node):
                        self._bind(name, value)
            body, path = outer.body, path[1:]

    def _bind(self, name: str, value: Any) -> None:
        if name in self.names and not (isinstance(value, Import) and self.names[name] == value):
            self.rebound.add(name)
            if isinstance(self.names[name], Import):
                return  # A module stays a module, whatever else the name may be.
        self.names[name] = value

    # -- reading

    def _read(self, unit: Unit, nested: List[ast.AST]) -> None:
        theirs = unit.example
        if isinstance(unit.node, Header):
            unit.binds.update(unit.node.binds)
        else:
            unit.binds.update(bound(unit.node))
        # The nodes to read, each with its class and its function.
        stack: List[Tuple[Any, str, Optional[Body]]] = [(unit.node, "", None)]
        while stack:
            node, owner, body = stack.pop()
            if id(node) in self._examples and node is not unit.node:
                nested.append(node)
                continue
            kind = type(node)
            if kind is ast.Name:
                if node.ctx.__class__ is ast.Load:
                    unit.uses.add(node.id)
                else:
                    self.bound_somewhere.add(node.id)
                continue
            if kind is ast.Constant:
                continue
            if kind is ast.Attribute:
                if not theirs:
                    self._read_attribute(node)
                    if body is not None:
                        body.reads.add(node.attr)
            elif kind is ast.Subscript:
                if not theirs:
                    self._told.note(node, body)
            elif kind is ast.Call:
                self._read_call(node, theirs, body)
            elif kind is ast.Assert:
                self._read_assert(node, theirs)
            elif kind is ast.Raise and not theirs:
                raised = dotted(node.exc.func if isinstance(node.exc, ast.Call) else node.exc)
                self.raised.add(raised)
            elif kind is ast.ClassDef:
                owner, body = node.name, None
                if not theirs:
                    self._read_class(node)
            elif kind in FUNCTIONS:
                if id(node) in self._skipped:
                    continue
                if theirs:
                    unit.uses.update(parameters(node.args))
                else:
                    body = self._read_function(node, owner, body)
                    owner = ""
            elif kind is ast.Global:
                if theirs:
                    unit.binds.update((name, None) for name in node.names)
                else:
                    self.globals.update(node.names)
            elif kind is ast.ImportFrom or kind is ast.Import:
                self.bound_somewhere.update((one.asname or one.name).partition(".")[0] for one in node.names)
                if node.names[0].name == "*":
                    if theirs:
                        self.their_stars = True
                    else:
                        self.stars.append("." * node.level + (node.module or ""))
            for value in node.__dict__.values():
                if value.__class__ is list:
                    for one in value:
                        if isinstance(one, ast.AST):
                            stack.append((one, owner, body))
                elif isinstance(value, ast.AST) and not isinstance(value, CONTEXT):
                    stack.append((value, owner, body))

    def _read_attribute(self, node: ast.Attribute) -> None:
        self.attributes.add(node.attr)
        if not isinstance(node.ctx, ast.Load):
            self.stored.add(node.attr)
        if isinstance(node.value, ast.Attribute):
            self._inner.add(id(node.value))
        if id(node) not in self._inner and dotted(node):
            self.chains.add(dotted(node))

    def _read_call(self, node: ast.Call, theirs: bool, body: "Optional[Body]") -> None:
        func = node.func
        if theirs:
            if isinstance(func, ast.Attribute):
                self.asked.add(func.attr)
            return
        if isinstance(func, ast.Name):
            self.called.add(func.id)
        elif isinstance(func, ast.Attribute):
            self.called_attributes.add(func.attr)
        self._told.note(node, body)

    def _read_assert(self, node: ast.Assert, theirs: bool) -> None:
        """A function with its own examples belongs to the file; it is not a helper of the target's examples."""
        test: Any = node.test
        if isinstance(test, ast.Compare):
            test = test.left
        if isinstance(test, ast.UnaryOp):
            test = test.operand
        if theirs and isinstance(test, ast.Call):
            name = dotted(test.func).split(".")[0]
            if name and not any(isinstance(one, ast.Name) and one.id == self.name for one in ast.walk(node)):
                self.words.tested.add(name)

    def _read_class(self, node: ast.ClassDef) -> None:
        self.called.update(one.id for one in node.bases if isinstance(one, ast.Name))
        for one in node.body:
            if isinstance(one, ast.Assign):
                self.class_values.update(name for target in one.targets for name in targets(target))
        self._comparisons.note(node)

    def _read_function(self, node: Any, owner: str, around: "Optional[Body]") -> "Body":
        if not owner:
            return Body(node, "", around, around.reads if around is not None else set())
        self.methods.add(node.name)
        return Body(node, owner, around, self._comparisons.reads_of(node.name))

    def _read_target(self, node: Any) -> None:
        """The signature and docstring are the user's: the candidate may use the names in them."""
        for part in [*node.decorator_list, node.args, node.returns]:
            if part is not None:
                for one in ast.walk(part):
                    if isinstance(one, ast.Name):
                        self.named.add(one.id)
                    elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                        self.named.update(IDENTIFIER.findall(one.value))
        if self.owner:
            self.named.add(self.owner)
        self.words.named.update(self.named)
        doc = ast.get_docstring(node, clean=False) or ""
        prose = "\n".join(line for line in doc.split("\n") if not in_doctest(line))
        self.named.update(IDENTIFIER.findall(prose))
        self.words.told.update(names_told(prose))
        self.words.read.update(IDENTIFIER.findall(prose))

    def _doctests(self, tree: ast.Module) -> None:
        for node in [tree, *documented(tree)]:
            doc = ast.get_docstring(node, clean=False) or ""
            if ">>>" in doc:
                lines = "\n".join(line for line in doc.split("\n") if in_doctest(line))
                self.words.doctested.update(IDENTIFIER.findall(lines))
                self.words.sessions.extend(session(doc))
                self.asked.update(re.findall(r"\.([^\W\d]\w*)\(", lines))
                if lines:
                    self.asked.add("__repr__")
                if not isinstance(node, ast.Module):
                    self.words.tested.add(node.name)

    # -- sharing

    def _share(self, units: List[Unit], tests: Sequence[ast.Module], module: str, gives: Gives) -> None:
        sharing = Sharing(units, self.words, self.name, tests, module, self.is_project, gives)
        mine: Set[str] = set()
        for unit in units:
            for name, value in unit.binds.items():
                if id(unit) not in sharing.theirs or (isinstance(value, Import) and value.module in COMPUTING):
                    self._bind(name, value)
                    mine.add(name)
        for name in self.globals - set(self.names):
            self._bind(name, None)
        self.belongings = sharing.belongings(mine | ({self.name} if not self.owner else set()))
        self.theirs = self.belongings.theirs
        self.kept = frozenset(name for _, name in self.belongings.values)


def _asked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr
