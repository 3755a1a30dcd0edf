"""Takes out brackets that mean nothing."""

import ast
import io
import tokenize
from typing import List, Optional, Tuple

from .text import Text


def without_brackets(source: str) -> str:
    """The program without the round brackets that do not change its syntax tree. Those around a whole line's break stay."""
    meaning = ast.dump(ast.parse(source))
    at = 0
    while True:
        pairs = [pair for pair in _pairs(source) if pair[0] >= at]
        if not pairs:
            return source
        begin, end = pairs[0]
        before = " " if source[begin - 1 : begin].isalnum() else ""
        after = " " if source[end + 1 : end + 2].isalnum() else ""
        shorter = source[:begin] + before + source[begin + 1 : end] + after + source[end + 1 :]
        if _meaning(shorter) == meaning:
            source = shorter
        else:
            at = begin + 1


def _meaning(source: str) -> Optional[str]:
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return None


def _pairs(source: str) -> List[Tuple[int, int]]:
    text = Text(source, ast.Module([], []))
    opened: List[int] = []
    found: List[Tuple[int, int]] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        place = text.line(token.start[0]) + token.start[1]
        if token.string == "(":
            opened.append(place)
        elif token.string == ")":
            found.append((opened.pop(), place))
    return sorted(found)
