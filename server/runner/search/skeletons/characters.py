"""Texts as characters: those that pass, how two texts compare, where something stands."""

import collections
import itertools

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "characters that pass a test",
    "vowel consonant letter digit punctuation char upper lower count keep remov filter special only symbol",
    cost=5,
    TEXT=given("s"),
    KEEP=test(
        "c: c.lower() in 'aeiou'",
        "c: c.isalpha() and c.lower() not in 'aeiou'",
        "c: c.lower() not in 'aeiou'",
        "c: c.isalnum()",
        "c: c.isdigit()",
        "c: c in string.punctuation",
        "c: c not in string.punctuation",
        "c: c.isalnum() or c.isspace()",
        "c: c.isupper()",
        "c: not c.isalnum() and not c.isspace()",
    ),
)
def passing(TEXT, KEEP):
    return [c for c in TEXT if KEEP(c)]


@skeleton(
    "counts of two kinds of characters",
    "count vowel consonant upper lower letter digit number tuple both kind",
    cost=7,
    TEXT=given("s"),
    FIRST=test("c: c.lower() in 'aeiou'", "c: c.isupper()", "c: c.isalpha()", "c: c.isdigit()"),
    SECOND=test("c: c.isalpha() and c.lower() not in 'aeiou'", "c: c.islower()", "c: c.isdigit()", "c: c.isalpha()", "c: c.isspace()"),
)
def two_counts(TEXT, FIRST, SECOND):
    text = TEXT
    return sum(1 for c in text if FIRST(c)), sum(1 for c in text if SECOND(c))


@skeleton(
    "change each character",
    "replac char each vowel consonant mask case toggl shift next double repeat alternat convert",
    cost=6,
    TEXT=given("s"),
    TEST=test("c: c.lower() in 'aeiou'", "c: c.isalpha()", "c: c.isdigit()", "c: c.isupper()", "c: c.isalnum()"),
    YES=value("c: '*'", "c: c.upper()", "c: c * 2", "c: chr(ord(c) + 1)", "c: c.swapcase()", "c: '_' + c.lower()", "c: c"),
    NO=value("c: c", "c: c.lower()", "c: ' '", "c: '-'"),
)
def each_character(TEXT, TEST, YES, NO):
    return "".join(YES(c) if TEST(c) else NO(c) for c in TEXT)


@skeleton(
    "clean a text and test it",
    "palindrom isogram pangram ignor punctuation case letter alphabet unique check is every",
    cost=6,
    TEXT=given("s"),
    KEEP=test("c: c.isalnum()", "c: c.isalpha()", "c: not c.isspace()", only=True),
    TEST=test(
        "letters: letters == letters[::-1]",
        "letters: len(set(letters)) == len(letters)",
        "letters: set(string.ascii_lowercase) <= set(letters)",
        "letters: letters == sorted(letters)",
        "letters: len(set(map(letters.count, letters))) == 1",
    ),
)
def cleaned_test(TEXT, KEEP, TEST):
    letters = [c.lower() for c in TEXT if KEEP(c)]
    return TEST(letters)


@skeleton(
    "compare two texts after cleaning",
    "anagram same letter equal ignor case compare permutation two rearrang",
    cost=6,
    FIRST=given("s"),
    SECOND=given("s"),
    CLEAN=value(
        "text: sorted(text)",
        "text: sorted(text.lower())",
        "text: sorted(text.lower().replace(' ', ''))",
        "text: sorted(c.lower() for c in text if c.isalnum())",
        "text: ''.join(c.lower() for c in text if c.isalnum())",
        "text: set(text.lower())",
        "text: [text.index(c) for c in text]",
    ),
)
def alike(FIRST, SECOND, CLEAN):
    return CLEAN(FIRST) == CLEAN(SECOND)


@skeleton(
    "whether one text is a rotation of another",
    "rotat shift cyclic circular",
    cost=6,
    FIRST=given("s"),
    SECOND=given("s"),
)
def rotation(FIRST, SECOND):
    first, second = FIRST, SECOND
    return len(first) == len(second) and second in first + first


@skeleton(
    "rotate by some places",
    "rotat shift left right cyclic circular places",
    cost=6,
    XS=given("w"),
    N=given("i"),
    PLACES=value("n, size: n % size", "n, size: -n % size", only=True),
)
def rotated_text(XS, N, PLACES):
    items = XS
    places = PLACES(N, len(items)) if items else 0
    return items[places:] + items[:places]


