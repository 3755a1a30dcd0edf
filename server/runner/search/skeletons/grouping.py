"""Elements collected or counted by a key."""

import collections
import re

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "group by key",
    "group same categor bucket partition classif collect index anagram key cluster organi",
    cost=6,
    XS=given("c"),
    KEEP=test("x: True"),
    KEY=value("x: len(x)", "x: x[0]", "x: ''.join(sorted(x))", "x: x[0].lower()", "x: x[1]", "x: x % 2", "x: type(x).__name__"),
    MEMBER=value("x: x", "x: x[1]", "x: x[0]"),
)
def grouped(XS, KEEP, KEY, MEMBER):
    groups = {}
    for item in XS:
        if KEEP(item):
            groups.setdefault(KEY(item), []).append(MEMBER(item))
    return groups


@skeleton(
    "one value for each group",
    "group average mean total sum per each by categor max min highest best aggregat summar",
    cost=8,
    XS=given("c"),
    KEY=value("x: x[0]", "x: x[1]", "x: len(x)", "x: x % 2"),
    MEMBER=value("x: x[1]", "x: x[0]", "x: x"),
    COMBINE=value(
        "values: sum(values)",
        "values: sum(values) / len(values)",
        "values: len(values)",
        "values: max(values)",
        "values: min(values)",
        "values: sorted(values)",
        "values: len(set(values))",
    ),
)
def aggregated(XS, KEY, MEMBER, COMBINE):
    groups = {}
    for item in XS:
        groups.setdefault(KEY(item), []).append(MEMBER(item))
    return {key: COMBINE(values) for key, values in groups.items()}


@skeleton(
    "positions of each element",
    "position index indices occur where each location",
    cost=7,
    XS=given("w"),
    KEEP=test("x: True", "x: x.isalpha()", "x: x != ' '"),
    PLACE=value("index: index", "index: index + 1"),
)
def positions(XS, KEEP, PLACE):
    places = {}
    for index, item in enumerate(XS):
        if KEEP(item):
            places.setdefault(item, []).append(PLACE(index))
    return places


@skeleton(
    "count by key",
    "count frequen occur many tally histogram distribut number times each letter char",
    cost=6,
    XS=given("c"),
    KEY=value("x: x", "x: x.lower()", "x: len(x)", "x: x[0]", "x: x[1]", "x: type(x).__name__", "x: x % 2"),
    KEEP=test("x: True", "x: x.isalpha()", "x: x != ' '", "x: not x.isspace()", "x: x.isalnum()"),
)
def counted(XS, KEY, KEEP):
    counts = {}
    for item in XS:
        if KEEP(item):
            key = KEY(item)
            counts[key] = counts.get(key, 0) + 1
    return counts


@skeleton(
    "elements by how often they occur",
    "most common frequen top occur mode popular sort least rare order count rank",
    cost=7,
    XS=given("c"),
    KEEP=test("x: True", "x: x.isalpha()", "x: x != ' '"),
    ORDER=value("x, count: (-count, x)", "x, count: -count", "x, count: (count, x)", "x, count: count"),
    MEMBER=value("x, count: x", "x, count: (x, count)", "x, count: x * count", "x, count: x + str(count)"),
)
def ranked(XS, KEEP, ORDER, MEMBER):
    counts = collections.Counter(item for item in XS if KEEP(item))
    ordered = sorted(counts.items(), key=lambda pair: ORDER(pair[0], pair[1]))
    return [MEMBER(item, count) for item, count in ordered]


@skeleton(
    "all elements with a count",
    "duplic uniq repeat once remov keep filter appear occur more than frequen",
    cost=7,
    XS=given("c"),
    KEEP=test("count: count == 1", "count: count > 1"),
)
def keeping_count(XS, KEEP):
    items = list(XS)
    counts = collections.Counter(items)
    return [item for item in items if KEEP(counts[item])]


@skeleton(
    "first element with a count",
    "first uniq repeat non-repeat duplic once char find",
    cost=7,
    XS=given("w"),
    KEEP=test("count: count == 1", "count: count > 1"),
    FOUND=value("index, x: x", "index, x: index", only=True),
    NONE=const(None, "", -1),
)
def first_with_count(XS, KEEP, FOUND, NONE):
    items = list(XS)
    counts = collections.Counter(items)
    return next((FOUND(index, item) for index, item in enumerate(items) if KEEP(counts[item])), NONE)


@skeleton(
    "count the words of a text",
    "word count frequen text occur sentence punctuation case",
    cost=6,
    TEXT=given("s"),
    PATTERN=const(r"\w+", r"[a-z']+", r"[a-z]+", r"\S+", r"[a-zA-Z]+", mined=False),
    KEEP=test("word: True", "word: len(word) > 3", "word: len(word) > 1"),
)
def counted_words(TEXT, PATTERN, KEEP):
    words = re.findall(PATTERN, TEXT)
    return dict(collections.Counter(word for word in words if KEEP(word)))
