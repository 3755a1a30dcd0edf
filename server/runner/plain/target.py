"""The function in the user's file: finds it in a parsed module, marks its definition, and gives it another code object."""

import ast
import gc
import types
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Union

from .text import first_line

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Definition = Union[ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef]
_ACCESSORS = {"setter", "getter", "deleter"}

#: The names in builtins that marked code calls.
MARK = "__assay_mark__"
NOTE = "__assay_note__"
ENTER = "__assay_enter__"
LEAVE = "__assay_leave__"
ENDS = "__assay_ends__"
ERROR = "__assay_error__"


class Place(NamedTuple):
    """The position of a definition."""

    #: The top-level statement that contains it.
    statement: ast.stmt
    #: Classes and functions around it, outermost first.
    around: Tuple[Definition, ...]
    node: Any

    @property
    def path(self) -> str:
        return ".".join(one.name for one in (*self.around, self.node))

    @property
    def outermost(self) -> "Place":
        """The outermost function around a nested one: its code contains the nested function's code."""
        for at, one in enumerate(self.around):
            if isinstance(one, FUNCTIONS):
                return Place(self.statement, self.around[:at], one)
        return self


def definitions(tree: ast.Module, path: Sequence[str]) -> List[Place]:
    """All definitions with that path, in the order of the text."""
    accessor = path[-1] if len(path) > 2 and path[-1] in _ACCESSORS else None
    wanted = path[:-1] if accessor else path
    found = [place for statement in tree.body for place in _within(statement, [statement], wanted, ())]
    if accessor:
        return [one for one in found if accessor in _decorators(one.node)]
    getters = [one for one in found if not {"setter", "deleter"} & set(_decorators(one.node))]
    return getters or found


def _within(statement: ast.stmt, block: List[Any], path: Sequence[str], around: Tuple[Definition, ...]) -> Iterator[Place]:
    for node in block:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            if node.name != path[0]:
                continue
            if len(path) == 1:
                if isinstance(node, FUNCTIONS):
                    yield Place(statement, around, node)
            else:
                yield from _within(statement, node.body, path[1:], (*around, node))
            continue
        for inner in _blocks(node):
            yield from _within(statement, inner, path, around)


def _blocks(node: ast.AST) -> Iterator[List[Any]]:
    for field in ("body", "orelse", "finalbody"):
        inner = getattr(node, field, None)
        if isinstance(inner, list):
            yield inner
    for part in [*getattr(node, "handlers", ()), *getattr(node, "cases", ())]:
        yield part.body


def _decorators(node: Any) -> List[str]:
    return [_last_name(one) for one in node.decorator_list]


def _last_name(decorator: ast.expr) -> str:
    while isinstance(decorator, ast.Call):
        decorator = decorator.func
    return getattr(decorator, "attr", "") or getattr(decorator, "id", "")


class Marked:
    """A function of the file, and the function objects that its definition has created.

    A new code object needs the same number of free variables: if one method of a class refers to `__class__`, all must.
    """

    def __init__(self, number: int, path: str, place: Place, file: str, flags: int) -> None:
        self.number = number
        self.path = path
        self.place = place.outermost
        self._inner = place.node
        self._file = file
        self._flags = flags
        self.functions: List[types.FunctionType] = []
        # Only if a method does: some metaclasses, such as that of named tuples, can't get the cell.
        self._has_class = bool(self.place.around) and _names_class(self.place.around[-1])
        #: The header that a candidate's definition must share, if the function only gets new code.
        self.header = header(self.place.node)
        self.code = self.compiled(self.place)
        self.noting = self.compiled(self.place, path)

    def mark(self, watching: bool = False, guarding: bool = False) -> None:
        """Changes the parsed definition: a new innermost decorator notes the function, and new code in its body notes each call.

        With `watching`, its code also reports the begin and end of its calls.
        """
        node = self.place.node
        call = ast.Call(ast.Name(MARK, ast.Load()), [ast.Constant(self.number)], [])
        node.decorator_list = [*node.decorator_list, ast.fix_missing_locations(ast.copy_location(call, node))]
        if watching:
            self._inner.body = _watching(self._inner)
        elif guarding and may_end_iteration(self._inner):
            self._inner.body = _guarding(self._inner)
        self._inner.body = _noting(self._inner, self.path)
        if self._has_class:
            node.body = _with_class(node)

    def compiled(self, place: Place, noted: Optional[str] = None, watching: bool = False, guarding: bool = False) -> types.CodeType:
        """The code object of a definition. It is compiled in classes with the names around it, which determine private names.

        With `guarding`, an exception that would end the caller's iteration becomes an error, as PEP 479 defines for generators.
        """
        node = place.node
        body = _noting_within(node, self._inner, noted) if noted is not None else node.body
        if watching:
            body = _watching(node)
        elif guarding and may_end_iteration(node):
            body = _guarding(node)
        shell: Any = _copy(node, body=body)
        if self._has_class:
            shell.body = _with_class(shell)
        for one in reversed(place.around):
            holder: Any = ast.ClassDef(name=one.name, bases=[], keywords=[], body=[shell], decorator_list=[])
            holder.type_params = []  # Python 3.12 added this field.
            shell = ast.copy_location(holder, one)
        tree = ast.Module([shell], [])
        code = compile(ast.fix_missing_locations(tree), self._file, "exec", self._flags, True, 0)
        found = _code_in(code, node.name, first_line(node))
        assert found is not None
        return found

    def fits(self, code: types.CodeType) -> bool:
        return all(len(one.__code__.co_freevars) == len(code.co_freevars) for one in self.functions)

    def has_left(self) -> bool:
        """Whether an object from a call still uses the old code: an inner function, or a generator that has not begun."""
        mine = set(map(id, self.functions))
        codes = {id(code) for one in self.functions for code in codes_in(one.__code__)}
        for one in gc.get_objects():
            attribute = _CODE_OF.get(type(one))
            if attribute is not None and id(getattr(one, attribute)) in codes and id(one) not in mine:
                return True
        return False

    def swap(self, code: types.CodeType) -> None:
        for function in self.functions:
            function.__code__ = code


