# Where examples stand, and what they do.

# === above the definition: above.py::double
# --- above.py
values = [1, 2]
assert [double(one) for one in values] == [2, 4]
assert double("a") == "aa"


def double(value):
    return value * 2


assert double(0) == 0
# --- right: added
def double(value):
    return value + value
# --- wrong: the square
def double(value):
    return value * value

# === in a loop: parity.py::parity
# --- parity.py
def parity(number):
    return "even" if number % 2 == 0 else "odd"


for number, word in enumerate(["even", "odd", "even"]):
    assert parity(number) == word
for number in range(0):
    assert parity(number) == "never"
for number in (-1, -2):
    for _ in range(2):
        assert parity(number) in ("even", "odd")
    assert len(parity(number)) >= 3
# --- right: by an index
def parity(number):
    return ("even", "odd")[number & 1]
# --- wrong: by sign
def parity(number):
    return "even" if number <= 0 else "odd"

# === below the main guard: digits.py::digit_sum
# --- digits.py
def digit_sum(number):
    return sum(map(int, str(number)))


assert digit_sum(0) == 0

if __name__ == "__main__":
    big = 10**20
    big += 5
    assert digit_sum(big) == 6
    assert digit_sum(99) == 18
    print(digit_sum(1))
# --- right: by division
def digit_sum(number):
    total = 0
    while number:
        number, digit = divmod(number, 10)
        total += digit
    return total
# --- wrong: the last alone
def digit_sum(number):
    return number % 10

# === in a class body: limits.py::clamp
# --- limits.py
def clamp(value, low, high):
    return max(low, min(high, value))


class Limits:
    low = clamp(-3, 0, 10)
    assert low == 0
    high = clamp(30, 0, 10)
    assert high == 10


assert Limits.low == 0
# --- right: by sorted
def clamp(value, low, high):
    return sorted((low, value, high))[1]
# --- wrong: no upper end
def clamp(value, low, high):
    return max(low, value)

# === in a helper: similar.py::distance
# --- similar.py
def distance(one, other):
    return abs(one - other)


def check(one, other, wanted):
    assert distance(one, other) == wanted, (one, other)
    assert distance(other, one) == wanted


check(1, 4, 3)
check(2, 2, 0)
# --- right: by max
def distance(one, other):
    return max(one, other) - min(one, other)
# --- wrong: with a sign
def distance(one, other):
    return one - other

# === in functions called below: graph.py::reachable
# --- graph.py
def reachable(graph, start):
    seen, left = set(), [start]
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left += graph.get(one, ())
    return seen


GRAPH = {1: [2], 2: [1, 3]}


def test_all():
    assert reachable(GRAPH, 1) == {1, 2, 3}


def test_end():
    assert reachable(GRAPH, 3) == {3}


test_all()
test_end()
# --- right: by levels
def reachable(graph, start):
    seen = {start}
    level = {start}
    while level:
        level = {below for one in level for below in graph.get(one, ())} - seen
        seen |= level
    return seen
# --- wrong: one level
def reachable(graph, start):
    return {start, *graph.get(start, ())}

# === what was changed: rotate.py::rotate
# --- rotate.py
def rotate(values):
    if values:
        values.append(values.pop(0))


row = [1, 2, 3]
rotate(row)
assert row == [2, 3, 1]
rotate(row)
assert row[0] == 3
empty = []
assert rotate(empty) is None
assert empty == []
# --- right: by slices
def rotate(values):
    values[:] = values[1:] + values[:1]
# --- wrong: gives it back
def rotate(values):
    return values[1:] + values[:1]

# === what was printed: boxed.py::boxed
# --- boxed.py
import contextlib
import io


def boxed(text):
    print("[%s]" % text)


with contextlib.redirect_stdout(io.StringIO()) as out:
    boxed("a")
    boxed("b")
assert out.getvalue() == "[a]\n[b]\n"
# --- right: in parts
def boxed(text):
    print("[", text, "]", sep="")
# --- wrong: with spaces
def boxed(text):
    print("[", text, "]")

# === a try around it: index.py::index
# --- index.py
def index(values, wanted):
    for at, one in enumerate(values):
        if one == wanted:
            return at
    raise LookupError(wanted)


assert index("abc", "c") == 2
try:
    index("abc", "d")
    assert False, "it is not there"
except LookupError as error:
    assert error.args == ("d",)
# --- right: by find
def index(values, wanted):
    found = [at for at, one in enumerate(values) if one == wanted]
    if not found:
        raise LookupError(wanted)
    return found[0]
# --- wrong: gives nothing
def index(values, wanted):
    return next((at for at, one in enumerate(values) if one == wanted), None)

