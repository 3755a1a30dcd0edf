"""Divisors, multiples and primes."""

import math

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "divisors",
    "divisor factor proper divid perfect abundant deficient multiple aliquot",
    cost=8,
    N=given("i"),
    KEEP=test(
        "d, n: True",
        "d, n: d < n",
        "d, n: d > 1",
        "d, n: 1 < d < n",
        "d, n: d % 2 == 1",
        "d, n: d % 2 == 0",
        "d, n: math.gcd(d, n // d) == 1",
    ),
)
def divisors(N, KEEP):
    return [d for d in range(1, N + 1) if N % d == 0 if KEEP(d, N)]


@skeleton(
    "numbers by their divisors",
    "perfect abundant deficient divisor",
    cost=9,
    NUMBERS=given("qr"),
    KEEP=test(
        "n, divisors: sum(divisors) == n",
        "n, divisors: sum(divisors) > n",
        "n, divisors: len(divisors) == 1",
        "n, divisors: len(divisors) % 2 == 0",
    ),
    VALUE=value("n, divisors: n", "n, divisors: sum(divisors)", "n, divisors: len(divisors) + 1"),
)
def by_divisors(NUMBERS, KEEP, VALUE):
    result = []
    for n in NUMBERS:
        divisors = [d for d in range(1, n) if n % d == 0]
        if KEEP(n, divisors):
            result.append(VALUE(n, divisors))
    return result


@skeleton(
    "common divisors or multiples",
    "common divisor factor shared coprime",
    cost=8,
    A=given("i"),
    B=given("i"),
    KEEP=test("d, a, b: a % d == 0 and b % d == 0", "d, a, b: d % a == 0 and d % b == 0", "d, a, b: d % a == 0 or d % b == 0", only=True),
)
def common_divisors(A, B, KEEP):
    return [d for d in range(1, A + 1) if KEEP(d, A, B)]


@skeleton(
    "simplified fraction",
    "fraction simplif reduce lowest numerator denominator ratio aspect",
    cost=8,
    TOP=given("i"),
    BOTTOM=given("i"),
    VALUE=value(
        "top, bottom: (top, bottom)",
        "top, bottom: f'{top}/{bottom}'",
        "top, bottom: [top, bottom]",
        "top, bottom: f'{top}:{bottom}'",
        only=True,
    ),
)
def lowest_terms(TOP, BOTTOM, VALUE):
    divisor = math.gcd(TOP, BOTTOM)
    return VALUE(TOP // divisor, BOTTOM // divisor)


@skeleton(
    "sum of fractions",
    "fraction numerator denominator rational subtract multiply",
    cost=10,
    A=given("q"),
    B=given("q"),
    TOP=value("a, b, c, d: a * d + b * c", "a, b, c, d: a * d - b * c", "a, b, c, d: a * c", only=True),
)
def fraction_sum(A, B, TOP):
    (a, b), (c, d) = A, B
    top, bottom = TOP(a, b, c, d), b * d
    divisor = math.gcd(top, bottom)
    return (top // divisor, bottom // divisor)


@skeleton(
    "whether a number is prime",
    "prime",
    cost=8,
    N=given("i"),
)
def is_prime(N):
    return N > 1 and all(N % d for d in range(2, math.isqrt(N) + 1))


@skeleton(
    "primes among numbers",
    "prime filter composite",
    cost=8,
    NUMBERS=given("qer"),
    KEEP=test("n, prime: prime", "n, prime: not prime", "n, prime: n > 1 and not prime"),
)
def primes(NUMBERS, KEEP):
    def is_prime(n):
        return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))

    return [n for n in NUMBERS if KEEP(n, is_prime(n))]


@skeleton(
    "first primes",
    "prime nth",
    cost=8,
    COUNT=given("i"),
)
def first_primes(COUNT):
    primes = []
    n = 2
    while len(primes) < COUNT:
        if all(n % prime for prime in primes):
            primes.append(n)
        n += 1
    return primes


@skeleton(
    "next prime",
    "prime following larger closest previous",
    cost=8,
    N=given("i"),
    STEP=value("n: n + 1", "n: n - 1", only=True),
)
def next_prime(N, STEP):
    n = STEP(N)
    while n > 1 and any(n % d == 0 for d in range(2, math.isqrt(n) + 1)):
        n = STEP(n)
    return n


