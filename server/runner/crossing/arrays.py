"""numpy's arrays and scalars, and pandas' frames, series, indexes and times, by value, if the user's environment has them.

The module loads when the first of them crosses. Views that share memory on one side are separate on the other.
"""

import base64
import datetime
import importlib
import sys
from typing import Any, Dict, List, Set, Tuple

from . import containers, leaves

#: Tags of the values that this module reads, with the library of each.
TAGS = {"na": "numpy", "np": "numpy", "pf": "pandas", "ps": "pandas", "pi": "pandas", "pt": "pandas"}
_registered: Set[str] = set()


def register(library: str) -> None:
    """Imports a library and adds its values to `containers` and `leaves`. Raises ImportError."""
    if library in _registered:
        return
    if library == "pandas":
        register("numpy")
        _register_pandas(importlib.import_module("pandas"))
    elif library == "numpy":
        _register_numpy(importlib.import_module("numpy"))
    _registered.add(library)


def registers(kind: type) -> bool:
    """Registers the library of `kind` if that is new. Returns whether it was."""
    module = kind.__module__
    library = module.split(".")[0] if type(module) is str else ""
    if library not in ("numpy", "pandas") or library in _registered or library not in sys.modules:
        return False
    register(library)
    return True


# -- numpy


def _register_numpy(numpy: Any) -> None:
    containers.add(numpy.ndarray, containers.Kind("na", _array_content, _empty_array, _fill_array, None))
    for kind in set(numpy.sctypeDict.values()):
        if kind not in (numpy.object_, numpy.void):
            leaves.add(kind, lambda value: ["np", value.dtype.str, _text(value.tobytes())])
    leaves.add_reader("np", _scalar)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _scalar(kind: str, data: str) -> Any:
    numpy = sys.modules["numpy"]
    dtype = _plain_dtype(kind)
    return numpy.frombuffer(base64.b64decode(data), dtype)[0] if dtype.itemsize else dtype.type()


def _plain_dtype(described: Any) -> Any:
    dtype = sys.modules["numpy"].dtype(_as_tuples(described))
    if dtype.hasobject:
        raise ValueError("objects in raw memory")
    return dtype


def _as_tuples(described: Any) -> Any:
    """Restores the tuples in a structured type's description, which JSON has turned into lists."""
    if not isinstance(described, list):
        return described
    return [tuple(_as_tuples(part) if index == 1 else _shape(part) for index, part in enumerate(field)) for field in described]


def _shape(part: Any) -> Any:
    return tuple(part) if isinstance(part, list) else part


def _array_content(value: Any) -> containers.Content:
    if value.dtype.hasobject:
        if value.dtype.kind != "O":
            raise TypeError("an array of records that hold objects")
        return ["O", list(value.shape), "C", ""], list(value.ravel())
    order = "F" if value.flags.f_contiguous and not value.flags.c_contiguous else "C"
    described = value.dtype.descr if value.dtype.names else value.dtype.str
    return [described, list(value.shape), order, _text(value.tobytes(order))], []


def _empty_array(head: List[Any]) -> Any:
    numpy = sys.modules["numpy"]
    dtype = numpy.dtype(object) if head[0] == "O" else _plain_dtype(head[0])
    return numpy.empty(tuple(head[1]), dtype, "F" if head[2] == "F" else "C")


def _fill_array(into: Any, head: List[Any], members: List[Any]) -> None:
    new = _array(head, members)
    if into.shape != new.shape or into.dtype != new.dtype:
        raise ValueError("an array of another shape")
    into[...] = new


def _array(head: List[Any], members: List[Any]) -> Any:
    numpy = sys.modules["numpy"]
    new = _empty_array(head)
    if head[0] == "O":
        for index, member in zip(numpy.ndindex(new.shape), members):
            new[index] = member
    elif new.size:
        new[...] = numpy.frombuffer(base64.b64decode(head[3]), new.dtype).reshape(new.shape, order=head[2])
    return new


# -- pandas


def _register_pandas(pandas: Any) -> None:
    containers.add(pandas.DataFrame, containers.Kind("pf", _frame_content, lambda h: pandas.DataFrame(), _fill_frame, None, 2))
    containers.add(pandas.Series, containers.Kind("ps", _series_content, lambda h: pandas.Series(dtype=object), _fill_series, None, 2))
    kinds = {pandas.Index, pandas.RangeIndex, pandas.DatetimeIndex, pandas.TimedeltaIndex, pandas.MultiIndex}
    kinds |= {pandas.CategoricalIndex}
    kinds |= {getattr(pandas, name) for name in ("Int64Index", "Float64Index", "UInt64Index") if hasattr(pandas, name)}
    for kind in kinds:
        containers.add(kind, containers.Kind("pi", _index_content, None, None, _make_index))
    leaves.add(pandas.Timestamp, _write_timestamp)
    leaves.add(pandas.Timedelta, lambda value: ["pt", "delta", str(value.asm8.astype("i8")), _unit(value)])
    leaves.add(type(pandas.NaT), lambda value: ["pt", "NaT"])
    if hasattr(pandas, "NA"):
        leaves.add(type(pandas.NA), lambda value: ["pt", "NA"])
    leaves.add_reader("pt", _read_time)


