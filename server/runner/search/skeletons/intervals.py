"""Pairs of start and end, and a greedy choice over a sorted list."""

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "merge of intervals",
    "merge interval overlap combine span union cover busy booking",
    cost=8,
    INTERVALS=given("qe"),
    TOUCH=test("start, last: start <= last", "start, last: start < last", "start, last: start <= last + 1", only=True),
    MERGED=value("start, end: [start, end]", "start, end: (start, end)", only=True),
)
def merged_intervals(INTERVALS, TOUCH, MERGED):
    merged = []
    for start, end in sorted(INTERVALS):
        if merged and TOUCH(start, merged[-1][1]):
            merged[-1] = MERGED(merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append(MERGED(start, end))
    return merged


@skeleton(
    "gaps between intervals",
    "gap free interval slot uncovered missing break available idle",
    cost=9,
    INTERVALS=given("qe"),
    GAP=value(
        "end, start: (end, start)", "end, start: [end, start]", "end, start: start - end", "end, start: (end + 1, start - 1)", only=True
    ),
)
def gaps(INTERVALS, GAP):
    result = []
    latest = None
    for start, end in sorted(INTERVALS):
        if latest is not None and start > latest:
            result.append(GAP(latest, start))
        latest = end if latest is None else max(latest, end)
    return result


@skeleton(
    "intersections of intervals",
    "intersect interval common overlap shared meet",
    cost=9,
    FIRST=given("q"),
    SECOND=given("q"),
    MEET=test("start, end: start <= end", "start, end: start < end", only=True),
    SHARED=value("start, end: [start, end]", "start, end: (start, end)", "start, end: end - start", only=True),
)
def intersections(FIRST, SECOND, MEET, SHARED):
    shared = []
    for first_start, first_end in FIRST:
        for second_start, second_end in SECOND:
            start, end = max(first_start, second_start), min(first_end, second_end)
            if MEET(start, end):
                shared.append(SHARED(start, end))
    return shared


@skeleton(
    "most at the same time",
    "overlap room meeting platform concurrent simultan time needed",
    cost=9,
    INTERVALS=given("qe"),
    LIVE=test("start, time, end: start <= time < end", "start, time, end: start <= time <= end", only=True),
)
def most_at_once(INTERVALS, LIVE):
    counts = [sum(LIVE(start, time, end) for start, end in INTERVALS) for time, _ in INTERVALS]
    return max(counts, default=0)


@skeleton(
    "greedy choice of intervals",
    "schedul activit select non-overlap meeting attend chain lecture interval remove",
    cost=9,
    INTERVALS=given("qe"),
    FITS=test("start, last: start >= last", "start, last: start > last", only=True),
)
def chosen_intervals(INTERVALS, FITS):
    chosen = []
    for start, end in sorted(INTERVALS, key=lambda interval: interval[1]):
        if not chosen or FITS(start, chosen[-1][1]):
            chosen.append((start, end))
    return chosen


@skeleton(
    "whether intervals overlap",
    "overlap conflict clash collide interval attend intersect rectangle",
    cost=8,
    INTERVALS=given("qe"),
    CLASH=test("end, start: end > start", "end, start: end >= start", only=True),
)
def any_overlap(INTERVALS, CLASH):
    ordered = sorted(INTERVALS)
    return any(CLASH(end, start) for (_, end), (start, _) in zip(ordered, ordered[1:]))


@skeleton(
    "greedy within a budget",
    "budget afford buy spend money capacity limit weight within fit cheap",
    cost=9,
    XS=given("qe"),
    LIMIT=given("n"),
    ORDER=value("xs: sorted(xs)", "xs: list(xs)", "xs: sorted(xs, reverse=True)", only=True),
    FITS=test("total, x, limit: total + x <= limit", "total, x, limit: total + x < limit", only=True),
)
def within_budget(XS, LIMIT, ORDER, FITS):
    chosen = []
    for x in ORDER(XS):
        if FITS(sum(chosen), x, LIMIT):
            chosen.append(x)
    return chosen


@skeleton(
    "count of each unit",
    "convert second minute hour day week coin breakdown duration unit split denominat",
    cost=8,
    AMOUNT=given("n"),
    UNITS=const((3600, 60, 1), (86400, 3600, 60, 1), (60, 1), (25, 10, 5, 1), (1440, 60, 1), (200, 100, 50, 20, 10, 5, 2, 1), mined=False),
)
def units(AMOUNT, UNITS):
    rest = AMOUNT
    counts = []
    for unit in UNITS:
        count, rest = divmod(rest, unit)
        counts.append(count)
    return counts


@skeleton(
    "furthest reach",
    "jump reach gas step end furthest can",
    cost=11,
    XS=given("q"),
    REACH=value("i, x: i + x", "i, x: x", only=True),
)
def furthest(XS, REACH):
    furthest = 0
    for i, x in enumerate(XS):
        if i > furthest:
            break
        furthest = max(furthest, REACH(i, x))
    return furthest


@skeleton(
    "amount by brackets",
    "tax bracket progressive tier rate income marginal commission price",
    cost=11,
    AMOUNT=given("n"),
    BRACKETS=given("q"),
)
def by_brackets(AMOUNT, BRACKETS):
    total = 0
    lower = 0
    for upper, rate in BRACKETS:
        if AMOUNT > lower:
            total += (min(AMOUNT, upper) - lower) * rate
        lower = upper
    return total
