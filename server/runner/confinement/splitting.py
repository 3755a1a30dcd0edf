"""Splits the user's file into units: its statements, and separately those under `if`, `try` and the like."""

import ast
from typing import Collection, List, Sequence

from .units import COMPOUND, FRAMEWORKS, Header, Unit, blocks, is_main


def units_of(body: Sequence[ast.AST], examples: Collection[int]) -> List[Unit]:
    """`examples` are the ids of their nodes."""
    units: List[Unit] = []
    _split(body, examples, False, False, units)
    return units


def _split(body: Sequence[ast.AST], examples: Collection[int], example: bool, idle: bool, units: List[Unit]) -> bool:
    """Adds the units of a block. Returns whether it contains an example."""
    found = False
    for node in body:
        mine = example or id(node) in examples or _is_fixture(node)
        if isinstance(node, COMPOUND):
            loops = not isinstance(node, ast.If) and not hasattr(node, "handlers")
            inner: List[Unit] = []
            apart = idle or is_main(node)
            inside = [_split(block, examples, mine, apart, inner) for block in blocks(node)]
            if loops and any(inside):
                for one in inner:
                    one.example = True
            units.append(Unit(Header(node), mine or (loops and any(inside)), apart))
            units.extend(inner)
            found = found or any(inside)
        else:
            units.append(Unit(node, mine, idle))
        found = found or mine
    return found


def _is_fixture(node: ast.AST) -> bool:
    return any(
        isinstance(name, ast.Name) and name.id in FRAMEWORKS for one in getattr(node, "decorator_list", ()) for name in ast.walk(one)
    )