#: The code attributes of objects that calls create.
_CODE_OF: Dict[type, str] = {
    types.FunctionType: "__code__",
    types.GeneratorType: "gi_code",
    types.CoroutineType: "cr_code",
    types.AsyncGeneratorType: "ag_code",
}


def _names_class(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Name) and one.id in ("super", "__class__") for one in ast.walk(node))


def header(node: Any) -> str:
    """The parts of a definition that matter besides its body."""
    parts = [node.args, *node.decorator_list, node.returns, type(node).__name__, node.name, *getattr(node, "type_params", [])]
    return "\n".join(ast.dump(one) if isinstance(one, ast.AST) else str(one) for one in parts)


def codes_in(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes_in(constant)


def _code_in(code: types.CodeType, name: str, line: int) -> Optional[types.CodeType]:
    return next((one for one in codes_in(code) if one.co_name == name and one.co_firstlineno == line), None)


def _copy(node: Any, **fields: Any) -> Any:
    made = type(node)(**{field: getattr(node, field) for field in node._fields if hasattr(node, field)})
    for field, value in fields.items():
        setattr(made, field, value)
    return ast.copy_location(made, node)


def _after_docstring(body: List[ast.stmt], more: ast.stmt) -> List[ast.stmt]:
    docstring, rest = _split(body)
    return [*docstring, more, *rest]


def _with_class(node: Any) -> List[ast.stmt]:
    """Adds a mention of `__class__` that never executes."""
    mention = ast.If(ast.Constant(False), [ast.Expr(ast.Name("__class__", ast.Load()))], [])
    return _after_docstring(node.body, ast.fix_missing_locations(ast.copy_location(mention, node)))


def may_end_iteration(node: Any) -> bool:
    """Whether it is a plain function: StopIteration out of it would end the iteration of its caller.

    The callees do not matter: any helper, operator or alias may ask an iterator for its next value.
    """
    if isinstance(node, ast.AsyncFunctionDef) or node.name in ("__next__", "__anext__"):
        return False
    pending: List[ast.AST] = list(node.body)
    while pending:
        one = pending.pop()
        if isinstance(one, (ast.Yield, ast.YieldFrom)):
            return False
        if not isinstance(one, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            pending.extend(ast.iter_child_nodes(one))
    return True


def _guarding(node: Any) -> List[ast.stmt]:
    """The body with a handler that replaces StopIteration by the result of `__assay_error__`."""
    docstring, rest = _split(node.body)
    name = "__assay_stop__"
    error = ast.Call(ast.Name(ERROR, ast.Load()), [ast.Constant(node.name), ast.Name(name, ast.Load())], [])
    handler = ast.ExceptHandler(ast.Name(ENDS, ast.Load()), name, [ast.Raise(error, None)])
    block = ast.Try(rest or [ast.Pass()], [handler], [], [])
    return [*docstring, ast.fix_missing_locations(ast.copy_location(block, node))]


def _split(body: List[ast.stmt]) -> Tuple[List[ast.stmt], List[ast.stmt]]:
    """Splits a body into the docstring and the rest."""
    first = body[0]
    has = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return (body[:1], body[1:]) if has else ([], body)


def _watching(node: Any) -> List[ast.stmt]:
    """The body between a call that gets the arguments and a call at the end, however it ends."""
    arguments = node.args
    every = [*getattr(arguments, "posonlyargs", []), *arguments.args, *arguments.kwonlyargs]
    names = [one.arg for one in (*every, arguments.vararg, arguments.kwarg) if one is not None]
    given = ast.Tuple([ast.Name(name, ast.Load()) for name in names], ast.Load())
    token = "__assay_token__"
    begin = ast.Assign([ast.Name(token, ast.Store())], ast.Call(ast.Name(ENTER, ast.Load()), [given], []))
    end = ast.Expr(ast.Call(ast.Name(LEAVE, ast.Load()), [ast.Name(token, ast.Load())], []))
    docstring, rest = _split(node.body)
    block = ast.Try(rest or [ast.Pass()], [], [], [end])
    added = [ast.fix_missing_locations(ast.copy_location(one, node)) for one in (begin, block)]
    return [*docstring, *added]


def _noting(node: Any, path: str) -> List[ast.stmt]:
    call = ast.Expr(ast.Call(ast.Name(NOTE, ast.Load()), [ast.Constant(path)], []))
    return _after_docstring(node.body, ast.fix_missing_locations(ast.copy_location(call, node)))


def _noting_within(node: Any, inner: Any, path: str) -> List[ast.stmt]:
    if node is inner:
        return _noting(node, path)
    memo: Dict[int, Any] = {}

    def rebuilt(one: Any) -> Any:
        if one is inner:
            return _copy(one, body=_noting(one, path))
        if isinstance(one, list):
            return [rebuilt(each) for each in one]
        if isinstance(one, ast.AST) and hasattr(one, "body"):
            return memo.setdefault(id(one), _copy(one, **{field: rebuilt(getattr(one, field)) for field in _BLOCKS if hasattr(one, field)}))
        return one

    return rebuilt(node.body)


_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
