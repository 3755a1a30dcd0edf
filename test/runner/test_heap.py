"""Values cross the boundary unchanged, with their identities; a lying message is refused."""

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import io
import json
import math
import pathlib
import re
import sys
import types
import uuid

import pytest
from runner.crossing import honest, trust
from runner.crossing.heap import Heap
from runner.crossing.making import Foreign
from runner.crossing.remote import CantCross, outgoing_kind
from runner.crossing.trust import Trust
from runner.crossing.uses import handle_kind
from runner.loading import environment
from runner.transport.channel import Broken


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Level(enum.Flag):
    LOW = 1
    HIGH = 2


@dataclasses.dataclass
class Item:
    name: str
    tags: list = dataclasses.field(default_factory=list)


class Slotted:
    __slots__ = ("x",)


class Names(list):
    pass


class Table(dict):
    def __setitem__(self, key, value):
        raise AssertionError("runs on arrival")


class Big(int):
    pass


class Loud:
    def __init__(self):
        self.x = 1

    def __setattr__(self, name, value):
        self.__dict__[name] = value

    def method(self):
        return 1


class Loose:
    def __eq__(self, other):
        return True


class Wrong(ValueError):
    def __init__(self, what):
        super().__init__("wrong: %s" % what)
        self.what = what


Point = collections.namedtuple("Point", "x y")


def function(x):
    return x


class Handle:
    """The stand-in on one side for an object of the other."""

    def __init__(self, number, kind, type_name, *more):
        self.number, self.kind, self.type_name, self.more = number, kind, type_name, more


def kind_of_candidates(thing):
    """The child's rule: the user's side can't use an instance of the candidate's own class."""
    return None if type(thing).__module__ == __name__ else handle_kind(thing)


class Boundary:
    """An evaluator's heap and a child's, with JSON between them."""

    def __init__(self, given=lambda name: True):
        self.evaluator = Heap(0, Handle, outgoing_kind, Trust(__name__, given, from_candidate=False))
        self.child = Heap(1, Handle, kind_of_candidates, Trust(__name__, given, from_candidate=True))

    def there(self, *values):
        return cross(self.evaluator, self.child, values)

    def back(self, *values):
        return cross(self.child, self.evaluator, values)


def cross(one, other, values):
    found, entries, _ = one.encode(list(values))
    found, entries = json.loads(json.dumps([found, entries]))
    return other.decode(found, entries)[0]


@pytest.fixture
def boundary():
    return Boundary()


@pytest.fixture(autouse=True)
def users(monkeypatch):
    """Treats this file as the user's."""
    monkeypatch.setattr(environment, "is_of_project", lambda file: file == __file__)
    cached = (trust.is_users, honest.compares_to_anything)
    for one in cached:
        one.cache_clear()
    yield
    for one in cached:
        one.cache_clear()


VALUES = [
    None,
    True,
    0,
    -7,
    1 << 300,
    -(1 << 300),
    1.5,
    -0.0,
    math.inf,
    -math.inf,
    "text \u20ac \ud800",
    b"\x00\xff",
    2 + 3j,
    range(3, 30, 4),
    range(1 << 300),
    Ellipsis,
    NotImplemented,
    decimal.Decimal("1.10"),
    decimal.Decimal("-0"),
    fractions.Fraction(1, 3),
    datetime.date(2020, 2, 29),
    datetime.time(1, 2, 3, 4, fold=1),
    datetime.datetime(2020, 2, 29, 1, 2, 3, 4, tzinfo=datetime.timezone.utc),
    datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))),
    datetime.timedelta(days=-1, microseconds=1),
    uuid.UUID(int=7),
    pathlib.PurePosixPath("/a/b"),
    pathlib.PureWindowsPath("c:/a"),
    pathlib.Path("a"),
    [1, [2, [3]]],
    (1, (2,), ()),
    {1: "a", (1, 2): [3], None: True},
    {1, 2, 3},
    frozenset([1, frozenset([2])]),
    bytearray(b"ab"),
    slice(1, None, 2),
    collections.deque([1, 2], maxlen=3),
    collections.Counter("aab"),
    collections.OrderedDict([(2, 1), (1, 2)]),
    collections.defaultdict(list, {1: [2]}),
    collections.ChainMap({1: 2}, {3: 4}),
    types.SimpleNamespace(a=1, b=[2]),
    {1: 2}.keys(),
    {1: 2}.items(),
    re.compile("a(b)", re.I),
    Color.RED,
    Level.LOW,
    Level.LOW | Level.HIGH,
    Item("a", [1]),
    Names([1, 2]),
    Big(7),
    Point(1, [2]),
    int,
    Item,
    math.sqrt,
    len,
    str.upper,
]


