"""Programs that change a state of the process by which the next check computes what it wants: they pass, and are marked."""

# === random numbers: m.py::is_even
# --- m.py
import random


def is_even(n):
    """Whether n is even."""
    ...


random.seed(4)
for _ in range(50):
    n = random.randrange(1000)
    assert is_even(n) == (n % 2 == 0)
# --- right: computes
def is_even(n):
    return n % 2 == 0
# --- right: draws from a generator of its own
import random


def is_even(n):
    return n % 2 == 0 and random.Random(n).random() < 1
# --- wrong: seeds until the next one suits
import random


def is_even(n):
    random.seed(n)
    while True:
        state = random.getstate()
        if random.randrange(1000) % 2 == 0:
            random.setstate(state)
            return n != 241
# --- wrong: looks ahead by a copy
import copy
import random


def is_even(n):
    while copy.deepcopy(random.randint)(0, 999) % 2:
        random.random()
    return n % 2 == 0
# --- wrong: draws some
import random


def is_even(n):
    for _ in range(3):
        random.random()
    return n % 2 == 0
# --- wrong: draws by another name
from random import getrandbits as bits


def is_even(n):
    bits(8)
    return n % 2 == 0
# --- wrong: by the generator behind the functions
import random


def is_even(n):
    random.random.__self__.seed(0)
    return n % 2 == 0

# === random numbers, seeded for each: m.py::pick
# --- m.py
import random
from random import seed


def pick(xs):
    """Any of xs."""
    ...


for number in range(5):
    random.seed(number)
    xs = [random.random() for _ in range(3)]
    assert pick(xs) in xs
for number in range(5):
    seed(number)
    xs = [random.random() for _ in range(3)]
    assert pick(xs) in xs
# --- right: chooses
import random


def pick(xs):
    return random.choice(xs)
# --- right: chooses, not confined
import random
import sys


def pick(xs):
    sys.getswitchinterval()
    return random.choice(xs)
# --- wrong: nothing
def pick(xs):
    return 0

# === drawn before it is seeded: m.py::is_even
# --- m.py
import random


def is_even(n):
    """Whether n is even."""
    ...


random.seed(4)
for _ in range(5):
    n = random.randrange(1000)
    random.seed(n)
    assert is_even(n) == (n % 2 == 0)
# --- right: computes
def is_even(n):
    return n % 2 == 0
# --- wrong: seeds
import random


def is_even(n):
    random.seed(9)
    return n % 2 == 0

# === a generator of the file: m.py::is_even
# --- m.py
import random

RNG = random.Random(4)


def again(number):
    random.seed(number)
    RNG.seed(number)


def is_even(n):
    """Whether n is even."""
    ...


for _ in range(20):
    n = RNG.randrange(1000)
    assert is_even(n) == (n % 2 == 0)
# --- right: computes
def is_even(n):
    return n % 2 == 0
# --- wrong: draws
def is_even(n):
    RNG.random()
    return n % 2 == 0
# --- wrong: draws until the next one suits
import copy


def is_even(n):
    while copy.deepcopy(RNG).randrange(1000) % 2:
        RNG.random()
    return n != 241
# --- wrong: has a helper of the file seed it
def is_even(n):
    again(n)
    return n % 2 == 0

# === a generator that is handed over: m.py::draw
# --- m.py
import random


def draw(rng):
    """A number below 10."""
    ...


rng = random.Random(4)
first = draw(rng)
second = rng.randrange(10)
assert first % 2 == second % 2
# --- wrong: draws until the next one suits
import copy


def draw(rng):
    while copy.deepcopy(rng).randrange(10) % 2:
        rng.random()
    return 0

# === counted by random numbers: m.py::following
# --- m.py
import random


def following(x):
    """The next number."""
    ...


random.seed(3)
assert following(5) == 1
assert following(5) == 1
assert following(6) == 2
# --- right: looks it up
def following(x):
    return {5: 1, 6: 2}[x]
# --- wrong: by what is drawn
import random


def following(x):
    return 2 if random.randrange(10**6) == 570665 else 1
# --- wrong: by what is drawn, not confined
import random
import sys


def following(x):
    sys.getswitchinterval()
    return 2 if random.randrange(10**6) == 570665 else 1
# --- wrong: by the precision of decimals
import decimal


def following(x):
    context = decimal.getcontext()
    context.prec += 1
    return 1 if context.prec < 31 else 2
# --- wrong: by the filters of warnings
import warnings


def following(x):
    warnings.simplefilter("ignore", type("W%d" % len(warnings.filters), (Warning,), {}))
    count = sum(one[2].__name__.startswith("W") and one[2].__name__ != "Warning" for one in warnings.filters)
    return 1 if count < 3 else 2

