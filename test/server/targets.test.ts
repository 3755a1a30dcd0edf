/** Every kind of function, from the reply to the verdicts and into the file. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { assayJson } from '../servers/terminal.ts';

interface Case {
  readonly name: string;
  /** By path; the target is in the first. */
  readonly files: Readonly<Record<string, string>>;
  /** The right and the wrong answers of a model. */
  readonly right: string;
  readonly wrong: string;
  /** The text that the file must contain after the right one is accepted. */
  readonly accepted: string;
}

const one = (text: string) => ({ 'task.py': text });

const cases: Record<string, Case> = {
  'an instance method': {
    name: 'Stack.push',
    files: one(`class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        """Put an item on top; return how many there are."""

    def top(self):
        return self.items[-1]


stack = Stack()
assert stack.push(3) == 1
assert stack.push(4) == 2
assert stack.top() == 4 and stack.items == [3, 4]
`),
    right: 'def push(self, item):\n    self.items.append(item)\n    return len(self.items)\n',
    wrong: 'def push(self, item):\n    return len(self.items) + 1\n',
    accepted: '        """Put an item on top; return how many there are."""\n        self.items.append(item)\n',
  },
  'a class method': {
    name: 'Point.parse',
    files: one(`class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    @classmethod
    def parse(cls, text):
        """Make a point of "x,y"."""


assert Point.parse("1,2").x == 1
assert (Point.parse("1,2").y, type(Point.parse("3,4")).__name__) == (2, "Point")
`),
    right: 'def parse(cls, text):\n    x, y = text.split(",")\n    return cls(int(x), int(y))\n',
    wrong: 'def parse(cls, text):\n    x, y = text.split(",")\n    return cls(x, y)\n',
    accepted: '    @classmethod\n    def parse(cls, text):\n        """Make a point of "x,y"."""\n        x, y =',
  },
  'a static method': {
    name: 'Temperature.to_kelvin',
    files: one(`class Temperature:
    @staticmethod
    def to_kelvin(celsius):
        """Celsius to Kelvin."""


assert Temperature.to_kelvin(0) == 273.15
assert Temperature().to_kelvin(10) == 283.15
`),
    right: 'class Temperature:\n    @staticmethod\n    def to_kelvin(c):\n        return c + 273.15\n',
    wrong: 'def to_kelvin(celsius):\n    return celsius + 273\n',
    accepted: '        return celsius + 273.15\n',
  },
  'a property': {
    name: 'Circle.area',
    files: one(`import math


class Circle:
    def __init__(self, r):
        self.r = r

    @property
    def area(self):
        """The area."""

    @area.setter
    def area(self, value):
        self.r = math.sqrt(value / math.pi)


assert Circle(1).area == math.pi
circle = Circle(2)
assert circle.area == 4 * math.pi
`),
    right: '@property\ndef area(self):\n    return math.pi * self.r ** 2\n',
    wrong: '@property\ndef area(self):\n    return 3 * self.r ** 2\n',
    accepted: '        """The area."""\n        return math.pi * self.r ** 2\n\n    @area.setter',
  },
  'a setter': {
    name: 'Celsius.fahrenheit.setter',
    files: one(`class Celsius:
    def __init__(self):
        self.degrees = 0

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        """Set the degrees from Fahrenheit."""


t = Celsius()
t.fahrenheit = 212
assert t.degrees == 100
t.fahrenheit = 32
assert t.degrees == 0
`),
    right: '@fahrenheit.setter\ndef fahrenheit(self, value):\n    self.degrees = (value - 32) * 5 / 9\n',
    wrong: 'def fahrenheit(self, value):\n    self.degrees = value - 32\n',
    accepted: '        """Set the degrees from Fahrenheit."""\n        self.degrees = (value - 32)',
  },
  'a dunder': {
    name: 'Vector.__add__',
    files: one(`class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __add__(self, other):
        """Add two vectors."""


assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)
`),
    right: 'def __add__(self, other):\n    return Vector(self.x + other.x, self.y + other.y)\n',
    wrong: 'def __add__(self, other):\n    return Vector(self.x + other.x, self.y)\n',
    accepted: '        return Vector(self.x + other.x, self.y + other.y)\n',
  },
  'an __init__': {
    name: 'Account.__init__',
    files: one(`class Account:
    def __init__(self, owner, balance=0):
        """Remember owner and balance; no balance is negative."""

    def total(self):
        return self.balance


assert Account("a").total() == 0
assert Account("b", 5).balance == 5
assert Account("c", -5).balance == 0 and Account("c").owner == "c"
`),
    right: 'def __init__(self, owner, balance=0):\n    self.owner = owner\n    self.balance = max(0, balance)\n',
    wrong: 'def __init__(self, owner, balance=0):\n    self.owner = owner\n    self.balance = balance\n',
    accepted: '        self.balance = max(0, balance)\n',
  },
  'a method of a class in a class': {
    name: 'Tree.Node.depth',
    files: one(`class Tree:
    class Node:
        def __init__(self, *children):
            self.children = children

        def depth(self):
            """Levels below and with this node."""


leaf = Tree.Node()
assert leaf.depth() == 1
assert Tree.Node(leaf, Tree.Node(leaf)).depth() == 3
`),
    right: 'def depth(self):\n    return 1 + max((c.depth() for c in self.children), default=0)\n',
    wrong: 'def depth(self):\n    return len(self.children)\n',
    accepted: '            return 1 + max(',
  },
  'a method that overrides': {
    name: 'Loud.say',
    files: one(`class Speaker:
    def say(self, text):
        return text


class Loud(Speaker):
    def say(self, text):
        """Say it in upper case."""


assert Loud().say("a") == "A"
assert Speaker().say("a") == "a"
`),
    right: 'def say(self, text):\n    return super().say(text).upper()\n',
    wrong: 'def say(self, text):\n    return super().say(text)\n',
    accepted: '        return super().say(text).upper()\n',
  },
  'an async function': {
    name: 'fetch',
    files: one(`import asyncio


async def fetch(x):
    """Wait, then double."""


assert asyncio.run(fetch(2)) == 4


async def main():
    assert await fetch(3) == 6
    assert await asyncio.gather(fetch(1), fetch(2)) == [2, 4]


asyncio.run(main())
`),
    right: 'import asyncio\n\nasync def fetch(x):\n    await asyncio.sleep(0)\n    return x * 2\n',
    wrong: 'async def fetch(x):\n    return x + 2\n',
    accepted: '    """Wait, then double."""\n    await asyncio.sleep(0)\n',
  },
  'an async method': {
    name: 'Client.get',
    files: one(`import asyncio


class Client:
    def __init__(self):
        self.seen = []

    async def get(self, key):
        """Whether the key is seen for the first time."""


client = Client()
client.seen.append("abc")
assert asyncio.run(client.get("abc")) is False
assert asyncio.run(client.get("d")) is True
`),
    right: 'async def get(self, key):\n    return key not in self.seen\n',
    wrong: 'async def get(self, key):\n    return True\n',
    accepted: '        return key not in self.seen\n',
  },
  'an async method that changes its object': {
    name: 'Inbox.take',
    files: one(`import asyncio


class Inbox:
    def __init__(self):
        self.seen = []

    async def take(self, key):
        """Remember the key and give its length."""


inbox = Inbox()
assert asyncio.run(inbox.take("abc")) == 3
assert inbox.seen == ["abc"]
`),
    right: 'async def take(self, key):\n    self.seen.append(key)\n    return len(key)\n',
    wrong: 'async def take(self, key):\n    return len(key)\n',
    accepted: '        self.seen.append(key)\n',
  },
  'a context manager that changes what it was given': {
    name: 'collecting',
    files: one(`from contextlib import contextmanager


@contextmanager
def collecting(log):
    """Write "in" before and "out" after."""


log = []
with collecting(log) as name:
    log.append("body")
assert log == ["in", "body", "out"]
`),
    right: 'def collecting(log):\n    log.append("in")\n    yield log\n    log.append("out")\n',
    wrong: 'def collecting(log):\n    log.append("in")\n    yield log\n',
    accepted: '@contextmanager\ndef collecting(log):\n',
  },
  'a generator': {
    name: 'countdown',
    files: one(`def countdown(n):
    """Yield n down to 1."""


assert list(countdown(3)) == [3, 2, 1]
assert next(countdown(5)) == 5
for given, wanted in [(0, []), (1, [1])]:
    assert list(countdown(given)) == wanted
`),
    right: 'def countdown(n):\n    while n > 0:\n        yield n\n        n -= 1\n',
    wrong: 'def countdown(n):\n    yield n\n',
    accepted: '    while n > 0:\n        yield n\n',
  },
  'an async generator': {
    name: 'ticks',
    files: one(`import asyncio


async def ticks(n):
    """Yield 0 to n - 1."""
    yield


async def collect(n):
    return [x async for x in ticks(n)]


assert asyncio.run(collect(3)) == [0, 1, 2]
`),
    right: 'async def ticks(n):\n    for x in range(n):\n        yield x\n',
    wrong: 'async def ticks(n):\n    yield n\n',
    accepted: '    for x in range(n):\n        yield x\n',
  },
  'a nested function': {
    name: 'make_adder.add',
    files: one(`def make_adder(n):
    """Give a function that adds n."""

    def add(x):
        """Add n."""

    return add


assert make_adder(2)(3) == 5
assert [make_adder(n)(1) for n in range(3)] == [1, 2, 3]
`),
    right: 'def add(x):\n    return x + n\n',
    wrong: 'def add(x):\n    return x\n',
    accepted: '        """Add n."""\n        return x + n\n\n    return add\n',
  },
  'a nested function whose outer one needs a helper': {
    name: 'shout.mark',
    files: one(`def louder(text):
    return text.upper()


def shout(text):
    def mark(word):
        """Put a mark behind a word."""

    return louder(mark(text))


assert shout("a") == louder("a!")
`),
    right: 'def mark(word):\n    return word + "!"\n',
    wrong: 'def mark(word):\n    return word\n',
    accepted: '        return word + "!"\n',
  },
  'a private method': {
    name: 'Safe.__code',
    files: one(`class Safe:
    def __code(self, n):
        """Twice n."""

    def opens(self, n, code):
        return self.__code(n) == code


assert Safe().opens(2, 4)
assert Safe()._Safe__code(3) == 6
`),
    right: 'def __code(self, n):\n    return 2 * n\n',
    wrong: 'def __code(self, n):\n    return n + 2\n',
    accepted: '        return 2 * n\n',
  },
  'an overloaded function': {
    name: 'double',
    files: one(`from typing import overload


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    """Twice as much."""


assert double(2) == 4
assert double("a") == "aa"
`),
    right: 'def double(x):\n    return x * 2\n',
    wrong: 'def double(x: int) -> int:\n    return int(x) * 2\n',
    accepted: 'def double(x):\n    """Twice as much."""\n    return x * 2\n',
  },
  'a cached function': {
    name: 'fib',
    files: one(`from functools import lru_cache


@lru_cache(maxsize=None)
def fib(n: int) -> int:
    """The nth Fibonacci number."""


assert fib(10) == 55
assert fib(80) == 23416728348467685
`),
    right: 'def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n',
    wrong: 'def fib(n):\n    return n\n',
    accepted: '@lru_cache(maxsize=None)\ndef fib(n: int) -> int:\n    """The nth Fibonacci number."""\n    return n if',
  },
  'a function under a decorator of the file': {
    name: 'square',
    files: one(`import functools


def doubled(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return 2 * function(*args, **kwargs)

    return wrapper


@doubled
def square(x):
    """Square x."""


assert square(3) == 18
assert square.__name__ == "square"
`),
    right: 'def square(x):\n    return x * x\n',
    wrong: 'def square(x):\n    return 2 * x * x\n',
    accepted: '    """Square x."""\n    return x * x\n',
  },
  'a context manager': {
    name: 'tagged',
    files: one(`from contextlib import contextmanager


@contextmanager
def tagged(name):
    """Give the opening tag of a name, in lower case."""


with tagged("B") as text:
    assert text == "<b>"
`),
    right: 'def tagged(name):\n    yield f"<{name.lower()}>"\n',
    wrong: 'def tagged(name):\n    yield f"<{name}>"\n',
    accepted: '@contextmanager\ndef tagged(name):\n',
  },
  'a method of a data class': {
    name: 'Item.total',
    files: one(`from dataclasses import dataclass, field


@dataclass
class Item:
    price: float
    count: int = 1
    tags: list = field(default_factory=list)

    def total(self) -> float:
        """Price times count."""


assert Item(2.5, 4).total() == 10.0
assert Item(3).total() == 3
`),
    right: 'def total(self) -> float:\n    return self.price * self.count\n',
    wrong: 'def total(self) -> float:\n    return self.price\n',
    accepted: '        return self.price * self.count\n',
  },
  'a function with every kind of parameter': {
    name: 'join',
    files: one(`def join(first, /, *rest, sep=", ", **more):
    """Join all of them."""


assert join("a") == "a"
assert join("a", "b", sep="-") == "a-b"
assert join("a", z="q") == "a, z=q"
`),
    right:
      'def join(first, /, *rest, sep=", ", **more):\n    return sep.join([first, *rest, *(f"{k}={v}" for k, v in more.items())])\n',
    wrong: 'def join(first, /, *rest, sep=", ", **more):\n    return ", ".join([first, *rest])\n',
    accepted: '    return sep.join(',
  },
  'a function of a package, by relative import, in src/': {
    name: 'total',
    files: {
      'src/shop/cart.py': `from .prices import price_of
from . import rates


def total(names):
    """Sum of the prices, with the tax of \`rates\`.

    >>> total(["a"])
    2.2
    """


assert total(["a", "b"]) == round((2 + 3) * rates.TAX, 2)
assert total.__module__ == "shop.cart"
`,
      'src/shop/__init__.py': 'raise_tax = 1\nfrom .cart import total\n',
      'src/shop/prices.py':
        'from shop import raise_tax\nPRICES = {"a": 2, "b": 3}\n\n\ndef price_of(name):\n    return PRICES[name]\n',
      'src/shop/rates.py': 'TAX = 1.1\n',
      'pyproject.toml': '[project]\nname = "shop"\n',
    },
    right: 'def total(names):\n    return round(sum(price_of(n) for n in names) * rates.TAX, 2)\n',
    wrong: 'def total(names):\n    return sum(price_of(n) for n in names)\n',
    accepted: '    return round(sum(price_of(n) for n in names) * rates.TAX, 2)\n',
  },
  'one of two that a condition chooses': {
    name: 'clean@9',
    files: one(`import sys

if sys.version_info < (3,):

    def clean(text):
        return text.decode()

else:
    def clean(text):
        """Strip it."""


assert clean(" a ") == "a"
`),
    right: 'def clean(text):\n    return text.strip()\n',
    wrong: 'def clean(text):\n    return text\n',
    accepted: '        """Strip it."""\n        return text.strip()\n\n\nassert',
  },
  'one of several under the same name': {
    name: 'f@7',
    files: one(`def f(x):
    return x + 1


assert f(1) == 2

def f(x):
    """Minus one."""

assert f(1) == 0
`),
    right: 'def f(x):\n    return x - 1\n',
    wrong: 'def f(x):\n    return x + 1\n',
    accepted: '    """Minus one."""\n    return x - 1\n\nassert',
  },
};

