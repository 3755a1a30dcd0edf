"""Every frame between processes of Assay: its name and its contents. docs/protocol.md explains their meaning.

A frame is a JSON object; `op` is its name. A base class has the optional keys. server/src/execution/wire.ts has the frames between Node
and the runner in TypeScript, and test/fixtures/frames.json has at least one of each.

A child may send anything once a candidate runs in it: these types describe an honest child. A reader treats its frames as `Unread`.
"""

from typing import Dict, List, Literal, Optional, Tuple, TypedDict, Union

#: A frame from a process that has run a candidate.
Unread = Dict[str, object]
#: A value of the user or the candidate, or an entry of a heap, in the form of crossing/heap.py.
Crossing = object
#: A statement, a docstring or the tests of a file: `Step` of protocol/specification.ts.
Step = Dict[str, object]
#: A line, and what it does against confinement.
Reason = Tuple[int, str]
#: Output, warnings and log records: `["out" | "err" | "warning" | "log", …]`.
Said = List[object]

# -- parts of frames


class Probe(TypedDict):
    withheld: str
    tried: str
    refused: bool


class _Sandbox(TypedDict, total=False):
    holds: List[str]
    probes: List[Probe]
    reason: str


class Sandbox(_Sandbox):
    tier: str


class _TracedLine(TypedDict, total=False):
    ended: str


class TracedLine(_TracedLine):
    line: int
    text: str
    values: List[List[str]]


class _Verdict(TypedDict, total=False):
    expected: str
    actual: str
    message: str
    #: Of reprs that are cut: the place at which the values differ, and what stands there of the expected and the actual one.
    apart: List[str]
    changed: List[str]
    orderDependent: bool
    unreached: bool
    #: In the plain process: `confined`, or `in-process`.
    integrity: str
    #: Seconds; whether the function was reached; whether an object of an earlier child was used.
    cpu: float
    reached: bool
    reachedBack: bool
    trace: List[TracedLine]


class Verdict(_Verdict):
    example: int
    status: str
    ms: float


class Offer(TypedDict):
    secrets: List[str]
    kept: List[str]
    stars: List[str]
    modules: List[str]


class FoundCase(TypedDict):
    example: int
    case: Optional[str]


class Parameter(TypedDict, total=False):
    name: str
    kind: str
    annotation: str
    default: str


#: An example as the interpreter found it: file, line, kind, source, case; if it does not run, also the reason.
FoundExample = Tuple[str, int, str, str, Optional[str]]
NotRun = Tuple[str, int, str, str, Optional[str], str]

# -- Node ⇄ parent


class Start(TypedDict):
    op: Literal["start"]
    session: int
    mode: str
    socket: str
    temporary: str


class End(TypedDict):
    op: Literal["end"]
    session: int


class Ended(TypedDict):
    op: Literal["ended"]
    session: int
    #: An exit status, or a negative signal number.
    status: int


ToParent = Union[Start, End]
FromParent = Ended

# -- Node → host


class _Place(TypedDict):
    """The function, and the import paths of its file."""

    module: str
    file: str
    path: List[str]
    cwd: str
    target: str


class Context(_Place):
    """First order across the boundary: the code that the candidates' process executes before it gets a candidate."""

    op: Literal["context"]
    source: str
    preload: List[str]
    modules: List[str]
    #: Bytes; CPU seconds for all examples of a candidate.
    memory: int
    cpu: float


class _Program(_Place, total=False):
    waiting: float


class Program(_Program):
    """Second order across the boundary: the file and its examples."""

    op: Literal["program"]
    steps: List[Step]
    atHand: List[str]
    kept: List[str]
    #: Seconds for one example, of CPU and of wall time.
    cpu: float
    wall: float
    #: The number of examples.
    count: int
    slots: int


class _Job(TypedDict, total=False):
    trace: bool
    order: bool
    timeouts: int
    always: List[int]


class BoundaryJob(_Job):
    op: Literal["job"]
    id: int
    source: str


class _Order(_Place, total=False):
    mended: str


class Order(_Order):
    """First order to the plain process: the whole file."""

    op: Literal["order"]
    text: str
    line: int
    stub: bool
    together: List[str]
    listed: List[str]
    listedCases: List[Tuple[str, int]]
    patience: Dict[str, float]
    excluded: List[Tuple[str, int]]
    tests: List[str]
    around: List[str]
    unsaved: Dict[str, str]
    cpu: float
    memory: int
    slots: int


