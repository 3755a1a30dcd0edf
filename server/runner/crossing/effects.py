"""State that a call may use besides its arguments and the module's names. Changes by the example go to the child with the call, and
changes by the candidate come back, as plain data.

A state is only sent if both the candidate's code and the user's file name it: most calls carry none.
"""

import decimal
import os
import random
import re
import sys
import types
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Set, Tuple

from . import names


class State(NamedTuple):
    #: Plain values that are equal exactly if the state is.
    take: Callable[[], Any]
    put: Callable[[Any], None]
    #: Words in the user's file that show that the state matters.
    words: str


def _put_random(value: Any) -> None:
    version, internal, gauss = value
    random.setstate((version, tuple(internal), gauss))


def _take_numpy() -> Any:
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    name, keys, *rest = numpy.random.get_state()
    return (name, tuple(keys.tolist()), *rest)


def _put_numpy(value: Any) -> None:
    if value is not None:
        name, keys, *rest = value
        sys.modules["numpy"].random.set_state((str(name), keys, *rest))


_SETTINGS = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")


def _take_decimal() -> Any:
    context = decimal.getcontext()
    return (*(getattr(context, name) for name in _SETTINGS), _signals(context.traps))


def _put_decimal(value: Any) -> None:
    context = decimal.getcontext()
    *settings, traps = value
    for name, one in zip(_SETTINGS, settings):
        setattr(context, name, one)
    _set_signals(context.traps, traps)


def _signals(table: Any) -> Any:
    return tuple(sorted(kind.__name__ for kind, on in table.items() if on))


def _set_signals(table: Any, on: Any) -> None:
    for kind in list(table):
        table[kind] = kind.__name__ in on


#: A candidate may not change the variables that select programs and libraries for a new process.
_OWN_VARIABLES = re.compile(r"(?:LD_|DYLD_|PYTHON|OMP_|TMP|TEMP)|(?:PATH|HOME|IFS|ENV|SHELL)$")


_LARGEST_ENVIRONMENT = 1 << 20


def _put_folder(value: Any) -> None:
    if type(value) is not str:
        raise TypeError("an invalid folder")
    os.chdir(value)


def _put_environment(value: Any) -> None:
    given = {name: text for name, text in value.items() if type(name) is type(text) is str and not _OWN_VARIABLES.match(name)}
    if sum(len(name) + len(text) for name, text in given.items()) > _LARGEST_ENVIRONMENT:
        raise ValueError("an environment in which no program can start")
    for name in [name for name in os.environ if name not in given and not _OWN_VARIABLES.match(name)]:
        del os.environ[name]
    os.environ.update(given)


STATES: Dict[str, State] = {
    "random": State(random.getstate, _put_random, r"\brandom\b"),
    "numpy": State(_take_numpy, _put_numpy, r"\brandom\b"),
    "decimal": State(_take_decimal, _put_decimal, r"getcontext|setcontext|localcontext"),
    # Any arithmetic raises some flags, which is not a change of the context.
    "flags": State(lambda: _signals(decimal.getcontext().flags), lambda on: _set_signals(decimal.getcontext().flags, on), r"\bflags\b"),
    "environment": State(lambda: dict(os.environ), _put_environment, r"environ|getenv|setenv|delenv"),
    "folder": State(os.getcwd, _put_folder, r"chdir|getcwd|\bcwd\b"),
}
_READ_AS = {
    "environment": {"environ", "getenv", "putenv"},
    "folder": {"getcwd", "cwd", "chdir", "abspath", "resolve", "absolute", "realpath"},
}


def used(read: Set[str], space: Dict[str, Any]) -> List[str]:
    """The states that code with these names can reach in this module."""
    found = [name for name, words in _READ_AS.items() if words & read]
    values = [space[name] for name in read if name in space]
    own = getattr(random, "_inst", None)
    if any(value is random or getattr(value, "__self__", None) is own for value in values):
        found.append("random")
    if any(value is decimal or getattr(value, "__module__", None) == "decimal" for value in values):
        found += ["decimal", "flags"]
    numpy = sys.modules.get("numpy")
    if numpy is not None and "random" in read and any(value is numpy for value in values):
        found.append("numpy")
    return found


def wanted(sources: Iterable[str]) -> Set[str]:
    """The states that the user's statements mention."""
    text = "\n".join(sources)
    return {name for name, state in STATES.items() if re.search(state.words, text)}


class Shared:
    """One side's view of the states in use. `known` are the states of the other side, as far as known here."""

    def __init__(
        self, used: Iterable[str], known: Optional[Dict[str, Any]] = None, veil: Optional[Dict[str, Tuple[Any, Any]]] = None
    ) -> None:
        """`veil`: states that this side reports with an earlier value, as pairs of the real and the earlier value."""
        self._veil = dict(veil or {})
        self._states = {name: STATES[name] for name in used}
        self._known = {name: known[name] for name in self._states} if known else {}

    def changed(self) -> Dict[str, Any]:
        """The states that the other side does not know yet."""
        found = {}
        for name, state in self._states.items():
            value = state.take()
            veiled, before = self._veil.get(name, (None, None))
            if name in self._veil and veiled == value:
                value = before
            else:
                self._veil.pop(name, None)
            if name not in self._known or self._known[name] != value:
                found[name] = self._known[name] = value
        return found

    def known(self) -> Dict[str, Any]:
        """The states as last sent or received."""
        return dict(self._known)

    def take_over(self, given: Any) -> List[str]:
        """Adopts the other side's states and returns their names. Hostile values may raise any error."""
        taken = [name for name in given if name in self._states]
        for name in taken:
            self._states[name].put(given[name])
            self._known[name] = self._states[name].take()
        return taken


# -- patches by the user's side

#: Modules that belong to each side's own process.
_OWN = frozenset("warnings io builtins sys os random decimal numpy numpy.random".split())
_SHARED = {
    "sys": {"argv", "stdin", "platform", "version_info", "maxsize"},
    "builtins": {"input", "open", "print"},
    "os": {"getcwd", "getenv", "listdir", "urandom", "getpid", "cpu_count"},
    "random": {"random", "randint", "choice", "choices", "shuffle", "sample", "uniform", "randrange", "gauss"},
}
MOST = 64
_RUNNER = (__package__ or "assay_runner").split(".")[0]


def watchable(module: str, name: str) -> bool:
    """Whether a patch of a module's attribute may cross."""
    if module.split(".")[0] == _RUNNER:
        return False
    if module in _OWN:
        return name in _SHARED.get(module, ())
    return not name.startswith("__")


def watched(read: Set[str], space: Dict[str, Any]) -> List[Tuple[str, str]]:
    """Attributes of modules that the code reads, and functions of the module itself (with the module name '')."""
    found: List[Tuple[str, str]] = []
    for name in sorted(read):
        value = space.get(name)
        if isinstance(value, types.ModuleType):
            found += [(value.__name__, attribute) for attribute in sorted(read) if attribute in value.__dict__]
        elif isinstance(value, names.NAMED):
            found.append(("", name))
        elif name not in space:
            found.append(("builtins", name))
    return [pair for pair in found if pair[0] == "" or watchable(*pair)][:MOST]
