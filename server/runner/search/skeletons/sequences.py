"""Terms of sequences, and a value that is changed again and again."""

import functools

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "term from the two before",
    "fibonacci lucas term nth n-th sequence recurrence stair ways climb tiling pell",
    cost=6,
    FIRST=const(0, 1, 2, mined=False),
    SECOND=const(1, 2, 3, 0, mined=False),
    N=given("i"),
    NEXT=value("a, b: a + b", "a, b: a + 2 * b", "a, b: 2 * a + b"),
)
def two_before(FIRST, SECOND, N, NEXT):
    a, b = FIRST, SECOND
    for _ in range(N):
        a, b = b, NEXT(a, b)
    return a


@skeleton(
    "terms from those before",
    "fibonacci tribonacci sequence term list first recurrence series padovan generate jacobsthal catalan",
    cost=8,
    COUNT=given("i"),
    FIRST=const((0, 1), (1, 1), (0, 0, 1), (1, 1, 1), (0, 1, 1), (1, 2), (2, 1), (1, 3), (0, 0, 0, 1), (1,), (0,), mined=False),
    NEXT=value(
        "terms, n: terms[-1] + terms[-2]",
        "terms, n: sum(terms[-3:])",
        "terms, n: sum(terms[-4:])",
        "terms, n: terms[-2] + terms[-3]",
        "terms, n: sum(terms)",
        "terms, n: terms[-1] + n",
        "terms, n: terms[-1] + 2 * terms[-2]",
        "terms, n: 2 * terms[-1] + terms[-2]",
        "terms, n: n - terms[terms[-1]]",
        "terms, n: sum(x * y for x, y in zip(terms, reversed(terms)))",
    ),
)
def terms(COUNT, FIRST, NEXT):
    terms = list(FIRST)
    while len(terms) <= COUNT:
        terms.append(NEXT(terms, len(terms)))
    return terms[:COUNT]


@skeleton(
    "term of a recurrence",
    "fibonacci tribonacci term nth n-th recurrence sequence recursion number padovan",
    cost=8,
    N=given("i"),
    FIRST=const((0, 1), (1, 1), (0, 0, 1), (1, 1, 1), (0, 1, 1), (1, 2), (2, 1), (1, 3), (3, 0, 2), (0, 0, 2, 0), (1,), (0,), mined=False),
    NEXT=value(
        "terms, n: terms[-1] + terms[-2]",
        "terms, n: sum(terms[-3:])",
        "terms, n: sum(terms[-4:])",
        "terms, n: terms[-2] + terms[-3]",
        "terms, n: terms[-1] + 2 * terms[-2]",
        "terms, n: 2 * terms[-1] + terms[-2]",
        "terms, n: n * terms[-1]",
        "terms, n: n - terms[terms[-1]]",
        "terms, n: (n - 1) * (terms[-1] + terms[-2])",
        "terms, n: sum(x * y for x, y in zip(terms, reversed(terms)))",
    ),
)
def term(N, FIRST, NEXT):
    terms = list(FIRST)
    while len(terms) <= N:
        terms.append(NEXT(terms, len(terms)))
    return terms[N]


@skeleton(
    "terms up to a limit",
    "fibonacci sequence limit below less than exceed even sum power",
    cost=8,
    LIMIT=given("n"),
    FIRST=const(0, 1, mined=False),
    SECOND=const(1, 2, mined=False),
    KEEP=test("a: True", "a: a % 2 == 0", "a: a % 2 == 1"),
    NEXT=value("a, b: a + b", "a, b: 2 * b", "a, b: a + 2 * b"),
)
def terms_up_to(LIMIT, FIRST, SECOND, KEEP, NEXT):
    a, b = FIRST, SECOND
    terms = []
    while a <= LIMIT:
        if KEEP(a):
            terms.append(a)
        a, b = b, NEXT(a, b)
    return terms


