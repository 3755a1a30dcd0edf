"""Texts taken apart, changed and checked by regular expressions."""

import re

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "substitute a pattern",
    "replac remov collaps space whitespace strip tag punctuation mask redact clean normal slug delete dedup digit vowel snake",
    cost=5,
    TEXT=given("s"),
    PATTERN=const(
        r"\s+",
        r"[^a-zA-Z0-9]+",
        r"[^\w\s]",
        r"\d",
        r"<[^>]+>",
        r"(?<!^)(?=[A-Z])",
        r"\d+",
        r"[^a-zA-Z]",
        r"[aeiouAEIOU]",
        r"\D",
        r"(.)\1+",
        r"\([^)]*\)",
        r"[^a-zA-Z0-9\s]",
        r"[\w.+-]+@[\w-]+\.[\w.-]+",
        r"https?://\S+",
        r"\W+",
        r"[A-Z]",
        r"\s*#.*",
        r"^0+(?=\d)",
        mined=False,
    ),
    NEW=const("", " ", "-", "_", "*", r"\1"),
)
def substituted(TEXT, PATTERN, NEW):
    return re.sub(PATTERN, NEW, TEXT)


@skeleton(
    "change what matches a pattern",
    "replac camel mask capital each number word match increment redact revers toggl snake",
    cost=7,
    TEXT=given("s"),
    PATTERN=const(
        r"\w+", r"\d+", r"[_\-\s]+\w", r"[A-Z]", r"[a-zA-Z]+", r"[aeiouAEIOU]", r"\b[a-z]", r"\S+", r"[.!?]\s+[a-z]", mined=False
    ),
    NEW=value(
        "found: found.upper()",
        "found: found.capitalize()",
        "found: found[-1].upper()",
        "found: found[::-1]",
        "found: '_' + found.lower()",
        "found: '*' * len(found)",
        "found: str(int(found) + 1)",
        "found: found + found",
    ),
)
def replaced_by_pattern(TEXT, PATTERN, NEW):
    return re.sub(PATTERN, lambda match: NEW(match.group()), TEXT)


@skeleton(
    "all that matches a pattern",
    "extract find all number email mail hashtag mention quoted url word date token digit price bracket link variable get",
    cost=5,
    TEXT=given("s"),
    PATTERN=const(
        r"\d+",
        r"-?\d+",
        r"-?\d+(?:\.\d+)?",
        r"[\w.+-]+@[\w-]+\.[\w.-]*\w",
        r"#(\w+)",
        r"#\w+",
        r"@(\w+)",
        r'"([^"]*)"',
        r"'([^']*)'",
        r"https?://\S+",
        r"[A-Za-z']+",
        r"\w+",
        r"\(([^)]*)\)",
        r"\[([^\]]*)\]",
        r"\{(\w+)\}",
        r"\b[A-Z]\w*",
        r"\d{4}-\d{2}-\d{2}",
        r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+",
        r"(.)\1+",
        r"[aeiou]+",
        mined=False,
    ),
    CHANGE=value("found: found", "found: int(found)", "found: float(found)", "found: found.lower()", "found: len(found)"),
    KEEP=test("found: True"),
)
def extracted(TEXT, PATTERN, CHANGE, KEEP):
    return [CHANGE(found) for found in re.findall(PATTERN, TEXT) if KEEP(found)]