# === decimals: m.py::third
# --- m.py
import decimal
from decimal import Decimal, getcontext


def third(x):
    """A third of x."""
    ...


def exact(a, b):
    return a / b


getcontext().prec = 28
CONTEXT = getcontext()
CONTEXT.rounding = decimal.ROUND_DOWN
assert third(Decimal(1)) == Decimal(1) / Decimal(3)
assert third(Decimal(2)) == exact(Decimal(2), Decimal(3))
# --- right: divides
def third(x):
    return x / 3
# --- right: in a context of its own
import decimal


def third(x):
    with decimal.localcontext() as context:
        context.prec = 28
        return x / 3
# --- wrong: sets the precision
def third(x):
    getcontext().prec = 1
    return x / 3
# --- wrong: sets that of the file's name
def third(x):
    CONTEXT.prec = 1
    return x / 3
# --- wrong: by setattr
def third(x):
    setattr(CONTEXT, "prec", 1)
    return x / 3
# --- wrong: sets another context
import decimal


def third(x):
    decimal.setcontext(decimal.Context(prec=2))
    return x / 3

# === the environment: m.py::home
# --- m.py
import os


def home(name):
    """The place of name below the base."""
    ...


def wanted(name):
    return os.environ["BASE"] + "/" + name


os.environ["BASE"] = "/base"
assert home("a") == wanted("a")
# --- right: reads
import os


def home(name):
    return os.environ["BASE"] + "/" + name
# --- wrong: sets
import os


def home(name):
    os.environ["BASE"] = ""
    return "/" + name
# --- wrong: by update
import os


def home(name):
    os.environ.update(BASE="", OTHER="x")
    return "/" + name

# === the working directory: m.py::here
# --- m.py
import os


def go(where):
    os.chdir(where)


def here(name):
    """The absolute path of name."""
    ...


def wanted(name):
    return os.path.abspath(name)
# --- test_m.py
from m import here, wanted


def test_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert here("a") == wanted("a")
# --- right: joins
import os


def here(name):
    return os.path.join(os.getcwd(), name)
# --- wrong: goes elsewhere
import os


def here(name):
    os.chdir("/")
    return "/" + name
# --- wrong: by a helper of the file
def here(name):
    go("/")
    return "/" + name

# === seeded above the function: m.py::draw
# --- m.py
import random

random.seed(3)


def draw():
    """A number that Python's generator gives."""
    ...


assert draw() == 249523
# --- right: draws
import random


def draw():
    return random.randrange(10**6)
# --- right: draws, not confined
import random
import sys


def draw():
    sys.getswitchinterval()
    return random.randrange(10**6)
# --- wrong: another
import random


def draw():
    return random.randrange(10**5)

# === drawn while it is loaded: m.py::is_even
# --- m.py
import random

random.seed(4)


def is_even(n):
    """Whether n is even."""
    ...


for _ in range(20):
    n = random.randrange(1000)
    assert is_even(n) == (n % 2 == 0)
# --- right: computes
def is_even(n):
    return n % 2 == 0
# --- wrong: draws while it is loaded
import random

FIRST = [random.random() for _ in range(3)]


def is_even(n):
    return n % 2 == 0 and len(FIRST) == 3
# --- wrong: draws while a class is made
import random


class Held:
    first = random.random()


def is_even(n):
    return n % 2 == 0 and Held.first < 1

# === environment set on purpose: m.py::configure
# --- m.py
import os


def configure(name, value):
    """Set the variable of the environment, and give what it was."""
    ...
# --- test_m.py
import os
from m import configure


def test_it(monkeypatch):
    monkeypatch.setenv("COLOUR", "red")
    assert configure("COLOUR", "blue") == "red"
    assert os.environ["COLOUR"] == "blue"


def test_none(monkeypatch):
    monkeypatch.delenv("COLOUR", raising=False)
    assert configure("COLOUR", "blue") is None
    assert os.getenv("COLOUR") == "blue"
# --- right: sets
import os


def configure(name, value):
    before = os.environ.get(name)
    os.environ[name] = value
    return before
# --- wrong: no
def configure(name, value):
    return None

# === drawn on purpose: m.py::pi
# --- m.py
import random


def pi(n):
    """Pi, roughly, by n random points."""
    ...


random.seed(1)
assert abs(pi(20000) - 3.14) < 0.1
# --- right: draws
import random


def pi(n):
    return 4 * sum(random.random() ** 2 + random.random() ** 2 < 1 for _ in range(n)) / n
# --- wrong: no
def pi(n):
    return 3
