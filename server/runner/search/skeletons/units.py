"""Quantities in units, and the numbers behind them."""

import re

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "add up the quantities in a text",
    "duration time second minute hour parse size byte convert unit total kb mb interval",
    cost=7,
    TEXT=given("s"),
    TABLE=const(
        {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1},
        {"d": 1440, "h": 60, "m": 1},
        {"d": 24, "h": 1},
        {"w": 7, "d": 1},
        {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3, "TB": 1024**4},
        {"B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3, "TB": 1000**4},
        {"B": 1, "K": 1024, "M": 1024**2, "G": 1024**3, "T": 1024**4},
        {"K": 1000, "M": 1000**2, "B": 1000**3},
        {"mm": 1, "cm": 10, "m": 1000, "km": 1000000},
        {"mg": 1, "g": 1000, "kg": 1000000},
        {"ms": 1, "s": 1000, "m": 60000, "h": 3600000},
        mined=False,
    ),
    NUMBER=value("number: int(number)", "number: float(number)", only=True),
    UNIT=value("unit: unit", "unit: unit.lower()", "unit: unit.upper()", "unit: unit[0]", "unit: unit[0].lower()", only=True),
)
def measured(TEXT, TABLE, NUMBER, UNIT):
    units = TABLE
    total = 0
    for number, unit in re.findall(r"(\d+(?:\.\d+)?)\s*([A-Za-z]+)", TEXT):
        total += NUMBER(number) * units[UNIT(unit)]
    return total


@skeleton(
    "split a quantity into units",
    "duration second minute hour day human readab format time convert week unit string",
    cost=7,
    N=given("i"),
    TABLE=const(
        {"h": 3600, "m": 60, "s": 1},
        {"d": 86400, "h": 3600, "m": 60, "s": 1},
        {"hour": 3600, "minute": 60, "second": 1},
        {"day": 86400, "hour": 3600, "minute": 60, "second": 1},
        {"h": 60, "m": 1},
        {"hour": 60, "minute": 1},
        {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1},
        mined=False,
    ),
    KEEP=test(
        "count, size, parts: count > 0",
        "count, size, parts: True",
        "count, size, parts: count > 0 or (size == 1 and not parts)",
        only=True,
    ),
    SHOWN=value(
        "count, unit: f'{count}{unit}'",
        "count, unit: f'{count} {unit}' if count == 1 else f'{count} {unit}s'",
        "count, unit: f'{count} {unit}'",
        "count, unit: (count, unit)",
    ),
)
def split_units(N, TABLE, KEEP, SHOWN):
    rest = N
    parts = []
    for unit, size in TABLE.items():
        count, rest = divmod(rest, size)
        if KEEP(count, size, parts):
            parts.append(SHOWN(count, unit))
    return parts


@skeleton(
    "a size in the largest unit",
    "human readab size byte format file convert kb mb unit abbreviat",
    cost=7,
    N=given("n"),
    STEP=const(1024, 1000, mined=False),
    UNITS=const(
        ["B", "KB", "MB", "GB", "TB"],
        ["B", "KiB", "MiB", "GiB", "TiB"],
        ["B", "kB", "MB", "GB", "TB"],
        ["B", "K", "M", "G", "T"],
        ["", "K", "M", "B", "T"],
        ["", "k", "M", "G", "T"],
        ["bytes", "KB", "MB", "GB", "TB"],
        mined=False,
    ),
    SHOWN=value(
        "size, unit: f'{size:.1f} {unit}'",
        "size, unit: f'{size:.1f}{unit}'",
        "size, unit: f'{size:.2f} {unit}'",
        "size, unit: f'{size:.0f} {unit}'",
        "size, unit: f'{size:g} {unit}'",
        "size, unit: f'{size:g}{unit}'",
        "size, unit: f'{size:.1f} {unit}' if size % 1 else f'{size:.0f} {unit}'",
        "size, unit: f'{size:.1f}{unit}' if size % 1 else f'{size:.0f}{unit}'",
        only=True,
    ),
)
def human_size(N, STEP, UNITS, SHOWN):
    size = N
    units = UNITS
    place = 0
    while size >= STEP and place < len(units) - 1:
        size /= STEP
        place += 1
    return SHOWN(size, units[place])


@skeleton(
    "hours, minutes and seconds of seconds",
    "second minute hour time format hh mm ss clock duration convert",
    cost=6,
    N=given("i"),
    SHOWN=value(
        "hours, minutes, seconds: f'{hours:02}:{minutes:02}:{seconds:02}'",
        "hours, minutes, seconds: f'{hours}:{minutes:02}:{seconds:02}'",
        "hours, minutes, seconds: f'{hours}h {minutes}m {seconds}s'",
        "hours, minutes, seconds: f'{hours}h{minutes}m{seconds}s'",
        "hours, minutes, seconds: f'{hours}:{minutes:02}:{seconds:02}' if hours else f'{minutes}:{seconds:02}'",
        "hours, minutes, seconds: (hours, minutes, seconds)",
        only=True,
    ),
)
def clock(N, SHOWN):
    minutes, seconds = divmod(N, 60)
    hours, minutes = divmod(minutes, 60)
    return SHOWN(hours, minutes, seconds)


@skeleton(
    "quotient and remainder in two units",
    "minute hour time format second convert clock mm ss hh pence cent feet inch dozen week",
    cost=6,
    N=given("i"),
    SIZE=const(60, 12, 100, 24, 7),
    SHOWN=value(
        "whole, rest: f'{whole:02}:{rest:02}'",
        "whole, rest: f'{whole}:{rest:02}'",
        "whole, rest: (whole, rest)",
        "whole, rest: f'{whole % 24:02}:{rest:02}'",
        "whole, rest: f'{whole}h {rest}m'",
        "whole, rest: f'{whole}h{rest:02}m'",
        "whole, rest: f'{whole}.{rest:02}'",
    ),
)
def two_units(N, SIZE, SHOWN):
    whole, rest = divmod(N, SIZE)
    return SHOWN(whole, rest)


@skeleton(
    "a number from parts of one base",
    "second minute hour time convert clock parse hh mm ss base version ip address octet",
    cost=6,
    TEXT=given("s"),
    SEPARATOR=const(":", ".", "-"),
    BASE=const(60, 256, 1000, 100, 12),
)
def positional(TEXT, SEPARATOR, BASE):
    total = 0
    for part in TEXT.split(SEPARATOR):
        total = total * BASE + int(part)
    return total