def _unit(value: Any) -> str:
    return getattr(value, "unit", "ns")


def _write_timestamp(value: Any) -> List[Any]:
    zone = value.tzinfo
    # pytz, which older versions of pandas use, has its own names.
    key = getattr(zone, "zone", None) or (leaves.zone(zone) if zone is not None else None)
    return ["pt", "time", str(value.asm8.astype("i8")), _unit(value), key]


def _read_time(what: str, *parts: Any) -> Any:
    pandas, numpy = sys.modules["pandas"], sys.modules["numpy"]
    if what in ("NaT", "NA"):
        return getattr(pandas, what)
    if what == "delta":
        return pandas.Timedelta(numpy.timedelta64(int(parts[0]), parts[1]))
    number, unit, key = parts
    naive = pandas.Timestamp(numpy.datetime64(int(number), unit))
    if key is None:
        return naive
    zone = key if isinstance(key, str) else datetime.timezone(datetime.timedelta(*key))
    return naive.tz_localize("UTC").tz_convert(zone)


def _column(values: Any) -> Tuple[List[Any], List[Any]]:
    """The form of the values of a series or an index. The other objects in it are immutable, so they exist before it is read."""
    numpy, pandas = sys.modules["numpy"], sys.modules["pandas"]
    if isinstance(values.dtype, numpy.dtype):
        head, members = _array_content(values.to_numpy())
        return ["array", head], [tuple(members)]
    if isinstance(values.dtype, pandas.CategoricalDtype):
        codes = values.cat.codes if hasattr(values, "cat") else pandas.Series(values).cat.codes
        return ["category", _array_content(codes.to_numpy())[0], bool(values.dtype.ordered)], [values.dtype.categories]
    return ["extension", str(values.dtype)], [tuple(values.astype(object))]


def _uncolumn(head: List[Any], members: List[Any]) -> Any:
    pandas = sys.modules["pandas"]
    if head[0] == "array":
        return _array(head[1], members[0])
    if head[0] == "category":
        return pandas.Categorical.from_codes(_array(head[1], []), members[0], ordered=head[2])
    return pandas.array(list(members[0]), dtype=str(head[1]))


def _series_content(value: Any) -> containers.Content:
    head, members = _column(value)
    return [head], [value.name, value.index, *members]


def _fill_series(into: Any, head: List[Any], members: List[Any]) -> None:
    name, index, *rest = members
    _replace(into, sys.modules["pandas"].Series(_uncolumn(head[0], rest), index=index))
    into.name = name


def _frame_content(value: Any) -> containers.Content:
    columns = [_column(value.iloc[:, number]) for number in range(value.shape[1])]
    members = [value.columns, value.index]
    for _, own in columns:
        members += own
    return [[[head, len(own)] for head, own in columns]], members


def _fill_frame(into: Any, head: List[Any], members: List[Any]) -> None:
    pandas = sys.modules["pandas"]
    names, index, *rest = members
    columns: Dict[int, Any] = {}
    for number, (own, count) in enumerate(head[0]):
        columns[number] = _uncolumn(own, rest[:count])
        rest = rest[count:]
    new = pandas.DataFrame(columns, index=index)
    new.columns = names
    _replace(into, new)


def _replace(into: Any, new: Any) -> None:
    """Gives a frame or series the content of another, in place."""
    object.__setattr__(into, "_mgr", new._mgr)
    cache = into.__dict__.get("_item_cache")
    if isinstance(cache, dict):
        cache.clear()


def _index_content(value: Any) -> containers.Content:
    pandas = sys.modules["pandas"]
    if isinstance(value, pandas.MultiIndex):
        return ["multi", value.nlevels], [*value.names, *(value.get_level_values(level) for level in range(value.nlevels))]
    if isinstance(value, pandas.RangeIndex):
        return ["range", value.start, value.stop, value.step], [value.name]
    head, members = _column(value)
    return ["plain", head, _frequency(value)], [value.name, *members]


def _frequency(value: Any) -> Any:
    return getattr(value, "freqstr", None)


def _make_index(head: List[Any], members: List[Any]) -> Any:
    pandas = sys.modules["pandas"]
    if head[0] == "multi":
        return pandas.MultiIndex.from_arrays(members[head[1] :], names=members[: head[1]])
    if head[0] == "range":
        return pandas.RangeIndex(head[1], head[2], head[3], name=members[0])
    index = pandas.Index(_uncolumn(head[1], members[1:]), name=members[0], tupleize_cols=False)
    if head[2] is not None:
        index.freq = head[2]
    return index
