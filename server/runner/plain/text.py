"""A module's text with its top-level statements, and the changes to it in another text."""

import ast
from collections import Counter
from typing import List, NamedTuple, Sequence, Tuple


class Change(NamedTuple):
    """The changes in a spliced text: the statements of the file that it replaces, and the candidate's own, with its line numbers."""

    gone: List[ast.stmt]
    own: List[ast.stmt]


class Text:
    """Raises SyntaxError if Python can't parse the text."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text.lstrip("\ufeff")
        self.file = file
        self.lines = lines_of(self.text)
        self.tree: ast.Module = parse(self.text, file)
        self._spans = [span(one) for one in self.tree.body]

    def text_of(self, statement: ast.stmt) -> str:
        first, last = span(statement)
        return "\n".join(self.lines[first - 1 : last])

    def change(self, spliced: str) -> Change:
        """Parses only the differing part of `spliced`, widened to whole statements. Raises SyntaxError."""
        lines = lines_of(spliced.lstrip("\ufeff"))
        low, above = _common(self.lines, lines)
        high = len(self.lines) - above
        first, last = self._widened(low, high)
        region = lines[first : len(lines) - (len(self.lines) - last)]
        try:
            # The empty lines give its statements the line numbers of the file.
            body = parse("\n" * first + "\n".join(region), self.file).body
        except SyntaxError:
            # An addition may belong to an earlier statement, such as an `else`.
            first, last, body = 0, len(self.lines), parse("\n".join(lines), self.file).body
        here = [one for one, (start, end) in zip(self.tree.body, self._spans) if start > first and end <= last]
        return _without_equals([(one, self.text_of(one)) for one in here], [(one, _text(one, lines)) for one in body])

    def _widened(self, low: int, high: int) -> Tuple[int, int]:
        while True:
            first, last = low, high
            for start, end in self._spans:
                if (start - 1 < last and end > first) if first < last else (start - 1 < first <= end):
                    low, high = min(low, start - 1), max(high, end)
            if (first, last) == (low, high):
                return low, high


def parse(text: str, file: str) -> ast.Module:
    try:
        return compile(text, file, "exec", ast.PyCF_ONLY_AST, True)  # type: ignore[return-value]
    except (ValueError, RecursionError, MemoryError) as error:  # A null byte, or nesting without end.
        raise SyntaxError(str(error) or type(error).__name__) from None


def lines_of(text: str) -> List[str]:
    """Lines as Python's tokenizer counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def first_line(node: ast.AST) -> int:
    """The line of the first decorator, or of the statement itself."""
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])  # type: ignore[attr-defined]


def span(statement: ast.stmt) -> Tuple[int, int]:
    """First and last line, counted from 1."""
    return first_line(statement), statement.end_lineno or statement.lineno


def _text(statement: ast.stmt, lines: Sequence[str]) -> str:
    first, last = span(statement)
    return "\n".join(lines[first - 1 : last])


def _common(one: Sequence[str], other: Sequence[str]) -> Tuple[int, int]:
    """The number of equal lines at the beginning, and of equal lines at the end of the rest."""
    most = min(len(one), len(other))
    low = 0
    while low < most and one[low] == other[low]:
        low += 1
    above = 0
    while above < most - low and one[-1 - above] == other[-1 - above]:
        above += 1
    return low, above


def _without_equals(here: List[Tuple[ast.stmt, str]], there: List[Tuple[ast.stmt, str]]) -> Change:
    kept = Counter(text for _, text in here) & Counter(text for _, text in there)

    def rest(found: List[Tuple[ast.stmt, str]]) -> List[ast.stmt]:
        left = Counter(kept)
        own = []
        for statement, text in found:
            if left[text]:
                left[text] -= 1
            else:
                own.append(statement)
        return own

    return Change(rest(here), rest(there))
