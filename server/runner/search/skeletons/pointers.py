"""Two positions that move: from both ends, over two sequences, and binary search; and pairs by what is missing."""

import bisect

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "two elements with a sum, by what was seen",
    "two sum pair target add complement index indices difference number",
    cost=8,
    XS=given("q"),
    TARGET=given("n"),
    MISSING=value("x, target: target - x", "x, target: x - target", "x, target: x + target", "x, target: target / x"),
    FOUND=value("i, x, j, y: [i, j]", "i, x, j, y: [x, y]", "i, x, j, y: (i, j)", "i, x, j, y: (x, y)", only=True),
)
def two_sum(XS, TARGET, MISSING, FOUND):
    positions = {}
    pairs = []
    for j, y in enumerate(XS):
        x = MISSING(y, TARGET)
        if x in positions:
            pairs.append(FOUND(positions[x], x, j, y))
        positions[y] = j
    return pairs


@skeleton(
    "best of two ends that move inwards",
    "container water area most two ends widest largest pair pointer",
    cost=11,
    XS=given("q"),
    GAIN=value("left, right, width: min(left, right) * width", "left, right, width: left + right", "left, right, width: left * right"),
)
def inwards(XS, GAIN):
    best = 0
    left, right = 0, len(XS) - 1
    while left < right:
        best = max(best, GAIN(XS[left], XS[right], right - left))
        if XS[left] < XS[right]:
            left += 1
        else:
            right -= 1
    return best


@skeleton(
    "pairs from both ends",
    "pair outer inner end mirror opposite first last zigzag altern smallest largest",
    cost=8,
    XS=given("lts"),
    VALUE=value("x, y: x == y", "x, y: (x, y)", "x, y: x + y", "x, y: [x, y]", "x, y: abs(x - y)"),
)
def mirrored(XS, VALUE):
    half = len(XS) // 2
    return [VALUE(x, y) for x, y in zip(XS[:half], XS[::-1])]


@skeleton(
    "taking turns from both ends",
    "smallest largest altern minimum maximum strange remaining turn wave zigzag first last",
    cost=9,
    XS=given("lts"),
)
def both_ends(XS):
    rest = list(XS)
    result = []
    while rest:
        result.append(rest.pop(0 if len(result) % 2 == 0 else -1))
    return result


@skeleton(
    "alternate two sequences",
    "altern interleav merge zip mix weave shuffle two",
    cost=8,
    FIRST=given("qs"),
    SECOND=given("qs"),
)
def interleaved(FIRST, SECOND):
    result = []
    for x, y in zip(FIRST, SECOND):
        result += [x, y]
    shorter = min(len(FIRST), len(SECOND))
    result += [*FIRST[shorter:], *SECOND[shorter:]]
    return result


@skeleton(
    "merge of sorted sequences",
    "merge sorted two combine order",
    cost=9,
    FIRST=given("lt"),
    SECOND=given("lt"),
    BEFORE=test("x, y: x <= y", "x, y: x >= y", "x, y: len(x) <= len(y)", "x, y: x[0] <= y[0]"),
)
def merged(FIRST, SECOND, BEFORE):
    result = []
    i = j = 0
    while i < len(FIRST) and j < len(SECOND):
        if BEFORE(FIRST[i], SECOND[j]):
            result.append(FIRST[i])
            i += 1
        else:
            result.append(SECOND[j])
            j += 1
    return result + list(FIRST[i:]) + list(SECOND[j:])


@skeleton(
    "binary search",
    "binary search sorted target insert bisect",
    cost=7,
    XS=given("lt"),
    TARGET=given("ifs"),
    FOUND=value("i, found: i if found else -1", "i, found: i", "i, found: found", "i, found: i if found else None", only=True),
)
def binary_search(XS, TARGET, FOUND):
    i = bisect.bisect_left(XS, TARGET)
    return FOUND(i, i < len(XS) and XS[i] == TARGET)


@skeleton(
    "label by thresholds",
    "grade bracket level category band threshold limit class rank label bisect",
    cost=9,
    LIMITS=given("lt"),
    LABELS=given("lts"),
    X=given("n"),
    SIDE=value(
        "limits, x: bisect.bisect_right(limits, x)",
        "limits, x: bisect.bisect_left(limits, x)",
        only=True,
    ),
)
def label(LIMITS, LABELS, X, SIDE):
    return LABELS[SIDE(LIMITS, X)]


@skeleton(
    "smallest number that holds, by halving",
    "binary search smallest least minimum root capacity speed enough lowest",
    cost=10,
    LOW=const(0, 1),
    HIGH=given("i"),
    HOLDS=test(
        "middle, high: middle * middle >= high", "middle, high: middle * (middle + 1) // 2 >= high", "middle, high: middle ** 3 >= high"
    ),
)
def halving(LOW, HIGH, HOLDS):
    low, high = LOW, HIGH
    while low < high:
        middle = (low + high) // 2
        if HOLDS(middle, HIGH):
            high = middle
        else:
            low = middle + 1
    return low
