"""The evaluator's end of the boundary: each call of the stub crosses to the child, within its example's limits."""

import threading
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional, Set

from ..crossing import handing, output, sharing
from ..crossing.heap import Heap
from ..crossing.making import Foreign
from ..crossing.remote import CantCross, Handle, outgoing_kind, stand_for
from ..crossing.trust import Trust
from ..transport import said
from ..transport.channel import Broken, Channel, Closed, TooLarge
from ..transport.raised import message_of
from .allowance import Allowance
from .blame import MOST_TEXTS, texts_in
from .child_process import ChildProcess
from .clock import Limits
from .control import ends_what_listens
from .ended import Ended
from .marking import Marking

if TYPE_CHECKING:
    from ..transport import frames

#: Marks that no call has returned.
NOTHING = object()
#: The most objects, and members of them, that cross both ways with each use of a handle; a generator has a use for each value.
MOST_REACHED = 200
#: The most data names that the candidate may read.
MOST_OFFERED = 10_000


def _size(thing: Any) -> int:
    return len(thing) if isinstance(thing, (list, tuple, dict, set, frozenset, bytearray)) else 1


class Connection:
    """The evaluator's end: one child, one heap, the state of the current example."""

    def __init__(
        self,
        channel: Channel,
        leash: Any,
        limits: Limits,
        space: Dict[str, Any],
        trust: Trust,
        states: Set[str],
        allowance: Allowance,
    ) -> None:
        self.child = ChildProcess(channel, leash, limits, allowance, lambda exceeded: self.end("timeout", exceeded))
        self._names = sharing.Names(space, trust)
        self._file = str(space.get("__file__"))
        self.marking = Marking(states)
        self._trust = trust
        self._heap = Heap(0, self._stand_in, outgoing_kind, trust)
        self._lock = threading.RLock()
        self._scopes: List[Set[int]] = []
        #: For each handle, the user's objects that its call could reach: a coroutine changes them when it is awaited.
        self._reach: Dict[int, List[int]] = {}
        #: Handles of attributes, that is of methods: they would see the values of a question.
        self._methods: Set[int] = set()
        self._files = handing.Files()
        self.ended: Optional[Ended] = None
        self.crossed: "List[BaseException]" = []
        #: The result of the last call.
        self.returned: Any = NOTHING
        #: Texts in the results of this example's calls.
        self.texts: List[str] = []
        #: Names of the file with results of the function; whether the current example reads one.
        self.results: Set[str] = set()
        self.reads_results = False
        #: Whether the current example has used an object of an earlier child.
        self.reached_back = False
        #: Gives the next example its own child, if each starts afresh.
        self.renew: Optional[Callable[[], None]] = None
        #: The number of calls by all examples so far; the name of the last called function.
        self.calls = 0
        self._called = ""
        #: Whether to request the lines of each call; the lines of the last one.
        self.tracing = False
        self.trace: Optional[List[said.Line]] = None
        #: The protocol error that ends the candidate's other examples.
        self.broken: Optional[str] = None
        self._output = output.Allowed()

    # -- life of an example

    def begin(self) -> None:
        self.ended = None
        self.crossed = []
        self.texts = []
        self.marking.begin()
        self.reached_back = False
        self.child.begin()

    def load(self, source: str) -> Optional[Ended]:
        """Sends the program. Returns the failure if it does not load."""
        self.begin()
        try:
            self.child.send({"op": "job", "source": source})
            reply = self.child.receive()
        except Closed:
            return self.died()
        except Broken as error:
            return self._break(error)
        except Ended as ended:
            return ended
        if reply.get("op") == "failed":
            if reply.get("blocked"):
                return Ended("blocked", said.text(reply["blocked"], said.LONGEST_NAME))
            line = said.line(reply.get("line"))
            where = " (line %d)" % line if line is not None else ""
            return Ended("error", "does not load: %s%s" % (said.text(reply.get("message"), said.LONGEST - 40), where))
        try:
            self._names.offer(said.names(reply.get("data"), MOST_OFFERED), reply.get("watched", ()))
            self.marking.states.share(said.names(reply.get("uses")))
        except Exception:  # noqa: BLE001 - any error of hostile names has the same outcome
            return self._break("invalid names")
        return None

    def swap(self, channel: Channel, leash: Any) -> None:
        """Replaces the child by another; later messages of the old one are ignored."""
        self._files.close()
        self.child.swap(channel, leash)
        self._heap = Heap(0, self._stand_in, outgoing_kind, self._trust)
        self._reach.clear()
        self._methods.clear()

    def let_go(self) -> None:
        """Ends the child."""
        self._files.close()
        self.child.let_go()

    def defined(self, own: Set[str]) -> None:
        """Notes that the stubs of these names are in place."""
        self._names.defined(own)

    def note(self) -> None:
        """Notes the new bindings after a statement of the user."""
        self._names.note()

    # -- calls

    def call(self, path: str, positional: Any, named: Dict[str, Any]) -> Any:
        self.calls += 1
        self._called = path.rpartition(".")[2]
        return self._ask({"op": "call", "path": path}, positional, named)

    def member(self, path: str, name: str) -> Any:
        """A public attribute of the decorated function."""
        return self._ask({"op": "member", "path": path}, (name,), {})

    def is_candidates(self, frame: Any) -> bool:
        """Whether a frame waits for the candidate."""
        return frame.f_code is Connection._ask.__code__

    def use(self, handle: Handle, what: str, *positional: Any, **named: Any) -> Any:
        child, number = handle
        if child != self.child.number:
            if what == "close":
                return None
            self.reached_back = True
            raise self._gone()
        if what == "invoke" and number in self._methods and (positional or named):
            raise self.end("error", "a method of what it returned is called with a value: the candidate's own code would then judge itself")
        return self._ask({"op": what, "handle": number}, positional, named, self._reach.get(number))

    def attribute(self, handle: Handle, name: str, picks: bool) -> Any:
        """`picks` says whether the attribute, when called, compares none of its arguments."""
        given = self.use(handle, "attribute", name)
        if not picks:
            self._methods |= self._heap.numbers_of(given)
        return given

    def is_gone(self, handle: Handle) -> bool:
        """Whether its process has ended. An example may continue once after that."""
        if handle[0] == self.child.number:
            return False
        if self.reached_back:
            raise self._gone()
        self.reached_back = True
        return True

    def _gone(self) -> Ended:
        return self.end("error", "used a result of an earlier call, whose process has ended")

    def _ask(self, message: Any, positional: Any, named: Dict[str, Any], reach: Optional[List[int]] = None) -> Any:
        with self._lock:
            if self.ended:
                raise self.ended
            if self.broken:
                raise self.end("error", self.broken)
            data, patches, restored, shared = self._names.outgoing()
            roots = [*positional, *named.values(), *shared]
            try:
                values, entries, seen = self._heap.encode(roots, reach)
            except CantCross as error:
                raise self._cant_cross(error) from None
            message.update(v=values, names=list(named), data=data, heap=entries, scope=self._heap.own(seen))
            if patches:
                message["patches"] = patches
            if restored:
                message["restored"] = restored
            state = self.marking.states.to_tell()
            if state:
                message["state"] = state
            if self.tracing:
                message["trace"] = True
                self.trace = None if message["op"] == "call" else self.trace
            self._scopes.append(seen)
            try:
                self.child.send(message)
                while True:
                    reply = self.child.receive()
                    warned = output.say_again(reply.get("out"), self._file, self._trust, self._output)
                    if reply.get("op") == "file":
                        self.marking.touched = True
                        self.child.send(self._files.answer(reply, [*positional, *named.values()], self.marking.expected))
                        continue
                    if reply.get("op") == "trace":
                        self.trace = said.trace(reply.get("lines"))
                        continue
                    if reply.get("op") != "callback":
                        result = self._result(reply, seen, data, message["op"])
                        if warned:
                            raise warned
                        return result
                    self._call_back(reply)
            except Closed:
                raise self._end_with(self.died()) from None
            except Broken as error:
                self.marking.touched = True  # The message may have changed something before the error.
                raise self._break(error) from None
            except TooLarge as error:
                self._heap.unsay(entries)
                raise self.end("notRun", "it gives the function a value that can't go to another process: %s" % error) from None
            except Foreign as error:
                self.marking.touched = True
                raise self.end("error", "returned a %s, which can't be compared" % error.args[0]) from None
            finally:
                self._scopes.pop()

    def _result(self, reply: "frames.Unread", scope: Set[int], data: List[str], use: str) -> Any:
        told, given_names = reply.get("v"), reply.get("data")
        if reply.get("op") not in ("return", "raise") or not isinstance(told, list) or not told:
            raise Broken("an invalid answer")
        if not isinstance(given_names, list) or len(told) != 1 + len(given_names):
            raise Broken("values without a request")
        values, changed = self._heap.decode(told, reply.get("heap"), scope)
        named = self._names.take(data, given_names, values[1:])
        self.marking.changed.update(self._heap.own(changed))
        states = self.marking.take_state(reply["state"]) if "state" in reply else []
        self.marking.mark(self._heap.objects, self._names, named, states, self._files.changed())
        if reply["op"] == "return":
            self.returned = values[0]
            self.texts += texts_in(values[0])
            del self.texts[MOST_TEXTS:]
            return values[0]
        error = values[0]
        if not isinstance(error, BaseException):
            raise Broken("raised something that is not an exception")
        if reply.get("blocked"):
            self.end("blocked", said.text(reply["blocked"], said.LONGEST_NAME))
        if ends_what_listens(error, use, self._called):
            raise self.end("error", "raised %s" % message_of(error))
        line = said.line(reply.get("line"))
        if line is not None:
            error.__dict__["__assay_line__"] = line
        self.crossed.append(error)
        raise error

    def _call_back(self, request: "frames.Unread") -> None:
        """Handles the candidate's call of a user's function, or its request for an iterator's next value; checks everything else."""
        scope = self._scopes[-1]
        try:
            number, what, keywords = request["handle"], request["what"], request["names"]
            if type(number) is not int or type(keywords) is not list:
                raise TypeError("an invalid number and names")
            thing = self._heap.given_out(number)
            given, changed = self._heap.decode(request["v"], request["heap"], scope)
            self.marking.changed.update(self._heap.own(changed))
            positional, named = given[: len(given) - len(keywords)], dict(zip(keywords, given[len(given) - len(keywords) :]))
        except (KeyError, TypeError) as error:
            raise Broken("a use of an object that it never got: %s" % said.text(str(error), said.LONGEST_NAME)) from None
        raised = False
        try:
            if what == "call":
                result = thing(*positional, **named)
            elif what == "next":
                result = next(thing)
            elif what == "send":
                result = thing.send(*positional)
            else:
                raise Broken("a use of a function that does not exist")
        except (Ended, Broken):
            raise
        except BaseException as error:  # noqa: BLE001 - it crosses to the candidate, as an exception would
            raised, result = True, error
        try:
            values, entries, seen = self._heap.encode([result], self._heap.own(scope))
        except CantCross as error:
            raise self._cant_cross(error) from None
        scope |= seen
        self.child.send({"op": "answer", "v": values, "heap": entries, "raised": raised})

    def _stand_in(self, number: int, kind: str, type_name: str, *more: Any) -> Any:
        if kind != "iterator" and self._scopes:
            scope = self._heap.own(self._scopes[-1])
            if len(scope) <= MOST_REACHED and sum(map(_size, map(self._heap.objects.get, scope))) <= MOST_REACHED:
                self._reach[number] = scope
        return stand_for(self, (self.child.number, number), kind, type_name, more, self._trust)

    # -- the end of an example and of the child

    @property
    def alive(self) -> bool:
        return self.child.alive

    def died(self) -> Ended:
        return Ended("error", self.child.ending())

    def _break(self, why: Any) -> Ended:
        """Ends the job: after a protocol error, the process gets no more attention, and the candidate no other process."""
        self.child.alive = False
        self.broken = "the candidate's process broke the protocol: %s" % said.text(str(why), said.LONGEST_NAME)
        return self.end("error", self.broken)

    def _cant_cross(self, error: CantCross) -> Ended:
        ended = Ended("notRun", str(error))
        return self._end_with(ended)

    def end(self, status: str, message: str) -> Ended:
        return self._end_with(Ended(status, message))

    def _end_with(self, ended: Ended) -> Ended:
        if self.ended is None:
            self.ended = ended
        return self.ended
