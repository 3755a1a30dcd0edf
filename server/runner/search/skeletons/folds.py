"""Loops that keep one value and change it with each element."""

import functools

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "fold with a condition",
    "sum total count product multipl add number",
    cost=6,
    XS=given("qsr"),
    START=const(0, 1),
    KEEP=test("x: True"),
    STEP=value("total, x: total + x", "total, x: total + 1", "total, x: total * x"),
)
def fold(XS, START, KEEP, STEP):
    total = START
    for x in XS:
        if KEEP(x):
            total = STEP(total, x)
    return total


@skeleton(
    "fold with two steps",
    "balanc score account deposit withdraw plus minus altern otherwise else",
    cost=8,
    XS=given("qsr"),
    START=const(0, 1),
    TEST=test("x: x > 0", "x: x % 2 == 0"),
    STEP=value("total, x: total + x", "total, x: total + 1", "total, x: total * x"),
    OTHER=value("total, x: total - x", "total, x: total - 1"),
)
def fold_either(XS, START, TEST, STEP, OTHER):
    total = START
    for x in XS:
        if TEST(x):
            total = STEP(total, x)
        else:
            total = OTHER(total, x)
    return total


@skeleton(
    "fold with positions",
    "index position weight altern even odd sum total",
    cost=8,
    XS=given("qs"),
    KEEP=test("i, x: True", "i, x: i % 2 == 0", "i, x: i % 2 == 1"),
    STEP=value(
        "total, i, x: total + i * x", "total, i, x: total + (i + 1) * x", "total, i, x: total + x", "total, i, x: total + x * (-1) ** i"
    ),
)
def fold_positions(XS, KEEP, STEP):
    total = 0
    for i, x in enumerate(XS):
        if KEEP(i, x):
            total = STEP(total, i, x)
    return total


@skeleton(
    "fold from the first element",
    "gcd lcm divisor multiple common xor differ divi reduc all array list",
    cost=7,
    XS=given("qr"),
    STEP=value(
        "result, x: math.gcd(result, x)",
        "result, x: result * x // math.gcd(result, x)",
        "result, x: result ^ x",
        "result, x: result & x",
        "result, x: result | x",
        "result, x: result - x",
        "result, x: result / x",
    ),
)
def reduced(XS, STEP):
    return functools.reduce(lambda result, x: STEP(result, x), XS)


@skeleton(
    "running values",
    "running cumulat prefix rolling accumul far",
    cost=7,
    XS=given("qsr"),
    STEP=value("best, x: max(best, x)", "best, x: best + x", "best, x: min(best, x)", "best, x: best * x"),
)
def running(XS, STEP):
    result = []
    for x in XS:
        result.append(STEP(result[-1], x) if result else x)
    return result


@skeleton(
    "extreme by a key",
    "max min larg small long short high low great most least best first last closest near",
    cost=8,
    XS=given("qser"),
    KEEP=test("x: True"),
    KEY=value("x: len(x)", "x: x", "x: abs(x)", "x: x[1]", "x: len(set(x))", "x: sum(x)"),
    BETTER=test(
        "key, best_key: key > best_key",
        "key, best_key: key < best_key",
        "key, best_key: key >= best_key",
        "key, best_key: key <= best_key",
        only=True,
    ),
)
def extreme(XS, KEEP, KEY, BETTER):
    best = None
    for x in XS:
        if KEEP(x):
            if best is None or BETTER(KEY(x), KEY(best)):
                best = x
    return best


@skeleton(
    "first that holds",
    "first find index position search earliest leftmost",
    cost=7,
    XS=given("qsr"),
    HOLDS=test("i, x: x > 0", "i, x: x == i", "i, x: x % 2 == 0"),
    FOUND=value("i, x: i", "i, x: x", "i, x: i + 1", only=True),
    MISSING=const(-1, None),
)
def first_that_holds(XS, HOLDS, FOUND, MISSING):
    found = MISSING
    for i, x in enumerate(XS):
        if HOLDS(i, x):
            found = FOUND(i, x)
            break
    return found


