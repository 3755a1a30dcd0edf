"""Texts laid out: numbers with their format, padded columns, wrapped and shortened lines."""

import re

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "a number in a format",
    "format thousand separat comma currency price dollar percent decimal places money round pad zero binary hex string",
    cost=5,
    N=given("n"),
    SHOWN=value(
        "number: f'{number:,}'",
        "number: f'{number:.2f}'",
        "number: f'${number:,.2f}'",
        "number: f'{number:,.2f}'",
        "number: f'{number:.0%}'",
        "number: f'{number:.1%}'",
        "number: f'{number:.1f}%'",
        "number: f'{number:,}'.replace(',', ' ')",
        "number: f'{number:,}'.replace(',', '.')",
        "number: f'${number:.2f}'",
        "number: f'{number:.1f}'",
        "number: f'{number:08b}'",
        "number: f'{number:02x}'",
        "number: f'{number:02}'",
        "number: f'{number:03}'",
        "number: f'{number:+}'",
        "number: f'{number:.2e}'",
        "number: f'€{number:,.2f}'",
        "number: f'-${-number:,.2f}' if number < 0 else f'${number:,.2f}'",
        only=True,
    ),
)
def formatted(N, SHOWN):
    return SHOWN(N)


@skeleton(
    "a number from its format",
    "parse price currency amount number money thousand separat comma convert clean percent dollar",
    cost=6,
    TEXT=given("s"),
    DROPPED=const(",", r"[^\d.-]", " ", r"\.", r"\D", "_", mined=False),
    NUMBER=value("digits: float(digits)", "digits: int(digits)", "digits: float(digits.replace(',', '.'))", "digits: float(digits) / 100"),
)
def parsed_number(TEXT, DROPPED, NUMBER):
    digits = re.sub(DROPPED, "", TEXT)
    return NUMBER(digits)


@skeleton(
    "columns of equal width",
    "table align column pad width format row text justify print grid",
    cost=8,
    ROWS=given("q"),
    CELL=value("cell, width: cell.ljust(width)", "cell, width: cell.rjust(width)", "cell, width: cell.center(width)", only=True),
    JOINT=const(" ", " | ", "  ", "|", mined=False),
)
def aligned(ROWS, CELL, JOINT):
    rows = [[str(cell) for cell in row] for row in ROWS]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return [JOINT.join(CELL(cell, width) for cell, width in zip(row, widths)) for row in rows]


@skeleton(
    "lines of equal width",
    "pad align justify width right left center line list same length longest",
    cost=7,
    XS=given("q"),
    CELL=value(
        "text, width: text.rjust(width)",
        "text, width: text.ljust(width)",
        "text, width: text.center(width)",
        "text, width: '* ' + text.ljust(width) + ' *'",
        "text, width: '| ' + text.ljust(width) + ' |'",
        "text, width: text.zfill(width)",
    ),
)
def padded(XS, CELL):
    texts = [str(item) for item in XS]
    width = max(map(len, texts), default=0)
    return [CELL(text, width) for text in texts]


@skeleton(
    "pad a text to a width",
    "pad width align left right center fill zero justify char length",
    cost=6,
    TEXT=given("s"),
    WIDTH=given("i"),
    FILL=const(" ", "0", "*", "-", "."),
    PADDED=value(
        "text, width, fill: text.rjust(width, fill)",
        "text, width, fill: text.ljust(width, fill)",
        "text, width, fill: text.center(width, fill)",
        only=True,
    ),
)
def padded_text(TEXT, WIDTH, FILL, PADDED):
    return PADDED(TEXT, WIDTH, FILL)


@skeleton(
    "wrap a text at a width",
    "wrap width line word text break length column fit split",
    cost=6,
    TEXT=given("s"),
    WIDTH=given("i"),
)
def wrapped(TEXT, WIDTH):
    lines = []
    line = ""
    for word in TEXT.split():
        if line and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(line)
    return lines


