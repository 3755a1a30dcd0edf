"""The examples' use of the file's names, and the names that prose and other files mention."""

import ast
import re
from typing import Any, Dict, FrozenSet, Iterable, Iterator, List, NamedTuple, Sequence, Set, Tuple

from .units import dotted

#: A word of a docstring that must be a name: quoted as code, called, or made of several words.
_NAMES = re.compile(
    r"[`'\"]{1,2}([^\W\d][\w.]*)(?:\(.*?\))?[`'\"]{1,2}|(?<![\w.])([^\W\d]\w*(?:\.[^\W\d]\w*)+)|\b([^\W\d]\w*)\((?!e?s\))|\b([^\W\d]\w*)\b"
)
_PROMPT = re.compile(r"^[ \t]*>>>(?= |$)", re.M)
_COMPOUND_WORD = re.compile(r"\w_+\w|[a-z\d][A-Z]|^[A-Z][A-Z\d]+$")


class Belongings(NamedTuple):
    """The file's names and class values that belong to the examples."""

    #: Names that only the examples use.
    theirs: FrozenSet[str]
    #: Those that a candidate must never have: neither types nor library names.
    secrets: FrozenSet[str]
    #: Values of shared classes that a candidate must never have: `(class, name)`.
    values: FrozenSet[Tuple[str, str]]
    #: Imports in the file's own code, and the modules from which examples take only types.
    imports: Tuple[ast.AST, ...]
    types_from: FrozenSet[str]
    #: Modules with a star import from which only the examples use something.
    stars: FrozenSet[str]


def names_told(text: str) -> Iterator[str]:
    """Yields names that prose surely mentions: `rate`, rate(x), max_rate, maxRate, MAX, Rate.max; no plain English word, nor "value(s)"."""
    for quoted, chain, called, word in _NAMES.findall(text):
        if word:
            if _COMPOUND_WORD.search(word):
                yield word
        else:
            yield from (quoted or chain or called).split(".")


def session(text: str) -> Iterator[ast.AST]:
    """Yields the code of a docstring's doctests, and calls in their output, such as reprs."""
    for example in _PROMPT.split(text)[1:]:
        first, *rest = example.split("\n")
        code = [first[1:]]
        while rest and rest[0].lstrip().startswith("..."):
            code.append(rest.pop(0).lstrip()[4:])
        for one in ("\n".join(code), "\n".join(rest).strip().partition("\n\n")[0]):
            try:
                yield ast.parse(one)
            except (SyntaxError, ValueError):  # Running the doctest reports the error. Output need not be Python.
                continue


def stated(tree: ast.AST, function: str) -> Set[str]:
    """Names that checks read without a call of the function: its side effects."""
    found: Set[str] = set()
    for node in ast.walk(tree):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("assert")
        is_shown = isinstance(node, ast.Module) and len(node.body) == 1 and isinstance(node.body[0], ast.Expr)
        if isinstance(node, ast.Assert) or is_call or is_shown:
            names = {getattr(one, "id", "") or getattr(one, "attr", "") for one in ast.walk(node)}
            if function not in names:
                found |= names
    return found


def mentioned(tree: ast.Module, module: str) -> Set[str]:
    """Names of this file that another file mentions: imported from it or its packages, or read as its attribute."""
    names: Set[str] = set()
    roots: Set[str] = set()
    parts = set(module.split("."))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            if not module or node.level or parts.intersection((node.module or "").split(".")):
                names.update(one.name for one in node.names)
                roots.update(one.asname or one.name for one in node.names)
        elif isinstance(node, ast.Import):
            roots.update((one.asname or one.name).partition(".")[0] for one in node.names)
    star = "*" in names
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node).partition(".")[0] in roots:
            names.add(node.attr)
        elif star and isinstance(node, ast.Name):
            names.add(node.id)
    return names


class Uses:
    """Collects how the examples use classes and modules: as types, or by reading single values."""

    def __init__(self) -> None:
        #: Names that are used as a whole: called, handed on, compared, caught.
        self.whole: Set[str] = set()
        #: Attributes that are read directly off a name: `Expected.small.value` is `("small", "value")`.
        self.chains: Dict[str, Set[Tuple[str, ...]]] = {}
        #: Members by module.
        self.taken: Dict[str, Set[str]] = {}
        self._aliases: Dict[str, str] = {}
        self._made: Set[str] = set()
        self._modules: Dict[str, str] = {}

    def read(self, nodes: Sequence[ast.AST]) -> None:
        """Reads aliases first: `expected = Expected()` only creates another name."""
        for node in nodes:
            for one in ast.walk(node):
                self._read_aliases(one)
        for node in nodes:
            self._visit(node)
        for name, module in self._modules.items():
            self.taken.setdefault(module, set()).update(chain[0] for chain in self.chains.get(name, ()) if chain)

    def is_type(self, name: str) -> bool:
        """Guesses by its name whether an import is a class whose objects the function may meet."""
        return name[:1].isupper() and not name.isupper() and name in self.whole

    def _read_aliases(self, node: ast.AST) -> None:
        name = _alias(node)
        if name:
            self._aliases[name] = _made_of(node.value)  # type: ignore[attr-defined]
            if isinstance(node.value, ast.Call):  # type: ignore[attr-defined]
                self._made.add(name)
        elif isinstance(node, ast.Import):
            self._modules.update((one.asname or one.name, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            for one in node.names:
                local = one.asname or one.name
                self.taken.setdefault(node.module, set()).add(one.name)
                self._modules[local] = "%s.%s" % (node.module, one.name)
                if local != one.name:
                    self._aliases[local] = one.name

    def _visit(self, node: Any) -> None:
        if _alias(node):
            self._arguments(node.value)
        elif isinstance(node, ast.Attribute):
            self._read_chain(node)
        elif isinstance(node, ast.ClassDef):  # A subclass alone creates no objects of its base.
            self._each([*node.decorator_list, *node.keywords, *node.body])
        else:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self.whole.add(self._meaning(node.id))
            self._each(ast.iter_child_nodes(node))

    def _each(self, nodes: Iterable[Any]) -> None:
        for one in nodes:
            self._visit(one)

    def _arguments(self, node: Any) -> None:
        if isinstance(node, ast.Call):
            self._each([*node.args, *node.keywords])

    def _read_chain(self, node: Any) -> None:
        chain: List[str] = []
        inner = node
        while isinstance(inner, ast.Attribute):
            chain.insert(0, inner.attr)
            inner = inner.value
        root = _made_of(inner)
        if not root:
            self._visit(inner)
            return
        self._arguments(inner)
        if isinstance(inner, ast.Name) and root not in self._made:
            # Also `m.Expected.small`, where m is the module.
            for at, name in enumerate([root, *chain[:-1]]):
                self.chains.setdefault(self._meaning(name), set()).add(tuple(chain[at:]))
        self.whole.add(chain[-1])

    def _meaning(self, name: str) -> str:
        for _ in range(9):
            if self._aliases.get(name, name) == name:
                break
            name = self._aliases[name]
        return name


def _made_of(node: Any) -> str:
    """The name `C` in `C` and `C(…)`."""
    inner = node.func if isinstance(node, ast.Call) else node
    return inner.id if isinstance(inner, ast.Name) else ""


def _alias(node: ast.AST) -> str:
    """The name `x` in `x = C` and `x = C(…)`."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name) and _made_of(node.value):
        return node.targets[0].id
    return ""
