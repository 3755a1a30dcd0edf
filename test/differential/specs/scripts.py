# Files that are their own test: asserts at module level, and doctests.

# === asserts: vowels.py::vowels
# --- vowels.py
def vowels(text):
    """Count the vowels."""
    return sum(letter in "aeiou" for letter in text.lower())


assert vowels("Hello") == 2
assert vowels("banana") == 3
assert vowels("AEIOU") == 5
assert not vowels("xyz")
assert vowels("") == 0, "nothing in nothing"
# --- wrong: small ones alone
def vowels(text):
    return sum(letter in "aeiou" for letter in text)
# --- wrong: which
def vowels(text):
    return len(set(text.lower()) & set("aeiou"))

# === a stub: initials.py::initials
# --- initials.py
def initials(name):
    """Return the first letters of the words, as capitals."""


assert initials("ada lovelace") == "AL"
assert initials("  grace   hopper ") == "GH"
assert initials("") == ""
# --- right
def initials(name):
    return "".join(word[0].upper() for word in name.split())
# --- wrong: every blank
def initials(name):
    return "".join(word[:1].upper() for word in name.split(" ")[:2])
# --- wrong: no capitals
def initials(name):
    return "".join(word[0] for word in name.split())

# === asserts in a loop: parity.py::parity
# --- parity.py
def parity(n):
    return bin(n).count("1") % 2


table = {0: 0, 1: 1, 3: 0, 7: 1}
for number, expected in table.items():
    assert parity(number) == expected, number
for a in range(8):
    for b in range(8):
        assert parity(a ^ b) == parity(a) ^ parity(b)
# --- wrong: of the number
def parity(n):
    return n % 2
# --- wrong: the other way
def parity(n):
    return 1 - bin(n).count("1") % 2

# === asserts of what was changed: rotate.py::rotate
# --- rotate.py
def rotate(items, by):
    """Rotate to the left, in place."""
    by %= len(items) or 1
    items[:] = items[by:] + items[:by]


numbers = [1, 2, 3, 4]
rotate(numbers, 1)
assert numbers == [2, 3, 4, 1]
rotate(numbers, -2)
assert numbers == [4, 1, 2, 3]
same = numbers
rotate(same, 9)
assert numbers == [1, 2, 3, 4] and same is numbers
nothing = []
rotate(nothing, 3)
assert nothing == []
# --- wrong: gives a new list
def rotate(items, by):
    return items[by:] + items[:by]
# --- wrong: fails on nothing
def rotate(items, by):
    by %= len(items)
    items[:] = items[by:] + items[:by]

# === try and except: strict.py::strict_int
# --- strict.py
def strict_int(text):
    if not text.isdigit():
        raise ValueError(f"not a number: {text}")
    return int(text)


assert strict_int("12") == 12
try:
    strict_int("1.5")
except ValueError as error:
    assert str(error) == "not a number: 1.5"
else:
    raise AssertionError("1.5 was taken")

raised = False
try:
    strict_int("")
except ValueError:
    raised = True
assert raised
# --- wrong: takes anything
def strict_int(text):
    return int(float(text or 0))
# --- wrong: no message
def strict_int(text):
    if not text.isdigit():
        raise ValueError
    return int(text)

# === printed output: boxed.py::boxed
# --- boxed.py
import contextlib
import io


def boxed(text):
    line = "+" + "-" * len(text) + "+"
    print(line, f"|{text}|", line, sep="\n")


out = io.StringIO()
with contextlib.redirect_stdout(out):
    boxed("ab")
    boxed("")
lines = out.getvalue().splitlines()
assert lines[:3] == ["+--+", "|ab|", "+--+"]
assert lines[3:] == ["++", "||", "++"]
# --- wrong: an empty line
def boxed(text):
    line = "+" + "-" * len(text) + "+\n"
    print(line, f"|{text}|\n", line, sep="")
# --- wrong: gives it
def boxed(text):
    line = "+" + "-" * len(text) + "+"
    return "\n".join([line, f"|{text}|", line])

