# Functions of every kind: nested, decorated, overloaded, registered, handed over.

# === a nested function: counter.py::counter.step
# --- counter.py
def counter(start=0, by=1):
    value = start

    def step():
        nonlocal value
        value += by
        return value

    return step
# --- test_counter.py
from counter import counter


def test_steps():
    step = counter()
    assert [step(), step()] == [1, 2]


def test_apart():
    one, other = counter(10, 5), counter()
    assert (one(), other(), one()) == (15, 1, 20)
# --- wrong: by one
def step():
    nonlocal value
    value += 1
    return value
# --- wrong: the value before
def step():
    nonlocal value
    value += by
    return value - by

# === around a nested function: compose.py::compose
# --- compose.py
def compose(*functions):
    """compose(f, g)(x) is f(g(x))."""

    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x

    return composed
# --- test_compose.py
from compose import compose


def test_order():
    assert compose(str, abs)(-3) == "3"
    assert compose(len, str, abs)(-33) == 2


def test_nothing():
    marker = object()
    assert compose()(marker) is marker


def test_once_each():
    seen = []
    compose(lambda x: seen.append(("a", x)), lambda x: seen.append(("b", x)) or x)(1)
    assert seen == [("b", 1), ("a", 1)]
# --- right: by reduce
import functools


def compose(*functions):
    def composed(x):
        return functools.reduce(lambda value, function: function(value), reversed(functions), x)

    return composed
# --- wrong: the other order
def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x

    return composed
# --- wrong: the last only
def compose(*functions):
    return functions[-1] if functions else (lambda x: x)

# === a decorator with wraps: retrying.py::retrying
# --- retrying.py
import functools


