"""Elements beside others: before, after, on both sides."""

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "adjacent pairs",
    "adjacent consecutiv neighbo differ pair successive next between sorted increas",
    cost=7,
    XS=given("lts"),
    KEEP=test("x, y: True", "x, y: x < y", "x, y: x == y"),
    VALUE=value("x, y: y - x", "x, y: abs(y - x)", "x, y: (x, y)", "x, y: x * y", "x, y: x + y", "x, y: y"),
)
def adjacent(XS, KEEP, VALUE):
    return [VALUE(x, y) for x, y in zip(XS, XS[1:]) if KEEP(x, y)]


@skeleton(
    "adjacent pairs in a circle",
    "circular around wrap ring polygon perimeter cyclic next closed",
    cost=9,
    XS=given("lts"),
    VALUE=value("x, y: x + y", "x, y: abs(y - x)", "x, y: y - x", "x, y: x * y", "x, y: x if x == y else 0"),
)
def circular(XS, VALUE):
    return [VALUE(x, y) for x, y in zip(XS, XS[1:] + XS[:1])]


@skeleton(
    "local extremes",
    "peak valley local maxim minim neighbo both bigger greater smaller turning",
    cost=8,
    XS=given("lts"),
    PEAK=test("before, x, after: before < x > after", "before, x, after: before > x < after", "before, x, after: before <= x >= after"),
    FOUND=value("i, x: x", "i, x: i", only=True),
)
def peaks(XS, PEAK, FOUND):
    return [FOUND(i, XS[i]) for i in range(1, len(XS) - 1) if PEAK(XS[i - 1], XS[i], XS[i + 1])]


@skeleton(
    "each with its neighbours",
    "neighbo smooth blur average left right before after cell next adjacent",
    cost=10,
    XS=given("lts"),
    EDGE=const(0),
    VALUE=value(
        "before, x, after: before + after",
        "before, x, after: before + x + after",
        "before, x, after: before ^ after",
        "before, x, after: (before + x + after) / 3",
    ),
)
def with_neighbours(XS, EDGE, VALUE):
    padded = [EDGE, *XS, EDGE]
    return [VALUE(before, x, after) for before, x, after in zip(padded, padded[1:], padded[2:])]


@skeleton(
    "each with what is left and right of it",
    "except self other left right product sum suffix prefix differ besides",
    cost=9,
    XS=given("lts"),
    VALUE=value(
        "left, x, right: sum(left) + sum(right)",
        "left, x, right: math.prod(left) * math.prod(right)",
        "left, x, right: abs(sum(left) - sum(right))",
        "left, x, right: left + right",
        "left, x, right: sum(y < x for y in right)",
        "left, x, right: left.count(x)",
    ),
)
def with_sides(XS, VALUE):
    return [VALUE(XS[:i], x, XS[i + 1 :]) for i, x in enumerate(XS)]


@skeleton(
    "positions by what is left and right of them",
    "equilibrium balance pivot leader left right middle index split greater all",
    cost=9,
    XS=given("lts"),
    HOLDS=test(
        "left, x, right: sum(left) == sum(right)",
        "left, x, right: all(x > y for y in right)",
        "left, x, right: all(x >= y for y in right)",
        "left, x, right: all(x > y for y in left)",
        "left, x, right: x in left",
        "left, x, right: x not in left and x not in right",
    ),
    FOUND=value("i, x: i", "i, x: x", only=True),
)
def by_sides(XS, HOLDS, FOUND):
    return [FOUND(i, x) for i, x in enumerate(XS) if HOLDS(XS[:i], x, XS[i + 1 :])]


@skeleton(
    "next that holds for each",
    "next greater smaller element bigger warmer right each following",
    cost=9,
    XS=given("lts"),
    HOLDS=test("x, later: later > x", "x, later: later < x", "x, later: later >= x", "x, later: later == x"),
    MISSING=const(-1, None),
)
def next_that_holds(XS, HOLDS, MISSING):
    return [next((later for later in XS[i + 1 :] if HOLDS(x, later)), MISSING) for i, x in enumerate(XS)]


@skeleton(
    "distance to the next that holds for each",
    "day wait until next warmer greater distance how far temperature",
    cost=10,
    XS=given("lts"),
    HOLDS=test("x, later: later > x", "x, later: later < x", "x, later: later == x"),
    MISSING=const(0, -1, None),
)
def distance_to_next(XS, HOLDS, MISSING):
    result = []
    for i, x in enumerate(XS):
        distances = (distance for distance, later in enumerate(XS[i + 1 :], 1) if HOLDS(x, later))
        result.append(next(distances, MISSING))
    return result
