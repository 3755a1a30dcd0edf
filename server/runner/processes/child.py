"""The candidate's process: it executes one program in the context of its fork, and answers calls.

The candidate controls everything here once its code runs. The evaluator accepts only plain values from this process:
see heap.py.
"""

import ast
import builtins
import errno
import functools
import io
import os
import sys
import types
import warnings
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set, Tuple, Union

from ..crossing import bindings, effects, handing, leaves, logs, names
from ..crossing.from_user import FromUser
from ..crossing.heap import Heap
from ..crossing.making import Foreign
from ..crossing.output import Capture
from ..crossing.trust import Trust
from ..crossing.uses import USES, attribute_of, handle_kind
from ..judging.trace import Tracer, codes_inside
from ..loading import candidate
from ..sandbox.blocked import Watch
from ..transport.channel import Broken, Channel, Closed, TooLarge
from ..transport.raised import line_of, message_of

if TYPE_CHECKING:
    from ..transport import frames

_MISSING = object()
#: The most warnings and prints by one call.
MOST_WARNINGS = 1000


class Child:
    def __init__(self, channel: Channel, module: types.ModuleType, file: str, present: List[str]) -> None:
        self._channel = channel
        self._module = module
        self._file = file
        self._present = present
        self._data: List[str] = []
        #: The names of the user's file; the candidate defines all later ones.
        self._given = frozenset(module.__dict__)
        self._output: List[List[Any]] = []
        self._heap = Heap(1, self._remote, self._handle_kind, Trust(module.__name__, self._is_given, from_candidate=True))
        self._loop: Any = None
        self._watch = Watch()
        self._logs = logs.Relay(self._log)
        self._source = ""
        self._code: Optional[types.CodeType] = None
        self._read: Set[str] = set()
        #: The number of active calls from the evaluator.
        self._calls = 0
        #: The originals of the user's patches.
        self._unpatched: Dict[Tuple[str, str], Any] = {}
        self._effects = effects.Shared(())
        self._tracer: Optional[Tracer] = None

    def serve(self) -> None:
        """Serves one job and its calls, until the evaluator hangs up."""
        job: "frames.Load" = self._channel.receive()
        sys.stdout = Capture("out", self._output)
        sys.stderr = Capture("err", self._output)
        warnings.simplefilter("always")
        warnings.showwarning = self._warn
        self._logs.watch()
        known = {name: state.take() for name, state in effects.STATES.items()}
        builtins.open = io.open = handing.opening(self._ask_for_file)
        self._watch.start()
        try:
            self._load(job["source"])
        except BaseException as error:  # noqa: BLE001 - any exception is the outcome
            self._say(
                {
                    "op": "failed",
                    "message": message_of(error),
                    "line": line_of(error, self._file),
                    "blocked": self._watch.blocked(error),
                }
            )
            return
        self._logs.watch()
        used = effects.used(self._read, self._module.__dict__)
        self._effects = effects.Shared(used, known)
        watched = effects.watched(self._read, self._module.__dict__)
        self._say({"op": "ready", "data": self._data, "watched": watched, "uses": used, "out": self._take_output()})
        while True:
            self._answer(self._channel.receive())

    def _load(self, source: str) -> None:
        tree = ast.parse(source, self._file)
        own = candidate.own(tree, source, self._present)
        # A name that the file binds above the function and again below must have the first value at the definition.
        rebound = bindings.rebound(tree.body, own)
        kept = [one for one, is_own in zip(tree.body, own) if is_own or rebound & bindings.assigned(one)]
        tree.body = kept
        code = compile(tree, self._file, "exec", flags=0, dont_inherit=True, optimize=0)
        self._source, self._code = source, code
        space = self._module.__dict__
        exec(code, space)  # noqa: S102 - this is what the process is for
        self._read = candidate.names_read(code, space, self._module.__name__)
        self._data = candidate.data_read(self._read, space, self._module.__name__, self._given)

    def _say(self, told: "frames.FromChild") -> None:
        self._channel.send(told)

    # -- calls from the evaluator

    def _answer(self, message: "frames.Ask") -> None:
        scope = message["scope"]
        try:
            values, _ = self._heap.decode(message["v"], message["heap"])
        except Foreign as error:
            missing = "an argument needs %s, which the candidate's process does not have" % error
            self._reply("raise", TypeError(missing), scope, [])
            return
        except Broken as error:
            self._reply("raise", TypeError("an argument can't be read here: %s" % error), scope, [])
            return
        keywords = message["names"]
        data = message["data"]
        patches = message.get("patches", ())
        split = len(values) - len(data) - len(patches)
        for name, value in zip(data, values[split:]):
            self._put(name, value)
        for module, name in message.get("restored", ()):
            self._space_of(module)[name] = self._unpatched.pop((module, name))
        for (module, name), value in zip(patches, values[split + len(data) :]):
            space = self._space_of(module)
            self._unpatched.setdefault((module, name), space.get(name))
            space[name] = value
        self._effects.take_over(message.get("state", {}))
        positional, named = values[: split - len(keywords)], dict(zip(keywords, values[split - len(keywords) : split]))
        self._calls += 1
        try:
            do = functools.partial(self._do, message, positional, named)
            result = self._traced(do, message["op"]) if message.get("trace") else do()
        except BaseException as error:  # noqa: BLE001 - the exception crosses
            self._reply("raise", error, scope, data, line=line_of(error, self._file), blocked=self._watch.blocked(error))
        else:
            self._reply("return", result, scope, data)
        finally:
            self._calls -= 1

    def _traced(self, do: Any, what: str) -> Any:
        """Traces a call; a generator or coroutine from a call continues its trace."""
        if what == "call" or self._tracer is None:
            assert self._code is not None
            self._tracer = Tracer(codes_inside(self._code), self._source, self._send_trace)
        return self._tracer.run(do)

    def _send_trace(self, lines: List[Any]) -> None:
        self._say({"op": "trace", "lines": lines})

    def _do(self, message: "frames.Ask", positional: List[Any], named: Dict[str, Any]) -> Any:
        if message["op"] == "call":
            return candidate.at(self._module.__dict__, message["path"])(*positional, **named)
        if message["op"] == "member":
            return attribute_of(candidate.at(self._module.__dict__, message["path"]), *positional)
        return self._use(self._heap.objects[message["handle"]], message["op"], positional, named)

    def _use(self, thing: Any, what: str, positional: List[Any], named: Dict[str, Any]) -> Any:
        if what == "await":
            return self._await(thing)
        if what == "anext":
            return self._await(thing.__anext__())
        return USES[what](thing, *positional, **named)

    def _await(self, awaitable: Any) -> Any:
        if self._loop is None:
            import asyncio  # Large, and so expensive to fork: imported only on demand.

            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        return self._loop.run_until_complete(awaitable)

    def _reply(self, kind: str, value: Any, scope: List[int], data: List[str], **more: Any) -> None:
        kept = [(name, value) for name, value in ((name, self._get(name)) for name in data) if value is not _MISSING]
        try:
            values, entries, _ = self._heap.encode([value, *(value for _, value in kept)], scope)
        except BaseException as error:  # noqa: BLE001 - a value that can't be read fails the call
            kind, kept = "raise", []
            values, entries, _ = self._heap.encode([TypeError("a value that can't be read: " + message_of(error))])
        state = self._effects.changed()
        if state:
            more["state"] = state
        given = [name for name, _ in kept]
        try:
            self._channel.send({"op": kind, "v": values, "heap": entries, "data": given, "out": self._take_output(), **more})
        except TooLarge as error:
            self._heap.unsay(entries)
            values, entries, _ = self._heap.encode([ValueError("a value that is too large: %s" % error)])
            self._say({"op": "raise", "v": values, "heap": entries, "data": [], "out": []})

    def _get(self, name: str) -> Any:
        first, _, attribute = name.partition(".")
        value = self._module.__dict__.get(first, _MISSING)
        return value.__dict__.get(attribute, _MISSING) if attribute and isinstance(value, type) else value

    def _put(self, name: str, value: Any) -> None:
        if leaves.alike(self._get(name), value):
            return  # Keeps this object, which defaults and closures may hold: `pad is no_pad`.
        first, _, attribute = name.partition(".")
        if attribute:
            type.__setattr__(self._module.__dict__[first], attribute, value)
        else:
            self._module.__dict__[name] = value

    def _ask_for_file(self, what: str, given: List[Any]) -> Any:
        if not self._calls:
            raise PermissionError(errno.EACCES, "no call is running")
        self._say({"op": "file", "do": what, "with": given})
        answer: "Union[frames.Did, frames.Refused]" = self._channel.receive()
        if answer["op"] == "refused":
            raise OSError(answer["errno"], os.strerror(answer["errno"]))
        return answer["value"]

    def _space_of(self, module: str) -> Dict[str, Any]:
        return sys.modules[module].__dict__ if module else self._module.__dict__

    def _warn(self, message: Any, category: type, filename: str, lineno: int, file: Any = None, line: Any = None) -> None:
        """Replaces `warnings.showwarning`: the user's side handles the warning."""
        if len(self._output) < MOST_WARNINGS:
            name = names.name_of(category) or ("builtins", "UserWarning")
            self._output.append(["warning", ["".join(str(message))[:1000], *name, lineno]])

    def _log(self, record: List[Any]) -> None:
        if len(self._output) < MOST_WARNINGS:
            self._output.append(["log", record])

    def _take_output(self) -> List[List[Any]]:
        taken = self._output[:]
        del self._output[:]
        return taken

    def _is_given(self, name: str) -> bool:
        return name in self._given

    def _handle_kind(self, thing: Any) -> Optional[str]:
        # The user's side can't use an instance of the candidate's own class.
        return None if type(thing).__module__ == self._module.__name__ else handle_kind(thing)

    # -- calls to the user's side

    def _remote(self, number: int, kind: str, type_name: str, name: Any = None, text: Any = None, *_: Any) -> FromUser:
        return FromUser(functools.partial(self._ask, number), name or type_name, text)

    def _ask(self, number: int, what: str, positional: Any, named: Dict[str, Any]) -> Any:
        values, entries, seen = self._heap.encode([*positional, *named.values()])
        self._say(
            {
                "op": "callback",
                "handle": number,
                "what": what,
                "v": values,
                "names": list(named),
                "heap": entries,
                "out": self._take_output(),
            }
        )
        while True:
            message: "Union[frames.Answer, frames.Ask]" = self._channel.receive()
            if message["op"] == "answer":
                break
            self._answer(message)
        answers, _ = self._heap.decode(message["v"], message["heap"])
        if message["raised"]:
            raise answers[0]
        return answers[0]


def run(channel: Channel, module: types.ModuleType, file: str, present: List[str]) -> None:
    """Runs a child to its end; it does not return."""
    try:
        Child(channel, module, file, present).serve()
    except Closed:
        return
    finally:
        os._exit(0)
