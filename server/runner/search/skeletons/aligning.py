"""Dynamic programming over two sequences."""

from .skeleton import const, given, skeleton, value


@skeleton(
    "longest common subsequence",
    "longest common subsequence shared lcs supersequence",
    cost=7,
    FIRST=given("slt"),
    SECOND=given("slt"),
)
def common_subsequence(FIRST, SECOND):
    previous = [FIRST[:0]] * (len(SECOND) + 1)
    for i, x in enumerate(FIRST):
        row = [FIRST[:0]]
        for j, y in enumerate(SECOND):
            if x == y:
                row.append(previous[j] + FIRST[i : i + 1])
            else:
                row.append(max(previous[j + 1], row[j], key=len))
        previous = row
    return previous[-1]


@skeleton(
    "longest common stretch",
    "longest common substring subarray shared contiguous repeat",
    cost=7,
    FIRST=given("slt"),
    SECOND=given("slt"),
)
def common_stretch(FIRST, SECOND):
    longest = FIRST[:0]
    previous = [0] * (len(SECOND) + 1)
    for i, x in enumerate(FIRST, 1):
        row = [0]
        for j, y in enumerate(SECOND):
            row.append(previous[j] + 1 if x == y else 0)
            if row[-1] > len(longest):
                longest = FIRST[i - row[-1] : i]
        previous = row
    return longest


@skeleton(
    "edit distance",
    "edit distance levenshtein similar insert delet replac operation transform convert",
    cost=7,
    FIRST=given("slt"),
    SECOND=given("slt"),
    REPLACING=const(1, 2, mined=False),
)
def edit_distance(FIRST, SECOND, REPLACING):
    previous = list(range(len(SECOND) + 1))
    for i, x in enumerate(FIRST, 1):
        row = [i]
        for j, y in enumerate(SECOND):
            if x == y:
                row.append(previous[j])
            else:
                row.append(min(previous[j] + REPLACING, previous[j + 1] + 1, row[j] + 1))
        previous = row
    return previous[-1]


@skeleton(
    "count of common subsequences",
    "distinct subsequence occur ways times appear within",
    cost=10,
    LONG=given("slt"),
    SHORT=given("slt"),
)
def subsequence_count(LONG, SHORT):
    ways = [1] + [0] * len(SHORT)
    for x in LONG:
        for j in range(len(SHORT) - 1, -1, -1):
            if SHORT[j] == x:
                ways[j + 1] += ways[j]
    return ways[-1]


@skeleton(
    "best alignment of two sequences",
    "dot align warp match score needleman path",
    cost=11,
    FIRST=given("qs"),
    SECOND=given("qs"),
    SCORE=value("x, y: 1 if x == y else -1", "x, y: x * y", "x, y: -abs(x - y)"),
    GAP=const(-1, 0, -2, mined=False),
)
def best_alignment(FIRST, SECOND, SCORE, GAP):
    previous = [GAP * j for j in range(len(SECOND) + 1)]
    for x in FIRST:
        row = [previous[0] + GAP]
        for j, y in enumerate(SECOND):
            row.append(max(previous[j] + SCORE(x, y), previous[j + 1] + GAP, row[j] + GAP))
        previous = row
    return previous[-1]