@skeleton(
    "primes at positions",
    "prime",
    cost=10,
    XS=given("qs"),
    PLACE=value("i: i", "i: i + 1", only=True),
)
def at_prime_positions(XS, PLACE):
    def is_prime(n):
        return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))

    return [x for i, x in enumerate(XS) if is_prime(PLACE(i))]


@skeleton(
    "sieve",
    "prime sieve eratosthenes",
    cost=9,
    LIMIT=given("i"),
)
def sieve(LIMIT):
    is_prime = [False, False] + [True] * (LIMIT - 1)
    for n in range(2, LIMIT + 1):
        if is_prime[n]:
            for multiple in range(n * n, LIMIT + 1, n):
                is_prime[multiple] = False
    return [n for n in range(2, LIMIT + 1) if is_prime[n]]


@skeleton(
    "prime factors",
    "prime factor decompos factoriz distinct semiprime",
    cost=8,
    N=given("i"),
)
def prime_factors(N):
    factors = []
    n, d = N, 2
    while d * d <= n:
        while n % d == 0:
            factors.append(d)
            n //= d
        d += 1
    if n > 1:
        factors.append(n)
    return factors


@skeleton(
    "prime factors with their exponents",
    "prime factor exponent power factoriz decompos multiplicity dict",
    cost=8,
    N=given("i"),
    SHAPE=value(
        "powers: powers",
        "powers: list(powers.items())",
        "powers: [list(power) for power in powers.items()]",
        "powers: '*'.join(f'{d}^{times}' if times > 1 else f'{d}' for d, times in powers.items())",
        "powers: '(' + ')('.join(f'{d}**{times}' if times > 1 else f'{d}' for d, times in powers.items()) + ')'",
    ),
)
def prime_powers(N, SHAPE):
    powers = {}
    n, d = N, 2
    while n > 1:
        while n % d == 0:
            powers[d] = powers.get(d, 0) + 1
            n //= d
        d += 1
    return SHAPE(powers)


@skeleton(
    "pairs of primes",
    "prime pair twin goldbach difference",
    cost=10,
    LIMIT=given("i"),
    KEEP=test("p, q, n: p + q == n", "p, q, n: q - p == 2", "p, q, n: p * q == n", "p, q, n: p * q <= n"),
    VALUE=value("p, q: (p, q)", "p, q: [p, q]", "p, q: p * q", only=True),
)
def prime_pairs(LIMIT, KEEP, VALUE):
    primes = [n for n in range(2, LIMIT + 1) if all(n % d for d in range(2, math.isqrt(n) + 1))]
    return [VALUE(p, q) for p in primes for q in primes if p <= q and KEEP(p, q, LIMIT)]


@skeleton(
    "how often one number divides another",
    "power divid exponent times factor trailing zero valuation perfect logarithm repeatedly part",
    cost=8,
    N=given("i"),
    BASE=value("n: 2", "n: 10", "n: 3", "n: 5"),
    SHAPE=value("times, rest: times", "times, rest: rest", "times, rest: rest == 1", only=True),
)
def multiplicity(N, BASE, SHAPE):
    times = 0
    rest = N
    while rest > 1 and rest % BASE(N) == 0:
        rest //= BASE(N)
        times += 1
    return SHAPE(times, rest)


@skeleton(
    "exact root",
    "root square cube perfect power nth",
    cost=8,
    N=given("i"),
    DEGREE=const(2, 3),
    SHAPE=test("root, exact: exact", only=True),
)
def exact_root(N, DEGREE, SHAPE):
    root = round(abs(N) ** (1 / DEGREE))
    return SHAPE(root, root**DEGREE == abs(N))


@skeleton(
    "perfect powers",
    "perfect power square cube",
    cost=8,
    LOW=const(1, 0),
    HIGH=given("i"),
    POWER=value("k: k ** 2", "k: k ** 3", "k: 2 ** k", "k: k * (k + 1) // 2", "k: 3 ** k", "k: k * (3 * k - 1) // 2"),
)
def powers_up_to(LOW, HIGH, POWER):
    powers = []
    k = LOW
    while POWER(k) <= HIGH:
        powers.append(POWER(k))
        k += 1
    return powers