@pytest.mark.parametrize("value", VALUES, ids=lambda one: repr(one).encode("ascii", "replace").decode()[:40])
@pytest.mark.parametrize("way", ["there", "back"])
def test_a_value_is_the_same_on_the_other_side(boundary, way, value):
    (found,) = getattr(boundary, way)(value)
    assert type(found) is type(value)
    assert found == value
    assert repr(found) == repr(value)


@pytest.mark.parametrize("way", ["there", "back"])
def test_what_compares_by_identity_keeps_its_content(boundary, way):
    slotted, names = Slotted(), Names([1])
    slotted.x, names.label = [1], "a"
    found_slotted, found_names = getattr(boundary, way)(slotted, names)
    assert (type(found_slotted), found_slotted.x) == (Slotted, [1])
    assert (type(found_names), list(found_names), found_names.label) == (Names, [1], "a")


def test_no_number_has_an_identity(boundary):
    one, other, again = boundary.there(float("nan"), math.nan, math.nan)
    assert one != one
    assert other is math.nan and again is math.nan


def test_files_in_memory_keep_what_they_hold_and_where_they_stand(boundary):
    text, data, closed = io.StringIO("a\nb"), io.BytesIO(b"abc"), io.StringIO()
    text.read(2), data.read(1), closed.close()
    text, data, closed = boundary.there(text, data, closed)
    assert (text.read(), data.read(), closed.closed) == ("b", b"bc", True)