class Again(TypedDict):
    op: Literal["again"]
    order: Order


class _PlainJob(_Job, total=False):
    mended: str
    lines: bool
    reference: bool
    force: bool
    strict: bool
    marks: bool
    waited: float
    way: str


class PlainJob(_PlainJob):
    op: Literal["job"]
    id: int
    text: str


class _Observe(TypedDict, total=False):
    mended: str
    #: The costs of the calls are wanted, not their results.
    measures: bool


class Observe(_Observe):
    """Asks for the outputs of a candidate on these inputs."""

    op: Literal["observe"]
    id: int
    text: str
    #: Calls of the function, as source.
    inputs: List[str]
    #: Seconds of CPU for all of them.
    seconds: float


class Cancel(TypedDict):
    op: Literal["cancel"]
    id: int


ToBoundary = Union[Context, Program, BoundaryJob, Cancel]
ToPlain = Union[Order, Again, PlainJob, Observe, Cancel]
#: Messages after the host is ready.
Wish = Union[BoundaryJob, PlainJob, Observe, Again, Cancel]

# -- host → Node


class Loaded(TypedDict):
    op: Literal["loaded"]


class Stale(TypedDict):
    op: Literal["stale"]


class Broken(TypedDict):
    op: Literal["broken"]
    broken: str


class BoundaryReady(TypedDict):
    op: Literal["ready"]
    #: The reason why the context does not load.
    failure: Optional[str]
    sandbox: Sandbox
    #: Threads that the file has started and that forks lack.
    threads: int
    #: Mapped bytes.
    memory: int
    examples: List[FoundCase]
    notRun: Dict[str, str]


class BoundaryVerdicts(TypedDict):
    op: Literal["verdicts"]
    id: int
    verdicts: List[Verdict]
    waited: float


class PlainReady(TypedDict):
    op: Literal["ready"]
    sandbox: Sandbox
    present: List[Verdict]
    reaches: List[Reason]
    stuck: Optional[str]
    offer: Offer
    memory: int
    waiting: float
    examples: List[FoundExample]
    notRun: List[NotRun]
    #: Reasons by test file.
    reasons: Dict[str, str]
    failures: List[Reason]


class _PlainVerdicts(TypedDict, total=False):
    #: Lines of the candidate that no example runs.
    unrun: List[int]


class PlainVerdicts(_PlainVerdicts):
    op: Literal["verdicts"]
    id: int
    reaches: List[Reason]
    verdicts: List[Verdict]
    waited: float


class Unconfined(TypedDict):
    op: Literal["unconfined"]
    id: int
    reaches: List[Reason]
    secret: bool


FromBoundary = Union[BoundaryReady, Broken, BoundaryVerdicts]


class _Output(TypedDict, total=False):
    #: A tree of `observing/values.py`, or the exception's class and what it says.
    value: List[object]
    raises: str
    message: str
    #: The call took more than it may; the arguments could not be made.
    timeout: bool
    unbuilt: str
    #: The most bytes that a call held at once.
    peak: int
    #: A second call gave something else.
    unstable: bool
    printed: str
    #: Arguments, by number, that are something else after the call.
    changed: List[object]
    cpu: float


class Output(_Output):
    input: int


class Observed(TypedDict):
    op: Literal["observed"]
    id: int
    outputs: List[Output]
    #: The reason why there are no more.
    stuck: Optional[str]


FromPlain = Union[Loaded, Stale, Broken, PlainReady, PlainVerdicts, Unconfined, Observed]

# -- Node ⇄ search


class LibraryFunction(TypedDict):
    """A function that the user accepted in another file."""

    name: str
    #: The whole text, with its imports and its own helpers.
    source: str
    docstring: str
    #: The sources of its examples.
    examples: List[str]


class _Search(_Place, total=False):
    receiver: str
    #: What a body may call besides, the most alike first.
    library: List[LibraryFunction]
    #: A model's programs for the function, best first, which steer the search.
    samples: List[str]


class Search(_Search):
    op: Literal["search"]
    steps: List[Step]
    context: str
    parameters: List[Parameter]
    words: List[str]
    seconds: float
    limit: int
    #: What this process looks for: `expressions`, `skeletons`, or `both`.
    shares: str


class _Found(TypedDict, total=False):
    #: The whole program, where it is an edit of a sample; it stands for `body` and `imports`.
    program: str
    #: The texts of functions from the library that the body calls.
    helpers: List[str]


