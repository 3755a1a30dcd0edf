"""Has a body use what the user's file imports by name: `timedelta` where the file has it from `datetime`."""

import ast
import importlib
import textwrap
from typing import Any, Dict, Mapping, Optional, Sequence

from .solution import MODULES
from .text import Text


def without_modules(file: Mapping[str, Any]) -> Dict[str, Any]:
    """The names of the file but for those that have another meaning in a body: `datetime` for the class."""
    return {name: value for name, value in file.items() if name not in MODULES}


def with_file_names(body: str, parameters: Sequence[str], file: Mapping[str, Any]) -> Optional[str]:
    """The body with the file's names for members of modules. None where it needs a module whose name the file has for something else."""
    source = "def made():\n" + textwrap.indent(body, "    ")
    tree = ast.parse(source)
    text = Text(source, tree)
    taken = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    taken.update(parameters, (node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)))
    names = {id(value): name for name, value in file.items() if name not in taken and callable(value)}
    made, at = "", 0
    for node in sorted(_members(tree), key=lambda one: (one.lineno, one.col_offset)):
        module = importlib.import_module(str(getattr(node.value, "id", "")))
        own = file.get(module.__name__, module)
        name = names.get(id(getattr(module, node.attr, None)))
        if name is not None:
            begin, end = text.span(node)
            made, at = made + source[at:begin] + name, end
        elif own is not module:
            return None
    return textwrap.dedent((made + source[at:]).split("\n", 1)[1]).rstrip("\n")


def _members(tree: ast.AST) -> "list[ast.Attribute]":
    """`datetime.timedelta`, `math.pi`."""
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    return [one for one in attributes if isinstance(one.value, ast.Name) and one.value.id in MODULES and one.value.id not in bound]
