"""Whether a program may change what it has not made itself. Told from its text, and from that of the file's functions that it uses."""

import ast
from typing import Dict, List, Sequence, Set

from ..confinement.units import imported
from ..confinement.words import BUILTINS
from ..trees import nodes_in
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
#: What draws a random number, of a module or of a generator.
_DRAWING = frozenset(
    "random randint randrange randbytes getrandbits choice choices sample uniform triangular betavariate binomialvariate expovariate"
    " gammavariate gauss lognormvariate normalvariate paretovariate vonmisesvariate weibullvariate rand randn normal permutation permuted"
    " integers standard_normal bytes".split()
)
_FRESH = frozenset("list dict set sorted tuple str bytearray Counter defaultdict deque OrderedDict frozenset copy deepcopy".split())
#: Methods of plain data and of values that never change; a method of another name may change its object.
_READING = frozenset(
    name for kind in (str, bytes, int, float, complex, tuple, frozenset, range) for name in dir(kind) if not name.startswith("__")
) | frozenset(
    (
        "get keys values items copy union intersection difference symmetric_difference issubset issuperset isdisjoint most_common elements"
        " total match fullmatch search sub subn findall finditer group groups groupdict span start end isoformat strftime strptime date"
        " time weekday isoweekday total_seconds timestamp toordinal fromisoformat fromtimestamp fromordinal timetuple astimezone quantize"
        " sqrt ln exp is_nan is_signed normalize to_integral_value limit_denominator combine utcoffset tzname dst read_text now today"
        " tolist getvalue fromkeys hexdigest digest intern cast removeprefix removesuffix"
    ).split()
)
#: Of arrays: some take a third argument to write into.
_OF_ARRAYS = frozenset(
    "sum mean std var min max argmin argmax all any astype reshape ravel flatten transpose dot cumsum cumprod round clip tolist item nonzero"
    " diagonal trace squeeze swapaxes take conj searchsorted argsort prod ptp".split()
)
#: Builtins that look at what they are given, and modules of which all functions do.
_LOOKING = BUILTINS - frozenset("next anext setattr delattr print aiter".split())
_COMPUTING = frozenset(
    "math cmath re string textwrap unicodedata datetime decimal fractions statistics itertools collections base64 binascii hashlib hmac zlib"
    " html colorsys ipaddress difflib urllib.parse uuid enum dataclasses typing abc numbers bisect calendar keyword shlex time"
    " collections.abc functools".split()
)


#: Of numpy what writes into what it is given, and what takes where to write as its second argument, or where it takes more than two.
_WRITING = frozenset("put place copyto fill_diagonal put_along_axis nan_to_num shuffle".split())
_UNARY = frozenset(
    "abs absolute fabs rint sign conj conjugate exp exp2 log log2 log10 expm1 log1p sqrt square cbrt reciprocal sin cos tan arcsin arccos"
    " arctan sinh cosh tanh arcsinh arccosh arctanh degrees radians deg2rad rad2deg floor ceil trunc isnan isinf isfinite logical_not"
    " invert bitwise_not negative positive signbit spacing".split()
)
_MAKING_ARRAYS = frozenset(
    "where arange linspace logspace full zeros ones array asarray eye reshape tile repeat pad interp isclose".split()
)


def _computes_arrays(name: str, call: ast.Call) -> bool:
    """Whether a function of numpy's can only look at what it is given, as it is called."""
    if name in _WRITING or any(word.arg in (None, "out", "copy") for word in call.keywords):
        return False
    most = 1 if name in _UNARY else 9 if name in _MAKING_ARRAYS else 2
    return len(call.args) <= most and not any(isinstance(one, ast.Starred) for one in call.args)


class Helpers:
    """The functions of a file, by their names."""

    def __init__(self, tree: ast.Module) -> None:
        self._functions: Dict[str, List[ast.AST]] = {}
        #: What the file calls a function or a module that draws.
        self.drawing: Set[str] = set()
        self.imports: Dict[str, str] = {}
        for node in ast.walk(tree):
            self.imports.update(_imported(node))
            if isinstance(node, FUNCTIONS):
                self._functions.setdefault(node.name, []).append(node)
            elif isinstance(node, ast.ClassDef):
                made = [one for one in node.body if isinstance(one, FUNCTIONS) and one.name in _MAKING]
                self._functions.setdefault(node.name, []).extend(made)
        for statement in tree.body:
            self.drawing |= _drawing(statement, self.drawing)

    def used(self, own: Sequence[ast.AST]) -> List[ast.AST]:
        """Those that the program uses, and that they use in turn."""
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
    """Whether the program, or a function of the file that it uses, stores into anything that it has not made itself, or calls what does."""
    drawing = set(helpers.drawing)
    for statement in own:
        drawing |= _drawing(statement, drawing)
    used = helpers.used(own)
    known = _Known([*own, *used], helpers.imports)
    return any(_may_change([one], drawing, known) for one in used) or _may_change(own, drawing, known)


