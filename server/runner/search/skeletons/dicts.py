"""Dicts made, changed and joined."""

from .skeleton import const, given, skeleton, test
from .skeleton import value as expression


@skeleton(
    "a dict from a dict",
    "dict map filter invert swap revers rename key value item keep remov drop scale discount convert",
    cost=5,
    TABLE=given("d"),
    KEY=expression("key, value: key", "key, value: value", "key, value: key.lower()", "key, value: str(key)"),
    VALUE=expression("key, value: value", "key, value: key", "key, value: len(value)", "key, value: sum(value)"),
    KEEP=test("key, value: True", "key, value: value is not None", "key, value: value", "key, value: value > 0"),
)
def changed_table(TABLE, KEY, VALUE, KEEP):
    return {KEY(key, value): VALUE(key, value) for key, value in TABLE.items() if KEEP(key, value)}


@skeleton(
    "invert a dict with lists",
    "invert revers swap key value group dict",
    cost=6,
    TABLE=given("d"),
)
def inverted(TABLE):
    result = {}
    for key, value in TABLE.items():
        result.setdefault(value, []).append(key)
    return result


@skeleton(
    "invert a dict of lists",
    "invert revers index key value member map lookup",
    cost=8,
    TABLE=given("d"),
)
def inverted_lists(TABLE):
    result = {}
    for key, values in TABLE.items():
        for value in values:
            result.setdefault(value, []).append(key)
    return result


@skeleton(
    "a dict from a list",
    "dict map index lookup key value pair record convert",
    cost=5,
    XS=given("c"),
    KEY=expression("x: x", "x: x[0]", "x: x.lower()", "x: x[1]"),
    VALUE=expression("x: len(x)", "x: x[1]", "x: x", "x: x[0]", "x: x * x", "x: x[1:]"),
    KEEP=test("x: True"),
)
def indexed(XS, KEY, VALUE, KEEP):
    return {KEY(item): VALUE(item) for item in XS if KEEP(item)}


@skeleton(
    "merge two dicts",
    "merg combin join add sum union dict two conflict",
    cost=7,
    FIRST=given("d"),
    SECOND=given("d"),
    BOTH=expression(
        "old, new: old + new", "old, new: max(old, new)", "old, new: min(old, new)", "old, new: [old, new]", "old, new: old - new"
    ),
)
def merged_tables(FIRST, SECOND, BOTH):
    result = dict(FIRST)
    for key, value in SECOND.items():
        result[key] = BOTH(result[key], value) if key in result else value
    return result


@skeleton(
    "merge many dicts",
    "merg combin sum add total dict list union",
    cost=8,
    TABLES=given("q"),
    BOTH=expression("old, new: old + new", "old, new: new", "old, new: max(old, new)", "old, new: old"),
)
def merged_all(TABLES, BOTH):
    result = {}
    for table in TABLES:
        for key, value in table.items():
            result[key] = BOTH(result[key], value) if key in result else value
    return result


@skeleton(
    "collect the values of many dicts",
    "merg combin collect list dict column group value",
    cost=8,
    TABLES=given("q"),
)
def collected(TABLES):
    result = {}
    for table in TABLES:
        for key, value in table.items():
            result.setdefault(key, []).append(value)
    return result


@skeleton(
    "what differs between two dicts",
    "differ chang diff compar dict old new added removed config",
    cost=8,
    FIRST=given("d"),
    SECOND=given("d"),
    SHOWN=expression("old, new: (old, new)", "old, new: new", "old, new: new - old"),
)
def differences(FIRST, SECOND, SHOWN):
    old, new = FIRST, SECOND
    keys = list(dict.fromkeys([*old, *new]))
    return {key: SHOWN(old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)}


@skeleton(
    "flatten a nested dict",
    "flat nest dict separat key path dot join",
    cost=9,
    TABLE=given("d"),
    SEPARATOR=const(".", "_", "/"),
)
def flattened_table(TABLE, SEPARATOR):
    result = {}

    def walk(table, path):
        for key, value in table.items():
            if isinstance(value, dict):
                walk(value, [*path, str(key)])
            else:
                result[SEPARATOR.join([*path, str(key)])] = value

    walk(TABLE, [])
    return result


@skeleton(
    "nest a flat dict",
    "nest unflatten expand tree dict path dot key",
    cost=9,
    TABLE=given("d"),
    SEPARATOR=const(".", "_", "/"),
)
def nested(TABLE, SEPARATOR):
    result = {}
    for path, value in TABLE.items():
        *parents, last = path.split(SEPARATOR)
        node = result
        for key in parents:
            node = node.setdefault(key, {})
        node[last] = value
    return result


@skeleton(
    "look up a path in a nested dict",
    "get path nest deep dict key lookup default dot",
    cost=8,
    TABLE=given("d"),
    KEYS=given("q"),
    DEFAULT=const(None, "", 0),
)
def looked_up(TABLE, KEYS, DEFAULT):
    node = TABLE
    for key in KEYS:
        node = node.get(key, DEFAULT) if isinstance(node, dict) else DEFAULT
    return node


@skeleton(
    "join two tables by key",
    "join merg match combin table record row left right id common key",
    cost=9,
    LEFT=given("q"),
    RIGHT=given("q"),
    KEY=expression("row: row['id']", "row: row[0]"),
    BOTH=expression("left, right: {**left, **right}", "left, right: left + right[1:]", "left, right: (left, right)"),
)
def joined(LEFT, RIGHT, KEY, BOTH):
    rows = {KEY(row): row for row in RIGHT}
    return [BOTH(row, rows[KEY(row)]) for row in LEFT if KEY(row) in rows]


@skeleton(
    "dicts from a header and rows",
    "row column header record dict table csv convert list",
    cost=7,
    HEADER=given("q"),
    ROWS=given("q"),
)
def records(HEADER, ROWS):
    header = HEADER
    return [dict(zip(header, row)) for row in ROWS]


@skeleton(
    "columns of records",
    "column row record dict list transpos pivot convert table",
    cost=8,
    ROWS=given("q"),
)
def table_columns(ROWS):
    result = {}
    for row in ROWS:
        for key, value in row.items():
            result.setdefault(key, []).append(value)
    return result
