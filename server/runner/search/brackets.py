"""Takes out brackets that mean nothing."""

import ast
from typing import Callable, Optional


def without_brackets(source: str, meaning: Callable[[ast.Module], str] = ast.dump) -> str:
    """The program without the round brackets that do not change its meaning. Those around a whole line's break stay."""
    whole = meaning(ast.parse(source))

    def shortened(begin: int) -> Optional[str]:
        end = source.find(")", begin)
        while end >= 0:
            shorter = _joined(_joined(source[:begin], source[begin + 1 : end]), source[end + 1 :])
            try:
                # Only the bracket's own end leaves a program.
                if meaning(ast.parse(shorter)) == whole:
                    return shorter
            except SyntaxError:
                pass
            end = source.find(")", end + 1)
        return None

    at = source.find("(")
    while at >= 0:
        shorter = shortened(at)
        source = shorter or source
        at = source.find("(", at + (shorter is None))
    return source


def _joined(one: str, other: str) -> str:
    """Words stay apart."""
    return one + (" " if one[-1:].isalnum() and other[:1].isalnum() else "") + other