@skeleton(
    "shorten a text",
    "truncat shorten ellipsis limit long max length dots cut abbreviat width preview",
    cost=5,
    TEXT=given("s"),
    LIMIT=given("i"),
    CUT=value(
        "text, limit: text[: limit - 3] + '...'",
        "text, limit: text[:limit] + '...'",
        "text, limit: text[: limit - 1] + '…'",
        "text, limit: text[:limit] + '…'",
        "text, limit: text[: limit - 3].rstrip() + '...'",
        "text, limit: text[:limit].rsplit(' ', 1)[0] + '...'",
        "text, limit: text[: limit - 3].rsplit(' ', 1)[0] + '...'",
        "text, limit: text[:limit].rstrip() + '...'",
    ),
)
def shortened(TEXT, LIMIT, CUT):
    text, limit = TEXT, LIMIT
    return text if len(text) <= limit else CUT(text, limit)


@skeleton(
    "first words of a text",
    "truncat word first limit shorten ellipsis preview excerpt number",
    cost=6,
    TEXT=given("s"),
    N=given("i"),
    MARK=const("...", "…", " ...", ""),
)
def first_words(TEXT, N, MARK):
    words = TEXT.split()
    shown = " ".join(words[:N])
    return shown + MARK if len(words) > N else shown


@skeleton(
    "groups of characters, counted from the end",
    "thousand separat comma group three digit format number insert every right license key",
    cost=7,
    TEXT=given("s"),
    SIZE=const(3, 4, 2),
    JOINT=const(",", " ", ".", "-", "_"),
)
def grouped_from_end(TEXT, SIZE, JOINT):
    text = TEXT
    first = len(text) % SIZE
    groups = [text[:first]] if first else []
    groups += [text[start : start + SIZE] for start in range(first, len(text), SIZE)]
    return JOINT.join(groups)


@skeleton(
    "groups of characters",
    "chunk group every split insert separat dash space format card phone iban piece",
    cost=6,
    TEXT=given("s"),
    SIZE=const(4, 3, 2),
    JOINT=const(" ", "-", ",", ":"),
)
def grouped_text(TEXT, SIZE, JOINT):
    text = TEXT
    return JOINT.join(text[start : start + SIZE] for start in range(0, len(text), SIZE))


@skeleton(
    "put digits into a form",
    "phone number format digit normal card clean form date code area",
    cost=7,
    TEXT=given("s"),
    SHOWN=value(
        "digits: f'({digits[:3]}) {digits[3:6]}-{digits[6:]}'",
        "digits: f'{digits[:3]}-{digits[3:6]}-{digits[6:]}'",
        "digits: f'+1 ({digits[-10:-7]}) {digits[-7:-4]}-{digits[-4:]}'",
        "digits: f'({digits[-10:-7]}) {digits[-7:-4]}-{digits[-4:]}'",
        "digits: f'{digits[-10:-7]}-{digits[-7:-4]}-{digits[-4:]}'",
        "digits: digits[-10:]",
        "digits: '+' + digits",
        "digits: digits",
    ),
)
def digits_in_form(TEXT, SHOWN):
    digits = re.sub(r"\D", "", TEXT)
    return SHOWN(digits)


@skeleton(
    "numbered lines",
    "number line list enumerat prefix bullet index text add item",
    cost=6,
    XS=given("q"),
    START=const(1, 0, mined=False),
    SHOWN=value(
        "number, line: f'{number}. {line}'",
        "number, line: f'{number}: {line}'",
        "number, line: f'{number}) {line}'",
        "number, line: f'{number} {line}'",
        "number, line: (number, line)",
        "number, line: f'[{number}] {line}'",
    ),
)
def numbered_lines(XS, START, SHOWN):
    return [SHOWN(number, line) for number, line in enumerate(XS, START)]


@skeleton(
    "change each line",
    "line indent dedent prefix quote comment strip trim blank text each remov empty trailing whitespace",
    cost=6,
    TEXT=given("s"),
    CHANGE=value(
        "line: line.rstrip()",
        "line: '> ' + line",
        "line: '    ' + line",
        "line: '# ' + line",
        "line: line.strip()",
        "line: line[::-1]",
        "line: line",
    ),
    KEEP=test("line: True", "line: line.strip()", "line: not line.startswith('#')"),
)
def each_line(TEXT, CHANGE, KEEP):
    return "\n".join(CHANGE(line) for line in TEXT.splitlines() if KEEP(line))
