"""Texts encoded and decoded: shifted letters, tables, runs, codes of characters, check digits."""

import itertools
import re

from .skeleton import const, given, skeleton, value


@skeleton(
    "shift letters around the alphabet by a number",
    "caesar cipher shift encrypt decrypt encod decod rotat letter alphabet wrap key",
    cost=6,
    TEXT=given("s"),
    N=given("i"),
    MOVED=value("place, n: place + n", "place, n: place - n", only=True),
)
def caesar(TEXT, N, MOVED):
    result = ""
    for c in TEXT:
        if c.isalpha():
            first = ord("A") if c.isupper() else ord("a")
            result += chr((MOVED(ord(c) - first, N)) % 26 + first)
        else:
            result += c
    return result


@skeleton(
    "move letters within the alphabet",
    "rot13 atbash cipher shift encrypt decrypt encod decod mirror revers alphabet letter next wrap",
    cost=7,
    TEXT=given("s"),
    MOVED=value("place: place + 13", "place: 25 - place", "place: place + 1", "place: place - 1", "place: place + 3"),
)
def moved_letters(TEXT, MOVED):
    result = ""
    for c in TEXT:
        if c.isalpha():
            first = ord("A") if c.isupper() else ord("a")
            result += chr((MOVED(ord(c) - first)) % 26 + first)
        else:
            result += c
    return result


@skeleton(
    "shift letters by a repeated key",
    "vigenere cipher encrypt decrypt encod decod key keyword repeat",
    cost=9,
    TEXT=given("s"),
    KEY=given("s"),
    MOVED=value("place, step: place + step", "place, step: place - step", only=True),
)
def vigenere(TEXT, KEY, MOVED):
    key = itertools.cycle(KEY.lower())
    result = ""
    for c in TEXT:
        if c.isalpha():
            first = ord("A") if c.isupper() else ord("a")
            step = ord(next(key)) - ord("a")
            result += chr((MOVED(ord(c) - first, step)) % 26 + first)
        else:
            result += c
    return result


@skeleton(
    "substitute by a table of one's own",
    "substitut replac translat map table letter char dict decod encod convert",
    cost=5,
    XS=given("w"),
    TABLE=given("d"),
    MISSING=value("x: x", "x: None", "x: ''", "x: '?'"),
)
def by_table(XS, TABLE, MISSING):
    table = TABLE
    return [table.get(item, MISSING(item)) for item in XS]


