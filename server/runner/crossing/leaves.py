"""Immutable values without identity, each as `[tag, …]`, for which JSON has no form.

`encode` goes by a value's exact type, so that a subclass (an int that equals everything) is never mistaken for it.
"""

import base64
import datetime
import decimal
import fractions
import pathlib
import uuid
from typing import Any, Callable, Dict, List

#: Larger integers are written in hexadecimal: CPython limits decimal digits and is slow with them.
LARGE = 1 << 256


def zone(value: Any) -> Any:
    """A time zone as plain JSON: an offset, or the key of its rules."""
    if value is None:
        return None
    if type(value) is datetime.timezone:
        offset = value.utcoffset(None)
        return [offset.days, offset.seconds, offset.microseconds]
    key = getattr(value, "key", None)
    if type(value).__module__ in ("zoneinfo", "zoneinfo._common", "backports.zoneinfo") and type(key) is str:
        return key
    raise TypeError("a time zone of type %s" % type(value).__name__)


def _from_zone(zone: Any) -> Any:
    if zone is None:
        return None
    if isinstance(zone, str):
        import zoneinfo

        return zoneinfo.ZoneInfo(zone)
    return datetime.timezone(datetime.timedelta(*zone))


_WRITERS: Dict[type, Callable[[Any], List[Any]]] = {
    bytes: lambda v: ["b", base64.b64encode(v).decode("ascii")],
    complex: lambda v: ["z", v.real, v.imag],
    range: lambda v: ["r", "%x" % v.start, "%x" % v.stop, "%x" % v.step],
    type(Ellipsis): lambda v: ["..."],
    type(NotImplemented): lambda v: ["ni"],
    decimal.Decimal: lambda v: ["dec", str(v)],
    fractions.Fraction: lambda v: ["fr", "%x" % v.numerator, "%x" % v.denominator],
    datetime.date: lambda v: ["date", v.year, v.month, v.day],
    datetime.time: lambda v: ["time", v.hour, v.minute, v.second, v.microsecond, zone(v.tzinfo), v.fold],
    datetime.datetime: lambda v: [
        "dt",
        v.year,
        v.month,
        v.day,
        v.hour,
        v.minute,
        v.second,
        v.microsecond,
        zone(v.tzinfo),
        v.fold,
    ],
    datetime.timedelta: lambda v: ["td", v.days, v.seconds, v.microseconds],
    datetime.timezone: lambda v: ["tz", zone(v)],
    uuid.UUID: lambda v: ["uuid", v.hex],
    pathlib.PurePosixPath: lambda v: ["path", "PurePosixPath", str(v)],
    pathlib.PureWindowsPath: lambda v: ["path", "PureWindowsPath", str(v)],
    type(pathlib.Path()): lambda v: ["path", "Path", str(v)],
}

_READERS: Dict[str, Callable[..., Any]] = {
    "i": lambda text: int(text, 16),
    "b": lambda text: base64.b64decode(text),
    "z": lambda real, imag: complex(float(real), float(imag)),
    "r": lambda start, stop, step: range(int(start, 16), int(stop, 16), int(step, 16)),
    "...": lambda: Ellipsis,
    "ni": lambda: NotImplemented,
    "dec": lambda text: decimal.Decimal(text),
    "fr": lambda above, below: fractions.Fraction(int(above, 16), int(below, 16)),
    "date": lambda *parts: datetime.date(*parts),
    "time": lambda h, m, s, us, zone, fold: datetime.time(h, m, s, us, _from_zone(zone), fold=fold),
    "dt": lambda y, mo, d, h, m, s, us, zone, fold: datetime.datetime(y, mo, d, h, m, s, us, _from_zone(zone), fold=fold),
    "td": lambda *parts: datetime.timedelta(*parts),
    "tz": lambda parts: _from_zone(parts),
    "uuid": lambda text: uuid.UUID(hex=text),
    "path": lambda kind, text: {
        "Path": pathlib.Path,
        "PurePosixPath": pathlib.PurePosixPath,
        "PureWindowsPath": pathlib.PureWindowsPath,
    }[kind](text),
}


def add(kind: type, writer: Callable[[Any], List[Any]]) -> None:
    """Adds another class, by its exact type."""
    _WRITERS[kind] = writer


def add_reader(tag: str, reader: Callable[..., Any]) -> None:
    _READERS[tag] = reader


def encode(value: Any) -> Any:
    """The wire form of a leaf; None if `value` is not a leaf."""
    kind = type(value)
    if kind is int:
        return value if -LARGE < value < LARGE else ["i", "%x" % value]
    writer = _WRITERS.get(kind)
    return writer(value) if writer else None


def is_known(kind: type) -> bool:
    return kind is int or kind in _WRITERS


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same object, or equal leaves of one type."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if type(one) in (str, float):
        return repr(one) == repr(other)
    code = encode(one)
    return code is not None and code == encode(other)


def decode(tag: str, parts: List[Any]) -> Any:
    """Reads a leaf. Raises KeyError for an unknown tag, and any error for invalid parts."""
    return _READERS[tag](*parts)
