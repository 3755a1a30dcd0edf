"""Functions that the user accepted in other files: a body may call them, and carries their text.

A library that grows with what was solved is the idea of DreamCoder (Ellis et al. 2021). A function counts if the confinement's reader
accepts it and it needs nothing but Python and its standard library.
"""

import ast
import builtins
import copy
import inspect
import re
import types
import typing
from typing import Any, Callable, Container, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from .patience import Patience
from .programs import Steps, counted
from .samples import Reader, Sample
from .solution import MODULES

if typing.TYPE_CHECKING:
    from ..transport import frames

#: What a helper may import: modules that compute.
_IMPORTED = {
    *MODULES,
    "__future__",
    "copy",
    "dataclasses",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "html",
    "json",
    "numbers",
    "operator",
}
_IMPORTED |= {"string", "typing", "unicodedata", "urllib.parse", "collections.abc"}
#: Their effect is no result.
_EFFECTS = {"print", "input", "open", "breakpoint", "exit", "quit"}

Kinds = Tuple[type, ...]
_KINDS: Dict[str, Kinds] = {
    "int": (int,),
    "float": (int, float),
    "str": (str,),
    "list": (list,),
    "tuple": (tuple,),
    "set": (set,),
    "dict": (dict,),
    "mapping": (dict,),
    "sequence": (list, tuple),
    "iterable": (list, tuple, set, dict, str),
}


class Accepted:
    """One of them, with a limit to the steps of each call."""

    def __init__(self, name: str, source: str, function: Callable[..., Any], steps: Steps, kinds: Mapping[str, Kinds]) -> None:
        self.name = name
        #: The whole text, with its imports and its own helpers.
        self.source = source
        #: The types that each parameter takes, where these are known.
        self.kinds = kinds
        self.__doc__ = function.__doc__
        self.__signature__ = inspect.signature(function)
        self._function = function
        self._steps = steps

    def __call__(self, *arguments: Any) -> Any:
        self._steps.start()
        return self._function(*arguments)


def accepted_of(told: "Sequence[frames.LibraryFunction]", own: Mapping[str, Any], taken: Container[str]) -> List[Accepted]:
    """Those that a body in the user's file can carry: `own` are the file's names, `taken` others that may have no second meaning."""
    found: List[Accepted] = []
    names = dict(own)
    for one in told:
        made = _read(one, names, taken)
        if made is not None:
            accepted, bound = made
            names.update(bound)
            found.append(accepted)
    return found


def carried(body: str, library: Sequence[Accepted]) -> List[str]:
    """The texts of the functions that a body calls."""
    names = {node.id for node in ast.walk(ast.parse("def f():\n" + re.sub(r"(?m)^", " ", body))) if isinstance(node, ast.Name)}
    return [one.source for one in library if one.name in names]


def _read(told: "frames.LibraryFunction", own: Mapping[str, Any], taken: Container[str]) -> Optional[Tuple[Accepted, Dict[str, Any]]]:
    """The function, and what its text binds. None if it can't be used beside these names."""
    name = told["name"]
    if not re.match(r"[a-z]\w+$", name):
        return None
    try:
        sample = Reader("", name, {}).read(_documented(_typed(told["source"]), name, told["docstring"]))
        if sample is None or sample.function.decorator_list or not _stands_alone(sample.tree):
            return None
        space: Dict[str, Any] = {"__name__": "accepted"}
        steps = Steps()
        tree = counted(copy.deepcopy(sample.tree), steps, space)
        Patience().spend(lambda: exec(compile(tree, "<accepted>", "exec"), space))  # noqa: S102 - confined
    except Exception:  # noqa: BLE001 - it may need another Python
        return None
    bound = {one: space[one] for one in _bound(sample.tree) if one in space}
    function = bound.get(name)
    if not isinstance(function, types.FunctionType) or any(one in taken or own.get(one, made) is not made for one, made in bound.items()):
        return None
    return Accepted(name, sample.text.source.strip(), function, steps, _kinds_of(sample, told["examples"])), bound


def _typed(source: str) -> str:
    """The text, with imports of the types in its annotations that only its file imported."""
    missing = sorted(_free(ast.parse(source)) & set(typing.__all__))
    return "from typing import %s\n\n\n%s" % (", ".join(missing), source) if missing else source


def _stands_alone(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and not all(one.name in _IMPORTED for one in node.names):
            return False
        if isinstance(node, ast.ImportFrom) and (node.level or node.module not in _IMPORTED):
            return False
        if isinstance(node, ast.Name) and node.id in _EFFECTS:
            return False
    return not _free(tree)


def _free(tree: ast.Module) -> "set[str]":
    """The names that it binds nowhere and that Python does not have."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)} | set(_bound(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
            bound.update(_names_of(node))
    return {node.id for node in names if node.id not in bound and not hasattr(builtins, node.id)}


def _bound(tree: ast.Module) -> Iterator[str]:
    """The names that its statements bind."""
    for node in tree.body:
        yield from _names_of(node)


def _names_of(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (one.asname or one.name.split(".")[0] for one in node.names)
    else:
        yield from (one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))


def _documented(source: str, name: str, docstring: str) -> str:
    """The text, with the first paragraph of the docstring that the user's file has."""
    function = next(one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef) and one.name == name)
    said = docstring.strip().split("\n\n")[0]
    first = function.body[0]
    if ast.get_docstring(function) or not said or '"""' in said or "\\" in said or ">>>" in said or first.lineno == function.lineno:
        return source
    lines = source.split("\n")
    indent = " " * first.col_offset
    told = [(indent + line.strip()).rstrip() for line in ('"""%s"""' % said).split("\n")]
    at = function.body[0].lineno - 1
    return "\n".join([*lines[:at], *told, *lines[at:]])


def _kinds_of(sample: Sample, examples: Sequence[str]) -> Dict[str, Kinds]:
    """By its annotations, or what its examples give it."""
    parameters = [*getattr(sample.function.args, "posonlyargs", ()), *sample.function.args.args]
    found: Dict[str, Kinds] = {}
    for at, parameter in enumerate(parameters):
        said = re.match(r"(?:typing\.|collections\.abc\.)?(\w+)", sample.text.part(parameter.annotation)) if parameter.annotation else None
        kinds = _KINDS.get(said.group(1).lower()) if said else None
        if kinds is None and said is None:
            kinds = tuple({type(value): None for value in _given(sample.function.name, at, examples)})
        if kinds:
            found[parameter.arg] = kinds
    return found


def _given(name: str, at: int, examples: Sequence[str]) -> Iterator[Any]:
    """The values that calls give to a parameter, where they are literals."""
    for example in examples:
        try:
            calls = [node for node in ast.walk(ast.parse(example)) if isinstance(node, ast.Call)]
        except SyntaxError:
            continue
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id == name and at < len(call.args):
                try:
                    yield ast.literal_eval(call.args[at])
                except ValueError:
                    continue
