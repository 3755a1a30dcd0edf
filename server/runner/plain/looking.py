"""Knows calls that change none of their arguments. Any other call may change anything."""

import ast
from typing import Dict, Sequence, Set

from ..confinement.name_rules import BUILTINS
from ..confinement.units import imported
from .target import FUNCTIONS

#: Methods of plain data and of immutable values; any other method may change its object.
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
#: Methods of arrays: some take a third argument as output.
_OF_ARRAYS = frozenset(
    "sum mean std var min max argmin argmax all any astype reshape ravel flatten transpose dot cumsum cumprod round clip tolist item nonzero"
    " diagonal trace squeeze swapaxes take conj searchsorted argsort prod ptp".split()
)
#: Builtins that only read their arguments, and modules whose functions all do.
_LOOKING = BUILTINS - frozenset("next anext setattr delattr print aiter".split())
_COMPUTING = frozenset(
    "math cmath re string textwrap unicodedata datetime decimal fractions statistics itertools collections base64 binascii hashlib hmac zlib"
    " html colorsys ipaddress difflib urllib.parse uuid enum dataclasses typing abc numbers bisect calendar keyword shlex time"
    " collections.abc functools".split()
)
#: numpy functions that write into an argument; with an output as second argument; and with more than two inputs.
_WRITING = frozenset("put place copyto fill_diagonal put_along_axis nan_to_num shuffle".split())
_UNARY = frozenset(
    "abs absolute fabs rint sign conj conjugate exp exp2 log log2 log10 expm1 log1p sqrt square cbrt reciprocal sin cos tan arcsin arccos"
    " arctan sinh cosh tanh arcsinh arccosh arctanh degrees radians deg2rad rad2deg floor ceil trunc isnan isinf isfinite logical_not"
    " invert bitwise_not negative positive signbit spacing".split()
)
_MAKING_ARRAYS = frozenset(
    "where arange linspace logspace full zeros ones array asarray eye reshape tile repeat pad interp isclose".split()
)


class Known:
    """The meaning of a program's names: `nodes` are those of all its code, `imports` those of its file."""

    def __init__(self, nodes: Sequence[ast.AST], imports: Dict[str, str]) -> None:
        #: Functions and classes of the program and of the file, whose bodies are read too.
        self.defined = {node.name for node in nodes if isinstance(node, (*FUNCTIONS, ast.ClassDef))}
        #: Parameters, and names that may hide a builtin or a class.
        self.variables = {node.arg for node in nodes if isinstance(node, ast.arg)}
        self.variables |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        self.modules = dict(imports)
        for node in nodes:
            self.modules.update(imports_of(node))

    @property
    def names(self) -> Set[str]:
        return self.defined | self.variables | set(self.modules)

    def looks(self, call: ast.Call, fresh: Set[str]) -> bool:
        """Whether a known callee changes none of its arguments, except `fresh` ones: new objects of the program."""
        func = call.func
        if isinstance(func, ast.Name):
            if func.id in self.defined:
                return True
            if func.id in self.variables:
                return False
            if func.id in self.modules:
                return self.modules[func.id].rpartition(".")[0] in _COMPUTING
            printed = func.id == "print" and not any(one.arg == "file" for one in call.keywords)
            return func.id in _LOOKING or printed or func.id[:1].isupper()
        if not isinstance(func, ast.Attribute):
            return False
        if isinstance(func.value, ast.Name) and func.value.id in self.modules and func.value.id not in self.variables:
            module = self.modules[func.value.id]
            if module == "numpy":
                return _computes_arrays(func.attr, call)
            return module in _COMPUTING or (
                module in ("json", "copy") and func.attr != "dump" and len(call.args) == 1 and not call.keywords
            )
        if func.attr in _OF_ARRAYS:
            return len(call.args) <= 2 and not any(word.arg in (None, "out") for word in call.keywords)
        return func.attr in _READING or func.attr in self.defined or is_one_of(func.value, fresh)


def imports_of(node: ast.AST) -> Dict[str, str]:
    """The modules and members behind an import's names."""
    if not isinstance(node, (ast.Import, ast.ImportFrom)):
        return {}
    return {name: ".".join(part for part in value if part) for name, value in imported(node)}


def is_one_of(node: ast.AST, names: Set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names


def _computes_arrays(name: str, call: ast.Call) -> bool:
    """Whether a numpy function only reads its arguments in this call."""
    if name in _WRITING or any(word.arg in (None, "out", "copy") for word in call.keywords):
        return False
    most = 1 if name in _UNARY else 9 if name in _MAKING_ARRAYS else 2
    return len(call.args) <= most and not any(isinstance(one, ast.Starred) for one in call.args)
