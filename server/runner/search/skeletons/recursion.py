"""Recursion on numbers, and on lists from their end: base case, step and combination are holes."""

import functools

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "recursion on a number",
    "recurs previous same twice down before step move again n-1",
    cost=9,
    N=given("i"),
    BASE=const(0, 1, 2),
    SMALL=test("n: n <= 0", "n: n <= 1", "n: n < 10", only=True),
    SMALLER=value("n: n - 1", "n: n // 2", "n: n // 10", "n: n - 2", "n: n // 3", only=True),
    STEP=value("n: n", "n: 1", "n: n ** 2", "n: -n", "n: n % 10"),
    JOIN=value(
        "own, rest: own + rest",
        "own, rest: own - rest",
        "own, rest: own * rest",
        "own, rest: 2 * rest + own",
        "own, rest: 3 * rest + own",
        "own, rest: max(own, rest)",
    ),
)
def number_by_smaller(N, BASE, SMALL, SMALLER, STEP, JOIN):
    def solve(n):
        if SMALL(n):
            return BASE
        return JOIN(STEP(n), solve(SMALLER(n)))

    return solve(N)


@skeleton(
    "list by recursion on a number",
    "recurs previous same twice again pattern sequence mark order",
    cost=10,
    N=given("i"),
    FIRST=value("n: []", "n: [n]", "n: [0]", "n: [1]", "n: [[]]", "n: ['']", only=True),
    JOIN=value(
        "n, rest: rest + [n]",
        "n, rest: [n] + rest",
        "n, rest: rest + [n] + rest",
        "n, rest: [n] + rest + [n]",
        "n, rest: rest + [1 - x for x in rest]",
        "n, rest: rest + rest[::-1]",
        "n, rest: ['0' + x for x in rest] + ['1' + x for x in rest]",
        "n, rest: ['0' + x for x in rest] + ['1' + x for x in rest[::-1]]",
        "n, rest: [x + [y] for x in rest for y in (0, 1)]",
    ),
)
def list_by_smaller(N, FIRST, JOIN):
    result = FIRST(0)
    for n in range(1, N + 1):
        result = JOIN(n, result)
    return result


@skeleton(
    "recursion on two numbers",
    "recurs euclid step two numbers divisor square rectangle",
    cost=10,
    A=given("i"),
    B=given("i"),
    BASE=value("a: 0", "a: a", "a: 1", only=True),
    LEFT=value("a, b: b", "a, b: a - 1", "a, b: a", "a, b: a + b", "a, b: max(a - b, b)", only=True),
    RIGHT=value("a, b: a % b", "a, b: b - 1", "a, b: b // 2", "a, b: min(a - b, b)", only=True),
    JOIN=value("a, b, rest: rest + 1", "a, b, rest: rest + a // b", "a, b, rest: rest"),
)
def pair_by_smaller(A, B, BASE, LEFT, RIGHT, JOIN):
    def solve(a, b):
        if b <= 0:
            return BASE(a)
        return JOIN(a, b, solve(LEFT(a, b), RIGHT(a, b)))

    return solve(A, B)


@skeleton(
    "recursion on two counts",
    "recurs path way grid corner step choose group divide partition subset arrange triangle",
    cost=10,
    M=given("i"),
    N=given("i"),
    EDGE=value(
        "m, n: 1", "m, n: int(n == 0)", "m, n: int(m == 0)", "m, n: int(m == n)", "m, n: 0", "m, n: m + n", "m, n: max(m, n)", only=True
    ),
    JOIN=value(
        "m, n, up, left, corner: up + left",
        "m, n, up, left, corner: up + corner",
        "m, n, up, left, corner: up + left + corner",
        "m, n, up, left, corner: 2 * up + left",
        "m, n, up, left, corner: up + 2 * left",
        "m, n, up, left, corner: corner + n * up",
        "m, n, up, left, corner: corner + (m - 1) * up",
        "m, n, up, left, corner: n * up + (m - n + 1) * corner",
        "m, n, up, left, corner: 1 + min(up, left, corner)",
    ),
)
def counts_by_smaller(M, N, EDGE, JOIN):
    @functools.lru_cache(maxsize=None)
    def solve(m, n):
        if m <= 0 or n <= 0:
            return EDGE(m, n)
        return JOIN(m, n, solve(m - 1, n), solve(m, n - 1), solve(m - 1, n - 1))

    return solve(M, N)


@skeleton(
    "fold from the end",
    "recurs rest first minus altern polynomial nest same way right",
    cost=9,
    XS=given("qsr"),
    START=const(0, 1, ""),
    STEP=value("x: x", "x: x ** 2", "x: abs(x)"),
    JOIN=value("own, rest: own - rest", "own, rest: own + 2 * rest", "own, rest: own + rest", "own, rest: rest + own"),
)
def folded_back(XS, START, STEP, JOIN):
    result = START
    for x in reversed(XS):
        result = JOIN(STEP(x), result)
    return result


@skeleton(
    "fold from the last element",
    "recurs continued fraction term power tower rest right nest",
    cost=9,
    XS=given("qr"),
    JOIN=value("x, rest: x + 1 / rest", "x, rest: x - rest", "x, rest: x ** rest", "x, rest: x * (1 + rest)"),
)
def folded_from_last(XS, JOIN):
    result = XS[-1]
    for x in reversed(XS[:-1]):
        result = JOIN(x, result)
    return result


@skeleton(
    "list by recursion on its rest",
    "recurs rest first follow right after keep larg smaller turn",
    cost=10,
    XS=given("qsr"),
    KEEP=test("x, rest: True", "x, rest: not rest or x > rest[0]", "x, rest: x not in rest", "x, rest: not rest or x != rest[0]"),
    JOIN=value("x, rest: [x] + rest", "x, rest: [x] + rest[::-1]", "x, rest: [x] + [x + y for y in rest]", "x, rest: rest + [x]"),
)
def list_by_rest(XS, KEEP, JOIN):
    result = []
    for x in reversed(XS):
        if KEEP(x, result):
            result = JOIN(x, result)
    return result