const place = scratch('targets');
let server: ModelServer;
let answers: readonly string[] = [];

beforeAll(async () => {
  server = await startAnswering((_, turn) => answers[turn % answers.length]!);
});
afterAll(() => server.close());

interface Verdict {
  readonly status: string;
  readonly integrity: string;
  readonly message?: string;
  readonly actual?: string;
}

interface Printed {
  readonly error?: string;
  readonly accepted: string | null;
  readonly notRun: readonly unknown[];
  readonly candidates: readonly {
    readonly id: string;
    readonly passed: boolean;
    readonly verdicts: readonly Verdict[];
  }[];
}

async function run(args: readonly string[]): Promise<{ code: number | null; object: Printed }> {
  return assayJson(args, place.folder, { OPENAI_BASE_URL: server.baseUrl });
}

function write(files: Readonly<Record<string, string>>, project: string): string {
  for (const [name, text] of Object.entries(files)) place.file(text, path.join(project, name));
  return place.in(project, Object.keys(files)[0]!);
}

const fenced = (code: string) => `Here it is:\n\n\`\`\`python\n${code}\`\`\`\n`;

describe('from the reply to the file', () => {
  it.each(Object.entries(cases))('%s', async (title, { name, files, right, wrong, accepted }) => {
    const file = write(files, title.replace(/\W+/g, '-'));
    answers = [fenced(wrong), fenced(right)];
    const { code, object } = await run(['synth', `${file}::${name}`, '--model', 'm', '-k', '2', '--write', '--force']);
    expect(object.error).toBeUndefined();
    const told = JSON.stringify(object.candidates, undefined, 1);
    expect(
      object.candidates.map(({ passed }) => passed),
      told,
    ).toEqual([true, false]);
    for (const { verdicts } of object.candidates)
      for (const { integrity } of verdicts) expect(integrity).not.toBe('in-process');
    expect(object.notRun).toEqual([]);
    expect(object.accepted).toBe(object.candidates[0]!.id);
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(accepted);
    const present = await run(['verify', `${file}::${name}`]);
    expect(present.object.candidates[0]!.verdicts.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(present.code).toBe(0);
  });
});

it('many candidates in turn are judged alike, under a decorator too', async () => {
  const file = write(cases['a function under a decorator of the file']!.files, 'in-turn');
  const bodies = ['2 * x * x', 'x * x', 'x ** 2', 'x * x + 0', 'x * x - 0', 'x * x * 1'];
  const lines = bodies.map((body) => JSON.stringify({ solution: `def square(x):\n    return ${body}\n` }));
  writeFileSync(place.in('in-turn', 'candidates.jsonl'), lines.join('\n'));
  const { object } = await run(['verify', `${file}::square`, '--candidates', place.in('in-turn', 'candidates.jsonl')]);
  expect(object.candidates.map(({ passed }) => passed)).toEqual([false, true, true, true, true, true]);
});
