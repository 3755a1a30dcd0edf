"""The text of a skeleton with fillings in its holes."""

import ast
import linecache
import re
import textwrap
from typing import Any, Callable, List, Mapping, NamedTuple, Optional, Tuple

from ..text import Text
from .skeleton import Skeleton


class Filling(NamedTuple):
    """An expression over names, which the arguments of a hole's call replace; without names, the text of a given or a constant."""

    text: str
    names: Tuple[str, ...] = ()


Fillings = Mapping[str, Filling]


def _source_of(function: Callable[..., Any]) -> str:
    """The source of a function of a module, without decorators: `inspect` reads tokens, which needs much time for all skeletons."""
    code = function.__code__
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    start = next((number for number, line in enumerate(lines) if line.startswith("def ")), None)
    if start is None:
        raise OSError(code.co_filename)
    # The line of `)` closes a long list of parameters.
    outside = (number for number, line in enumerate(lines[start + 1 :], start + 1) if line.strip() and line[0] not in " )")
    return "".join(lines[start : next(outside, len(lines))])


def _parsed(source: str) -> ast.FunctionDef:
    tree = ast.parse(source).body[0]
    assert isinstance(tree, ast.FunctionDef)
    return tree


class Written:
    """A skeleton's body as text, with places for its holes."""

    def __init__(self, skeleton: Skeleton) -> None:
        source = _source_of(skeleton.function)
        self.tree = tree = _parsed(source)
        self._text = Text(source, tree)
        nodes = list(ast.walk(tree))
        #: The names that the body binds.
        self.locals = sorted(
            {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
            | {node.arg for node in nodes if isinstance(node, ast.arg) and node.arg not in skeleton.holes}
            | {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node is not tree}
        )

    def parsed(self) -> ast.FunctionDef:
        """The skeleton's tree once more, for those who change it."""
        return _parsed(self._text.source)

    def lines(self, fillings: Fillings, renamed: Mapping[str, str]) -> List[str]:
        """The body's lines, from the first column; the last returns."""
        start: Any = self.tree.body[0]
        # The line of a function is that of its `def`.
        first = self._text.line(min(one.lineno for one in (start, *getattr(start, "decorator_list", ()))))
        body = self._filled(self.tree, first, len(self._text.source), fillings, renamed)
        for old, new in renamed.items():
            body = re.sub(r"\bdef %s\(" % old, "def %s(" % new, body)
        return textwrap.dedent(body).rstrip().split("\n")

    def _filled(self, node: ast.AST, start: int, end: int, fillings: Fillings, renamed: Mapping[str, str]) -> str:
        """The source from start to end, of which the node's parts are filled."""
        text = self._text
        made, at = "", start
        for (begin, stop), place in sorted(self._places(node, fillings, renamed), key=lambda one: one[0]):
            if begin >= at and stop <= end:
                made += text.source[at:begin] + self._place(place, fillings, renamed)
                at = stop
        return made + text.source[at:end]

    def _places(self, node: ast.AST, fillings: Fillings, renamed: Mapping[str, str]) -> List[Tuple[Tuple[int, int], ast.AST]]:
        """The outermost nodes whose text changes."""
        found: List[Tuple[Tuple[int, int], ast.AST]] = []
        for child in ast.iter_child_nodes(node):
            if self._hole(child, fillings) is not None or _name(child) in renamed:
                begin, stop = self._text.span(child)
                found.append(((begin, stop if not isinstance(child, ast.arg) else begin + len(child.arg)), child))
            else:
                found += self._places(child, fillings, renamed)
        return found

    def _hole(self, node: ast.AST, fillings: Fillings) -> Optional[str]:
        named = node.func if isinstance(node, ast.Call) else node
        return named.id if isinstance(named, ast.Name) and named.id in fillings else None

    def _place(self, node: ast.AST, fillings: Fillings, renamed: Mapping[str, str]) -> str:
        hole = self._hole(node, fillings)
        if hole is None:
            return renamed[str(_name(node))]
        filling = fillings[hole]
        if not isinstance(node, ast.Call):
            return _bracketed(filling.text)
        arguments = [self._argument(one, fillings, renamed) for one in node.args]
        return _bracketed(replaced(filling, dict(zip(filling.names, arguments))))

    def _argument(self, node: ast.expr, fillings: Fillings, renamed: Mapping[str, str]) -> str:
        begin, end = self._text.span(node)
        if self._hole(node, fillings) is not None or _name(node) in renamed:
            return self._place(node, fillings, renamed)
        return self._filled(node, begin, end, fillings, renamed)


def _name(node: ast.AST) -> Optional[str]:
    return node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else None


def _bracketed(text: str) -> str:
    return text if re.fullmatch(r"\w+|r?'[^'\\]*'|\"[^\"\\]*\"|r\"[^\"]*\"", text) else "(%s)" % text


def replaced(filling: Filling, arguments: Mapping[str, str]) -> str:
    """The filling's expression with the arguments in place of its names."""
    tree = ast.parse(filling.text, mode="eval")
    text = Text(filling.text, tree)
    made, at = "", 0
    places = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in arguments]
    for begin, stop, name in sorted((*text.span(node), node.id) for node in places):
        made += filling.text[at:begin] + _bracketed(arguments[name])
        at = stop
    return made + filling.text[at:]


def literal(value: Any) -> str:
    """The source of a constant; of a pattern, a raw string."""
    if isinstance(value, str) and "\\" in value and value.isprintable() and '"' not in value and not value.endswith("\\"):
        return 'r"%s"' % value
    return repr(value)
