"""All ways to choose from a collection, kept by a test."""

import itertools

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "pairs that hold",
    "pair two combin count find sum differ any distinct every closest number good",
    cost=7,
    XS=given("qser"),
    KEEP=test("x, y: True", "x, y: x + y == 0", "x, y: x == y", "x, y: x < y", "x, y: (x + y) % 2 == 0"),
    VALUE=value("x, y: (x, y)", "x, y: x + y", "x, y: abs(x - y)", "x, y: x * y", "x, y: [x, y]", "x, y: x ^ y"),
)
def pairs(XS, KEEP, VALUE):
    return [VALUE(x, y) for x, y in itertools.combinations(XS, 2) if KEEP(x, y)]


@skeleton(
    "positions of pairs that hold",
    "pair index indices position two count good",
    cost=8,
    XS=given("qs"),
    KEEP=test("x, y: x + y == 0", "x, y: x == y", "x, y: x > y", "x, y: abs(x - y) <= 1"),
    FOUND=value("i, j: (i, j)", "i, j: [i, j]", "i, j: j - i", only=True),
)
def pair_positions(XS, KEEP, FOUND):
    found = []
    for j, y in enumerate(XS):
        for i in range(j):
            if KEEP(XS[i], y):
                found.append(FOUND(i, j))
    return found


@skeleton(
    "triples that hold",
    "triple triplet three combin sum count find zero",
    cost=8,
    XS=given("qser"),
    KEEP=test("x, y, z: x + y + z == 0", "x, y, z: x < y < z", "x, y, z: x ** 2 + y ** 2 == z ** 2", "x, y, z: x + y > z"),
    VALUE=value("x, y, z: (x, y, z)", "x, y, z: [x, y, z]", "x, y, z: x + y + z", "x, y, z: x * y * z"),
)
def triples(XS, KEEP, VALUE):
    return [VALUE(x, y, z) for x, y, z in itertools.combinations(XS, 3) if KEEP(x, y, z)]


@skeleton(
    "combinations of some size",
    "combin choose select size subset ways group possible",
    cost=7,
    XS=given("qser"),
    SIZE=given("i"),
    KEEP=test("chosen: True", "chosen: sum(chosen) == 0", "chosen: sum(chosen) % 2 == 0"),
    VALUE=value("chosen: chosen", "chosen: list(chosen)", "chosen: sum(chosen)", "chosen: ''.join(chosen)", "chosen: set(chosen)"),
)
def combinations(XS, SIZE, KEEP, VALUE):
    return [VALUE(chosen) for chosen in itertools.combinations(XS, SIZE) if KEEP(chosen)]


@skeleton(
    "subsets",
    "subset power combin all possible any sum subsequence select number target",
    cost=8,
    XS=given("qser"),
    SMALLEST=const(0, 1, mined=False),
    KEEP=test("chosen: True", "chosen: sum(chosen) == 0", "chosen: sum(chosen) > 0"),
    VALUE=value("chosen: list(chosen)", "chosen: chosen", "chosen: sum(chosen)", "chosen: ''.join(chosen)", "chosen: set(chosen)"),
)
def subsets(XS, SMALLEST, KEEP, VALUE):
    result = []
    for size in range(SMALLEST, len(XS) + 1):
        for chosen in itertools.combinations(XS, size):
            if KEEP(chosen):
                result.append(VALUE(chosen))
    return result


@skeleton(
    "permutations",
    "permut arrang order all possible anagram rearrang every next",
    cost=7,
    XS=given("qs"),
    KEEP=test("order: True", "order: order[0] < order[-1]", "order: order == order[::-1]"),
    VALUE=value("order: list(order)", "order: ''.join(order)", "order: order", "order: int(''.join(map(str, order)))"),
)
def permutations(XS, KEEP, VALUE):
    return [VALUE(order) for order in itertools.permutations(XS) if KEEP(order)]


@skeleton(
    "pairs across two collections",
    "pair product cartesian every each two both combin across all cross match",
    cost=7,
    FIRST=given("qser"),
    SECOND=given("qser"),
    KEEP=test("x, y: True", "x, y: x == y", "x, y: x != y", "x, y: x < y"),
    VALUE=value("x, y: (x, y)", "x, y: x + y", "x, y: x * y", "x, y: abs(x - y)", "x, y: [x, y]"),
)
def across(FIRST, SECOND, KEEP, VALUE):
    return [VALUE(x, y) for x in FIRST for y in SECOND if KEEP(x, y)]


@skeleton(
    "choices with repetition",
    "product combin all possible string length binary sequence password repetition every dice roll code",
    cost=8,
    XS=given("qsr"),
    SIZE=given("i"),
    KEEP=test("chosen: True", "chosen: sum(chosen) == 0", "chosen: len(set(chosen)) > 1"),
    VALUE=value("chosen: chosen", "chosen: list(chosen)", "chosen: ''.join(chosen)", "chosen: sum(chosen)"),
)
def repeated_choices(XS, SIZE, KEEP, VALUE):
    return [VALUE(chosen) for chosen in itertools.product(XS, repeat=SIZE) if KEEP(chosen)]


@skeleton(
    "one from each",
    "each every group list combin product cartesian one from keypad outfit menu option several",
    cost=8,
    GROUPS=given("q"),
    VALUE=value("chosen: chosen", "chosen: list(chosen)", "chosen: ''.join(chosen)", "chosen: sum(chosen)", "chosen: ' '.join(chosen)"),
)
def one_from_each(GROUPS, VALUE):
    return [VALUE(chosen) for chosen in itertools.product(*GROUPS)]


@skeleton(
    "pairs of numbers up to a limit",
    "pair two number sum product factor square represent integer such that solution equation divisor",
    cost=8,
    FIRST=const(1, 0, 2, mined=False),
    LAST=given("i"),
    KEEP=test("a, b, n: a * b == n", "a, b, n: a + b == n", "a, b, n: a ** 2 + b ** 2 == n", "a, b, n: math.gcd(a, b) == 1"),
    VALUE=value("a, b: (a, b)", "a, b: [a, b]", "a, b: a * b", "a, b: a + b", "a, b: b - a"),
)
def number_pairs(FIRST, LAST, KEEP, VALUE):
    return [VALUE(a, b) for a in range(FIRST, LAST + 1) for b in range(a, LAST + 1) if KEEP(a, b, LAST)]


@skeleton(
    "triples of numbers up to a limit",
    "pythagor triple triplet right triangle three integer side perimeter",
    cost=10,
    LAST=given("i"),
    KEEP=test("a, b, c, n: a * a + b * b == c * c", "a, b, c, n: a + b + c == n and a * a + b * b == c * c", "a, b, c, n: a + b + c == n"),
    VALUE=value("a, b, c: (a, b, c)", "a, b, c: [a, b, c]", "a, b, c: a * b * c", "a, b, c: a + b + c"),
)
def number_triples(LAST, KEEP, VALUE):
    numbers = range(1, LAST + 1)
    return [VALUE(a, b, c) for a, b, c in itertools.combinations_with_replacement(numbers, 3) if KEEP(a, b, c, LAST)]