@skeleton(
    "last that holds",
    "last find index position rightmost latest",
    cost=8,
    XS=given("qsr"),
    HOLDS=test("i, x: x > 0", "i, x: x == i", "i, x: x % 2 == 0"),
    FOUND=value("i, x: i", "i, x: x", "i, x: i + 1", only=True),
    MISSING=const(-1, None),
)
def last_that_holds(XS, HOLDS, FOUND, MISSING):
    found = MISSING
    for i, x in enumerate(XS):
        if HOLDS(i, x):
            found = FOUND(i, x)
    return found


@skeleton(
    "longest streak",
    "longest most consecutiv streak row success run maxim",
    cost=8,
    XS=given("qsr"),
    HOLDS=test("x: x > 0", "x: x == 1", "x: x % 2 == 0"),
)
def streak(XS, HOLDS):
    longest = current = 0
    for x in XS:
        current = current + 1 if HOLDS(x) else 0
        longest = max(longest, current)
    return longest


@skeleton(
    "best against what came before",
    "profit stock price buy sell differ rise gain drop before earlier later maxim",
    cost=9,
    XS=given("q"),
    GAIN=value("x, earlier: x - earlier", "x, earlier: earlier - x", "x, earlier: x / earlier"),
    EARLIER=value("earlier, x: min(earlier, x)", "earlier, x: max(earlier, x)", only=True),
)
def best_gain(XS, GAIN, EARLIER):
    best = 0
    earlier = None
    for x in XS:
        if earlier is None:
            earlier = x
        best = max(best, GAIN(x, earlier))
        earlier = EARLIER(earlier, x)
    return best


@skeleton(
    "first position of a running total",
    "balanc below zero reach exceed total cumulat when position first basement enter",
    cost=9,
    XS=given("qs"),
    START=const(0),
    STEP=value("total, x: total + x", "total, x: total - x", "total, x: total * x"),
    REACHED=test("total: total < 0", "total: total > 0"),
    MISSING=const(-1, None),
)
def first_reached(XS, START, STEP, REACHED, MISSING):
    total = START
    found = MISSING
    for i, x in enumerate(XS):
        total = STEP(total, x)
        if REACHED(total):
            found = i
            break
    return found


@skeleton(
    "elements while they hold",
    "while until take stop before leading lead prefix beginning",
    cost=8,
    XS=given("qsr"),
    HOLDS=test("x: x > 0", "x: x % 2 == 0"),
)
def taken_while(XS, HOLDS):
    taken = []
    for x in XS:
        if not HOLDS(x):
            break
        taken.append(x)
    return taken


@skeleton(
    "each against the mean",
    "mean average deviat varianc standard mad above below center differ",
    cost=8,
    XS=given("q"),
    KEEP=test("x, mean: True", "x, mean: x > mean", "x, mean: x < mean"),
    TERM=value("x, mean: (x - mean) ** 2", "x, mean: abs(x - mean)", "x, mean: x - mean", "x, mean: x"),
)
def against_mean(XS, KEEP, TERM):
    mean = sum(XS) / len(XS)
    return [TERM(x, mean) for x in XS if KEEP(x, mean)]


@skeleton(
    "each against the extremes",
    "normal scale rescal unit smallest largest between zero one linear",
    cost=9,
    XS=given("q"),
    TERM=value("x, low, high: (x - low) / (high - low)", "x, low, high: high - x", "x, low, high: x - low", "x, low, high: x / high"),
)
def against_extremes(XS, TERM):
    low, high = min(XS), max(XS)
    return [TERM(x, low, high) for x in XS]


@skeleton(
    "each against the total",
    "percent share proportion ratio fraction probab normal total",
    cost=8,
    XS=given("q"),
    TERM=value("x, total: x / total", "x, total: x / total * 100", "x, total: round(x / total * 100, 2)", "x, total: total - x"),
)
def against_total(XS, TERM):
    total = sum(XS)
    return [TERM(x, total) for x in XS]