class Found(_Found):
    op: Literal["found"]
    #: The lines of the function's body, from the first column.
    body: str
    imports: List[str]
    #: How it was found, as the user reads it.
    how: str
    size: int
    #: The order in which to offer it, lower is better. Processes of one search have the same measure.
    rank: int
    #: Equal for bodies that do the same on inputs close to the examples.
    behaviour: str


class Reached(TypedDict):
    """Everything of at most this cost has been tried, so that what comes later has a higher rank."""

    op: Literal["reached"]
    cost: int
    #: Behaviours that satisfy every example so far.
    fits: int
    #: Expressions that satisfy all examples but one.
    near: int


class _SearchEnd(TypedDict, total=False):
    #: `uncalled`, `arguments` or `results`: see `Unread` in search/subject.py.
    unread: str
    broken: str


class SearchEnd(_SearchEnd):
    op: Literal["end"]


FromSearch = Union[Found, Reached, SearchEnd]

# -- evaluator → child


class Load(TypedDict):
    op: Literal["job"]
    source: str


class _Ask(TypedDict, total=False):
    #: Module and name of the user's patches, and of restored attributes.
    patches: List[Tuple[str, str]]
    restored: List[Tuple[str, str]]
    #: By name in crossing/effects.py.
    state: Dict[str, object]
    trace: bool


class _Asking(_Ask):
    """`v` has the positional values, then those of `names`, `data` and `patches`; `scope` are the objects to answer with."""

    v: List[Crossing]
    names: List[str]
    data: List[str]
    heap: List[Crossing]
    scope: List[int]


class Call(_Asking):
    op: Literal["call"]
    path: str


class Member(_Asking):
    op: Literal["member"]
    path: str


class Use(_Asking):
    #: A use of crossing/uses.py, or of an awaitable.
    op: Literal[
        "next", "iter", "send", "throw", "close", "invoke", "len", "index", "in", "truth", "attribute",
        "enter", "exit", "repr", "str", "await", "anext",
    ]  # fmt: skip
    handle: int


class Answer(TypedDict):
    """The answer to a callback."""

    op: Literal["answer"]
    v: List[Crossing]
    heap: List[Crossing]
    raised: bool


class Did(TypedDict):
    """The answer to a file request."""

    op: Literal["did"]
    value: Union[str, int, None]


class Refused(TypedDict):
    op: Literal["refused"]
    errno: int


Ask = Union[Call, Member, Use]
ToChild = Union[Context, Load, Ask, Answer, Did, Refused]

# -- child → evaluator


class Locked(TypedDict):
    """Where nothing forks: the child has loaded its context, and waits for its job."""

    op: Literal["locked"]


class Failed(TypedDict):
    op: Literal["failed"]
    message: str
    line: Optional[int]
    blocked: Optional[str]


class Ready(TypedDict):
    op: Literal["ready"]
    data: List[str]
    watched: List[Tuple[str, str]]
    uses: List[str]
    out: List[Said]


class _Reply(TypedDict, total=False):
    state: Dict[str, object]


class _Replying(_Reply):
    v: List[Crossing]
    heap: List[Crossing]
    data: List[str]
    out: List[Said]


class Return(_Replying):
    op: Literal["return"]


class _Raise(_Replying, total=False):
    line: Optional[int]
    blocked: Optional[str]


class Raise(_Raise):
    op: Literal["raise"]


class Callback(TypedDict):
    op: Literal["callback"]
    handle: int
    what: str
    v: List[Crossing]
    names: List[str]
    heap: List[Crossing]
    out: List[Said]


#: `do` is open, read, write, seek, truncate or close.
File = TypedDict("File", {"op": Literal["file"], "do": str, "with": List[Union[str, int]]})


class Trace(TypedDict):
    op: Literal["trace"]
    lines: List[TracedLine]


FromChild = Union[Locked, Failed, Ready, Return, Raise, Callback, File, Trace]

#: The frames by sender and receiver.
EVERY = {
    "Node → parent": ToParent,
    "parent → Node": FromParent,
    "Node → boundary host": ToBoundary,
    "boundary host → Node": FromBoundary,
    "Node → plain host": ToPlain,
    "plain host → Node": FromPlain,
    "Node → search": Search,
    "search → Node": FromSearch,
    "evaluator → child": ToChild,
    "child → evaluator": FromChild,
}