@skeleton(
    "recursion with memo",
    "recurs sequence define term nth hofstadter moser half third ways f(n)",
    cost=10,
    N=given("i"),
    SMALL=test("n: n < 2", "n: n < 1", "n: n <= 2"),
    BASE=value("n: n", "n: 1", "n: 0", only=True),
    PARTS=value(
        "n: (n - 1, n - 2)",
        "n: (n // 2,)",
        "n: (n // 2, n // 3, n // 4)",
        "n: (n - 1, n - 3)",
    ),
    JOIN=value(
        "n, parts: sum(parts)",
        "n, parts: max(n, sum(parts))",
        "n, parts: n + sum(parts)",
        "n, parts: 1 + min(parts)",
    ),
)
def remembered(N, SMALL, BASE, PARTS, JOIN):
    @functools.lru_cache(maxsize=None)
    def solve(n):
        if SMALL(n):
            return BASE(n)
        return JOIN(n, [solve(part) for part in PARTS(n)])

    return solve(N)


@skeleton(
    "a value changed some times",
    "repeat times after iteration generation year month step double growth compound interest population apply",
    cost=8,
    START=given("n"),
    TIMES=given("i"),
    NEXT=value("x, i: x * 2", "x, i: x + i", "x, i: x * i", "x, i: x + 1", "x, i: x / 2"),
)
def changed_times(START, TIMES, NEXT):
    x = START
    for i in range(1, TIMES + 1):
        x = NEXT(x, i)
    return x


@skeleton(
    "a progression",
    "progression arithmetic geometric sequence first term ratio common list start step growth each year pile",
    cost=8,
    START=given("n"),
    COUNT=given("i"),
    NEXT=value("x, i: x + 2", "x, i: x * 2", "x, i: x + i", "x, i: x - 1", "x, i: x * i"),
)
def progression(START, COUNT, NEXT):
    terms = [START]
    for i in range(1, COUNT):
        terms.append(NEXT(terms[-1], i))
    return terms


@skeleton(
    "values until one holds",
    "collatz hailstone sequence step until repeat single digit root persistence halve reduce become reach while number",
    cost=8,
    N=given("n"),
    GOES=test("n: n != 1", "n: n > 9", "n: n > 0", "n: n > 1"),
    NEXT=value(
        "n: n // 2 if n % 2 == 0 else 3 * n + 1",
        "n: sum(int(digit) for digit in str(n))",
        "n: math.prod(int(digit) for digit in str(n))",
        "n: n // 2",
        "n: n - 1",
        "n: n / 2",
        "n: n // 2 if n % 2 == 0 else n - 1",
        "n: n - sum(int(digit) for digit in str(n))",
    ),
)
def until(N, GOES, NEXT):
    values = [N]
    while GOES(values[-1]):
        values.append(NEXT(values[-1]))
    return values


@skeleton(
    "values until one repeats",
    "happy cycle loop repeat until seen again number sequence kaprekar",
    cost=9,
    N=given("n"),
    NEXT=value(
        "n: sum(int(digit) ** 2 for digit in str(n))",
        "n: n * n % 100",
        "n: int(''.join(sorted(str(n), reverse=True))) - int(''.join(sorted(str(n))))",
        "n: n // 2 if n % 2 == 0 else 3 * n + 1",
    ),
)
def until_repeated(N, NEXT):
    values = []
    n = N
    while n not in values:
        values.append(n)
        n = NEXT(n)
    return values


@skeleton(
    "look and say",
    "look say count run sequence term describe read",
    cost=11,
    START=const("1", mined=False),
    TIMES=given("i"),
    SAID=value("digit, count: f'{count}{digit}'", "digit, count: f'{digit}{count}'", only=True),
)
def look_and_say(START, TIMES, SAID):
    text = START
    for _ in range(1, TIMES):
        said = ""
        count = 0
        for digit, after in zip(text, text[1:] + " "):
            count += 1
            if digit != after:
                said += SAID(digit, count)
                count = 0
        text = said
    return text
