"""Decides from its text whether a program may change objects that it has not created, including the file's functions that it uses."""

import ast
from typing import Dict, List, Sequence, Set

from ..judging.trees import nodes_in
from .looking import Known, imports_of, is_one_of
from .target import FUNCTIONS

_CHANGING = frozenset(
    (
        "append extend insert remove pop clear sort reverse add discard update setdefault popitem appendleft popleft extendleft rotate"
        " intersection_update difference_update symmetric_difference_update write writelines seek truncate close send throw"
        " move_to_end subtract put get_nowait put_nowait heappush heappop heapify heapreplace heappushpop insort insort_left"
        " insort_right shuffle next setattr delattr __setitem__ __delitem__ setitem delitem iadd iand iconcat ifloordiv ilshift imatmul imod"
        " imul ior ipow irshift isub itruediv ixor pack_into readinto fill place copyto fill_diagonal resize write_text write_bytes touch"
        " unlink symlink_to hardlink_to link_to mkdir rmdir rename chmod lchmod copy_into move_into tofile"
        " seed setstate set_state getcontext setcontext localcontext environ putenv unsetenv chdir simplefilter filterwarnings"
        " resetwarnings catch_warnings setlocale tzset"
    ).split()
)
#: Functions and methods that draw a random number.
_DRAWING = frozenset(
    "random randint randrange randbytes getrandbits choice choices sample uniform triangular betavariate binomialvariate expovariate"
    " gammavariate gauss lognormvariate normalvariate paretovariate vonmisesvariate weibullvariate rand randn normal permutation permuted"
    " integers standard_normal bytes".split()
)
_FRESH = frozenset("list dict set sorted tuple str bytearray Counter defaultdict deque OrderedDict frozenset copy deepcopy".split())


class Helpers:
    """The functions of a file, by name."""

    def __init__(self, tree: ast.Module) -> None:
        self._functions: Dict[str, List[ast.AST]] = {}
        #: The file's names for functions and modules that draw.
        self.drawing: Set[str] = set()
        self.imports: Dict[str, str] = {}
        for node in ast.walk(tree):
            self.imports.update(imports_of(node))
            if isinstance(node, FUNCTIONS):
                self._functions.setdefault(node.name, []).append(node)
            elif isinstance(node, ast.ClassDef):
                made = [one for one in node.body if isinstance(one, FUNCTIONS) and one.name in _MAKING]
                self._functions.setdefault(node.name, []).extend(made)
        for statement in tree.body:
            self.drawing |= _drawing(statement, self.drawing)

    def used(self, own: Sequence[ast.AST]) -> List[ast.AST]:
        """The functions that the program uses, directly or indirectly."""
        known = {node.name for statement in own for node in nodes_in(statement) if isinstance(node, FUNCTIONS)}
        found: List[ast.AST] = []
        pending = list(own)
        while pending:
            for name in {getattr(node, "id", "") or getattr(node, "attr", "") for node in nodes_in(pending.pop())} - known:
                known.add(name)
                found += self._functions.get(name, ())
                pending += self._functions.get(name, ())
        return found


_MAKING = ("__init__", "__new__", "__post_init__")


def may_change(own: Sequence[ast.stmt], helpers: Helpers) -> bool:
    """Whether the program, or a function of the file that it uses, may change an object that it has not created."""
    drawing = set(helpers.drawing)
    for statement in own:
        drawing |= _drawing(statement, drawing)
    used = helpers.used(own)
    nodes = {id(one): list(nodes_in(one)) for one in (*own, *used)}
    known = Known([node for each in nodes.values() for node in each], helpers.imports)
    return any(_may_change([one], nodes, drawing, known) for one in used) or _may_change(own, nodes, drawing, known)


def _may_change(statements: Sequence[ast.AST], walked: Dict[int, List[ast.AST]], drawing: Set[str], known: Known) -> bool:
    """`walked` has the nodes of each statement, by its id."""
    nodes = [node for statement in statements for node in walked[id(statement)]]
    fresh = _made(nodes, known.names)
    for one in statements:
        if isinstance(one, FUNCTIONS) and one.name in _MAKING and one.args.args:
            fresh.add(one.args.args[0].arg)
    return any(_changes(node, known, fresh, drawing) for node in nodes)


