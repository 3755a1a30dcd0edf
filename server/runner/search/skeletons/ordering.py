"""Sorting by keys, ranks, the largest and smallest, and repeated combination of the smallest."""

import heapq

from .skeleton import given, skeleton, test, value


@skeleton(
    "sort by a key, then by another",
    "sort order rank tie length then alphabet descend frequen break second key",
    cost=8,
    XS=given("qser"),
    KEY=value("x: len(x)", "x: -x[1]", "x: -len(x)", "x: x[1]", "x: abs(x)", "x: x % 2", "x: x[-1]", "x: sum(x)", "x: bin(x).count('1')"),
    TIE=value("x: x", "x: -x", "x: x[0]", "x: -x[0]", "x: x.lower()"),
)
def by_two_keys(XS, KEY, TIE):
    return sorted(XS, key=lambda x: (KEY(x), TIE(x)))


@skeleton(
    "rearrange only those that hold",
    "sort only position even odd index revers leave keep place remain vowel letter others third",
    cost=9,
    XS=given("lts"),
    MOVES=test(
        "i, x: i % 2 == 0",
        "i, x: x % 2 == 0",
        "i, x: i % 2 == 1",
        "i, x: x % 2 == 1",
        "i, x: i % 3 == 0",
        "i, x: x.isalpha()",
        "i, x: x > 0",
    ),
    ORDER=value("chosen: sorted(chosen)", "chosen: chosen[::-1]", "chosen: sorted(chosen, reverse=True)", only=True),
)
def rearranged(XS, MOVES, ORDER):
    chosen = [x for i, x in enumerate(XS) if MOVES(i, x)]
    moved = iter(ORDER(chosen))
    return [next(moved) if MOVES(i, x) else x for i, x in enumerate(XS)]


@skeleton(
    "rank of each",
    "rank place position standing order compress medal leaderboard",
    cost=8,
    XS=given("q"),
    ORDER=value("xs: sorted(set(xs))", "xs: sorted(set(xs), reverse=True)", "xs: sorted(xs)", "xs: sorted(xs, reverse=True)", only=True),
    RANK=value("x, ordered: ordered.index(x) + 1", "x, ordered: ordered.index(x)"),
)
def ranks(XS, ORDER, RANK):
    ordered = ORDER(XS)
    return [RANK(x, ordered) for x in XS]


@skeleton(
    "positions in sorted order",
    "argsort index position order sort indices permutation",
    cost=8,
    XS=given("lts"),
    KEY=value("x: x", "x: -x", "x: len(x)", "x: -len(x)"),
)
def sorted_positions(XS, KEY):
    return sorted(range(len(XS)), key=lambda i: KEY(XS[i]))


@skeleton(
    "largest or smallest few",
    "largest smallest top most least highest lowest heap closest near first",
    cost=8,
    XS=given("qer"),
    COUNT=given("i"),
    KEY=value("x: x", "x: -x", "x: len(x)", "x: abs(x)", "x: x[1]", "x: -x[1]", "x: sum(x)"),
)
def smallest_few(XS, COUNT, KEY):
    return heapq.nsmallest(COUNT, XS, key=lambda x: KEY(x))


@skeleton(
    "combine the smallest two until one is left",
    "combine smallest merge cost rope stick heap huffman connect minimum total",
    cost=10,
    XS=given("qe"),
    JOIN=value("one, other: one + other", "one, other: 2 * (one + other)", "one, other: one + 2 * other"),
)
def combined_smallest(XS, JOIN):
    heap = list(XS)
    heapq.heapify(heap)
    total = 0
    while len(heap) > 1:
        joined = JOIN(heapq.heappop(heap), heapq.heappop(heap))
        total += joined
        heapq.heappush(heap, joined)
    return total


@skeleton(
    "change the largest again and again",
    "largest smash stone heap last remaining pile remove halve repeatedly operation",
    cost=10,
    XS=given("qe"),
    CHANGED=value("most, second: most - second", "most, second: (most + second) // 2", "most, second: most + second"),
)
def combined_largest(XS, CHANGED):
    rest = sorted(XS)
    while len(rest) > 1:
        most, second = rest.pop(), rest.pop()
        rest.append(CHANGED(most, second))
        rest.sort()
    return rest


@skeleton(
    "swaps of a bubble sort",
    "swap bubble inversion sort number adjacent count minimum",
    cost=9,
    XS=given("lts"),
    WRONG=test("x, y: x > y", "x, y: x < y", only=True),
)
def inversions(XS, WRONG):
    pairs = []
    for i, x in enumerate(XS):
        for y in XS[i + 1 :]:
            if WRONG(x, y):
                pairs.append((x, y))
    return pairs
