"""Loops that keep one value and change it with each element."""

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
    "running values",
    "running cumulat prefix rolling accumul so far",
    cost=7,
    XS=given("qsr"),
    STEP=value("best, x: max(best, x)", "best, x: best + x", "best, x: min(best, x)", "best, x: best * x"),
)
def running(XS, STEP):
    result = []
    for x in XS:
        result.append(STEP(result[-1], x) if result else x)
    return result