def _drawing(statement: ast.AST, known: Set[str]) -> Set[str]:
    """Names that a statement binds to sources of random numbers."""
    if isinstance(statement, ast.ImportFrom):
        return {one.asname or one.name for one in statement.names if one.name in _DRAWING}
    if isinstance(statement, ast.Import):
        return {one.asname for one in statement.names if one.asname and one.name.split(".")[-1] == "random"}
    if isinstance(statement, ast.Assign) and any(
        getattr(node, "attr", None) in _DRAWING or getattr(node, "id", None) in known for node in ast.walk(statement.value)
    ):
        return {one.id for target in statement.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
    return set()


def _changes(node: ast.AST, known: Known, fresh: Set[str], drawing: Set[str]) -> bool:
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return True
    if isinstance(node, ast.Attribute):
        # A mere reference counts as a call. Parts of a new object may be older.
        by_operator = node.attr.startswith("__i") and node.attr not in ("__iter__", "__init__", "__int__", "__index__", "__invert__")
        changing = node.attr in _CHANGING or node.attr in _DRAWING or by_operator or not isinstance(node.ctx, ast.Load)
        return changing and not is_one_of(node.value, fresh)
    if isinstance(node, ast.Subscript):
        return not isinstance(node.ctx, ast.Load) and not is_one_of(node.value, fresh)
    if isinstance(node, ast.AugAssign):
        # `xs += [1]` changes the list of `xs`.
        return isinstance(node.target, ast.Name) and node.target.id not in fresh
    if isinstance(node, ast.Name):
        return node.id in _CHANGING and isinstance(node.ctx, ast.Load) or node.id in drawing
    if isinstance(node, ast.keyword):
        return node.arg == "out"
    if isinstance(node, ast.Constant):
        return node.value in _CHANGING if isinstance(node.value, str) else False
    if isinstance(node, ast.Call):
        # `replace` with one argument moves a path; that of a text takes two.
        moves = isinstance(node.func, ast.Attribute) and node.func.attr == "replace" and len(node.args) == 1
        return moves or not known.looks(node, fresh)
    return isinstance(node, ast.alias) and node.name in _CHANGING


def _made(nodes: Sequence[ast.AST], others: Set[str]) -> Set[str]:
    """Names that stand only for objects that the program creates; `others` have another meaning here."""
    fresh: Set[str] = set()
    other: Set[str] = set()
    for node in nodes:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                names = {one.id for one in ast.walk(target) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
                (fresh if isinstance(target, ast.Name) and _is_fresh(node.value, others) else other).update(names)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
            other |= {one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)}
        elif isinstance(node, ast.arg):
            other.add(node.arg)
        elif isinstance(node, ast.NamedExpr):
            other.add(node.target.id)
        elif type(node).__name__ in ("MatchAs", "MatchStar", "MatchMapping"):
            other.add(getattr(node, "name", None) or getattr(node, "rest", None) or "")
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            other |= {one.id for one in ast.walk(node.optional_vars) if isinstance(one, ast.Name)}
    return fresh - other


def _is_fresh(value: ast.expr, others: Set[str]) -> bool:
    if isinstance(value, (ast.Constant, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.JoinedStr, ast.Compare)):
        return True
    if isinstance(value, (ast.BinOp, ast.UnaryOp, ast.BoolOp)):
        return not isinstance(value, ast.BoolOp)
    if isinstance(value, ast.Call):
        name = getattr(value.func, "attr", None) or getattr(value.func, "id", "")
        if name in ("copy", "deepcopy") and isinstance(value.func, ast.Name):
            return name not in others  # The name may be the program's own function; this does not resolve imported ones.
        return name in _FRESH | {"len", "sum", "int", "float", "range"} and (isinstance(value.func, ast.Attribute) or name not in others)
    return False