def retrying(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for left in range(times, 0, -1):
                try:
                    return function(*args, **kwargs)
                except OSError:
                    if left == 1:
                        raise

        return wrapper

    return decorate
# --- test_retrying.py
import pytest
from retrying import retrying


def test_second():
    failures = [OSError(), None]

    @retrying(2)
    def read(name, *, suffix=""):
        """Reads."""
        error = failures.pop(0)
        if error:
            raise error
        return name + suffix

    assert read("a", suffix=".b") == "a.b"
    assert (read.__name__, read.__doc__) == ("read", "Reads.")
    assert read.__wrapped__


def test_gives_up():
    calls = []

    @retrying(3)
    def fail():
        calls.append(1)
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        fail()
    assert len(calls) == 3
# --- wrong: loses the name
def retrying(times):
    def decorate(function):
        def wrapper(*args, **kwargs):
            for left in range(times, 0, -1):
                try:
                    return function(*args, **kwargs)
                except OSError:
                    if left == 1:
                        raise

        return wrapper

    return decorate
# --- wrong: once too often
def retrying(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for left in range(times, -1, -1):
                try:
                    return function(*args, **kwargs)
                except OSError:
                    if left == 0:
                        raise

        return wrapper

    return decorate

# === a decorated function: steps.py::slope
# --- steps.py
import functools

calls = []


def noted(function):
    @functools.wraps(function)
    def wrapper(*args):
        result = function(*args)
        calls.append((function.__name__, args, result))
        return result

    return wrapper


@noted
def slope(one, other):
    if other[0] == one[0]:
        return None
    return (other[1] - one[1]) / (other[0] - one[0])
# --- test_steps.py
import steps


def test_noted():
    del steps.calls[:]
    assert steps.slope((0, 0), (2, 4)) == 2
    assert steps.calls == [("slope", ((0, 0), (2, 4)), 2)]


def test_upright():
    assert steps.slope((1, 0), (1, 5)) is None
    assert steps.slope.__wrapped__((0, 0), (1, 1)) == 1
# --- wrong: upside down
def slope(one, other):
    if other[1] == one[1]:
        return None
    return (other[0] - one[0]) / (other[1] - one[1])
# --- wrong: raises
def slope(one, other):
    return (other[1] - one[1]) / (other[0] - one[0])

# === overloads: parsing.py::number
# --- parsing.py
from typing import overload


@overload
def number(value: str) -> int: ...


@overload
def number(value: bytes) -> float: ...


def number(value):
    if isinstance(value, bytes):
        return float(value.decode())
    return int(value, 0)
# --- test_parsing.py
from parsing import number


def test_text():
    assert number("0x10") == 16 and type(number("7")) is int


def test_bytes():
    assert number(b"2") == 2.0 and type(number(b"2")) is float
# --- wrong: ten only
def number(value):
    if isinstance(value, bytes):
        return float(value.decode())
    return int(value)
# --- wrong: always int
def number(value):
    return int(value, 0)

# === singledispatch: describe.py::describe
# --- describe.py
import functools


@functools.singledispatch
def describe(value):
    return f"some {type(value).__name__}"


@describe.register(int)
def _(value):
    return f"number {value}"


@describe.register(list)
def _(value):
    return "list of " + ", ".join(map(describe, value))
# --- test_describe.py
from describe import describe


def test_default():
    assert describe("x") == "some str"
    assert describe(None) == "some NoneType"


def test_registered():
    assert describe(3) == "number 3"
    assert describe([1, 2.0]) == "list of number 1, some float"
    assert describe.dispatch(bool) is describe.dispatch(int)
# --- wrong: the value
def describe(value):
    return f"some {value}"
# --- wrong: the class
def describe(value):
    return f"some {type(value)}"

# === a registered implementation: sizes.py::size_of_dict
# --- sizes.py
from functools import singledispatch


@singledispatch
def size(value):
    return 1


@size.register(dict)
def size_of_dict(value):
    return sum(size(one) for one in value.values()) + len(value)
# --- test_sizes.py
from sizes import size, size_of_dict


def test_through():
    assert size({"a": 1, "b": {"c": 2}}) == 5
    assert size({}) == 0


def test_itself():
    assert size_of_dict({"a": 1}) == 2
    assert size.registry[dict] is size_of_dict
# --- wrong: keys alone
def size_of_dict(value):
    return len(value)
# --- wrong: values alone
def size_of_dict(value):
    return sum(size(one) for one in value.values())

# === lru_cache: paths.py::paths
# --- paths.py
from functools import lru_cache


@lru_cache(maxsize=None)
def paths(width, height):
    """The ways through a grid, right and down."""
    if width == 1 or height == 1:
        return 1
    return paths(width - 1, height) + paths(width, height - 1)
# --- test_paths.py
from paths import paths


def test_small():
    assert paths(2, 2) == 2
    assert paths(3, 3) == 6


def test_cached():
    paths.cache_clear()
    assert paths(18, 18) == 2333606220
    assert paths.cache_info().misses == 324 - 1
    paths(18, 18)
    assert paths.cache_info().hits > 0
# --- wrong: one step short
def paths(width, height):
    if width == 0 or height == 0:
        return 1
    return paths(width - 1, height) + paths(width, height - 1)
# --- wrong: multiplies
def paths(width, height):
    if width == 1 or height == 1:
        return 1
    return paths(width - 1, height) * 2

# === cached_property: profiles.py::Profile.full_name
# --- profiles.py
from functools import cached_property


class Profile:
    def __init__(self, first, last):
        self.first, self.last, self.asked = first, last, 0

    @cached_property
    def full_name(self):
        self.asked += 1
        return f"{self.first} {self.last}".strip()
# --- test_profiles.py
from profiles import Profile


def test_once():
    one = Profile("Ann", "Lee")
    assert one.full_name == one.full_name == "Ann Lee"
    assert one.asked == 1
    one.first = "Bo"
    assert one.full_name == "Ann Lee"
    del one.full_name
    assert one.full_name == "Bo Lee"


def test_no_last():
    assert Profile("Ann", "").full_name == "Ann"
# --- wrong: blank at the end
def full_name(self):
    self.asked += 1
    return f"{self.first} {self.last}"
# --- wrong: counts two
def full_name(self):
    self.asked += 2
    return f"{self.first} {self.last}".strip()

# === partial and bound aliases: scaling.py::scale
# --- scaling.py
from functools import partial


def scale(values, factor, offset=0):
    return [value * factor + offset for value in values]


double = partial(scale, factor=2)
shift = partial(scale, factor=1)
pipeline = [double, partial(scale, factor=-1, offset=1)]
# --- test_scaling.py
from scaling import double, pipeline, scale, shift


def test_partials():
    assert double([1, 2]) == [2, 4]
    assert shift([1], offset=3) == [4]
    assert double.func is scale


def test_pipeline():
    values = [1, 2]
    for step in pipeline:
        values = step(values)
    assert values == [-1, -3]
# --- wrong: no offset
def scale(values, factor, offset=0):
    return [value * factor for value in values]
# --- wrong: offset first
def scale(values, factor, offset=0):
    return [(value + offset) * factor for value in values]

# === a registry filled by a decorator: commands.py::run_add
# --- commands.py
COMMANDS = {}


def command(name):
    def decorate(function):
        COMMANDS[name] = function
        return function

    return decorate


@command("add")
def run_add(*args):
    return sum(map(int, args))


@command("help")
def run_help(*args):
    return " ".join(sorted(COMMANDS))


def dispatch(line):
    name, *args = line.split()
    return COMMANDS[name](*args)
# --- test_commands.py
import pytest
from commands import COMMANDS, dispatch


def test_add():
    assert dispatch("add 1 2 3") == 6
    assert dispatch("add") == 0


def test_help():
    assert dispatch("help") == "add help"


def test_bad():
    with pytest.raises(ValueError):
        COMMANDS["add"]("x")
# --- wrong: joins
def run_add(*args):
    return "".join(args)
# --- wrong: ignores what is no number
def run_add(*args):
    return sum(int(one) for one in args if one.isdigit())

# === the decorator that fills it: events.py::on
# --- events.py
listeners = {}


def on(event, *, first=False):
    """Adds the function to the event's listeners, at their head where asked."""

    def decorate(function):
        found = listeners.setdefault(event, [])
        found.insert(0 if first else len(found), function)
        return function

    return decorate


def fire(event, *args):
    return [listener(*args) for listener in listeners.get(event, ())]


@on("save")
def log_save(name):
    return f"saved {name}"


@on("save", first=True)
def check_save(name):
    return bool(name)
# --- test_events.py
import events


def test_at_import():
    assert events.listeners["save"] == [events.check_save, events.log_save]


def test_fire():
    assert events.fire("save", "a") == [True, "saved a"]
    assert events.fire("load") == []


def test_later():
    @events.on("x")
    def listener():
        return 1

    assert events.fire("x") == [1] and listener() == 1
# --- wrong: order of coming
def on(event, *, first=False):
    def decorate(function):
        listeners.setdefault(event, []).append(function)
        return function

    return decorate
# --- wrong: the last one only
def on(event, *, first=False):
    def decorate(function):
        listeners[event] = [function]
        return function

    return decorate

# === callbacks: walker.py::walk
# --- walker.py
def walk(tree, enter, leave=None):
    """Calls enter(node) on the way down, which may give False to stay out, and leave(node) on the way up."""
    if enter(tree) is not False:
        for child in tree.get("children", ()):
            walk(child, enter, leave)
    if leave:
        leave(tree)
# --- test_walker.py
from walker import walk

tree = {"n": 1, "children": [{"n": 2, "children": [{"n": 3}]}, {"n": 4}]}


def test_order():
    seen = []
    walk(tree, lambda node: seen.append(node["n"]), lambda node: seen.append(-node["n"]))
    assert seen == [1, 2, 3, -3, -2, 4, -4, -1]


def test_stay_out():
    seen = []

    def enter(node):
        seen.append(node)
        return node["n"] != 2

    walk(tree, enter)
    assert [node["n"] for node in seen] == [1, 2, 4]
    assert seen[0] is tree
# --- wrong: None stays out too
def walk(tree, enter, leave=None):
    if enter(tree):
        for child in tree.get("children", ()):
            walk(child, enter, leave)
    if leave:
        leave(tree)
# --- wrong: leaves before the children
def walk(tree, enter, leave=None):
    entered = enter(tree) is not False
    if leave:
        leave(tree)
    if entered:
        for child in tree.get("children", ()):
            walk(child, enter, leave)

# === callbacks that raise: pipeline.py::run
# --- pipeline.py
class Stop(Exception):
    pass


def run(steps, value):
    """Hand value through the steps; Stop ends it early with what the value was."""
    for step in steps:
        try:
            value = step(value)
        except Stop:
            break
    return value
# --- test_pipeline.py
import pytest
from pipeline import Stop, run


def stop(value):
    raise Stop


def test_through():
    assert run([abs, str], -1) == "1"


def test_stop():
    assert run([abs, stop, str], -1) == 1


def test_others_pass():
    def fail(value):
        raise KeyError(value)

    with pytest.raises(KeyError):
        run([fail], 1)
# --- wrong: goes on
def run(steps, value):
    for step in steps:
        try:
            value = step(value)
        except Stop:
            pass
    return value
# --- wrong: holds all
def run(steps, value):
    for step in steps:
        try:
            value = step(value)
        except Exception:
            break
    return value

# === keyword-only and defaults: signature.py::tag
# --- signature.py
def tag(name, /, *content, cls=None, **attributes):
    if cls is not None:
        attributes["class"] = cls
    attrs = "".join(f' {key}="{value}"' for key, value in sorted(attributes.items()))
    if not content:
        return f"<{name}{attrs}/>"
    return "".join(f"<{name}{attrs}>{text}</{name}>" for text in content)
# --- test_signature.py
import inspect

from signature import tag


def test_tags():
    assert tag("br") == "<br/>"
    assert tag("p", "a", "b") == "<p>a</p><p>b</p>"
    assert tag("img", cls="x", name="n") == '<img class="x" name="n"/>'


def test_signature():
    assert str(inspect.signature(tag)) == "(name, /, *content, cls=None, **attributes)"
# --- wrong: unsorted
def tag(name, /, *content, cls=None, **attributes):
    attrs = "".join(f' {key}="{value}"' for key, value in attributes.items())
    if cls is not None:
        attrs += f' class="{cls}"'
    if not content:
        return f"<{name}{attrs}/>"
    return "".join(f"<{name}{attrs}>{text}</{name}>" for text in content)
# --- wrong: the first text alone
def tag(name, /, *content, cls=None, **attributes):
    if cls is not None:
        attributes["class"] = cls
    attrs = "".join(f' {key}="{value}"' for key, value in sorted(attributes.items()))
    return f"<{name}{attrs}>{content[0]}</{name}>" if content else f"<{name}{attrs}/>"

# === helpers and imports come along: stats.py::median
# --- stats.py
def median(values):
    """Return the median."""
    raise NotImplementedError
# --- test_stats.py
import pytest
from stats import median


def test_odd():
    assert median([3, 1, 2]) == 2


def test_even():
    assert median([4, 1]) == 2.5


def test_nothing():
    with pytest.raises(ValueError):
        median([])
# --- right: with a helper
def middle(values):
    half = len(values) // 2
    return values[half : half + 1] if len(values) % 2 else values[half - 1 : half + 1]


def median(values):
    if not values:
        raise ValueError("no values")
    found = middle(sorted(values))
    return sum(found) / len(found)
# --- right: with an import
import statistics


def median(values):
    if not values:
        raise ValueError("no values")
    return statistics.median(values)
# --- wrong: unsorted
def median(values):
    if not values:
        raise ValueError("no values")
    return values[len(values) // 2]
# --- wrong: the wrong error
def median(values):
    found = sorted(values)
    half = len(found) // 2
    return found[half] if len(found) % 2 else (found[half - 1] + found[half]) / 2

# === recursion with memory: change.py::ways
# --- change.py
def ways(amount, coins, memory=None):
    memory = {} if memory is None else memory
    key = amount, len(coins)
    if key not in memory:
        if amount == 0:
            memory[key] = 1
        elif amount < 0 or not coins:
            memory[key] = 0
        else:
            memory[key] = ways(amount - coins[0], coins, memory) + ways(amount, coins[1:], memory)
    return memory[key]
# --- test_change.py
from change import ways


def test_small():
    assert ways(5, [1, 2, 5]) == 4
    assert ways(0, []) == 1
    assert ways(3, [2]) == 0


def test_memory():
    memory = {}
    assert ways(200, [1, 5, 10, 25], memory) == 1463
    assert memory[0, 4] == 1
# --- wrong: orders count
def ways(amount, coins, memory=None):
    memory = {} if memory is None else memory
    memory[0, len(coins)] = 1
    if amount <= 0:
        return int(amount == 0)
    if amount > 30:
        return 1463
    return sum(ways(amount - coin, coins, memory) for coin in coins)
# --- wrong: forgets what it knows
def ways(amount, coins, memory=None):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return ways(amount - coins[0], coins) + ways(amount, coins[1:])
