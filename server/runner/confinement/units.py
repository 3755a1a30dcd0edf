"""Pieces of the user's file: its statements as units, their bindings, and the spelling of names."""

import ast
import re
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

from .name_rules import GUARDED, WALKS
from .scopes import FUNCTIONS

COMPOUND = (ast.If, ast.Try, ast.With, ast.AsyncWith, ast.For, ast.AsyncFor, ast.While) + tuple(
    getattr(ast, name) for name in ("TryStar",) if hasattr(ast, name)
)
FRAMEWORKS = frozenset("pytest unittest mock hypothesis nose _pytest".split())
IDENTIFIER = re.compile(r"[^\W\d]\w*")
CONTEXT = ast.expr_context
LOOKING = frozenset("isinstance type getattr hasattr super".split())


class Import(NamedTuple):
    """The import behind a name: a module, or a member of one."""

    module: str
    member: Optional[str]


class Unit:
    """A top-level statement of the file, or one under `if`, `try` and the like."""

    def __init__(self, node: ast.AST, example: bool, idle: bool = False) -> None:
        self.node = node
        self.example = example
        self.idle = idle  # In a main block without examples: no other code uses its names, and its uses are ignored.
        self.binds: Dict[str, Any] = {}
        self.uses: Set[str] = set()


class Header(ast.AST):
    """The head of a compound statement without its blocks."""

    def __init__(self, node: ast.AST) -> None:
        super().__init__()
        for name in ("test", "items", "target", "iter"):
            if hasattr(node, name):
                setattr(self, name, getattr(node, name))
        handlers = getattr(node, "handlers", [])
        self.types = [one.type for one in handlers if one.type is not None]
        self.binds = dict(bound(node, deep=False))
        self.binds.update((one.name, None) for one in handlers if one.name)


def blocks(node: Any) -> List[List[ast.AST]]:
    blocks = [getattr(node, name) for name in ("body", "orelse", "finalbody") if getattr(node, name, None)]
    return blocks + [one.body for one in getattr(node, "handlers", [])]


def definitions(body: Sequence[Any], path: List[str]) -> Iterator[Any]:
    """The definitions at a path, also in branches."""
    for node in body:
        if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
            if node.name == path[0]:
                if len(path) == 1:
                    yield node
                else:
                    yield from definitions(node.body, path[1:])
        elif isinstance(node, COMPOUND):
            for block in blocks(node):
                yield from definitions(block, path)


def bound(node: Any, deep: bool = True) -> Iterator[Tuple[str, Any]]:
    """The names that a statement binds in its own scope."""
    if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
        yield node.name, node
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from imported(node)
    elif isinstance(node, ast.Assign):
        for one in node.targets:
            for name in targets(one):
                yield name, node.value if isinstance(one, ast.Name) else None
    elif isinstance(node, ast.AnnAssign):
        yield from ((name, node.value) for name in targets(node.target))
    elif isinstance(node, (ast.AugAssign, ast.For, ast.AsyncFor)):
        yield from ((name, None) for name in targets(node.target))
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        yield from ((name, None) for item in node.items if item.optional_vars for name in targets(item.optional_vars))
    elif isinstance(node, ast.Expr) and deep:
        for inside in ast.walk(node):
            if isinstance(inside, ast.NamedExpr):
                yield inside.target.id, None
    elif type(node).__name__ == "TypeAlias":
        yield node.name.id, None


def imported(node: Any) -> Iterator[Tuple[str, Import]]:
    """The bindings of an import statement; those of a star are unknown."""
    for one in node.names:
        if isinstance(node, ast.Import):
            first = one.name.partition(".")[0]
            yield (one.asname, Import(one.name, None)) if one.asname else (first, Import(first, None))
        elif one.name != "*":
            yield one.asname or one.name, Import("." * node.level + (node.module or ""), one.name)


def targets(node: Any) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and not isinstance(one.ctx, ast.Load):
            yield one.id


def is_main(node: Any) -> bool:
    return isinstance(node, ast.If) and any(isinstance(one, ast.Name) and one.id == "__name__" for one in ast.walk(node.test))


def has_safe_prefix(node: Any) -> bool:
    """Whether the literal start of a composed name excludes every forbidden name."""
    first = node.left if isinstance(node, ast.BinOp) else node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
    if isinstance(node, ast.BinOp) and not isinstance(node.op, (ast.Add, ast.Mod)):
        return False
    text = first.value if isinstance(first, ast.Constant) else None
    if not isinstance(text, str):
        return False
    text = text.partition("%")[0] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) else text
    return len(text) > 1 and text[0] not in "_%" and not any(word.startswith(text) or text.startswith(word) for word in WALKS | GUARDED)


def signature(node: Any) -> str:
    return "\n".join(ast.dump(part) for part in [*node.decorator_list, node.args, node.returns] if part is not None)


def documented(tree: ast.Module) -> Iterator[Any]:
    """Functions and classes, including those directly in classes."""
    for node in tree.body:
        if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (one for one in node.body if isinstance(one, FUNCTIONS + (ast.ClassDef,)))


def in_doctest(line: str) -> bool:
    return line.lstrip().startswith((">>>", "..."))


def closure(units: List[Unit], names: Iterable[str], binding: Dict[str, List[Unit]]) -> Set[int]:
    seen = {id(one) for one in units}
    todo = [name for one in units for name in one.uses]
    todo.extend(names)
    done: Set[str] = set()
    while todo:
        name = todo.pop()
        if name in done:
            continue
        done.add(name)
        for unit in binding.get(name, ()):
            if id(unit) not in seen:
                seen.add(id(unit))
                todo.extend(unit.uses)
    return seen


def dotted(node: Any) -> str:
    """`a.b.c` for a chain of attributes that starts at a name, else an empty string."""
    parts: List[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])
