/** The search reads examples in every form: calls of functions, methods, properties and coroutines. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { runAssay } from '../servers/terminal.ts';

const place = scratch('searched');

async function synth(text: string, target = '') {
  const file = place.file(text);
  const ended = await runAssay(['synth', file + target, '--sampler', 'search', '-k', '1', '--write'], {
    cwd: place.folder,
    env: { ASSAY_HISTORY: 'off' },
  });
  return { ...ended, text: readFileSync(file, 'utf8') };
}

describe('the search writes', () => {
  it('methods over the attributes of self, of classes with and without __slots__, and properties', async () => {
    const { code, text, stderr } = await synth(`from dataclasses import dataclass


@dataclass
class Box:
    width: int
    height: int

    @property
    def area(self):
        """Width times height."""

    def taller(self, by):
        """The height, by more."""

    @staticmethod
    def total(boxes):
        """How many boxes there are."""


class Point:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x

    def doubled(self):
        """Twice x."""
        raise NotImplementedError


box = Box(3, 4)
assert box.area == 12
assert Box(2, 5).area == 10
assert box.taller(3) == 7
assert Box(1, 10).taller(5) == 15
assert Box.total([7]) == 1
assert Box.total([]) == 0
assert Box.total([1, 2, 3]) == 3
assert Point(3).doubled() == 6
assert Point(5).doubled() == 10
`);
    expect(stderr).not.toContain('found nothing');
    expect(code).toBe(0);
    expect(text).toMatch(/Width times height\."""\n {8}return self\.(width \* self\.height|height \* self\.width)\n/);
    expect(text).toMatch(/by more\."""\n {8}return (by \+ self\.height|self\.height \+ by)\n/);
    expect(text).toContain('there are."""\n        return len(boxes)\n');
    expect(text).toMatch(/Twice x\."""\n {8}return (self\.x \* 2|2 \* self\.x|self\.x \+ self\.x)\n/);
  });

  it('functions and methods whose parameters have the names of loops, and of what stands for attributes', async () => {
    const { code, text, stderr } = await synth(`class Shelf:
    def __init__(self, size, name):
        self.size = size
        self.name = name

    def room(self, self_size):
        """How much more than self_size fits: the size less self_size."""

    def label(x):
        """The name and ' self_name'."""


def shouted(x, y, z, w, u, v):
    """Each of x in upper case."""


def neighbours(x: int, y: int, z: int, w: int, u: int) -> list:
    """What nobody can guess."""


assert Shelf(10, "a").room(3) == 7
assert Shelf(5, "b").room(4) == 1
assert Shelf(1, "a").label() == "a self_name"
assert Shelf(2, "b").label() == "b self_name"
assert shouted(["a", "b"], 1, 2, 3, 4, 5) == ["A", "B"]
assert shouted(["cd"], 5, 4, 3, 2, 1) == ["CD"]
assert neighbours(1, 2, 3, 4, 5) == [3, 5, 7, 9]
assert neighbours(2, 2, 3, 4, 5) == [4, 5, 7, 9]
`);
    expect(stderr).not.toMatch(/could not run|unpack/);
    expect(code).toBe(1);
    expect(text).toContain('less self_size."""\n        return self.size - self_size\n');
    expect(text).toContain(`return x.name + ' self_name'\n`);
    expect(text).toContain('upper case."""\n    return [x2.upper() for x2 in x]');
  });

  it('coroutines that are awaited or run, and generators whose values are collected', async () => {
    const { code, text } = await synth(`import asyncio
from typing import Iterator


async def length(text: str) -> int:
    """The length of text."""


def evens(numbers) -> Iterator[int]:
    """The even ones of numbers."""


async def test_length():
    result = await length("abcd")
    assert result == 4


def test_empty():
    result = asyncio.run(length(""))
    assert result == 0


assert list(evens([1, 2, 4, 3])) == [2, 4]
assert list(evens([])) == []
assert list(evens([6, 6, 7])) == [6, 6]
`);
    expect(code).toBe(0);
    expect(text).toContain('of text."""\n    return len(text)\n');
    expect(text).toContain('of numbers."""\n    yield from [number for number in numbers if number % 2 == 0]\n');
  });

  it('what tests keep in variables, and ask of objects that they have changed', async () => {
    place.file(
      `import unittest

from shop import Counter, add


def test_add():
    first = 2
    result = add(first, 3)
    assert result == 5
    results = [add(1, 1), add(0, 9)]
    assert results == [2, 9]


class TestCounter(unittest.TestCase):
    def setUp(self):
        self.counter = Counter()
        self.counter.count(3)

    def test_twice(self):
        assert self.counter.twice() == 6
        self.counter.count(2)
        self.assertEqual(self.counter.twice(), 10)

    def test_none(self):
        self.assertEqual(Counter().twice(), 0)
`,
      'test_shop.py',
    );
    const file = place.file(
      `class Counter:
    def __init__(self):
        self.number = 0

    def count(self, by):
        self.number += by

    def twice(self):
        """Twice the number."""


def add(one, other):
    """The sum of both."""
`,
      'shop.py',
    );
    const args = ['synth', file, '--sampler', 'search', '-k', '1', '--write'];
    const { code } = await runAssay(args, { cwd: place.folder, env: { ASSAY_HISTORY: 'off' } });
    expect(code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/Twice the number\."""\n {8}return (self\.number \* 2|2 \* self\.number)\n/);
    expect(text).toMatch(/sum of both\."""\n {4}return (one \+ other|other \+ one)\n/);
  });

  it('numbers that are compared approximately', async () => {
    const { code, text } = await synth(`import math


def half(number: float) -> float:
    """Half of number."""


assert math.isclose(half(3.0), 1.5)
assert abs(half(5.0) - 2.5) < 1e-9
`);
    expect(code).toBe(0);
    expect(text).toContain('return number / 2\n');
  });
});

it('says so where it can read none of the examples, and at once', async () => {
  const { code, stderr } = await synth(`def load(path):
    """Load path."""


try:
    load("x")
    assert False
except ValueError:
    assert True
`);
  expect(code).toBe(1);
  expect(stderr).toContain("The built-in search can't read these examples");
});

it('says so where two examples contradict each other, before any search', async () => {
  const { code, stderr } = await synth(`def twice(number):
    """Twice the number."""


assert twice(1) == 2
assert twice(1) == 3
`);
  expect(code).toBe(1);
  expect(stderr).toMatch(/Line 6 expects 3 where line 5 expects 2 of the same call.*Correct one/);
});

const examples = path.join(import.meta.dirname, '..', '..', 'examples');
const first: Record<string, unknown[]> = {
  'lists.py': [
    'sorted(set(items))',
    '[number for number in numbers if number % 2 == 0]',
    '{each: words.count(each) for each in words}',
  ],
  'numbers.py': [
    expect.stringMatching(/^(statistics\.f?mean\(values\)|sum\(values\) \/ len\(values\))$/),
    'min(high, max(value, low))',
  ],
  'till.py': ['sum(self.coins)', 'sum(x == coin for x in self.coins)'],
  'words.py': ['text.split()[0]', "(text + '!').upper()", 'word == word[::-1]', "sum(x in 'aeiouAEIOU' for x in text)"],
};
it.each(readdirSync(examples).filter((name) => name.endsWith('.py')))(
  'fills every stub of examples/%s',
  async (name) => {
    cpSync(examples, place.in('examples'), { recursive: true });
    const args = ['synth', place.in('examples', name), '--sampler', 'search', '-k', '1'];
    const { code, stdout } = await runAssay(args, { cwd: place.folder, env: { ASSAY_HISTORY: 'off' } });
    expect(code).toBe(0);
    expect([...stdout.matchAll(/^\+ +return (.*)$/gm)].map(([, line]) => line)).toEqual(first[name]);
  },
);
