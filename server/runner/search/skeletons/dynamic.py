"""Dynamic programming over one sequence or up to one number: each answer from those to smaller questions."""

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "best contiguous stretch",
    "subarray contiguous kadane consecutive stretch",
    cost=7,
    XS=given("qr"),
    GROW=value(
        "current, x: max(x, current + x)",
        "current, x: min(x, current + x)",
        "current, x: max(0, current + x)",
        "current, x: max(x, current * x)",
    ),
    BEST=value("best, current: max(best, current)", "best, current: min(best, current)", only=True),
)
def best_stretch(XS, GROW, BEST):
    best = current = XS[0]
    for x in XS[1:]:
        current = GROW(current, x)
        best = BEST(best, current)
    return best


@skeleton(
    "longest chain, in order",
    "longest increas decreas subsequence chain lis bitonic box stack",
    cost=8,
    XS=given("qs"),
    BEFORE=test(
        "x, y: x < y", "x, y: x <= y", "x, y: x > y", "x, y: x >= y", "x, y: y % x == 0", "x, y: x[1] < y[0]", "x, y: abs(x - y) == 1"
    ),
    WORTH=value("chain: len(chain)", "chain: sum(chain)", only=True),
)
def longest_chain(XS, BEFORE, WORTH):
    chains = []
    for y in XS:
        shorter = [chain for chain in chains if BEFORE(chain[-1], y)]
        chains.append(max(shorter, key=lambda chain: WORTH(chain), default=[]) + [y])
    return max(chains, key=lambda chain: WORTH(chain), default=[])


@skeleton(
    "best choice without neighbours",
    "adjacent non-adjacent rob house neighbo consecutive choose without skip",
    cost=8,
    XS=given("qr"),
    TAKE=value("skipped, x: skipped + x", "skipped, x: skipped * x", only=True),
)
def without_neighbours(XS, TAKE):
    taken = skipped = 0
    for x in XS:
        taken, skipped = TAKE(skipped, x), max(taken, skipped)
    return max(taken, skipped)


@skeleton(
    "ways to reach a total, in order",
    "ways climb stair step compose dice reach tile",
    cost=8,
    TOTAL=given("i"),
    STEPS=const((1, 2), (1, 2, 3), (1, 3), (1, 3, 4), (1, 2, 3, 4, 5, 6), mined=False),
)
def ordered_ways(TOTAL, STEPS):
    ways = [1]
    for total in range(1, TOTAL + 1):
        ways.append(sum(ways[total - step] for step in STEPS if step <= total))
    return ways[TOTAL]


@skeleton(
    "ways to reach a total by given steps",
    "ways combination reach target step permutation",
    cost=9,
    TOTAL=given("i"),
    STEPS=given("qer"),
)
def ordered_ways_by(TOTAL, STEPS):
    ways = [1]
    for total in range(1, TOTAL + 1):
        ways.append(sum(ways[total - step] for step in STEPS if step <= total))
    return ways[TOTAL]


@skeleton(
    "ways to make a total",
    "ways coin combination partition make amount denominat stamp",
    cost=8,
    TOTAL=given("i"),
    PARTS=given("qer"),
)
def ways_to_make(TOTAL, PARTS):
    ways = [1] + [0] * TOTAL
    for part in PARTS:
        for total in range(part, TOTAL + 1):
            ways[total] += ways[total - part]
    return ways[TOTAL]


@skeleton(
    "fewest parts of a total",
    "fewest coin amount make perfect square step denominat",
    cost=8,
    TOTAL=given("i"),
    PARTS=given("qer"),
    IMPOSSIBLE=const(-1, None),
)
def fewest_parts(TOTAL, PARTS, IMPOSSIBLE):
    fewest = {0: 0}
    for total in range(1, TOTAL + 1):
        smaller = [fewest[total - part] for part in PARTS if total - part in fewest]
        if smaller:
            fewest[total] = min(smaller) + 1
    return fewest.get(TOTAL, IMPOSSIBLE)