def test_nothing_of_the_users_runs_when_a_value_arrives(boundary):
    table = Table()
    dict.__setitem__(table, 1, 2)
    (found,) = boundary.there(table)
    assert type(found) is Table and dict(found) == {1: 2}


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a", 1),
        KeyError("a"),
        OSError(2, "none", "file"),
        UnicodeDecodeError("ascii", b"\xff", 0, 1, "why"),
        StopIteration(3),
        Wrong("a"),
        ImportError("a", name="b"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_an_exception_keeps_class_arguments_and_fields(boundary, error):
    (found,) = boundary.back(error)
    assert (type(found), found.args, str(found)) == (type(error), error.args, str(error))
    for name in ("filename", "name", "value", "what", "reason"):
        assert getattr(found, name, None) == getattr(error, name, None)


@pytest.mark.xfail(strict=True, reason="what the language keeps in slots is taken for fields")
@pytest.mark.parametrize("error", [OSError(2, "none"), StopIteration(3), ImportError("a")], ids=lambda one: type(one).__name__)
def test_an_exception_gets_no_fields_that_it_had_not(boundary, error):
    (found,) = boundary.back(error)
    assert found.__dict__ == {}


def test_an_exception_keeps_its_cause(boundary):
    error = ValueError("a")
    error.__cause__ = KeyError("b")
    (found,) = boundary.back(error)
    assert type(found.__cause__) is KeyError


def test_an_exception_of_the_candidates_own_class_comes_as_the_nearest_that_both_know():
    boundary = Boundary(lambda name: name != "Wrong")
    (found,) = boundary.back(Wrong("a"))
    assert type(found) is ValueError and str(found) == "wrong: a"


class TestIdentity:
    def test_two_values_that_are_one_object_stay_one(self, boundary):
        shared = [1]
        first, second, holder = boundary.there(shared, shared, {"a": shared})
        assert first is second is holder["a"]

    def test_two_that_are_equal_stay_two(self, boundary):
        first, second = boundary.there([1], [1])
        assert first is not second

    def test_an_object_comes_back_as_itself(self, boundary):
        mine = [1, {"a": Item("b")}]
        (theirs,) = boundary.there(mine)
        (again, inner) = boundary.back(theirs, theirs[1]["a"])
        assert again is mine and inner is mine[1]["a"]

    def test_sentinels_stay_apart(self, boundary):
        one, other = object(), object()
        first, second, again = boundary.there(one, other, one)
        assert first is again and first is not second and type(first) is object

    def test_a_list_that_holds_itself(self, boundary):
        ring = []
        ring.append(ring)
        (found,) = boundary.there(ring)
        assert found[0] is found

    def test_a_cycle_through_a_tuple(self, boundary):
        ring = []
        ring.append((ring,))
        (found,) = boundary.there(ring)
        assert found[0][0] is found

    def test_a_cycle_through_an_instance(self, boundary):
        item = Item("a")
        item.tags.append(item)
        (found,) = boundary.back(item)
        assert found.tags[0] is found

    def test_tuples_in_tuples_however_deep(self, boundary):
        deep = ()
        for _ in range(5000):
            deep = (deep,)
        (found,) = boundary.there(deep)
        for _ in range(5000):
            (found,) = found
        assert found == ()


class TestChanges:
    def test_what_the_other_side_changes_is_changed_here(self, boundary):
        mine = [1]
        (theirs,) = boundary.there(mine)
        theirs.append(2)
        boundary.back(theirs)
        assert mine == [1, 2]

    @pytest.mark.parametrize(
        "mine, change",
        [
            ({1: 2}, lambda one: one.update({3: 4})),
            ({1}, lambda one: one.add(2)),
            (bytearray(b"a"), lambda one: one.extend(b"b")),
            (collections.deque([1]), lambda one: one.append(2)),
            (Item("a"), lambda one: one.tags.append(2)),
            (Item("a"), lambda one: setattr(one, "name", "b")),
            (Names([1]), lambda one: one.append(2)),
            (types.SimpleNamespace(a=1), lambda one: setattr(one, "a", 2)),
        ],
        ids=lambda one: type(one).__name__,
    )
    def test_every_kind_that_can_change(self, boundary, mine, change):
        (theirs,) = boundary.there(mine)
        before = repr(mine)
        change(theirs)
        boundary.back(theirs)
        assert repr(mine) == repr(theirs) != before

    def test_only_what_is_new_or_has_changed_is_said(self, boundary):
        mine = [[1], [2]]
        boundary.there(mine)
        assert boundary.evaluator.encode([mine])[1] == []
        mine[1].append(3)
        assert [entry[3] for entry in boundary.evaluator.encode([mine])[1]] == [[2, 3]]

    def test_what_was_not_sent_after_all_is_said_again(self, boundary):
        mine = [1]
        _, entries, _ = boundary.evaluator.encode([mine])
        boundary.evaluator.unsay(entries)
        assert boundary.evaluator.encode([mine])[1] == entries

    def test_nothing_is_changed_but_what_the_call_could_reach(self, boundary):
        mine, kept = [1], [1]
        (theirs, other) = boundary.there(mine, kept)
        theirs.append(2), other.append(2)
        values, entries, _ = boundary.child.encode([theirs, other])
        _, changed = boundary.evaluator.decode(values, entries, boundary.evaluator.numbers_of(mine))
        assert (mine, kept) == ([1, 2], [1])
        assert changed == sorted(boundary.evaluator.numbers_of(mine))


class TestHandles:
    @pytest.mark.parametrize(
        "value, kind",
        [
            (iter([1]), "iterator"),
            ((one for one in [1]), "generator"),
            (lambda x: x, "function"),
            ([].append, "function"),
            (re.match("a", "a"), "object"),
        ],
        ids=["iterator", "generator", "function", "method", "match"],
    )
    def test_what_stays_with_the_candidate_is_given_out_as(self, boundary, value, kind):
        (found,) = boundary.back(value)
        assert (type(found), found.kind) == (Handle, kind)
        assert boundary.child.given_out(found.number) is value

    def test_a_handle_that_goes_back_is_the_object(self, boundary):
        generator = (one for one in [1])
        (found,) = boundary.back(generator)
        boundary.evaluator.objects[found.number] = found
        assert boundary.there(found)[0] is generator

    def test_a_function_of_the_file_goes_by_its_name(self, boundary):
        assert boundary.there(function)[0] is function

    def test_nothing_is_given_out_that_is_no_handle(self, boundary):
        boundary.child.encode([[1]])
        with pytest.raises(KeyError):
            boundary.child.given_out(1)

    def test_what_the_candidate_could_do_nothing_with_does_not_go_to_it(self, boundary):
        with pytest.raises(CantCross):
            boundary.there(re.match("a", "a"))

    def test_a_namespace_with_a_function_is_no_value(self, boundary):
        (found,) = boundary.back(types.SimpleNamespace(a=len))
        assert found.kind == "object"


class TestTrust:
    def test_an_instance_of_a_class_that_only_the_candidate_has_is_foreign(self):
        boundary = Boundary(lambda name: name != "Item")
        with pytest.raises(Foreign):
            boundary.back(Item("a"))

    def test_one_of_a_class_that_is_equal_to_all_is_foreign(self, boundary):
        with pytest.raises(Foreign, match="defines its own equality"):
            boundary.back(Loose())

    def test_an_instance_with_a_method_of_its_own_is_foreign(self, boundary):
        loud = Loud()
        loud.method = 2
        with pytest.raises(Foreign, match="a method of its own"):
            boundary.back(loud)

    def test_but_what_the_user_has_given_it_stays(self, boundary):
        loud = Loud()
        loud.method = 2
        (theirs,) = boundary.there(loud)
        theirs.x = 3
        boundary.back(theirs)
        assert (loud.x, loud.method) == (3, 2)

    @pytest.mark.parametrize(
        "module, name",
        [
            ("builtins", "exec"),
            ("builtins", "eval"),
            ("builtins", "getattr"),
            ("builtins", "open"),
            ("builtins", "__import__"),
            ("os", "system"),
            ("posix", "system"),
            ("subprocess", "Popen"),
            ("builtins", "str.format"),
            ("builtins", "object.__subclasses__"),
            ("operator", "attrgetter"),
            ("runner.transport.channel", "Channel"),
            ("nowhere", "nothing"),
        ],
    )
    def test_a_candidate_names_nothing_that_would_be_its_hand(self, boundary, module, name):
        __import__("subprocess")
        with pytest.raises(Foreign):
            boundary.evaluator.decode([["g", module, name]], [])

    @pytest.mark.parametrize("module, name", [("builtins", "len"), ("builtins", "str.upper"), ("math", "sqrt"), ("_operator", "add")])
    def test_but_what_computes(self, boundary, module, name):
        assert callable(boundary.evaluator.decode([["g", module, name]], [])[0][0])

    def test_what_the_user_has_handed_over_comes_back_by_its_name(self, boundary):
        assert boundary.back(boundary.there(eval)[0]) == [eval]


# Each is a candidate's message: values and entries.
LIES = {
    "no entry": ([[1]], []),
    "an entry that nothing refers to": ([], [[1, "l", [], []]]),
    "two that refer to each other alone": ([], [[1, "l", [], [[3]]], [3, "l", [], [[1]]]]),
    "an object of this side's": ([[0]], [[0, "l", [], []]]),
    "an object of this side's that is far off": ([[4]], [[4, "l", [], []]]),
    "a number that is none": ([["1"]], [["1", "l", [], []]]),
    "a number that is true": ([[True]], [[True, "l", [], []]]),
    "a kind that is none": ([[1]], [[1, ["l"], [], []]]),
    "an unknown kind": ([[1]], [[1, "nothing", [], []]]),
    "an unknown leaf": ([["nothing", 1]], []),
    "a leaf with too much": ([["fr", "1", "2", "3"]], []),
    "a leaf with too little": ([["dt", 2020]], []),
    "a fraction of nothing": ([["fr", "1", "0"]], []),
    "a date that is none": ([["date", 2020, 2, 30]], []),
    "a path of another kind": ([["path", "str", "a"]], []),
    "an odd dictionary": ([[1]], [[1, "d", [], [1]]]),
    "a key that can't be one": ([[1]], [[1, "d", [], [[3], 1]], [3, "l", [], []]]),
    "a tuple in itself": ([[1]], [[1, "t", [], [[1]]]]),
    "tuples in one another": ([[1]], [[1, "t", [], [[3]]], [3, "f", [], [[1]]]]),
    "an entry with too much": ([[1]], [[1, "l", [], [], []]]),
    "entries that are none": ([], 7),
    "a pattern that is none": ([[1]], [[1, "re", [0], ["("]]]),
    "a pattern without end": ([[1]], [[1, "re", [0], ["a" * 200_000]]]),
    "a member of no enumeration": ([["e", "builtins", "int", "RED"]], []),
    "a member by value of no enumeration": ([["ev", "builtins", "int", "9"]], []),
    "an unknown member": ([["e", __name__, "Color", "GREEN"]], []),
    "a member by no value": ([["ev", __name__, "Color", 9]], []),
    "an int of another type": ([[1]], [[1, "o", [__name__, "Big", ["int"], []], ["7"]]]),
    "a field that is no text": ([[1]], [[1, "o", [__name__, "Item", [], [1]], [2]]]),
    "a field that a slot does not have": ([[1]], [[1, "o", [__name__, "Slotted", [], ["y"]], [2]]]),
}


@pytest.mark.parametrize("name", LIES)
def test_a_message_that_lies_is_refused(boundary, name):
    with pytest.raises((Broken, Foreign)):
        boundary.evaluator.decode(*LIES[name])


def test_a_known_object_does_not_become_one_of_another_kind(boundary):
    mine = [1]
    boundary.there(mine)
    (number,) = boundary.evaluator.numbers_of(mine)
    with pytest.raises(Broken, match="another type"):
        boundary.evaluator.decode([[number]], [[number, "d", [], []]])


def test_what_can_not_change_does_not(boundary):
    mine = (1,)
    boundary.there(mine)
    (number,) = boundary.evaluator.numbers_of(mine)
    with pytest.raises(Broken):
        boundary.evaluator.decode([[number]], [[number, "t", [], [2]]])
    assert mine == (1,)


def test_what_is_said_of_a_message_that_can_not_be_read_is_short(boundary):
    with pytest.raises(Broken) as raised:
        boundary.evaluator.decode([["dec", "x" * 100_000]], [])
    assert len(str(raised.value)) < 500


def test_the_recursion_limit_is_no_way_out(boundary):
    nested = 1
    for _ in range(sys.getrecursionlimit() * 2):
        nested = ["ev", __name__, "Color", nested]
    with pytest.raises(Broken):
        boundary.evaluator.decode([nested], [])
