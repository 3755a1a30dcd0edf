"""Deputies: functions of the user's file that open, evaluate or look up their arguments. Their caller needs no reach of its own.

Arguments are followed through assignments, through attributes of the instance, and through other functions of the file.
"""

import ast
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Set, Tuple

from . import module_rules
from .name_rules import DATA_METHODS, OPERATORS
from .scopes import parameters
from .units import Import, dotted, has_safe_prefix, targets

# By a builtin, or its equivalent.
_BUILTINS = frozenset("eval exec compile open __import__".split())
_BY_NAME = frozenset("getattr setattr delattr".split())
_TABLES = frozenset("vars globals locals".split())
# Methods of the argument itself: a path, a pattern.
_OF_VALUES = frozenset("read_text read_bytes format format_map open".split())
# All functions of these modules act on their arguments, except those that only write.
_MODULES = frozenset(
    "pickle _pickle dill cloudpickle marshal shelve jsonpickle joblib yaml runpy subprocess shutil importlib imp code codeop linecache"
    " fileinput socket sqlite3 ctypes zipfile tarfile mmap multiprocessing tokenize builtins".split()
)
_WRITING = frozenset("dump dumps safe_load safe_dump".split())
# These change a state of the process and open nothing, whatever module they come from.
_STATES = frozenset(
    "setlocale seed setstate getstate set_state get_state setcontext settrace setprofile setrecursionlimit exit _exit abort kill killpg"
    " run main_thread current_task all_tasks get_event_loop get_running_loop new_event_loop set_event_loop dup dup2 pipe fork".split()
)
_BINDING = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.comprehension, ast.withitem)


class Body(NamedTuple):
    """A function of the file, with its class, its enclosing function, and the attributes that it reads."""

    node: Any
    owner: str
    around: "Optional[Body]"
    reads: Set[str]

    @property
    def name(self) -> str:
        """The name by which a candidate calls it: a method with a leading point; for an operator's method, its class."""
        if not self.owner:
            return str(self.node.name)
        return self.owner if self.node.name[:2] == "__" else "." + str(self.node.name)


class Deputies:
    """Gathers possible deputies during the reading of the file, and resolves them when all names are known."""

    def __init__(self) -> None:
        self._calls: List[Tuple[ast.AST, Body]] = []
        self._told: Dict[int, Set[str]] = {}

    def note(self, node: ast.AST, body: Optional[Body]) -> None:
        """Notes a call or a subscript in a function."""
        if body is not None:
            self._calls.append((node, body))

    def among(self, names: Dict[str, Any]) -> Set[str]:
        """Names of deputies: functions, classes and instances; methods with a leading point."""
        found: Set[str] = set()
        calls = [(node, body) for node, body in self._calls if isinstance(node, ast.Call)]
        for node, body in self._calls:
            if self._any_told(_handed_on(node, names), body):
                found.update(_names_of(body))
        more = bool(found)
        while more:
            more = False
            for call, body in calls:
                names_here = _names_of(body)
                if found.issuperset(names_here) or not _is_call_of(call, found):
                    continue
                if self._any_told([*call.args, *(one.value for one in call.keywords)], body):
                    found.update(names_here)
                    more = True
        made = {name for name, value in names.items() if isinstance(value, ast.Call) and dotted(value.func) in self._by_operator(found)}
        return found | made

    def _by_operator(self, found: Set[str]) -> Set[str]:
        """Classes whose instances are deputies themselves."""
        return {body.owner for _, body in self._calls if body.owner in found and body.node.name in OPERATORS}

    def _any_told(self, parts: Iterable[Any], body: Body) -> bool:
        return any(self._is_told(part, body) for part in parts if not has_safe_prefix(part))

    def _is_told(self, part: ast.AST, body: Body) -> bool:
        told, own = self._told_to(body), _selves(body)
        return any(
            (isinstance(one, ast.Name) and one.id in told)
            or (isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in own)
            for one in ast.walk(part)
        )

    def _told_to(self, body: Body) -> Set[str]:
        """Names in a function that stand for its arguments, or for values made from them."""
        known = self._told.get(id(body.node))
        if known is not None:
            return known
        told = set(parameters(body.node.args)) - _selves(body)
        if body.around is not None:
            told |= self._told_to(body.around)
        self._told[id(body.node)] = told
        bindings = [one for one in ast.walk(body.node) if isinstance(one, _BINDING)]
        size = -1
        while size != len(told):
            size = len(told)
            for one in bindings:
                source, target = _source_and_target(one)
                if target is not None and source is not None and self._is_told(source, body):
                    told.update(targets(target))
        return told


def _source_and_target(node: Any) -> Tuple[Any, Any]:
    if isinstance(node, ast.Assign):
        return node.value, ast.Tuple(node.targets, ast.Store())
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        return node.iter, node.target
    if isinstance(node, ast.withitem):
        return node.context_expr, node.optional_vars
    return node.value, node.target


def _selves(body: Body) -> Set[str]:
    """The names of the instances for a function and its enclosing functions."""
    found: Set[str] = set()
    one: Optional[Body] = body
    while one is not None:
        static = any(isinstance(deco, ast.Name) and deco.id == "staticmethod" for deco in one.node.decorator_list)
        if one.owner and not static:
            found.update(parameters(one.node.args)[:1])
        one = one.around
    return found


def _names_of(body: Body) -> Set[str]:
    """The names by which a candidate might call it: its own, and those of its enclosing functions."""
    found: Set[str] = set()
    one: Optional[Body] = body
    while one is not None:
        found.add(one.name)
        one = one.around
    return found


def _handed_on(node: Any, names: Dict[str, Any]) -> List[Any]:
    """Arguments of a call that opens, evaluates or looks up; none for any other call."""
    if isinstance(node, ast.Subscript):
        return [node.slice] if _is_table(node.value) else []
    func = node.func
    name = dotted(func)
    given = [*node.args, *(one.value for one in node.keywords)]
    root, _, rest = name.partition(".")
    known = names.get(root)
    if isinstance(known, Import):
        path = ".".join(part for part in (known.module, known.member, rest) if part).split(".")
        if path[0] in _MODULES and path[-1] not in _WRITING and not path[-1][:1].isupper():
            return given
        if path[-1] in module_rules.NEVER - _STATES and path[-1] not in (module_rules.COMPUTING.get(".".join(path[:-1])) or ()):
            return given
    if isinstance(func, ast.Name):
        if name in _BY_NAME:
            return list(node.args[1:2])
        return list(node.args[:1]) if name in _BUILTINS else []
    if isinstance(func, ast.Attribute):
        if func.attr in _OF_VALUES:
            return [func.value, *(node.args if func.attr == "open" else ())]
        if _is_table(func.value) and func.attr in ("get", "pop", "setdefault", "__getitem__"):
            return list(node.args[:1])
    return []


def _is_table(node: Any) -> bool:
    """Whether the expression is a table of names: `vars(x)`, `x.__dict__`, `sys.modules`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in _TABLES
    return isinstance(node, ast.Attribute) and (node.attr == "__dict__" or dotted(node) == "sys.modules")


def _is_call_of(call: ast.Call, found: Set[str]) -> bool:
    func = call.func
    if isinstance(func, ast.Name):
        return func.id in found
    return isinstance(func, ast.Attribute) and "." + func.attr in found and func.attr not in DATA_METHODS
