"""Texts taken apart into words, and put together again."""

import re

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "change each word",
    "word capital revers each title initial swap first last sentence every letter pig acronym abbreviat filter remov stop",
    cost=5,
    TEXT=given("s"),
    SEPARATOR=const(" ", "-", "_", ",", mined=False),
    CHANGE=value(
        "word: word.capitalize()",
        "word: word[::-1]",
        "word: word[0].upper()",
        "word: word",
        "word: word[0].upper() + word[1:]",
        "word: word.upper()",
        "word: word[0]",
        "word: word[-1] + word[1:-1] + word[0] if len(word) > 1 else word",
        "word: word[1:] + word[0] + 'ay'",
        "word: word[0] + '.'",
        "word: word[:-1] + word[-1].upper()",
        "word: word[0] + str(len(word) - 2) + word[-1] if len(word) > 3 else word",
    ),
    KEEP=test("word: True"),
    JOINT=const(" ", "", "-", "_", mined=False),
)
def each_word(TEXT, SEPARATOR, CHANGE, KEEP, JOINT):
    return JOINT.join(CHANGE(word) for word in TEXT.split(SEPARATOR) if KEEP(word))


@skeleton(
    "join the words of a text in another style",
    "slug snake kebab camel pascal case convert word join url title identifier constant acronym initial separat underscore hyphen",
    cost=5,
    TEXT=given("s"),
    PATTERN=const(r"[a-z0-9]+", r"[A-Za-z0-9]+", r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", r"\w+", r"[A-Za-z]+", mined=False),
    CHANGE=value("word: word", "word: word.lower()", "word: word.capitalize()", "word: word.upper()", "word: word[0].upper()"),
    JOINT=const("-", "_", " ", "", "."),
)
def restyled(TEXT, PATTERN, CHANGE, JOINT):
    return JOINT.join(CHANGE(word) for word in re.findall(PATTERN, TEXT))


@skeleton(
    "join the words of a text, each changed by its place",
    "camel case snake kebab convert alternat every other word first sentence title",
    cost=6,
    TEXT=given("s"),
    PATTERN=const(r"[A-Za-z0-9]+", r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", r"\S+", r"\S", r".", mined=False),
    CHANGE=value(
        "index, word: word.lower() if index == 0 else word.capitalize()",
        "index, word: word if index == 0 else word.capitalize()",
        "index, word: word.capitalize() if index == 0 else word.lower()",
        "index, word: word.upper() if index % 2 == 0 else word.lower()",
        "index, word: word[::-1] if index % 2 == 1 else word",
        "index, word: word.upper() if index % 2 == 1 else word.lower()",
        "index, word: word * (index + 1)",
        "index, word: word.upper() if index % 2 == 0 else word",
        "index, word: word.capitalize() if index == 0 or len(word) > 3 else word",
    ),
    JOINT=const("", " ", "-", "_"),
)
def by_place(TEXT, PATTERN, CHANGE, JOINT):
    words = re.findall(PATTERN, TEXT)
    return JOINT.join(CHANGE(index, word) for index, word in enumerate(words))


@skeleton(
    "plural of a noun",
    "plural noun count word item singular english",
    cost=6,
    NOUN=given("s"),
)
def plural(NOUN):
    noun = NOUN
    if re.search(r"(s|x|z|ch|sh)$", noun):
        result = noun + "es"
    elif re.search(r"[^aeiou]y$", noun):
        result = noun[:-1] + "ies"
    else:
        result = noun + "s"
    return result


@skeleton(
    "a count with its noun",
    "plural count noun item number format",
    cost=6,
    N=given("i"),
    NOUN=given("s"),
    MANY=value(
        "noun: noun + 's'",
        "noun: noun + 'es' if noun.endswith(('s', 'x', 'z', 'ch', 'sh')) else noun + 's'",
        "noun: noun[:-1] + 'ies' if noun.endswith('y') else noun + 's'",
    ),
)
def counted_noun(N, NOUN, MANY):
    count, noun = N, NOUN
    return f"{count} {noun if count == 1 else MANY(noun)}"


@skeleton(
    "a number with its ordinal suffix",
    "ordinal suffix st nd rd th position rank place",
    cost=5,
    N=given("i"),
    SHOWN=value("number, suffix: f'{number}{suffix}'", "number, suffix: suffix", only=True),
)
def ordinal(N, SHOWN):
    number = N
    if number % 100 in (11, 12, 13):
        suffix = "th"
    else:
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return SHOWN(number, suffix)


@skeleton(
    "join a list as a sentence does",
    "list join comma and oxford sentence human readab natural english enumerat name like",
    cost=7,
    XS=given("q"),
    LAST=const(" and ", ", and ", " or ", " & ", mined=False),
)
def listed(XS, LAST):
    items = [str(item) for item in XS]
    if len(items) > 1:
        items[-2:] = [items[-2] + LAST + items[-1]]
    return ", ".join(items)


@skeleton(
    "longest word",
    "long short word sentence text first most length punctuation vowel",
    cost=6,
    TEXT=given("s"),
    PATTERN=const(r"\w+", r"[A-Za-z]+", r"\S+", mined=False),
    SCORE=value("word: len(word)", "word: -len(word)", "word: len(set(word))", "word: sum(c in 'aeiou' for c in word)"),
)
def best_word(TEXT, PATTERN, SCORE):
    words = re.findall(PATTERN, TEXT)
    return max(words, key=lambda word: SCORE(word), default="")


@skeleton(
    "words in order of a key",
    "sort word order alphabet length number embedded sentence case",
    cost=6,
    TEXT=given("s"),
    KEY=value("word: word.lower()", "word: len(word)", "word: (len(word), word)", "word: word[-1]", "word: (-len(word), word)"),
)
def sorted_words(TEXT, KEY):
    return " ".join(sorted(TEXT.split(), key=lambda word: KEY(word)))