# === below the main guard: digits.py::digit_sum
# --- digits.py
def digit_sum(n):
    total = 0
    while n:
        n, digit = divmod(n, 10)
        total += digit
    return total


def check():
    assert digit_sum(999) == 27
    assert digit_sum(0) == 0


if __name__ == "__main__":
    assert digit_sum(105) == 6
    check()
    print("fine")
# --- wrong: digital root
def digit_sum(n):
    return 1 + (n - 1) % 9 if n else 0
# --- wrong: stops at nought
def digit_sum(n):
    total = 0
    while n % 10:
        n, digit = divmod(n, 10)
        total += digit
    return total

# === asserts through a helper: similar.py::distance
# --- similar.py
def distance(one, other):
    """Hamming's distance; what one has more counts too."""
    return sum(a != b for a, b in zip(one, other)) + abs(len(one) - len(other))


def near(one, others):
    return min(others, key=lambda other: distance(one, other))


def check(one, other, expected):
    assert distance(one, other) == expected
    assert distance(other, one) == expected


check("abc", "abd", 1)
check("abc", "", 3)
assert near("cat", ["dog", "cut", "cattle"]) == "cut"
# --- wrong: length is nothing
def distance(one, other):
    return sum(a != b for a, b in zip(one, other))
# --- wrong: one way
def distance(one, other):
    return sum(a != b for a, b in zip(one, other)) + max(0, len(one) - len(other))

# === doctest: title.py::title
# --- title.py
def title(text):
    """Capitalise each word but small ones.

    >>> title("the lord of the rings")
    'The Lord of the Rings'
    >>> title("a")
    'A'
    >>> title("")
    ''
    """
    small = {"of", "the", "a", "and"}
    words = text.split()
    return " ".join(word if word in small and i else word.capitalize() for i, word in enumerate(words))
# --- wrong: all words
def title(text):
    return " ".join(word.capitalize() for word in text.split())
# --- wrong: the first too
def title(text):
    small = {"of", "the", "a", "and"}
    return " ".join(word if word in small else word.capitalize() for word in text.split())

# === a doctest is a session: deck.py::deal
# --- deck.py
def deal(deck, count):
    """Take so many off the end.

    >>> deck = list("abcde")
    >>> deal(deck, 2)
    ['e', 'd']
    >>> deck
    ['a', 'b', 'c']
    >>> hands = [deal(deck, 1) for _ in range(2)]
    >>> for hand in hands:
    ...     print(*hand)
    c
    b
    >>> deal(deck, 2)
    Traceback (most recent call last):
        ...
    IndexError: pop from empty list
    """
    return [deck.pop() for _ in range(count)]
# --- wrong: leaves them there
def deal(deck, count):
    return deck[::-1][:count]
# --- wrong: off the front
def deal(deck, count):
    return [deck.pop(0) for _ in range(count)]
# --- wrong: as many as there are
def deal(deck, count):
    return [deck.pop() for _ in range(min(count, len(deck)))]

# === doctest directives: survey.py::survey
# --- survey.py
def survey(answers):
    """Count the answers.

    >>> survey(["b", "a", "b"])  # doctest: +NORMALIZE_WHITESPACE
    {'a':   1,
     'b':   2}
    >>> survey("x" * 3)  # doctest: +ELLIPSIS
    {...3}
    >>> survey(None)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    TypeError: something
    >>> survey(["late"])  # doctest: +SKIP
    {}
    """
    found = {}
    for answer in sorted(answers):
        found[answer] = found.get(answer, 0) + 1
    return found
# --- wrong: unsorted
def survey(answers):
    found = {}
    for answer in answers:
        found[answer] = found.get(answer, 0) + 1
    return found
# --- wrong: None is nothing
def survey(answers):
    found = {}
    for answer in sorted(answers or ()):
        found[answer] = found.get(answer, 0) + 1
    return found

# === doctests of class and module: account.py::Account.withdraw
# --- account.py
"""Accounts.

>>> account = Account(5)
>>> account.withdraw(2)
3
"""