@skeleton(
    "substitute by a known table",
    "morse dna rna complement leet translat substitut encod convert swap vowel nato accent diacritic phone keypad",
    cost=7,
    TEXT=given("s"),
    TABLE=const(
        {"A": "T", "T": "A", "C": "G", "G": "C"},
        {"T": "U"},
        {"A": "U", "T": "A", "C": "G", "G": "C"},
        {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"},
        {"a": "4", "e": "3", "i": "1", "o": "0"},
        {"0": "1", "1": "0"},
        {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{"},
        {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"},
        {"a": "e", "e": "i", "i": "o", "o": "u", "u": "a"},
        mined=False,
    ),
)
def by_known_table(TEXT, TABLE):
    table = TABLE
    return "".join(table.get(c, c) for c in TEXT)


@skeleton(
    "morse code",
    "morse code encod telegraph dot dash signal",
    cost=8,
    TEXT=given("s"),
)
def morse(TEXT):
    codes = (
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
        "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
    )
    table = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", codes.split()))
    return [table[c] for c in TEXT.upper() if c in table]


@skeleton(
    "read morse code",
    "morse code decod telegraph dot dash signal",
    cost=8,
    TEXT=given("s"),
    SEPARATOR=const("   ", " / ", "/", mined=False),
)
def from_morse(TEXT, SEPARATOR):
    codes = (
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
        "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
    )
    table = dict(zip(codes.split(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
    return " ".join("".join(table[code] for code in word.split()) for word in TEXT.split(SEPARATOR))


@skeleton(
    "run-length decoding of a text",
    "run length decod decompress expand repeat count rle uncompress",
    cost=6,
    TEXT=given("s"),
)
def expanded(TEXT):
    return "".join(c * int(count or 1) for c, count in re.findall(r"(\D)(\d*)", TEXT))


@skeleton(
    "run-length decoding of a text, counts first",
    "run length decod decompress expand repeat count rle uncompress",
    cost=6,
    TEXT=given("s"),
)
def expanded_counts(TEXT):
    return "".join(c * int(count or 1) for count, c in re.findall(r"(\d*)(\D)", TEXT))


@skeleton(
    "repeat each item as often as its pair says",
    "run length decod decompress expand repeat count pair rle times",
    cost=6,
    PAIRS=given("q"),
    ITEM=value("pair: pair[0]", "pair: pair[1]", only=True),
    TIMES=value("pair: pair[1]", "pair: pair[0]", only=True),
)
def repeated_pairs(PAIRS, ITEM, TIMES):
    result = []
    for pair in PAIRS:
        result.extend([ITEM(pair)] * TIMES(pair))
    return result


@skeleton(
    "codes of characters",
    "binary hex octal ascii code text convert encod byte bit ord",
    cost=6,
    TEXT=given("s"),
    CODE=value(
        "c: f'{ord(c):08b}'",
        "c: f'{ord(c):02x}'",
        "c: ord(c)",
        "c: f'{ord(c):b}'",
        "c: f'{ord(c):03d}'",
        "c: f'{ord(c):03o}'",
        "c: f'{ord(c):02X}'",
        "c: f'%{ord(c):02X}' if not c.isalnum() else c",
        "c: f'\\\\u{ord(c):04x}'",
        only=True,
    ),
)
def codes(TEXT, CODE):
    return [CODE(c) for c in TEXT]


@skeleton(
    "characters of codes",
    "binary hex octal ascii code text convert decod byte bit chr",
    cost=6,
    TEXT=given("s"),
    PATTERN=const(r"[01]{8}", r"[0-9a-fA-F]{2}", r"\w+", r"[01]{7}", r"\d{3}", mined=False),
    BASE=const(2, 16, 10, 8, mined=False),
)
def from_codes(TEXT, PATTERN, BASE):
    return "".join(chr(int(code, BASE)) for code in re.findall(PATTERN, TEXT))


@skeleton(
    "parts of a hex colour",
    "hex color colour rgb convert red green blue parse",
    cost=6,
    TEXT=given("s"),
)
def rgb(TEXT):
    digits = TEXT.lstrip("#")
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    return tuple(int(digits[start : start + 2], 16) for start in (0, 2, 4))


@skeleton(
    "a hex colour of its parts",
    "hex color colour rgb convert red green blue format",
    cost=7,
    RED=given("i"),
    GREEN=given("i"),
    BLUE=given("i"),
    SHOWN=value(
        "part: f'{part:02x}'",
        "part: f'{part:02X}'",
        "part: f'{min(max(part, 0), 255):02x}'",
        "part: f'{min(max(part, 0), 255):02X}'",
        only=True,
    ),
)
def hex_colour(RED, GREEN, BLUE, SHOWN):
    return "#" + "".join(SHOWN(part) for part in (RED, GREEN, BLUE))


@skeleton(
    "a weighted sum of digits, and what remains of it",
    "checksum luhn check digit valid card number isbn ean credit weight modul imei barcode",
    cost=8,
    TEXT=given("s"),
    WEIGHED=value(
        "index, digit: digit if index % 2 == 0 else sum(divmod(digit * 2, 10))",
        "index, digit: digit * (index + 1)",
        "index, digit: digit if index % 2 == 0 else digit * 3",
        "index, digit: digit * 3 if index % 2 == 0 else digit",
        "index, digit: sum(divmod(digit * 2, 10)) if index % 2 == 0 else digit",
        "index, digit: digit * (index + 2)",
        "index, digit: digit",
    ),
    RESULT=value(
        "total: total % 10 == 0", "total: total % 11 == 0", "total: -total % 10", "total: total % 10", "total: -total % 11", only=True
    ),
)
def check_digit(TEXT, WEIGHED, RESULT):
    digits = [int(c) for c in reversed(TEXT) if c.isdigit()]
    total = sum(WEIGHED(index, digit) for index, digit in enumerate(digits))
    return RESULT(total)
