"""Texts of a simple form read into lists and dicts."""

import re

from .skeleton import const, given, skeleton, test
from .skeleton import value as expression


@skeleton(
    "read pairs of key and value",
    "parse key value pair query string config setting dict line header cookie option param ini env",
    cost=5,
    TEXT=given("s"),
    SEPARATOR=const(";", "&", ",", "\n", " ", "|"),
    MARK=const("=", ":"),
    KEY=expression("key: key.strip()", "key: key", "key: key.strip().lower()"),
    VALUE=expression(
        "value: value.strip()",
        "value: value",
        "value: int(value)",
        "value: int(value) if value.isdigit() else value",
        "value: float(value)",
    ),
)
def key_values(TEXT, SEPARATOR, MARK, KEY, VALUE):
    result = {}
    for part in TEXT.split(SEPARATOR):
        key, found, value = part.partition(MARK)
        if found:
            result[KEY(key)] = VALUE(value)
    return result


@skeleton(
    "read lines of key and value, without comments",
    "parse config setting env ini file line comment ignor blank key value dict",
    cost=7,
    TEXT=given("s"),
    COMMENT=const("#", ";", "//"),
    MARK=const("=", ":"),
    VALUE=expression("value: value", "value: int(value) if value.isdigit() else value", "value: value.strip('\"')", "value: int(value)"),
)
def settings(TEXT, COMMENT, MARK, VALUE):
    result = {}
    for line in TEXT.splitlines():
        line = line.strip()
        if line and not line.startswith(COMMENT):
            key, _, value = line.partition(MARK)
            result[key.strip()] = VALUE(value.strip())
    return result


@skeleton(
    "read sections of keys and values",
    "parse ini config section setting file group header dict nest",
    cost=9,
    TEXT=given("s"),
)
def sections(TEXT):
    result = {}
    section = {}
    for line in TEXT.splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            section = result.setdefault(line[1:-1], {})
        elif "=" in line:
            key, _, value = line.partition("=")
            section[key.strip()] = value.strip()
    return result


@skeleton(
    "read pairs with lists of values",
    "parse query string multi repeat key value list url param dict header",
    cost=7,
    TEXT=given("s"),
    SEPARATOR=const("&", ";", ",", "\n"),
    MARK=const("=", ":"),
    VALUE=expression("value: value", "value: int(value)", "value: value.strip()"),
)
def key_lists(TEXT, SEPARATOR, MARK, VALUE):
    result = {}
    for part in TEXT.split(SEPARATOR):
        key, found, value = part.partition(MARK)
        if found:
            result.setdefault(key, []).append(VALUE(value))
    return result


@skeleton(
    "write pairs of key and value",
    "format query string build encod dict key value pair join serializ header url param attribute",
    cost=6,
    TABLE=given("d"),
    SHOWN=expression(
        "key, value: f'{key}={value}'",
        "key, value: f'{key}: {value}'",
        "key, value: f'{key}:{value}'",
        "key, value: f'{key}=\"{value}\"'",
        "key, value: f'{key} = {value}'",
        "key, value: f'{key}={value}' if value is not True else key",
    ),
    KEEP=test("key, value: True", "key, value: value is not None", "key, value: value", only=True),
    JOINT=const("&", ", ", ";", "\n", " ", "; ", ","),
)
def written_pairs(TABLE, SHOWN, KEEP, JOINT):
    return JOINT.join(SHOWN(key, value) for key, value in TABLE.items() if KEEP(key, value))


@skeleton(
    "split a line with quotes",
    "csv line parse split quote comma field row separat",
    cost=7,
    TEXT=given("s"),
    SEPARATOR=const(",", ";", "\t", " ", "|"),
)
def quoted_fields(TEXT, SEPARATOR):
    fields = [""]
    quoted = False
    for c in TEXT:
        if c == '"':
            quoted = not quoted
        elif c == SEPARATOR and not quoted:
            fields.append("")
        else:
            fields[-1] += c
    return fields


@skeleton(
    "split and convert each part",
    "parse split list number integer comma separat csv convert string trim token field int",
    cost=5,
    TEXT=given("s"),
    SEPARATOR=const(",", " ", "\n", ";", "-", ":", "/", "|", "."),
    CHANGE=expression(
        "part: int(part)", "part: part.strip()", "part: float(part)", "part: int(part) if part.isdigit() else part", "part: part"
    ),
    KEEP=test("part: True", "part: part.strip()", "part: part", "part: part.isdigit()"),
)
def parts(TEXT, SEPARATOR, CHANGE, KEEP):
    return [CHANGE(part) for part in TEXT.split(SEPARATOR) if KEEP(part)]


@skeleton(
    "read a table with a header",
    "csv table parse header row column record dict line file",
    cost=7,
    TEXT=given("s"),
    SEPARATOR=const(",", ";", "\t", "|", " "),
    CELL=expression("cell: cell", "cell: cell.strip()", "cell: int(cell) if cell.isdigit() else cell", "cell: int(cell)"),
)
def table_records(TEXT, SEPARATOR, CELL):
    header, *rows = [line.split(SEPARATOR) for line in TEXT.splitlines()]
    return [{key: CELL(cell) for key, cell in zip(header, row)} for row in rows]


@skeleton(
    "read a table",
    "matrix grid table parse row line column cell number",
    cost=6,
    TEXT=given("s"),
    SEPARATOR=const(",", " ", ";", "\t", "|"),
    CELL=expression("cell: int(cell)", "cell: cell", "cell: cell.strip()", "cell: float(cell)"),
)
def table_rows(TEXT, SEPARATOR, CELL):
    return [[CELL(cell) for cell in line.split(SEPARATOR)] for line in TEXT.splitlines()]


@skeleton(
    "a tree of indented lines",
    "indent tree outline nest parse hierarchy level line",
    cost=9,
    TEXT=given("s"),
)
def indented(TEXT):
    root = {}
    open_nodes = [(-1, root)]
    for line in TEXT.splitlines():
        indent = len(line) - len(line.lstrip())
        while open_nodes[-1][0] >= indent:
            open_nodes.pop()
        node = {}
        open_nodes[-1][1][line.strip()] = node
        open_nodes.append((indent, node))
    return root


@skeleton(
    "lines with their depth",
    "indent level depth outline line parse",
    cost=7,
    TEXT=given("s"),
    WIDTH=const(4, 2, 1),
    SHOWN=expression("depth, name: (depth, name)", "depth, name: depth", "depth, name: '-' * depth + name"),
)
def depths(TEXT, WIDTH, SHOWN):
    lines = TEXT.splitlines()
    return [SHOWN((len(line) - len(line.lstrip())) // WIDTH, line.strip()) for line in lines if line.strip()]


@skeleton(
    "a value of one of several types from a text",
    "parse convert type value string number bool guess infer cast literal",
    cost=7,
    TEXT=given("s"),
)
def typed(TEXT):
    text = TEXT.strip()
    if text.lower() in ("true", "false"):
        result = text.lower() == "true"
    elif re.fullmatch(r"[+-]?\d+", text):
        result = int(text)
    elif re.fullmatch(r"[+-]?\d*\.\d+", text):
        result = float(text)
    else:
        result = text
    return result
