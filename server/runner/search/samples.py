"""What a model's samples say about the program: their expressions and constants steer the search, also where a sample fails.

A sample is read only if the confinement's reader accepts it, and nothing of it runs without limits. HySynth (Barke et al. 2024)
steers an enumeration by a model's samples in this way.
"""

import ast
import builtins
import copy
import warnings
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from ..confinement import Surroundings, reaches
from .patience import Patience
from .programs import Steps, counted, limited, spaces
from .solution import MODULES, Made
from .space import Term, data_of, kind_of
from .text import Text

#: The cost of a sample's expression, and of what its statements compute.
COST = 3
MADE_COST = 4
#: The most of these.
MOST_TERMS = 200

Pair = Tuple[Tuple[Any, ...], Any]


class Sample(NamedTuple):
    text: Text
    tree: ast.Module
    function: ast.FunctionDef


class Reader:
    """Reads and runs programs, within the limits of all that the search runs."""

    def __init__(self, file: str, name: str, own: Mapping[str, Any]) -> None:
        """`file` is the text of the user's file, `own` are its names."""
        self._name = name
        self._surroundings = Surroundings(ast.parse(file), [name], [])
        self._space = spaces(own)
        self._steps = Steps()
        self._patience = Patience()

    def read(self, source: str) -> Optional[Sample]:
        """The sample, if it parses and is confined."""
        # What a person would be warned of is one edit among thousands here.
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            return None
        found = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == self._name]
        if len(found) != 1 or reaches(tree.body, found[0], self._surroundings):
            return None
        return Sample(Text(source, tree), tree, found[0])

    def function(self, sample: Sample) -> Optional[Callable[..., Any]]:
        """The sample's function, of which each run has its own limit."""
        space = {**self._space, "__name__": "sample"}
        try:
            tree = counted(copy.deepcopy(sample.tree), self._steps, space)
            self._limited(lambda: exec(compile(tree, "<sample>", "exec"), space))  # noqa: S102 - confined
        except Exception:  # noqa: BLE001 - a sample may have any fault
            return None
        made = space.get(self._name)
        return self._run(made) if callable(made) else None

    def expression(self, parameters: Sequence[str], text: str) -> Optional[Callable[..., Any]]:
        try:
            tree = limited(ast.parse("lambda %s: (%s)" % (", ".join(parameters), text), mode="eval"))
            made = eval(compile(tree, "<sample>", "eval"), {**self._space, **self._steps.space})  # noqa: S307 - part of a confined sample
        except (SyntaxError, ValueError, RecursionError):
            return None
        return self._run(made)

    def _run(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            given = copy.deepcopy(arguments)
            return self._limited(lambda: function(*given))

        return run

    def _limited(self, work: Callable[[], Any]) -> Any:
        self._steps.start()
        return self._patience.spend(work)


def constants_of(samples: Iterable[Sample]) -> List[Any]:
    """The numbers and short texts in their code, without docstrings."""
    found: Dict[str, Any] = {}
    for sample in samples:
        documented = {id(one.value) for one in ast.walk(sample.tree) if isinstance(one, ast.Expr)}
        for node in ast.walk(sample.tree):
            if not isinstance(node, ast.Constant) or id(node) in documented:
                continue
            if type(node.value) in (int, float) or type(node.value) is str and len(node.value) <= 40:
                found.setdefault(repr(node.value), node.value)
    return list(found.values())


def terms_of(samples: Sequence[Sample], parameters: Sequence[str], pairs: Sequence[Pair], reader: Reader) -> List[Term]:
    """Their expressions over the parameters, with the values on the examples, and what their statements compute."""
    found: Dict[bytes, Term] = {}
    tried: Set[str] = set()
    for sample in samples:
        whole = _whole(sample, parameters, pairs, reader)
        texts = list(expressions_in(sample, parameters))
        for text in texts:
            if text in tried or len(found) >= MOST_TERMS:
                continue
            tried.add(text)
            run = reader.expression(parameters, text)
            vector = run and _vector(run, pairs)
            if vector:
                term = Term(vector, text, (), COST, _uses(text, parameters), False)
                found.setdefault(data_of(vector), term)
        if whole is not None:
            found.setdefault(data_of(whole.vector), whole)
    return list(found.values())


def expressions_in(sample: Sample, parameters: Sequence[str]) -> Iterator[str]:
    """The texts of the expressions whose names are parameters, builtins and modules, shortest first. A variable that is bound once is written out."""
    instead = _aliases(sample.tree)
    instead.update(_written_out(sample, parameters, instead))
    texts = set()
    for node in ast.walk(sample.function):
        if isinstance(node, ast.expr) and not isinstance(node, (ast.Name, ast.Constant, ast.Slice, ast.Starred)):
            if not isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
                text = _text_of(node, sample, parameters, instead)
                if text is not None and len(text) <= 160:
                    texts.add(text)
    return iter(sorted((text for text in texts if _uses(text, parameters)), key=lambda text: (len(text), text)))


def _aliases(tree: ast.Module) -> Dict[str, str]:
    """Names of `from collections import Counter` with their modules."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in MODULES and not node.level:
            found.update({one.asname or one.name: "%s.%s" % (node.module, one.name) for one in node.names})
    return found


def _written_out(sample: Sample, parameters: Sequence[str], aliases: Mapping[str, str]) -> Dict[str, str]:
    stored = [one.id for one in ast.walk(sample.function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
    found: Dict[str, str] = {}
    for node in sample.function.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            text = _text_of(node.value, sample, parameters, {**aliases, **found})
            if stored.count(name) == 1 and name not in parameters and text is not None and not isinstance(node.value, _CHANGED):
                found[name] = "(%s)" % text
    return found


#: What is begun empty and filled later is another value then.
_CHANGED = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Constant)


def _text_of(node: ast.expr, sample: Sample, parameters: Sequence[str], instead: Mapping[str, str]) -> Optional[str]:
    inner = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
    bound = {one.id for one in inner if not isinstance(one.ctx, ast.Load)}
    bound.update(one.arg for one in ast.walk(node) if isinstance(one, ast.arg))
    if any(isinstance(one, (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.JoinedStr)) for one in ast.walk(node)):
        return None
    begin, end = sample.text.span(node)
    text = sample.text.source
    made, last = [], begin
    for name in sorted((one for one in inner if isinstance(one.ctx, ast.Load)), key=lambda one: (one.lineno, one.col_offset)):
        if name.id in bound or name.id in parameters:
            continue
        if name.id in instead:
            at, after = sample.text.span(name)
            made += [text[last:at], instead[name.id]]
            last = after
        elif name.id not in MODULES and (name.id == sample.function.name or not hasattr(builtins, name.id)):
            return None
    made.append(text[last:end])
    return " ".join("".join(made).split("\n")) if "\n" in text[begin:end] else "".join(made)


def _uses(text: str, parameters: Sequence[str]) -> int:
    try:
        names = {one.id for one in ast.walk(ast.parse("(%s)" % text)) if isinstance(one, ast.Name)}
    except SyntaxError:
        return 0
    return sum(1 << index for index, name in enumerate(parameters) if name in names)


def _whole(sample: Sample, parameters: Sequence[str], pairs: Sequence[Pair], reader: Reader) -> Optional[Term]:
    """What a function with one return at its end computes, to go on from there."""
    returns = [one for one in ast.walk(sample.function) if isinstance(one, ast.Return)]
    body = sample.function.body
    if len(sample.tree.body) > 1 or len(returns) != 1 or body[-1] is not returns[0] or not isinstance(returns[0].value, ast.Name):
        return None
    if [one.arg for one in sample.function.args.args] != list(parameters):
        return None
    first = 1 if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else 0
    run = reader.function(sample)
    vector = run and _vector(run, pairs)
    if not vector or len(body) - first < 2:
        return None
    begin = sample.text.line(body[first].lineno)
    lines = sample.text.source[begin : sample.text.line(body[-1].lineno)].splitlines()
    indent = body[-1].col_offset
    if any(line.strip() and line[:indent].strip() for line in lines):
        return None
    made = Term(vector, returns[0].value.id, (), MADE_COST, (1 << len(parameters)) - 1, False)
    return Made(made, tuple(line[indent:] for line in lines if line.strip()), "what a sample computes")


def _vector(run: Callable[..., Any], pairs: Sequence[Pair]) -> Optional[Tuple[Any, ...]]:
    """The values on the examples, if they are plain data."""
    try:
        vector = tuple([run(*arguments) for arguments, _ in pairs])
        data_of(vector)
        return vector if kind_of(vector) is not None else None
    except Exception:  # noqa: BLE001 - undefined on an example, too large, or not plain data
        return None
