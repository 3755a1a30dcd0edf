"""Numbers taken apart or spelled by a table, the largest entry first."""

import bisect
import re

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "repeat the symbols of a table, largest first",
    "roman numeral symbol convert integer number",
    cost=6,
    N=given("i"),
    TABLE=const(
        {
            1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC",
            50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
        },
        mined=False,
    ),
)  # fmt: skip
def symbols(N, TABLE):
    rest = N
    result = ""
    for size, symbol in TABLE.items():
        count, rest = divmod(rest, size)
        result += symbol * count
    return result


@skeleton(
    "values of symbols, a smaller one before a larger one subtracted",
    "roman numeral symbol convert integer number value parse decode",
    cost=6,
    TEXT=given("s"),
    TABLE=const({"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}, mined=False),
)
def symbol_value(TEXT, TABLE):
    values = TABLE
    total = 0
    largest = 0
    for symbol in reversed(TEXT):
        value = values[symbol]
        total += value if value >= largest else -value
        largest = max(largest, value)
    return total


@skeleton(
    "change into given coins, largest first",
    "coin change greedy denominat bill note cash money amount few minimum",
    cost=7,
    AMOUNT=given("n"),
    COINS=given("q"),
)
def change(AMOUNT, COINS):
    rest = AMOUNT
    used = []
    for coin in sorted(COINS, reverse=True):
        while coin <= rest:
            rest -= coin
            used.append(coin)
    return used


@skeleton(
    "change into usual coins, largest first",
    "coin change greedy denominat bill note cash money amount few minimum quarter dime nickel penn cent atm",
    cost=7,
    AMOUNT=given("i"),
    COINS=const([25, 10, 5, 1], [200, 100, 50, 20, 10, 5, 2, 1], [100, 50, 20, 10, 5, 2, 1], [100, 50, 20, 10, 5, 1], [100, 50, 20, 10]),
    KEEP=test("count: count > 0", "count: True", only=True),
)
def counted_change(AMOUNT, COINS, KEEP):
    rest = AMOUNT
    counts = {}
    for coin in COINS:
        count, rest = divmod(rest, coin)
        if KEEP(count):
            counts[coin] = count
    return counts


@skeleton(
    "a number in words",
    "word english spell number say name written text cheque",
    cost=8,
    N=given("i"),
    HYPHEN=const("-", " ", mined=False),
    AND=const(" ", " and ", mined=False),
)
def in_words(N, HYPHEN, AND):
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    ).split()
    tens = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()

    def say(number):
        for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
            if number >= size:
                count, rest = divmod(number, size)
                joint = AND if rest < 100 else " "
                return say(count) + " " + name + (joint + say(rest) if rest else "")
        if number < 20:
            return small[number]
        ten, one = divmod(number, 10)
        return tens[ten] + (HYPHEN + small[one] if one else "")

    return say(N)


@skeleton(
    "a number from words",
    "word english spell number parse convert text integer written",
    cost=8,
    TEXT=given("s"),
)
def from_words(TEXT):
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    ).split()
    tens = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
    scales = {"thousand": 1000, "million": 10**6, "billion": 10**9}
    total = 0
    current = 0
    for word in re.findall(r"[a-z]+", TEXT.lower()):
        if word in small:
            current += small.index(word)
        elif word in tens:
            current += tens.index(word) * 10
        elif word == "hundred":
            current *= 100
        elif word in scales:
            total += current * scales[word]
            current = 0
    return total + current


@skeleton(
    "digits by their names",
    "digit word name spell english number each",
    cost=6,
    TEXT=given("s"),
)
def digit_names(TEXT):
    names = "zero one two three four five six seven eight nine".split()
    return [names[int(c)] for c in TEXT if c.isdigit()]


@skeleton(
    "digits from their names",
    "digit word name number english convert spell",
    cost=6,
    WORDS=given("q"),
    KEEP=test("word: True"),
    VALUE=value("digit: digit", "digit: str(digit)", only=True),
)
def named_digits(WORDS, KEEP, VALUE):
    names = "zero one two three four five six seven eight nine".split()
    return [VALUE(names.index(word)) for word in WORDS if KEEP(word)]


@skeleton(
    "the name of a range that a number falls in",
    "grade score categor level class rate band bracket threshold range label letter bmi",
    cost=8,
    N=given("n"),
    LIMITS=const([60, 70, 80, 90], [50, 60, 70, 80, 90], [40, 60, 80], [18.5, 25, 30], [13, 20], [13, 18, 65], [0, 10, 20, 30]),
    NAMES=const(
        ["F", "D", "C", "B", "A"],
        ["fail", "pass"],
        ["child", "teen", "adult"],
        ["child", "teen", "adult", "senior"],
        ["underweight", "normal", "overweight", "obese"],
        mined=True,
    ),
)
def banded(N, LIMITS, NAMES):
    names = NAMES
    return names[bisect.bisect(LIMITS, N)]
