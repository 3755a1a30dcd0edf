"""Runs doctest itself on the standard library: each function with examples in its docstring, and the examples that hold.

Takes module names; without one, all modules with doctests. Prints a line of JSON for each module that can be imported.
"""

import contextlib
import doctest
import importlib
import io
import json
import os
import re
import signal
import sys
import sysconfig
import types

STDLIB = sysconfig.get_path("stdlib")
#: Examples of these act outside of their results: on windows, networks, other processes, or this process's own state.
LEFT_OUT = re.compile(r"^(?:test|tests|idlelib|lib2to3|turtledemo|turtle|tkinter|site-packages|ensurepip|distutils|antigravity|this|smtplib|smtpd|socketserver|ftplib|nntplib|telnetlib|poplib|imaplib|http|urllib)(?:\.|$)")


def modules():
    for folder, folders, files in os.walk(STDLIB):
        folders[:] = [one for one in folders if one.isidentifier() and one not in ("test", "tests", "__pycache__")]
        for file in files:
            if not file.endswith(".py"):
                continue
            path = os.path.join(folder, file)
            with open(path, encoding="utf-8", errors="replace") as stream:
                if ">>> " not in stream.read():
                    continue
            name = os.path.relpath(path, STDLIB)[:-3].replace(os.sep, ".")
            name = name[: -len(".__init__")] if name.endswith(".__init__") else name
            if not LEFT_OUT.match(name):
                yield name


def is_function(owner, path):
    """Whether the dotted path is a Python function, method or property."""
    found = owner
    for part in path.split("."):
        found = vars(found).get(part) if hasattr(found, "__dict__") else None
    found = getattr(found, "__func__", found)
    found = getattr(found, "fget", found)
    return isinstance(found, types.FunctionType) and found.__qualname__ == path


class Runner(doctest.DocTestRunner):
    def __init__(self):
        super().__init__(verbose=False)
        self.failed = set()

    def report_failure(self, out, test, example, got):
        self.failed.add(example.lineno)

    def report_unexpected_exception(self, out, test, example, exc_info):
        self.failed.add(example.lineno)


def functions(name):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        module = importlib.import_module(name)
        if name in sys.builtin_module_names or not (getattr(module, "__file__", None) or "").endswith(".py"):
            return None
        found = []
        for test in doctest.DocTestFinder().find(module, name):
            path = test.name[len(name) + 1 :]
            if not test.examples or not path or not is_function(module, path):
                continue
            runner = Runner()
            signal.alarm(5)
            runner.run(test, clear_globs=False)
            signal.alarm(0)
            wanted = [one for one in test.examples if (one.want or one.exc_msg) and not one.options.get(doctest.SKIP)]
            found.append({"name": path, "examples": len(wanted), "passing": sum(one.lineno not in runner.failed for one in wanted)})
    return {"module": name, "file": module.__file__, "functions": found}


def too_long(*_):
    raise TimeoutError


signal.signal(signal.SIGALRM, too_long)
for each in sys.argv[1:] or sorted(modules()):
    try:
        told = functions(each)
    except BaseException as error:  # noqa: BLE001 - a module that can't be imported here has no doctests here
        print("%s: %r" % (each, error), file=sys.stderr)
        continue
    if told and told["functions"]:
        print(json.dumps(told), flush=True)
