"""Where the nodes of a syntax tree stand in their text."""

import ast
from typing import Any, Tuple


class Text:
    """A source with the places of its nodes."""

    def __init__(self, source: str, tree: ast.AST) -> None:
        self.source = source
        lines = source.splitlines(keepends=True)
        self._lines = lines
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))
        self.tree = tree

    def span(self, node: Any) -> Tuple[int, int]:
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)

    def part(self, node: Any) -> str:
        begin, end = self.span(node)
        return self.source[begin:end]

    def line(self, number: int) -> int:
        return self._starts[number - 1]

    def _at(self, line: int, column: int) -> int:
        """Python counts columns in bytes."""
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())