@skeleton(
    "interleave two texts",
    "interleav merg alternat zip mix weave combin letter",
    cost=6,
    FIRST=given("s"),
    SECOND=given("s"),
)
def interleaved_text(FIRST, SECOND):
    pairs = itertools.zip_longest(FIRST, SECOND, fillvalue="")
    return "".join(a + b for a, b in pairs)


@skeleton(
    "positions that pass a test",
    "position index indices where all occur find vowel upper location place",
    cost=6,
    XS=given("w"),
    TEST=test("x: x.lower() in 'aeiou'", "x: x.isupper()", "x: x > 0"),
    PLACE=value("index: index", "index: index + 1"),
)
def places(XS, TEST, PLACE):
    return [PLACE(index) for index, item in enumerate(XS) if TEST(item)]


@skeleton(
    "positions of a part, overlaps included",
    "substring occur overlap position index count find pattern all appear",
    cost=6,
    TEXT=given("s"),
    PART=given("s"),
)
def occurrences(TEXT, PART):
    text, part = TEXT, PART
    return [start for start in range(len(text) - len(part) + 1) if text.startswith(part, start)]


@skeleton(
    "common beginning of many texts",
    "common prefix long start shared begin path",
    cost=6,
    TEXTS=given("q"),
)
def common_prefix(TEXTS):
    prefix = ""
    for letters in zip(*TEXTS):
        if len(set(letters)) > 1:
            break
        prefix += letters[0]
    return prefix


@skeleton(
    "common beginning of two sequences",
    "common prefix long start shared begin two match same",
    cost=7,
    FIRST=given("w"),
    SECOND=given("w"),
)
def shared_prefix(FIRST, SECOND):
    first = FIRST
    length = 0
    for a, b in zip(first, SECOND):
        if a != b:
            break
        length += 1
    return first[:length]


@skeleton(
    "common end of many texts",
    "common suffix long end shared ending",
    cost=7,
    TEXTS=given("q"),
)
def common_suffix(TEXTS):
    suffix = ""
    for letters in zip(*(text[::-1] for text in TEXTS)):
        if len(set(letters)) > 1:
            break
        suffix = letters[0] + suffix
    return suffix


@skeleton(
    "where two texts differ",
    "differ hamming distance mismatch compare position same equal match dna character count",
    cost=6,
    FIRST=given("w"),
    SECOND=given("w"),
    TEST=test("a, b: a != b", "a, b: a == b", "a, b: a > b"),
    SHOWN=value("index, a, b: index", "index, a, b: (a, b)", "index, a, b: a", "index, a, b: (index, a, b)"),
)
def compared(FIRST, SECOND, TEST, SHOWN):
    return [SHOWN(index, a, b) for index, (a, b) in enumerate(zip(FIRST, SECOND)) if TEST(a, b)]


@skeleton(
    "whether the letters of one text are among those of another",
    "ransom construct letter build available contain multiset subset make from magazine anagram",
    cost=7,
    NEEDED=given("c"),
    AVAILABLE=given("c"),
)
def available(NEEDED, AVAILABLE):
    needed, available = collections.Counter(NEEDED), collections.Counter(AVAILABLE)
    return all(count <= available[item] for item, count in needed.items())


@skeleton(
    "add up the values of letters",
    "score scrabble letter value sum point alphabet position word total",
    cost=6,
    TEXT=given("s"),
    WORTH=value("c: ord(c) - ord('a') + 1", "c: ord(c)", "c: int(c)", "c: string.ascii_lowercase.find(c) + 1", "c: ord(c) - ord('A') + 1"),
    KEEP=test("c: True", "c: c.isalpha()", "c: c.isdigit()"),
)
def worth(TEXT, WORTH, KEEP):
    return sum(WORTH(c) for c in TEXT if KEEP(c))


@skeleton(
    "add up the values of letters by groups",
    "scrabble score word letter value point",
    cost=7,
    TEXT=given("s"),
    POINTS=const({"aeioulnrst": 1, "dg": 2, "bcmp": 3, "fhvwy": 4, "k": 5, "jx": 8, "qz": 10}, mined=False),
)
def scored(TEXT, POINTS):
    points = {letter: worth for letters, worth in POINTS.items() for letter in letters}
    return sum(points.get(c, 0) for c in TEXT)


@skeleton(
    "whether one sequence is a subsequence of another",
    "subsequence order contain remov delete appear in",
    cost=7,
    FIRST=given("w"),
    SECOND=given("w"),
)
def subsequence(FIRST, SECOND):
    rest = iter(SECOND)
    return all(item in rest for item in FIRST)
