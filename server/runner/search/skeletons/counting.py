"""Counting up: the first number that holds, the first few, sums over a range."""

import itertools

from .skeleton import const, given, skeleton, test, value

NUMBER_TESTS = (
    "k: k % 2 == 1",
    "k: str(k) == str(k)[::-1]",
    "k: k > 1 and all(k % d for d in range(2, math.isqrt(k) + 1))",
    "k: bin(k).count('1') % 2 == 1",
    "k: math.isqrt(k) ** 2 == k",
)


@skeleton(
    "first numbers that hold",
    "nth first number sequence kth find term list natural which",
    cost=7,
    COUNT=given("i"),
    START=const(1, 0, 2, mined=False),
    HOLDS=test(*NUMBER_TESTS),
)
def first_numbers(COUNT, START, HOLDS):
    numbers = []
    k = START
    while len(numbers) < COUNT:
        if HOLDS(k):
            numbers.append(k)
        k += 1
    return numbers


@skeleton(
    "smallest number that holds",
    "smallest least minimum lowest number such that first positive which integer divisible required need",
    cost=7,
    HOLDS=test("k: k % 2 == 0", "k: str(k) == str(k)[::-1]", "k: k * k >= 10"),
)
def smallest_number(HOLDS):
    k = 1
    while not HOLDS(k):
        k += 1
    return k


@skeleton(
    "next number that holds",
    "next after following greater larger closest smallest palindrom square prime power multiple",
    cost=7,
    START=given("i"),
    STEP=const(1, -1, mined=False),
    HOLDS=test(*NUMBER_TESTS[1:], "k: k & (k - 1) == 0", "k: len(set(str(k))) == len(str(k))"),
)
def next_number(START, STEP, HOLDS):
    k = START + STEP
    while not HOLDS(k):
        k += STEP
    return k


@skeleton(
    "nearest number that holds",
    "nearest closest number multiple round palindrom square prime",
    cost=10,
    N=given("i"),
    HOLDS=test(*NUMBER_TESTS[1:], "k: k & (k - 1) == 0"),
)
def nearest_number(N, HOLDS):
    return next(k for distance in itertools.count() for k in (N - distance, N + distance) if HOLDS(k))


@skeleton(
    "sum over a range",
    "sum series term range first harmonic square cube natural number formula total odd even",
    cost=7,
    FIRST=const(1, 0, 2),
    LAST=given("i"),
    KEEP=test("k: True", "k: k % 2 == 1", "k: k % 2 == 0", "k: k % 3 == 0 or k % 5 == 0"),
    TERM=value(
        "k, n: k",
        "k, n: k ** 2",
        "k, n: 1 / k",
        "k, n: k ** 3",
        "k, n: k * (k + 1)",
        "k, n: k * (n - k)",
        "k, n: k ** k",
        "k, n: 2 ** k",
        "k, n: (-1) ** (k + 1) * k",
    ),
)
def series(FIRST, LAST, KEEP, TERM):
    return sum(TERM(k, LAST) for k in range(FIRST, LAST + 1) if KEEP(k))


@skeleton(
    "a number for each of a range",
    "list each number range fizz buzz map from every index string pattern",
    cost=7,
    FIRST=const(1, 0, mined=False),
    LAST=given("i"),
    KEEP=test("k: True", "k: k % 2 == 1", "k: k % 2 == 0"),
    TERM=value(
        "k, n: str(k)",
        "k, n: k ** 2",
        "k, n: '*' * k",
        "k, n: k if k % 2 == 1 else k ** 2",
        "k, n: str(k) * k",
    ),
)
def each_of_range(FIRST, LAST, KEEP, TERM):
    return [TERM(k, LAST) for k in range(FIRST, LAST + 1) if KEEP(k)]


@skeleton(
    "numbers that are missing",
    "missing absent lost gap range complete not present disappear first smallest positive",
    cost=7,
    XS=given("qe"),
    FIRST=value("xs: 1", "xs: min(xs)", "xs: 0", only=True),
    LAST=value("xs: max(xs)", "xs: len(xs) + 1", "xs: len(xs)", only=True),
)
def missing_numbers(XS, FIRST, LAST):
    return [k for k in range(FIRST(XS), LAST(XS) + 1) if k not in XS]