class Account:
    """An account.

    >>> one = Account(10)
    >>> one.withdraw(4)
    6
    >>> one.balance
    6
    """

    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        """Take money out.

        >>> Account(1).withdraw(2)
        Traceback (most recent call last):
        ValueError: not enough
        """
        if amount > self.balance:
            raise ValueError("not enough")
        self.balance -= amount
        return self.balance
# --- wrong: keeps the balance
def withdraw(self, amount):
    if amount > self.balance:
        raise ValueError("not enough")
    return self.balance - amount
# --- wrong: below nought
def withdraw(self, amount):
    self.balance -= amount
    return self.balance

# === doctest of printed output and blank lines: verse.py::verse
# --- verse.py
def verse(*lines):
    """Print lines, and an empty one after each pair.

    >>> verse("a", "b", "c")
    a
    b
    <BLANKLINE>
    c
    >>> verse()
    """
    for index, line in enumerate(lines, 1):
        print(line)
        if index % 2 == 0 and index < len(lines):
            print()
# --- wrong: none between
def verse(*lines):
    for line in lines:
        print(line)
# --- wrong: gives text for none
def verse(*lines):
    if not lines:
        return ""
    for index, line in enumerate(lines, 1):
        print(line)
        if index % 2 == 0 and index < len(lines):
            print()

# === doctest with a fixture in the file: prefixes.py::by_prefix
# --- prefixes.py
WORDS = ["ant", "bee", "ape"]


def by_prefix(prefix, words=WORDS):
    """Find words.

    >>> by_prefix("a")
    ['ant', 'ape']
    >>> WORDS.append("asp")
    >>> len(by_prefix("a"))
    3
    >>> by_prefix("b", words=[])
    []
    """
    return [word for word in words if word.startswith(prefix)]
# --- wrong: the list as it was
def by_prefix(prefix, words=WORDS):
    return [word for word in words[:3] if word.startswith(prefix)]
# --- wrong: nothing means all
def by_prefix(prefix, words=WORDS):
    return [word for word in words or WORDS if word.startswith(prefix)]

# === both kinds: clock.py::clock
# --- clock.py
def clock(minutes):
    """The time of day.

    >>> clock(61)
    '01:01'
    """
    hours, minutes = divmod(minutes % 1440, 60)
    return f"{hours:02}:{minutes:02}"


assert clock(0) == "00:00"
assert clock(1440) == clock(-1440) == "00:00"
assert clock(-1) == "23:59"
# --- wrong: no noughts
def clock(minutes):
    hours, minutes = divmod(minutes % 1440, 60)
    return f"{hours}:{minutes:02}"
# --- wrong: for more than a day
def clock(minutes):
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}"

# === asserts in functions called below: graph.py::reachable
# --- graph.py
def reachable(graph, start):
    seen, queue = set(), [start]
    while queue:
        node = queue.pop()
        if node not in seen:
            seen.add(node)
            queue.extend(graph.get(node, ()))
    return seen


def test_circle():
    assert reachable({1: [2], 2: [1]}, 1) == {1, 2}


def test_unknown():
    assert reachable({}, "x") == {"x"}


def main():
    test_circle()
    test_unknown()
    assert len(reachable({n: [n + 1] for n in range(500)}, 0)) == 501


main()
# --- wrong: only neighbours
def reachable(graph, start):
    return {start, *graph.get(start, ())}
# --- wrong: fails on what is unknown
def reachable(graph, start):
    seen, queue = set(), [start]
    while queue:
        node = queue.pop()
        if node not in seen:
            seen.add(node)
            queue.extend(graph[node])
    return seen

# === asserts within a with: scoped.py::scoped
# --- scoped.py
from contextlib import contextmanager


@contextmanager
def scoped(stack, item):
    stack.append(item)
    try:
        yield stack[-1]
    finally:
        assert stack.pop() is item


stack = []
with scoped(stack, "a") as inner:
    assert inner == "a"
    with scoped(stack, "b"):
        assert stack == ["a", "b"]
    assert stack == ["a"]
assert stack == []
# --- wrong: keeps it
def scoped(stack, item):
    stack.append(item)
    yield item
# --- wrong: empties the stack
def scoped(stack, item):
    stack.append(item)
    try:
        yield item
    finally:
        stack.clear()