class _Known:
    """What the program defines and imports, and what it has made itself."""

    def __init__(self, own: Sequence[ast.AST], imports: Dict[str, str]) -> None:
        self._nodes = {id(statement): list(nodes_in(statement)) for statement in own}
        nodes = [node for statement in own for node in self._nodes[id(statement)]]
        #: Functions and classes of the program and of the file, whose bodies are read as well.
        self.defined = {node.name for node in nodes if isinstance(node, (*FUNCTIONS, ast.ClassDef))}
        self.parameters = {node.arg for node in nodes if isinstance(node, ast.arg)}
        # A variable may go by the name of a builtin or of a class.
        self.parameters |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        self.modules = dict(imports)
        for node in nodes:
            self.modules.update(_imported(node))
        self.fresh: Set[str] = set()

    def nodes(self, statements: Sequence[ast.AST]) -> List[ast.AST]:
        return [node for statement in statements for node in self._nodes[id(statement)]]

    def within(self, statements: Sequence[ast.AST]) -> "_Known":
        self.fresh = _made(self.nodes(statements), self.defined | self.parameters | set(self.modules))
        return self

    def looks(self, call: ast.Call) -> bool:
        """Whether what is called is known to change nothing that it is given."""
        func = call.func
        if isinstance(func, ast.Name):
            if func.id in self.defined:
                return True
            if func.id in self.parameters:
                return False
            if func.id in self.modules:
                return self.modules[func.id].rpartition(".")[0] in _COMPUTING
            printed = func.id == "print" and not any(one.arg == "file" for one in call.keywords)
            return func.id in _LOOKING or printed or func.id[:1].isupper()
        if not isinstance(func, ast.Attribute):
            return False
        if isinstance(func.value, ast.Name) and func.value.id in self.modules and func.value.id not in self.parameters:
            module = self.modules[func.value.id]
            if module == "numpy":
                return _computes_arrays(func.attr, call)
            return module in _COMPUTING or (
                module in ("json", "copy") and func.attr != "dump" and len(call.args) == 1 and not call.keywords
            )
        if func.attr in _OF_ARRAYS:
            return len(call.args) <= 2 and not any(word.arg in (None, "out") for word in call.keywords)
        return func.attr in _READING or func.attr in self.defined or _is_one_of(func.value, self.fresh)


def _imported(node: ast.AST) -> Dict[str, str]:
    """What an import's names stand for: modules, and members after a point."""
    if not isinstance(node, (ast.Import, ast.ImportFrom)):
        return {}
    return {name: ".".join(part for part in value if part) for name, value in imported(node)}


def _may_change(statements: Sequence[ast.AST], drawing: Set[str], known: _Known) -> bool:
    known = known.within(statements)
    for one in statements:
        if isinstance(one, FUNCTIONS) and one.name in _MAKING and one.args.args:
            known.fresh.add(one.args.args[0].arg)
    return any(_changes(node, known, drawing) for node in known.nodes(statements))


def _drawing(statement: ast.AST, known: Set[str]) -> Set[str]:
    """Names that a statement gives to what draws."""
    if isinstance(statement, ast.ImportFrom):
        return {one.asname or one.name for one in statement.names if one.name in _DRAWING}
    if isinstance(statement, ast.Import):
        return {one.asname for one in statement.names if one.asname and one.name.split(".")[-1] == "random"}
    if isinstance(statement, ast.Assign) and any(
        getattr(node, "attr", None) in _DRAWING or getattr(node, "id", None) in known for node in ast.walk(statement.value)
    ):
        return {one.id for target in statement.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
    return set()


def _changes(node: ast.AST, known: _Known, drawing: Set[str]) -> bool:
    fresh = known.fresh
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return True
    if isinstance(node, ast.Attribute):
        # Whether it is called here or elsewhere. What lies in something new may be older.
        by_operator = node.attr.startswith("__i") and node.attr not in ("__iter__", "__init__", "__int__", "__index__", "__invert__")
        changing = node.attr in _CHANGING or node.attr in _DRAWING or by_operator or not isinstance(node.ctx, ast.Load)
        return changing and not _is_one_of(node.value, fresh)
    if isinstance(node, ast.Subscript):
        return not isinstance(node.ctx, ast.Load) and not _is_one_of(node.value, fresh)
    if isinstance(node, ast.AugAssign):
        # `xs += [1]` changes the list that `xs` is.
        return isinstance(node.target, ast.Name) and node.target.id not in fresh
    if isinstance(node, ast.Name):
        return node.id in _CHANGING and isinstance(node.ctx, ast.Load) or node.id in drawing
    if isinstance(node, ast.keyword):
        return node.arg == "out"
    if isinstance(node, ast.Constant):
        return node.value in _CHANGING if isinstance(node.value, str) else False
    if isinstance(node, ast.Call):
        # A path moves by it; a text takes two.
        moves = isinstance(node.func, ast.Attribute) and node.func.attr == "replace" and len(node.args) == 1
        return moves or not known.looks(node)
    return isinstance(node, ast.alias) and node.name in _CHANGING


def _is_one_of(node: ast.AST, fresh: Set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in fresh


def _made(nodes: Sequence[ast.AST], others: Set[str]) -> Set[str]:
    """Names that stand for nothing but what the program has made; `others` mean what they mean elsewhere."""
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
            return name not in others  # An own function may be called so; one that is imported is not looked up here.
        return name in _FRESH | {"len", "sum", "int", "float", "range"} and (isinstance(value.func, ast.Attribute) or name not in others)
    return False