@skeleton(
    "whether the whole text matches a pattern",
    "valid check is correct email phone hex color colour identifier username number date time format match well-formed plate zip postal",
    cost=5,
    TEXT=given("s"),
    PATTERN=const(
        r"[\w.+-]+@[\w-]+(\.[\w-]+)+",
        r"#[0-9a-fA-F]{6}",
        r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})",
        r"[A-Za-z_]\w*",
        r"[+-]?\d+",
        r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?",
        r"[+-]?\d+(\.\d+)?",
        r"\d{3}-\d{3}-\d{4}",
        r"(\(\d{3}\) |\d{3}-)\d{3}-\d{4}",
        r"\+?[\d\s()-]{7,}",
        r"([01]\d|2[0-3]):[0-5]\d",
        r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?",
        r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
        r"\d{5}(-\d{4})?",
        r"\d{4}|\d{6}",
        r"https?://[\w-]+(\.[\w-]+)+(/\S*)?",
        r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}",
        r"[a-z0-9]+(-[a-z0-9]+)*",
        r"[a-z]+(_[a-z0-9]+)*",
        r"[a-z]+([A-Z][a-z0-9]*)*",
        r"[01]+",
        r"[0-9a-fA-F]+",
        r"[A-Za-z]+",
        r"[A-Za-z0-9_]{3,16}",
        r"\d+\.\d+\.\d+",
        mined=False,
    ),
)
def matching(TEXT, PATTERN):
    return re.fullmatch(PATTERN, TEXT) is not None


@skeleton(
    "whether each part between separators is right",
    "valid ip address ipv4 check octet mac is part",
    cost=7,
    TEXT=given("s"),
    SEPARATOR=const(".", ":", "-", "/"),
    COUNT=const(4, 3, 6, 2),
    TEST=test(
        "part: part.isdigit() and int(part) <= 255",
        "part: part.isdigit() and str(int(part)) == part and int(part) <= 255",
        "part: part.isdigit()",
        "part: part.isalnum()",
    ),
)
def valid_parts(TEXT, SEPARATOR, COUNT, TEST):
    parts = TEXT.split(SEPARATOR)
    return len(parts) == COUNT and all(TEST(part) for part in parts)


@skeleton(
    "whether a text is long enough and has all kinds of characters",
    "password strong valid secure rule check upper lower digit special at least contain",
    cost=7,
    TEXT=given("s"),
    LEAST=const(8, 6, 10, 12),
    PATTERNS=const(
        [r"[A-Z]", r"[a-z]", r"\d"],
        [r"[A-Z]", r"[a-z]", r"\d", r"[^A-Za-z0-9]"],
        [r"[A-Za-z]", r"\d"],
        [r"[A-Z]", r"\d"],
        [r"[A-Z]", r"\d", r"[^A-Za-z0-9]"],
        mined=False,
    ),
)
def strong(TEXT, LEAST, PATTERNS):
    text = TEXT
    return len(text) >= LEAST and all(re.search(pattern, text) for pattern in PATTERNS)


@skeleton(
    "how many kinds of characters a text has",
    "password strength score strong level count upper lower digit special rule",
    cost=8,
    TEXT=given("s"),
    PATTERNS=const(
        [r"[A-Z]", r"[a-z]", r"\d", r"[^A-Za-z0-9]"],
        [r".{8}", r"[A-Z]", r"[a-z]", r"\d", r"[^A-Za-z0-9]"],
        [r".{8}", r"[A-Z]", r"[a-z]", r"\d"],
        [r".{8}", r"[A-Z]", r"\d", r"[^A-Za-z0-9]"],
        [r"[A-Z]", r"[a-z]", r"\d"],
        mined=False,
    ),
)
def strength(TEXT, PATTERNS):
    text = TEXT
    return sum(1 for pattern in PATTERNS if re.search(pattern, text))


@skeleton(
    "fill the placeholders of a template",
    "template placeholder fill substitut variable render format interpolat replac value dict",
    cost=6,
    TEMPLATE=given("s"),
    VALUES=given("d"),
    PATTERN=const(
        r"\{(\w+)\}", r"\{\{\s*(\w+)\s*\}\}", r"\$(\w+)", r"\$\{(\w+)\}", r"%(\w+)%", r"<(\w+)>", r":(\w+)", r"\[(\w+)\]", mined=False
    ),
    MISSING=value("name, whole: whole", "name, whole: ''"),
)
def filled(TEMPLATE, VALUES, PATTERN, MISSING):
    values = VALUES
    return re.sub(PATTERN, lambda match: str(values.get(match.group(1), MISSING(match.group(1), match.group()))), TEMPLATE)
