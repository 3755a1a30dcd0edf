"""Ranges of numbers, read and written."""

from .skeleton import const, given, skeleton, value


@skeleton(
    "read the range of numbers that a text names",
    "range parse page number expand list interval dash comma",
    cost=7,
    TEXT=given("s"),
    SEPARATOR=const(",", " ", ";"),
    MARK=const("-", "..", ":"),
)
def spans_in_text(TEXT, SEPARATOR, MARK):
    numbers = []
    for part in TEXT.split(SEPARATOR):
        first, _, last = part.partition(MARK)
        numbers.extend(range(int(first), int(last or first) + 1))
    return numbers


@skeleton(
    "write numbers as ranges",
    "range summar consecutive interval number list dash collaps page compact",
    cost=8,
    XS=given("c"),
    SHOWN=value(
        "first, last: f'{first}-{last}' if first < last else str(first)",
        "first, last: f'{first}->{last}' if first < last else str(first)",
        "first, last: (first, last)",
        "first, last: [first, last]",
        "first, last: list(range(first, last + 1))",
        "first, last: last - first + 1",
    ),
)
def written_ranges(XS, SHOWN):
    spans = []
    for number in sorted(XS):
        if spans and number <= spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [SHOWN(first, last) for first, last in spans]
