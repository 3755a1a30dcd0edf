"""A list that is built by looking at what it holds already: duplicates, stacks, counts."""

import collections

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "kept by what is kept already",
    "duplic uniq distinct remov order dedup first only keep preserv once increas most repeat",
    cost=7,
    XS=given("qsr"),
    KEEP=test(
        "kept, x: x not in kept",
        "kept, x: not kept or x != kept[-1]",
        "kept, x: not kept or x > kept[-1]",
        "kept, x: not kept or x >= kept[-1]",
        "kept, x: kept.count(x) < 2",
    ),
)
def kept(XS, KEEP):
    kept = []
    for x in XS:
        if KEEP(kept, x):
            kept.append(x)
    return kept


@skeleton(
    "first of each key",
    "duplic uniq distinct key dedup first ignor case same insensitiv",
    cost=8,
    XS=given("q"),
    KEY=value("x: x.lower()", "x: x[0]", "x: tuple(sorted(x))", "x: len(x)", "x: abs(x)", "x: str(x)"),
)
def first_of_each(XS, KEY):
    first = {}
    for x in XS:
        first.setdefault(KEY(x), x)
    return list(first.values())


@skeleton(
    "by how often each occurs",
    "once twice occur appear uniq repeat duplic non-repeat more than frequen single only least times count unpaired majority",
    cost=6,
    XS=given("c"),
    KEEP=test("x, count: count == 1", "x, count: count > 1", "x, count: count % 2 == 1", "x, count: count == x", "x, count: count >= x"),
)
def by_count(XS, KEEP):
    counts = collections.Counter(XS)
    return [x for x, count in counts.items() if KEEP(x, count)]


@skeleton(
    "first repeated",
    "first repeat duplic twice again second seen occur",
    cost=7,
    XS=given("qs"),
    KEY=value("x: x", "x: x.lower()", only=True),
    MISSING=const(None, -1),
)
def first_repeated(XS, KEY, MISSING):
    seen = set()
    found = MISSING
    for x in XS:
        if KEY(x) in seen:
            found = x
            break
        seen.add(KEY(x))
    return found


@skeleton(
    "multisets",
    "multiset common intersect counter repeat duplic difference union both shared letters occurrenc missing",
    cost=8,
    FIRST=given("qs"),
    SECOND=given("qs"),
    JOIN=value(
        "first, second: first & second",
        "first, second: first - second",
        "first, second: first | second",
        "first, second: first + second",
        only=True,
    ),
)
def multisets(FIRST, SECOND, JOIN):
    counts = JOIN(collections.Counter(FIRST), collections.Counter(SECOND))
    return list(counts.elements())


@skeleton(
    "in one of two but not both",
    "symmetric differ uncommon only one either not both exclusive unique",
    cost=8,
    FIRST=given("qs"),
    SECOND=given("qs"),
)
def in_one(FIRST, SECOND):
    return [x for x in FIRST if x not in SECOND] + [x for x in SECOND if x not in FIRST]


@skeleton(
    "in all of several",
    "common all intersect every list share each nested union any",
    cost=8,
    GROUPS=given("q"),
    JOIN=value("common, group: common & group", "common, group: common | group", "common, group: common ^ group", only=True),
)
def in_all(GROUPS, JOIN):
    common = set(GROUPS[0])
    for group in GROUPS[1:]:
        common = JOIN(common, set(group))
    return common


@skeleton(
    "count of each earlier occurrence",
    "occurrenc nth time number duplicate rename suffix far index copy",
    cost=9,
    XS=given("qs"),
    VALUE=value(
        "x, times: times + 1",
        "x, times: times",
        "x, times: f'{x}{times}' if times else x",
        "x, times: f'{x}_{times}' if times else x",
        "x, times: f'{x}({times})' if times else x",
    ),
)
def numbered_again(XS, VALUE):
    counts = collections.Counter()
    result = []
    for x in XS:
        result.append(VALUE(x, counts[x]))
        counts[x] += 1
    return result