@skeleton(
    "best worth of a size",
    "rod cut unbounded knapsack price revenue piece profit",
    cost=10,
    SIZE=given("i"),
    PRICES=given("q"),
)
def best_worth(SIZE, PRICES):
    best = [0]
    for size in range(1, SIZE + 1):
        best.append(max(best[size - length] + price for length, price in enumerate(PRICES[:size], 1)))
    return best[SIZE]


@skeleton(
    "knapsack",
    "knapsack weight capacity profit item carry bag load",
    cost=8,
    CAPACITY=given("i"),
    WEIGHTS=given("q"),
    VALUES=given("q"),
)
def knapsack(CAPACITY, WEIGHTS, VALUES):
    best = [0] * (CAPACITY + 1)
    for weight, worth in zip(WEIGHTS, VALUES):
        for room in range(CAPACITY, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + worth)
    return best[CAPACITY]


@skeleton(
    "sums that can be reached",
    "subset reach possible target partition equal half any expression sign difference",
    cost=8,
    XS=given("qr"),
    SUMS=value("total, x: {total, total + x}", "total, x: {total + x, total - x}", "total, x: {total, total + x, total - x}", only=True),
)
def reachable_sums(XS, SUMS):
    totals = {0}
    for x in XS:
        totals = {other for total in totals for other in SUMS(total, x)}
    return totals


@skeleton(
    "number of choices for each sum",
    "ways subset target sign assign plus minus dice expression",
    cost=9,
    XS=given("qr"),
    TARGET=given("i"),
    SUMS=value("total, x: (total, total + x)", "total, x: (total + x, total - x)", "total, x: range(total + 1, total + x + 1)", only=True),
)
def choices_for_sum(XS, TARGET, SUMS):
    ways = {0: 1}
    for x in XS:
        longer = {}
        for total, count in ways.items():
            for other in SUMS(total, x):
                longer[other] = longer.get(other, 0) + count
        ways = longer
    return ways.get(TARGET, 0)


@skeleton(
    "cheapest way to the end",
    "cost climb stair jump step cheapest energy end frog pay",
    cost=9,
    XS=given("q"),
    COST=value("best, x, before: x + best", "best, x, before: best + abs(x - before)", "best, x, before: best + before", only=True),
)
def cheapest_way(XS, COST):
    best = [0]
    for i in range(1, len(XS)):
        best.append(min(COST(best[j], XS[i], XS[j]) for j in range(max(0, i - 2), i)))
    return best


@skeleton(
    "ways to cut into parts that hold",
    "word break segment decode ways partition cut split dictionary parts palindrome",
    cost=9,
    TEXT=given("slt"),
    ALLOWED=test("part: part == part[::-1]", "part: part[0] != '0' and int(part) <= 26", "part: len(set(part)) == len(part)"),
)
def ways_to_cut(TEXT, ALLOWED):
    ways = [1]
    for end in range(1, len(TEXT) + 1):
        ways.append(sum(ways[start] for start in range(end) if ALLOWED(TEXT[start:end])))
    return ways[-1]


@skeleton(
    "fewest parts that hold",
    "cut split fewest partition palindrome part segment unique group",
    cost=9,
    TEXT=given("slt"),
    ALLOWED=test("part: part == part[::-1]", "part: len(set(part)) == len(part)"),
)
def fewest_cuts(TEXT, ALLOWED):
    fewest = [0]
    for end in range(1, len(TEXT) + 1):
        fewest.append(1 + min(fewest[start] for start in range(end) if ALLOWED(TEXT[start:end])))
    return fewest[-1]


@skeleton(
    "longest palindromic subsequence",
    "longest palindrom subsequence delet insert",
    cost=9,
    XS=given("slt"),
)
def palindromic_subsequence(XS):
    best = [XS[:0]] * (len(XS) + 1)
    for end in range(len(XS)):
        longer = [XS[:0]] * (len(XS) + 1)
        longer[end] = XS[end : end + 1]
        for start in range(end - 1, -1, -1):
            if XS[start] == XS[end]:
                longer[start] = XS[start : start + 1] + best[start + 1] + XS[end : end + 1]
            else:
                longer[start] = max(best[start], longer[start + 1], key=len)
        best = longer
    return best[0]
