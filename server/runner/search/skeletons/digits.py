"""The digits of numbers, in base ten and in others."""

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "digits",
    "digit narcissist armstrong power",
    cost=8,
    N=given("i"),
    KEEP=test("digit: True", "digit: digit % 2 == 1", "digit: digit % 2 == 0", "digit: digit > 0"),
    VALUE=value(
        "digit, count: digit",
        "digit, count: digit ** count",
        "digit, count: digit ** 2",
        "digit, count: math.factorial(digit)",
        "digit, count: digit ** 3",
    ),
)
def digits(N, KEEP, VALUE):
    digits = [int(character) for character in str(abs(N))]
    return [VALUE(digit, len(digits)) for digit in digits if KEEP(digit)]


@skeleton(
    "number of changed digits",
    "digit rearrang descend ascend swap sign",
    cost=8,
    N=given("i"),
    ORDER=value(
        "digits: digits[::-1]",
        "digits: ''.join(sorted(digits))",
        "digits: ''.join(sorted(digits, reverse=True))",
        "digits: digits[1:] + digits[:1]",
        "digits: digits[-1:] + digits[:-1]",
        "digits: digits.replace('0', '')",
        "digits: digits.lstrip('0')",
    ),
)
def reordered_digits(N, ORDER):
    number = int(ORDER(str(abs(N))))
    return -number if N < 0 else number


@skeleton(
    "digits mapped to a number",
    "digit square concatenat increment replac",
    cost=9,
    N=given("i"),
    VALUE=value("digit: digit ** 2", "digit: 9 - digit", "digit: (digit + 1) % 10", "digit: digit * 2"),
)
def mapped_digits(N, VALUE):
    return int("".join(str(VALUE(int(digit))) for digit in str(N)))


@skeleton(
    "numbers by their digits",
    "digit self divid armstrong narcissist palindrom harshad unique happy",
    cost=8,
    NUMBERS=given("qer"),
    KEEP=test(
        "n, digits: sum(digit ** len(digits) for digit in digits) == n",
        "n, digits: digits == digits[::-1]",
        "n, digits: all(digit and n % digit == 0 for digit in digits)",
        "n, digits: all(digit % 2 == 0 for digit in digits)",
        "n, digits: all(digit % 2 == 1 for digit in digits)",
        "n, digits: len(digits) % 2 == 0",
        "n, digits: len(set(digits)) == len(digits)",
        "n, digits: n % sum(digits) == 0",
        "n, digits: sum(digits) % 2 == 0",
        "n, digits: sum(digits) == 10",
    ),
)
def by_digits(NUMBERS, KEEP):
    result = []
    for n in NUMBERS:
        digits = [int(character) for character in str(abs(n))]
        if KEEP(n, digits):
            result.append(n)
    return result


@skeleton(
    "sort by digits",
    "digit signed",
    cost=8,
    XS=given("qer"),
    KEY=value(
        "digits: sum(digits)",
        "digits: len(digits)",
        "digits: digits[-1]",
        "digits: digits[0]",
        "digits: max(digits)",
        "digits: digits[::-1]",
    ),
)
def sorted_by_digits(XS, KEY):
    return sorted(XS, key=lambda n: KEY([int(character) for character in str(abs(n))]))


@skeleton(
    "carries of an addition",
    "carry carries digit column addition",
    cost=11,
    A=given("i"),
    B=given("i"),
)
def carries(A, B):
    a, b = A, B
    carry = count = 0
    while a or b:
        carry = (a % 10 + b % 10 + carry) // 10
        count += carry
        a //= 10
        b //= 10
    return count


@skeleton(
    "digits in another base",
    "base binary hex octal convert decimal radix ternary represent conver",
    cost=8,
    N=given("i"),
    BASE=value("n: 2", "n: 16", "n: 3", "n: 8", "n: 36", "n: 62"),
    SYMBOLS=const(
        "0123456789abcdefghijklmnopqrstuvwxyz",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        mined=False,
    ),
)
def to_base(N, BASE, SYMBOLS):
    symbols = SYMBOLS
    rest = abs(N)
    text = ""
    while rest:
        rest, digit = divmod(rest, BASE(N))
        text = symbols[digit] + text
    return text or "0"


@skeleton(
    "list of digits in another base",
    "base binary digit remainder convert radix bits",
    cost=8,
    N=given("i"),
    BASE=value("n: 2", "n: 10", "n: 3"),
)
def base_digits(N, BASE):
    rest = abs(N)
    digits = []
    while rest:
        rest, digit = divmod(rest, BASE(N))
        digits.append(digit)
    return digits[::-1]


@skeleton(
    "number from digits of a base",
    "base binary hex convert decimal digit parse evaluate polynomial column",
    cost=8,
    XS=given("qs"),
    BASE=const(2, 10, 16, 26, 3, 8),
    DIGIT=value(
        "x: int(x)", "x: x", "x: int(x, 16)", "x: '0123456789ABCDEF'.index(x.upper())", "x: ord(x) - ord('A') + 1", "x: ord(x) - ord('A')"
    ),
)
def from_base(XS, BASE, DIGIT):
    number = 0
    for x in XS:
        number = number * BASE + DIGIT(x)
    return number


@skeleton(
    "number from digits of a given base",
    "base convert decimal digit evaluate polynomial horner coefficient",
    cost=8,
    XS=given("qs"),
    BASE=given("n"),
    DIGIT=value("x: int(x)", "x: x", "x: int(x, 36)", only=True),
)
def from_given_base(XS, BASE, DIGIT):
    number = 0
    for x in XS:
        number = number * BASE + DIGIT(x)
    return number


@skeleton(
    "letters for a number",
    "column excel spreadsheet letter title convert alphabet",
    cost=9,
    N=given("i"),
    FIRST=const("A", "a", mined=False),
)
def letters_for(N, FIRST):
    rest = N
    letters = ""
    while rest > 0:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord(FIRST) + letter) + letters
    return letters
