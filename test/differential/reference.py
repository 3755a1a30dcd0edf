"""Gives plain Python's verdicts on a case: puts each body in the function's place, and runs the tests as their users run them.

A server. It reads one JSON object a line, ``{"folder", "file", "target", "bodies": [{"id", "text"}], "runner"}``, and
answers each with one line, ``{"original", "stub", "bodies": [{"id", "accepted", "tests", "output"}]}``. pytest is
imported once, and every body is judged in a fork, so that a body costs what its tests cost.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

try:
    import pytest
except ImportError:
    # The interpreter without libraries: its cases are judged by unittest.
    pytest = None  # type: ignore[assignment]
try:
    # Its plugin imports it for every test.
    import hypothesis
except ImportError:
    hypothesis = None  # type: ignore[assignment]

SECONDS = 60
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Place(NamedTuple):
    """Where the target stands. Lines count from 1."""

    node: Any
    # The first line of the top-level statement around it, decorators included.
    top: int


def found(tree: ast.Module, path: Sequence[str]) -> Place:
    """The target of this path: of definitions with one name the last, of a property the part that is named."""
    part = path[-1] if path[-1] in ("setter", "deleter") else None
    body: List[ast.stmt] = tree.body
    top = None
    node: Any = None
    names = path[:-1] if part else path
    for depth, name in enumerate(names):
        is_last = depth == len(names) - 1
        node = next(one for one in reversed(list(definitions(body))) if one.name == name and (not is_last or is_part(one, part)))
        if top is None:
            top = next(one for one in tree.body if one.lineno <= node.lineno <= (one.end_lineno or 0))
        body = node.body
    lines = [top.lineno] + [one.lineno for one in getattr(top, "decorator_list", [])]
    return Place(node, min(lines))


def definitions(body: List[ast.stmt]) -> Any:
    """The classes and functions of a block, those under ``if`` and ``try`` included."""
    for one in body:
        if isinstance(one, FUNCTIONS + (ast.ClassDef,)):
            yield one
        else:
            for block in ("body", "orelse", "finalbody"):
                yield from definitions(getattr(one, block, []))
            for handler in getattr(one, "handlers", []):
                yield from definitions(handler.body)


def is_part(node: Any, part: Optional[str]) -> bool:
    attributes = [one.attr for one in node.decorator_list if isinstance(one, ast.Attribute)]
    return part in attributes if part else not {"setter", "deleter"} & set(attributes)


def body_of(text: str, node: Any) -> Tuple[int, int]:
    """The lines of a function's body behind its docstring: the first, and the one after the last."""
    statements = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    first = (node.body[0].end_lineno + 1) if statements is not node.body else signature_end(text, node) + 1
    return first, node.end_lineno + 1


def signature_end(text: str, node: Any) -> int:
    """The last line of ``def …:``; comments between it and the body belong to the body."""
    first = node.body[0]
    line = min([first.lineno] + [one.lineno for one in getattr(first, "decorator_list", [])]) - 1
    lines = text.splitlines()
    while line > node.lineno and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
        line -= 1
    return int(line)


def replaced(text: str, path: Sequence[str], candidate: str) -> str:
    """The module with the candidate's body in the target's place; what the candidate brings along stands above it."""
    lines = text.splitlines()
    place = found(ast.parse(text), path)
    name = path[-2] if path[-1] in ("setter", "deleter") else path[-1]
    tree = ast.parse(candidate)
    mine = next(one for one in reversed(tree.body) if isinstance(one, FUNCTIONS) and one.name == name)
    brought = candidate.splitlines()[: min([mine.lineno] + [one.lineno for one in mine.decorator_list]) - 1]
    first, end = body_of(candidate, mine)
    body = textwrap.dedent("\n".join(candidate.splitlines()[first - 1 : end - 1]))
    first, end = body_of(text, place.node)
    indent = " " * (place.node.col_offset + 4)
    lines[first - 1 : end - 1] = textwrap.indent(body, indent).splitlines()
    lines[place.top - 1 : place.top - 1] = brought
    return "\n".join(lines) + "\n"


def original_of(text: str, path: Sequence[str]) -> Tuple[str, bool]:
    """The target's own ``def`` without its decorators, and whether it is a stub."""
    node = found(ast.parse(text), path).node
    source = textwrap.dedent("\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno]))
    return source + "\n", all(is_open(one) for one in node.body)


def is_open(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Raise):
        return "NotImplementedError" in ast.dump(statement)
    return isinstance(statement, ast.Pass) or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))


class Tests:
    """A plugin that counts the tests that pytest collects."""

    collected = 0

    def pytest_collection_finish(self, session: Any) -> None:
        Tests.collected = len(session.items)


def by_pytest(folder: str, output: str) -> Tuple[bool, int]:
    """``python -m pytest -q`` in the folder."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.setpgid(0, 0)
            redirect(output)
            os.chdir(folder)
            sys.path.insert(0, folder)
            sys.argv = ["pytest"]
            code = int(pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", folder], plugins=[Tests()]))
            os.write(writing, b"%d" % Tests.collected)
        finally:
            sys.stdout.flush()
            os._exit(code)
    os.close(writing)
    accepted = ended(child) == 0
    with os.fdopen(reading, "rb") as stream:
        return accepted, int(stream.read() or 0)


def redirect(output: str) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    written = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for source, target in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(source, target)


def ended(child: int) -> int:
    """How a child ended; one that takes too long is killed, with what it started."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1
        time.sleep(0.002)
    os.killpg(child, 9)
    os.waitpid(child, 0)
    return -1


def by_command(arguments: List[str], folder: str, output: str) -> bool:
    with open(output, "a") as stream:
        try:
            done = subprocess.run(
                [sys.executable, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            return False
    # Before 3.12 unittest calls it a success to have found nothing; a case without tests shows itself by its wrong bodies.
    return done.returncode == 0


def judged(folder: str, job: Dict[str, Any], output: str) -> Tuple[bool, int]:
    if job["runner"] == "pytest":
        return by_pytest(folder, output)
    if job["runner"] == "unittest":
        return by_command(["-m", "unittest", "-q"], folder, output), 0
    accepted = by_command([job["file"]], folder, output)
    return accepted and by_command(["-m", "doctest", job["file"]], folder, output), 0


def judge(job: Dict[str, Any]) -> Dict[str, Any]:
    path = job["target"].split(".")
    with open(os.path.join(job["folder"], job["file"]), encoding="utf-8") as stream:
        text = stream.read()
    original, stub = original_of(text, path)
    bodies: List[Dict[str, Any]] = []
    for body in [{"id": "present", "text": None}, *job["bodies"]]:
        with tempfile.TemporaryDirectory(prefix="assay-differential-") as scratch:
            scratch = os.path.realpath(scratch)
            folder = os.path.join(scratch, "case")
            output = os.path.join(scratch, "output")
            shutil.copytree(job["folder"], folder)
            if body["text"] is not None:
                with open(os.path.join(folder, job["file"]), "w", encoding="utf-8") as stream:
                    stream.write(replaced(text, path, body["text"]))
            accepted, tests = judged(folder, job, output)
            with open(output, errors="replace") as stream:
                bodies.append({"id": body["id"], "accepted": accepted, "tests": tests, "output": stream.read()[-3000:]})
    return {"original": original, "stub": stub, "bodies": bodies}


def main() -> None:
    for line in sys.stdin:
        try:
            answer = judge(json.loads(line))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a case is told to its reader
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
