"""A sequence cut into parts, turned, or put together differently."""

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "chunks of one size",
    "chunk split batch group size block piece part every page partition",
    cost=6,
    XS=given("lts"),
    SIZE=given("i"),
    VALUE=value("chunk: chunk", "chunk: chunk[::-1]", "chunk: sum(chunk)", "chunk: len(chunk)", "chunk: tuple(chunk)", "chunk: max(chunk)"),
)
def chunks(XS, SIZE, VALUE):
    return [VALUE(XS[i : i + SIZE]) for i in range(0, len(XS), SIZE)]


@skeleton(
    "chunks of a fixed size",
    "pair chunk split group two three every block byte triplet",
    cost=7,
    XS=given("lts"),
    SIZE=const(2, 3, 4, 8),
    VALUE=value(
        "chunk: chunk",
        "chunk: chunk[::-1]",
        "chunk: sum(chunk)",
        "chunk: tuple(chunk)",
        "chunk: int(chunk, 2)",
        "chunk: chr(int(chunk, 2))",
    ),
)
def fixed_chunks(XS, SIZE, VALUE):
    return [VALUE(XS[i : i + SIZE]) for i in range(0, len(XS), SIZE)]


@skeleton(
    "a number of nearly equal parts",
    "split equal part divid distribut even number balanced parts team",
    cost=9,
    XS=given("lts"),
    COUNT=given("i"),
)
def equal_parts(XS, COUNT):
    size, extra = divmod(len(XS), COUNT)
    parts = []
    start = 0
    for i in range(COUNT):
        end = start + size + (1 if i < extra else 0)
        parts.append(XS[start:end])
        start = end
    return parts


@skeleton(
    "deal round in turn",
    "deal round robin distribut every nth split altern team column",
    cost=8,
    XS=given("lts"),
    COUNT=given("i"),
)
def dealt(XS, COUNT):
    return [XS[i::COUNT] for i in range(COUNT)]


@skeleton(
    "rotation",
    "rotat shift cyclic circular left right turn move",
    cost=6,
    XS=given("lts"),
    STEPS=given("i"),
    SPLIT=value("steps, size: steps % size", "steps, size: -steps % size", "steps, size: steps", only=True),
)
def rotated(XS, STEPS, SPLIT):
    split = SPLIT(STEPS, len(XS)) if XS else 0
    return XS[split:] + XS[:split]


@skeleton(
    "split at elements that hold",
    "split separat delimit where segment section divid block between",
    cost=8,
    XS=given("lt"),
    SPLITS=test("x: x == 0", "x: x is None", "x: x == ''", "x: x < 0"),
)
def split_at(XS, SPLITS):
    parts = [[]]
    for x in XS:
        if SPLITS(x):
            parts.append([])
        else:
            parts[-1].append(x)
    return parts


@skeleton(
    "those that hold and those that do not",
    "partition separat split group front move end",
    cost=9,
    XS=given("qsr"),
    HOLDS=test("x: x % 2 == 0", "x: x > 0", "x: x < 0", "x: x == 0", "x: x.isupper()", "x: x.isdigit()"),
    JOIN=value(
        "yes, no: (yes, no)",
        "yes, no: yes + no",
        "yes, no: no + yes",
        "yes, no: [yes, no]",
        "yes, no: (len(yes), len(no))",
        "yes, no: len(yes) - len(no)",
        "yes, no: sum(yes) - sum(no)",
        "yes, no: sorted(yes) + sorted(no)",
    ),
)
def partition(XS, HOLDS, JOIN):
    yes, no = [], []
    for x in XS:
        (yes if HOLDS(x) else no).append(x)
    return JOIN(yes, no)


@skeleton(
    "every cut in two",
    "split cut two part left right half prefix suffix equal sum best",
    cost=8,
    XS=given("lts"),
    KEEP=test("left, right: True", "left, right: sum(left) == sum(right)"),
    VALUE=value(
        "left, right: (left, right)",
        "left, right: abs(sum(left) - sum(right))",
        "left, right: len(set(left) & set(right))",
        "left, right: len(left)",
        "left, right: len(set(left)) + len(set(right))",
    ),
)
def cuts(XS, KEEP, VALUE):
    return [VALUE(XS[:i], XS[i:]) for i in range(1, len(XS)) if KEEP(XS[:i], XS[i:])]


@skeleton(
    "insert between elements",
    "insert between intersperse separat delimit every interleav",
    cost=8,
    XS=given("qs"),
    BETWEEN=value("before, x: 0", "before, x: before + x", "before, x: ' '", "before, x: (before + x) / 2"),
)
def interspersed(XS, BETWEEN):
    result = []
    for x in XS:
        if result:
            result.append(BETWEEN(result[-1], x))
        result.append(x)
    return result


@skeleton(
    "last of a circle",
    "circle eliminat josephus survivor every kth person game round last remov potato",
    cost=11,
    XS=given("qr"),
    STEP=given("i"),
)
def eliminated(XS, STEP):
    rest = list(XS)
    order = []
    position = 0
    while rest:
        position = (position + STEP - 1) % len(rest)
        order.append(rest.pop(position))
    return order
