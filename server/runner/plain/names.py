"""The names that a statement reads and binds during its execution, including those in the file's own functions."""

import ast
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Set, Tuple

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Names(NamedTuple):
    reads: Set[str]
    binds: Set[str]


def names_of(statement: ast.AST) -> Names:
    """The names of the code that executes now, without bodies of functions."""
    found = Names(set(), set())
    stored: List[ast.Name] = []
    #: The bindings of comprehensions are local to them.
    within: Set[int] = set()
    for node in executed(statement):
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                found.reads.add(node.id)
            else:
                stored.append(node)
        elif isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            found.binds.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.binds.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.binds.add(node.name)
        elif isinstance(node, ast.comprehension):
            within.update(map(id, ast.walk(node.target)))
        else:
            found.binds.update(_pattern_names(node))
    found.binds.update(one.id for one in stored if id(one) not in within)
    return found


def handed(statement: ast.AST) -> Set[str]:
    """Names whose objects the statement may change: arguments of calls, and owners of attributes and items."""
    found: Set[str] = set()
    for node in executed(statement):
        parts: List[ast.expr] = []
        if isinstance(node, ast.Call):
            parts = [*node.args, *(one.value for one in node.keywords)]
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            parts = [node.value]
        found |= {one.id for part in parts for one in ast.walk(part) if isinstance(one, ast.Name)}
    return found


def executed(statement: ast.AST) -> Iterator[ast.AST]:
    """The statement's nodes, except bodies of functions and lambdas."""
    pending: List[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, _FUNCTIONS):
            pending += [*node.decorator_list, *node.args.defaults, *(one for one in node.args.kw_defaults if one)]
        elif isinstance(node, ast.Lambda):
            pending += [*node.args.defaults, *(one for one in node.args.kw_defaults if one)]
        else:
            pending += children(node)


def children(node: ast.AST) -> List[ast.AST]:
    """Like `ast.iter_child_nodes` without constants and name contexts, but several times faster, because files may be long."""
    found: List[ast.AST] = []
    for value in vars(node).values():
        if value.__class__ is list:
            found += [one for one in value if isinstance(one, ast.AST) and one.__class__ is not ast.Constant]
        elif isinstance(value, ast.AST) and not isinstance(value, (ast.Constant, ast.expr_context)):
            found.append(value)
    return found


def _read_outside(statement: ast.AST, comprehension: ast.AST) -> Set[str]:
    inside = set(map(id, ast.walk(comprehension)))
    return {
        node.id for node in executed(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in inside
    }


def _pattern_names(node: Any) -> Iterable[str]:
    if type(node).__name__ in ("MatchAs", "MatchStar", "MatchMapping"):
        return [name for name in (getattr(node, "name", None), getattr(node, "rest", None)) if name]
    return ()


class Reads:
    """The names that a statement reads, directly or through the module's functions and classes."""

    def __init__(self, tree: ast.Module) -> None:
        self._inner: Dict[str, Set[str]] = {}
        #: Functions that contain an assert.
        self._asserting: Set[str] = set()
        pending: List[Tuple[ast.AST, Tuple[Set[str], ...], Tuple[str, ...]]] = [(tree, (), ())]
        while pending:
            node, around, functions = pending.pop()
            if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
                around = (*around, self._inner.setdefault(node.name, set()))
                if not isinstance(node, ast.ClassDef):
                    functions = (*functions, node.name)
            elif isinstance(node, (ast.Name, ast.Attribute)):
                for used in around:
                    used.add(node.id if isinstance(node, ast.Name) else node.attr)
            elif functions and _checks(node):
                self._asserting.update(functions)
            pending += [(one, around, functions) for one in children(node)]

    def of(self, names: Iterable[str]) -> Set[str]:
        found: Set[str] = set()
        pending = list(names)
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending += self._inner.get(name, ())
        return found

    def asserts(self, names: Iterable[str]) -> bool:
        return bool(self.of(names) & self._asserting)


def _checks(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name: str = getattr(node.func, "attr", None) or getattr(node.func, "id", "") or ""
    return name.startswith("assert") or name == "fail"
