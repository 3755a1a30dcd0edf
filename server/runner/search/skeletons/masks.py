"""Texts with a part that is hidden or changed."""

from .skeleton import const, given, skeleton, value


@skeleton(
    "hide all but the last characters",
    "mask hide last card phone number redact credit secret show",
    cost=5,
    TEXT=given("s"),
    MARK=const("*", "#", "X", "x"),
    SHOWN=const(4, 2, 3, 1),
)
def masked(TEXT, MARK, SHOWN):
    text = TEXT
    return MARK * (len(text) - SHOWN) + text[-SHOWN:]


@skeleton(
    "hide all but a number of last characters",
    "mask hide last card phone number redact keep secret show visible",
    cost=6,
    TEXT=given("s"),
    SHOWN=given("i"),
    MARK=const("*", "#", "X"),
)
def masked_but(TEXT, SHOWN, MARK):
    text = TEXT
    hidden = max(len(text) - SHOWN, 0)
    return MARK * hidden + text[hidden:]


@skeleton(
    "hide digits but the last ones",
    "mask hide digit last card phone number redact keep separator dash space credit",
    cost=8,
    TEXT=given("s"),
    SHOWN=const(4, 2, 3),
    MARK=const("*", "#", "X"),
)
def masked_digits(TEXT, SHOWN, MARK):
    hidden = sum(1 for c in TEXT if c.isdigit()) - SHOWN
    result = ""
    for c in TEXT:
        if c.isdigit() and hidden > 0:
            hidden -= 1
            result += MARK
        else:
            result += c
    return result


@skeleton(
    "change one side of a separator",
    "mask email mail hide local domain user name before after split address obfuscat first part",
    cost=6,
    TEXT=given("s"),
    SEPARATOR=const("@", "=", ":", ".", " ", "-"),
    LEFT=value(
        "left: left[0] + '*' * (len(left) - 1)",
        "left: left[0] + '***'",
        "left: left[0] + '*' * (len(left) - 2) + left[-1]",
        "left: '*' * len(left)",
        "left: left",
        "left: left.lower()",
        "left: left[:2] + '*' * (len(left) - 2)",
    ),
    RIGHT=value("right: right", "right: right.lower()", "right: right.upper()"),
)
def two_sides(TEXT, SEPARATOR, LEFT, RIGHT):
    left, separator, right = TEXT.partition(SEPARATOR)
    return LEFT(left) + separator + RIGHT(right)
