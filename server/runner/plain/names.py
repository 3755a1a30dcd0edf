"""The names that a module's statement reads and binds when it is executed, through the file's own functions too."""

import ast
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Set

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Names(NamedTuple):
    reads: Set[str]
    binds: Set[str]


def names_of(statement: ast.AST) -> Names:
    """Of what is executed now: bodies of functions are not."""
    found = Names(set(), set())
    for node in executed(statement):
        if isinstance(node, ast.Name):
            (found.reads if isinstance(node.ctx, ast.Load) else found.binds).add(node.id)
        elif isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            found.binds.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.binds.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.binds.add(node.name)
        else:
            found.binds.update(_pattern_names(node))
    for node in executed(statement):
        if isinstance(node, _COMPREHENSIONS):  # What they bind is their own.
            own = {one.id for part in node.generators for one in ast.walk(part.target) if isinstance(one, ast.Name)}
            found.binds.difference_update(own - _bound_outside(statement, node))
    return found


def handed(statement: ast.AST) -> Set[str]:
    """Names whose objects a call in the statement may get at: arguments, and what a method belongs to."""
    found: Set[str] = set()
    for node in executed(statement):
        if isinstance(node, ast.Call):
            parts = [*node.args, *(one.value for one in node.keywords)]
            if isinstance(node.func, ast.Attribute):
                parts.append(node.func.value)
            found |= {one.id for part in parts for one in ast.walk(part) if isinstance(one, ast.Name)}
    return found


def executed(statement: ast.AST) -> Iterator[ast.AST]:
    """The statement's nodes but for bodies of functions and lambdas."""
    pending: List[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, _FUNCTIONS):
            pending += [*node.decorator_list, *node.args.defaults, *(one for one in node.args.kw_defaults if one)]
        elif isinstance(node, ast.Lambda):
            pending += [*node.args.defaults, *(one for one in node.args.kw_defaults if one)]
        else:
            pending += ast.iter_child_nodes(node)


def _bound_outside(statement: ast.AST, comprehension: ast.AST) -> Set[str]:
    inside = set(map(id, ast.walk(comprehension)))
    return {
        node.id
        for node in executed(statement)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) and id(node) not in inside
    }


def _pattern_names(node: Any) -> Iterable[str]:
    if type(node).__name__ in ("MatchAs", "MatchStar", "MatchMapping"):
        return [name for name in (getattr(node, "name", None), getattr(node, "rest", None)) if name]
    return ()


class Reads:
    """What a statement reads, itself or through the functions and classes of the module that it names."""

    def __init__(self, tree: ast.Module) -> None:
        self._inner: Dict[str, Set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
                used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
                used |= {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
                self._inner.setdefault(node.name, set()).update(used - {node.name})
        #: Functions that assert something.
        self._asserting = {
            node.name for node in ast.walk(tree) if isinstance(node, _FUNCTIONS) and any(map(_checks, ast.walk(node)))
        }

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
    name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
    return name.startswith("assert") or name == "fail"
