"""Chooses functions that a package's tests reach, by a seed, and makes mutants of them.

Reads one JSON object, ``{"reach": what reach.py wrote, "seed", "count", "tests": most tests a function may have}``, in
the package's folder, and writes a list of ``{"file", "name", "line", "tests", "text", "mutants": [{"what", "text", "module"}]}``:
``text`` is the function alone, null where it can't be given so; ``module`` is the whole file with a mutant.
"""

import ast
import json
import random
import sys
import textwrap
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
OPPOSITES = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "/": "*", "//": "*", "%": "*"}


class Function(NamedTuple):
    node: Any
    # As ``assay verify`` names it.
    name: str
    # The line of its code object.
    line: int


class Edit(NamedTuple):
    """A part of the source, in bytes, and what stands there in the mutant."""

    start: int
    end: int
    new: str
    what: str


class Source:
    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode()
        self.starts = [0]
        for line in self.data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def at(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column

    def span(self, node: Any) -> Tuple[int, int]:
        return self.at(node.lineno, node.col_offset), self.at(node.end_lineno, node.end_col_offset)

    def between(self, one: Any, other: Any) -> Tuple[int, int]:
        return self.span(one)[1], self.span(other)[0]

    def part(self, start: int, end: int) -> str:
        return self.data[start:end].decode()

    def with_edit(self, edit: Edit) -> str:
        return (self.data[: edit.start] + edit.new.encode() + self.data[edit.end :]).decode()


def functions_of(body: List[ast.stmt], above: str = "") -> Iterator[Function]:
    for node in body:
        if isinstance(node, FUNCTIONS):
            part = next(
                (d.attr for d in node.decorator_list if isinstance(d, ast.Attribute) and d.attr in ("setter", "deleter")), None
            )
            name = above + node.name
            yield Function(node, f"{name}.{part}" if part else name, min([node.lineno] + [d.lineno for d in node.decorator_list]))
            yield from functions_of(node.body, name + ".")
        elif isinstance(node, ast.ClassDef):
            yield from functions_of(node.body, above + node.name + ".")
        else:
            for block in ("body", "orelse", "finalbody"):
                yield from functions_of(getattr(node, block, []), above)
            for handler in getattr(node, "handlers", []):
                yield from functions_of(handler.body, above)


def statements_of(node: Any) -> List[ast.stmt]:
    """The body without its docstring."""
    body: List[ast.stmt] = node.body
    return body[1:] if ast.get_docstring(node, clean=False) is not None else body


def walked(node: Any) -> Iterator[ast.AST]:
    """Returns the nodes of a body that compute: no annotations, no text within f-strings, no docstrings."""
    for statement in statements_of(node):
        stack: List[ast.AST] = [statement]
        while stack:
            one = stack.pop()
            yield one
            if isinstance(one, FUNCTIONS + (ast.ClassDef,)):
                stack.extend(statements_of(one))
            elif isinstance(one, ast.AnnAssign):
                stack.extend([one.value] if one.value else [])
            elif not isinstance(one, ast.JoinedStr):
                stack.extend(ast.iter_child_nodes(one))


def comparisons(source: Source, node: Any) -> Iterator[Edit]:
    for one in walked(node):
        if isinstance(one, ast.Compare):
            yield from operator(source, one.left, one.comparators[0], OPPOSITES)


def arithmetic(source: Source, node: Any) -> Iterator[Edit]:
    for one in walked(node):
        if isinstance(one, ast.BinOp):
            yield from operator(source, one.left, one.right, ARITHMETIC)


def operator(source: Source, left: Any, right: Any, others: Dict[str, str]) -> Iterator[Edit]:
    start, end = source.between(left, right)
    sign = source.part(start, end).strip()
    if sign in others:
        yield Edit(start, end, f" {others[sign]} ", f"{sign} becomes {others[sign]}, line {left.lineno}")


def constants(source: Source, node: Any) -> Iterator[Edit]:
    for one in walked(node):
        if not isinstance(one, ast.Constant) or one.lineno != one.end_lineno:
            continue
        new: Any = None
        if isinstance(one.value, bool):
            new = not one.value
        elif isinstance(one.value, int):
            new = one.value + 1
        elif isinstance(one.value, str):
            new = one.value + "x"
        if new is not None:
            yield Edit(*source.span(one), repr(new), f"{one.value!r} becomes {new!r}, line {one.lineno}")


def dropped(source: Source, node: Any) -> Iterator[Edit]:
    for one in walked(node):
        if isinstance(one, (ast.Assign, ast.AugAssign)) or isinstance(one, ast.Expr) and isinstance(one.value, ast.Call):
            yield Edit(*source.span(one), "pass", f"line {one.lineno} goes")


def nothing(source: Source, node: Any) -> Iterator[Edit]:
    for one in walked(node):
        if isinstance(one, ast.Return) and one.value is not None:
            yield Edit(*source.span(one), "return None", f"None is given, line {one.lineno}")


KINDS: List[Callable[[Source, Any], Iterator[Edit]]] = [comparisons, arithmetic, constants, dropped, nothing]


def alone(text: str, function: Function) -> Optional[str]:
    """The function's text as it may be given as a candidate; None where taking away its indent changes what it says."""
    node = function.node
    lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
    found = textwrap.dedent("\n".join(lines)) + "\n"
    try:
        (given,) = ast.parse(found).body
    except (SyntaxError, ValueError):
        return None
    given.decorator_list = []  # type: ignore[attr-defined]
    bare = next(
        one.node for one in functions_of(ast.parse(text).body) if one.line == function.line and one.node.name == node.name
    )
    bare.decorator_list = []
    strings = [[n.value for n in walked(one) if isinstance(n, ast.Constant)] for one in (given, bare)]
    return found if strings[0] == strings[1] else None


def mutants_of(text: str, function: Function, chance: random.Random) -> List[Dict[str, str]]:
    """Up to three, each of another kind."""
    source = Source(text)
    kinds = [edits for edits in ([*kind(source, function.node)] for kind in KINDS) if edits]
    chance.shuffle(kinds)
    found = []
    for edits in kinds:
        edit = chance.choice(edits)
        module = source.with_edit(edit)
        try:
            changed = [one for one in functions_of(ast.parse(module).body) if one.line == function.line]
        except SyntaxError:
            continue
        lone = alone(module, changed[0]) if changed else None
        if lone and len(found) < 3:
            found.append({"what": edit.what, "text": lone, "module": module})
    return found


def chosen(reach: Dict[str, Any], seed: int, count: int, most: int) -> List[Dict[str, Any]]:
    chance = random.Random(seed)
    fine = {test for test, outcome in reach["outcomes"].items() if outcome in ("passed", "skipped", "xfailed")}
    passed = {test for test, outcome in reach["outcomes"].items() if outcome == "passed"}
    reached = [
        one for one in reach["functions"] if fine.issuperset(one[3]) and passed.intersection(one[3]) and len(one[3]) <= most
    ]
    tested = {test.split("::")[0] for test in reach["outcomes"]}
    reached = [one for one in reached if one[0] not in tested and not one[0].endswith("conftest.py")]
    chance.shuffle(reached)
    found: List[Dict[str, Any]] = []
    for file, line, name, tests in reached:
        if len(found) == count:
            break
        with open(file, encoding="utf-8", newline="") as stream:
            text = stream.read()
        known = [*functions_of(ast.parse(text).body)]
        function = next((one for one in known if one.line == line and one.node.name == name), None)
        if function is None or "\r" in text or "\f" in text:
            continue
        mutants = mutants_of(text, function, chance)
        if not mutants:
            continue
        repeated = sum(one.name == function.name for one in known) > 1
        target = f"{function.name}@{function.node.lineno}" if repeated else function.name
        own = alone(text, function)
        found.append({"file": file, "name": target, "line": function.node.lineno, "tests": tests, "text": own, "mutants": mutants})
    return found


def main() -> None:
    job = json.load(sys.stdin)
    json.dump(chosen(job["reach"], job["seed"], job["count"], job["tests"]), sys.stdout)


if __name__ == "__main__":
    main()
