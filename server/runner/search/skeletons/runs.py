"""Neighbouring elements that belong together."""

import itertools

from .skeleton import given, skeleton, test, value


@skeleton(
    "runs of equal elements",
    "run length encod compress consecutiv consecutive duplic repeat count rle group same adjacent pack look say",
    cost=6,
    XS=given("w"),
    VALUE=value(
        "x, count: (x, count)",
        "x, count: x + str(count)",
        "x, count: str(count) + x",
        "x, count: x + str(count) if count > 1 else x",
        "x, count: str(count) + x if count > 1 else x",
        "x, count: [x, count]",
        "x, count: (count, x)",
        "x, count: [count, x]",
        "x, count: x",
        "x, count: count",
        "x, count: x * count",
        "x, count: [x] * count",
        "x, count: [count, x] if count > 1 else x",
    ),
    KEEP=test("x, count: True", "x, count: count > 1", "x, count: count == 1"),
)
def equal_runs(XS, VALUE, KEEP):
    result = []
    for x, run in itertools.groupby(XS):
        count = len(list(run))
        if KEEP(x, count):
            result.append(VALUE(x, count))
    return result


@skeleton(
    "runs by a key",
    "run group consecutiv split adjacent same sign parity kind segment block",
    cost=9,
    XS=given("lts"),
    KEY=value("x: x > 0", "x: x % 2", "x: len(x)", "x: x.isdigit()", "x: x.isupper()", "x: x[0]"),
    KEEP=test("key, run: True", "key, run: key", "key, run: not key"),
    VALUE=value(
        "key, run: run",
        "key, run: len(run)",
        "key, run: sum(run)",
        "key, run: ''.join(run)",
        "key, run: (key, run)",
        "key, run: (key, len(run))",
    ),
)
def keyed_runs(XS, KEY, KEEP, VALUE):
    result = []
    for key, group in itertools.groupby(XS, key=lambda x: KEY(x)):
        run = list(group)
        if KEEP(key, run):
            result.append(VALUE(key, run))
    return result


@skeleton(
    "groups that grow while they fit",
    "group consecutiv increas sequence range split pack batch limit capacity chunk together segment longest",
    cost=9,
    XS=given("qsr"),
    FITS=test(
        "group, x: x == group[-1] + 1",
        "group, x: x > group[-1]",
        "group, x: x >= group[-1]",
        "group, x: x == group[-1]",
        "group, x: sum(group) + x <= 10",
        "group, x: len(group) < 2",
    ),
)
def growing_groups(XS, FITS):
    groups = []
    for x in XS:
        if groups and FITS(groups[-1], x):
            groups[-1].append(x)
        else:
            groups.append([x])
    return groups


@skeleton(
    "ranges of consecutive numbers",
    "range summar consecutiv compress page interval span collapse contiguous",
    cost=9,
    XS=given("qer"),
    VALUE=value(
        "first, last: (first, last)",
        "first, last: [first, last]",
        "first, last: f'{first}-{last}' if first < last else f'{first}'",
        "first, last: f'{first}->{last}' if first < last else f'{first}'",
    ),
)
def number_ranges(XS, VALUE):
    groups = []
    for x in sorted(XS):
        if groups and x == groups[-1][-1] + 1:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [VALUE(group[0], group[-1]) for group in groups]
