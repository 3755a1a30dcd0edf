"""Stretches of neighbouring elements: windows of one size, windows that grow and shrink, all slices."""

from .skeleton import given, skeleton, test, value


@skeleton(
    "windows of one size",
    "window sliding moving rolling average sum subarray consecutiv size length contiguous substring",
    cost=7,
    XS=given("lts"),
    SIZE=given("i"),
    SUMMARY=value(
        "window: sum(window)",
        "window: sum(window) / len(window)",
        "window: max(window)",
        "window: min(window)",
        "window: window",
        "window: len(set(window))",
    ),
)
def windows(XS, SIZE, SUMMARY):
    return [SUMMARY(XS[i : i + SIZE]) for i in range(len(XS) - SIZE + 1)]


@skeleton(
    "windows that end at each element",
    "window moving rolling trailing average last previous recent far",
    cost=9,
    XS=given("lts"),
    SIZE=given("i"),
    SUMMARY=value("window: sum(window) / len(window)", "window: sum(window)", "window: max(window)", "window: min(window)"),
)
def trailing_windows(XS, SIZE, SUMMARY):
    return [SUMMARY(XS[max(0, end - SIZE) : end]) for end in range(1, len(XS) + 1)]


@skeleton(
    "longest window that holds",
    "longest substring subarray without repeat distinct unique window most maximum contiguous length",
    cost=10,
    XS=given("lts"),
    HOLDS=test(
        "window: len(set(window)) == len(window)",
        "window: len(set(window)) <= 2",
        "window: len(set(window)) == 1",
        "window: sum(window) <= 0",
    ),
)
def longest_window(XS, HOLDS):
    longest = XS[:0]
    start = 0
    for end in range(1, len(XS) + 1):
        while start < end and not HOLDS(XS[start:end]):
            start += 1
        if end - start > len(longest):
            longest = XS[start:end]
    return longest


@skeleton(
    "shortest window that holds",
    "shortest smallest minimum window subarray substring contain least contiguous length",
    cost=11,
    XS=given("lts"),
    HOLDS=test("window: len(set(window)) > 1", "window: sum(window) > 0"),
)
def shortest_window(XS, HOLDS):
    shortest = XS[:0]
    start = 0
    for end in range(1, len(XS) + 1):
        while start < end and HOLDS(XS[start:end]):
            if not shortest or end - start < len(shortest):
                shortest = XS[start:end]
            start += 1
    return shortest


@skeleton(
    "slices that hold",
    "subarray substring sublist contiguous slice count number all longest palindrom sum equal",
    cost=9,
    XS=given("lts"),
    HOLDS=test("part: True", "part: part == part[::-1]", "part: sum(part) == 0", "part: len(set(part)) == len(part)"),
)
def slices(XS, HOLDS):
    parts = []
    for start in range(len(XS)):
        for end in range(start + 1, len(XS) + 1):
            if HOLDS(XS[start:end]):
                parts.append(XS[start:end])
    return parts