# === doctests: title.py::title
# --- title.py
def title(text):
    """Every word with a capital.

    >>> title("a tale of two")
    'A Tale Of Two'
    >>> words = title("x y").split()
    >>> len(words)
    2
    >>> title(3)
    Traceback (most recent call last):
    ...
    AttributeError: 'int' object has no attribute 'split'
    >>> print(title("one"))
    One
    """
    return " ".join(one.capitalize() for one in text.split())
# --- right: by map
def title(text):
    return " ".join(map(str.capitalize, text.split()))
# --- wrong: the first word
def title(text):
    first, *rest = text.split()
    return " ".join([first.capitalize(), *rest])

# === doctests of class and module: account.py::Account.withdraw
# --- account.py
"""Accounts.

>>> Account(3).withdraw(1)
2
"""


class Account:
    """Holds money.

    >>> account = Account(5)
    >>> account.withdraw(2)
    3
    >>> account.balance
    3
    """

    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        """
        >>> Account(1).withdraw(2)
        Traceback (most recent call last):
        ...
        ValueError: too little
        """
        if amount > self.balance:
            raise ValueError("too little")
        self.balance -= amount
        return self.balance
# --- right: what is left first
def withdraw(self, amount):
    left = self.balance - amount
    if left < 0:
        raise ValueError("too little")
    self.balance = left
    return left
# --- wrong: keeps what it had
def withdraw(self, amount):
    if amount > self.balance:
        raise ValueError("too little")
    return self.balance - amount

# === tables and statements between: roman.py::roman
# --- roman.py
def roman(number):
    found = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            found += sign
            number -= value
    return found


TABLE = {1: "I", 4: "IV"}
TABLE.update({9: "IX"})
results = {}
for number in TABLE:
    results[number] = roman(number)
assert results == TABLE
del results[1]
assert sorted(results) == [4, 9]
joined = roman(14) + "-" + roman(6)
assert joined == "XIV-VI"
if joined.startswith("X"):
    assert roman(3) == "III"
else:
    assert roman(3) == "another"
# --- right: by division
def roman(number):
    signs = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    found = []
    for value, sign in signs:
        count, number = divmod(number, value)
        found.append(sign * count)
    return "".join(found)
# --- wrong: never subtracts
def roman(number):
    found = ""
    for value, sign in ((10, "X"), (5, "V"), (1, "I")):
        while number >= value:
            found += sign
            number -= value
    return found

# === a name that it defines twice: steps.py::step
# --- steps.py
def step(value):
    return value + 1


value = 1
value = step(value)
assert value == 2
value = step(step(value))
assert value == 4
value = "text"
assert value == "text"
# --- right: subtracted
def step(value):
    return value - -1
# --- wrong: by two
def step(value):
    return value + 2

# === loops without end: patient.py::patient
# --- patient.py
def patient(number):
    return number * 2


assert patient(1) == 2
assert patient(2) == 4
# --- right: added
def patient(number):
    return number + number
# --- wrong: only the second ends
def patient(number):
    while number == 1:
        pass
    return number * 2

# === gives what can't cross: made.py::made
# --- made.py
def made(size):
    return [lambda: at for at in range(size)]


assert len(made(3)) == 3
assert [one() for one in made(2)] == [1, 1]
assert callable(made(1)[0])
# --- right: by append
def made(size):
    found = []
    for at in range(size):
        found.append(lambda: at)
    return found
# --- wrong: each its own
def made(size):
    return [lambda at=at: at for at in range(size)]

# === in the class of a method: bounds.py::Bounds.clamp
# --- bounds.py
class Bounds:
    def clamp(value, low=0, high=10):
        return max(low, min(high, value))

    lowest = clamp(-3)
    assert lowest == 0
    assert clamp(30) == 10
    clamp = staticmethod(clamp)


assert Bounds.clamp(4) == 4
assert Bounds.lowest == 0
# --- right: by sorted
def clamp(value, low=0, high=10):
    return sorted((low, value, high))[1]
# --- wrong: no upper end
def clamp(value, low=0, high=10):
    return max(low, value)

# === the candidate asserts: shuffle.py::rotate
# --- shuffle.py
def rotate(values):
    if values:
        values.append(values.pop(0))


row = [1, 2, 3]
rotate(row)
assert row == [2, 3, 1]
rotate(row)
assert row == [3, 1, 2]
# --- right: with an assert of its own
def rotate(values):
    assert isinstance(values, list)
    values[:] = values[1:] + values[:1]
# --- wrong: the other way round, with an assert of its own
def rotate(values):
    assert isinstance(values, list)
    values[:] = values[-1:] + values[:-1]
