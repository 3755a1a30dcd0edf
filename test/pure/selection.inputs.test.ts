/** Inputs made after examples: calls that no example makes, of the kinds that the examples show. */
import { describe, expect, it } from 'vitest';
import type { Value } from '../../server/src/python/values.ts';
import { callsIn, textOf } from '../../server/src/selection/calls.ts';
import { constantsIn } from '../../server/src/selection/constants.ts';
import { domainOf, oddness } from '../../server/src/selection/domain.ts';
import { type Input, Inputs } from '../../server/src/selection/inputs.ts';
import { limitsOf } from '../../server/src/selection/limits.ts';
import { specified } from './specification.ts';

interface Shown {
  readonly head?: string;
  readonly docstring?: string;
  readonly constants?: string;
}

function specification(examples: string, { head = 'def f(x):', docstring = 'Do it.' }: Shown = {}) {
  const name = /def (\w+)/.exec(head)![1]!;
  return specified(name, `${head}\n    """${docstring}"""\n\n\n${examples}\n`);
}

function inputsFor(examples: string, shown: Shown = {}): Input[] {
  const made = new Inputs(specification(examples, shown));
  const general = made.general(60);
  return [...general, ...made.forConstants(shown.constants ? constantsIn(shown.constants) : [], 30)];
}

const sources = (examples: string, shown?: Shown) => inputsFor(examples, shown).map(({ source }) => source);

const variety = [
  'assert f(3) == 1\nassert f(12) == 2',
  "assert f('abc') == 'a'",
  'assert f([3, 1, 2]) == 1',
  "assert f({'a': 1, 'b': 2}) == 1",
  'assert f([(1, "a"), (2, "b")]) == 1',
  'assert f(1.5) == 2',
  'assert f({1, 2}) == 2',
  'assert f(None) is None\nassert f(True) == 1',
];

describe('inputs', () => {
  it.each(variety)('are the same in every run, each once, and none is an example: %s', (examples) => {
    const made = sources(examples);
    expect(made.length).toBeGreaterThan(0);
    expect(made).toEqual(sources(examples));
    expect(new Set(made).size).toBe(made.length);
    expect(made.filter((one) => examples.includes(`${one} `))).toEqual([]);
  });

  it('are none where no example shows how to call the function', () => {
    expect(new Inputs(specification('assert f() == 1', { head: 'def f():' })).isEmpty).toBe(true);
    expect(sources('assert f(*[1]) == 1')).toEqual([]);
  });

  it('are at most as many as are wanted', () => {
    const made = new Inputs(specification(variety[2]!));
    expect(made.general(7)).toHaveLength(7);
    expect(made.forConstants(constantsIn('x == 17 or x == 99'), 2)).toHaveLength(2);
  });

  it('keep the kinds of the examples', () => {
    for (const one of sources('assert f(3) == 1\nassert f(12) == 2')) expect(one).toMatch(/^f\(-?\d+\)$/);
    for (const one of sources("assert f('abc', [1]) == 'a'", { head: 'def f(x, y):' }))
      expect(one).toMatch(/^f\((['"]).*\1, \[[-\d, ]*\]\)$/s);
  });

  it('add the kinds that type hints allow', () => {
    const made = sources('assert f(3) == 1', { head: 'def f(x: int | None):' });
    expect(made).toContain('f(None)');
    const lists = sources('assert f([]) == 0', { head: 'def f(x: list[str]):' });
    expect(lists.some((one) => /^f\(\['/.test(one))).toBe(true);
    expect(lists.some((one) => /\d/.test(one) && !/'/.test(one))).toBe(false);
  });

  it('keep what the docstring rules out, if the examples do', () => {
    const numbers = 'assert f([3, 1]) == 1\nassert f([5]) == 2';
    expect(sources(numbers).some((one) => /-\d|\b0\b/.test(one))).toBe(true);
    const constants = 'x == 0 or x == -4';
    const positive = sources(numbers, { docstring: 'Of positive numbers.', constants });
    expect(positive.filter((one) => /-\d|\b0\b/.test(one))).toEqual([]);
    const contradicted = sources('assert f([3, -1]) == 1', { docstring: 'The positive numbers of x.' });
    expect(contradicted.some((one) => /-\d/.test(one))).toBe(true);
    const sorted = sources('assert f([1, 2, 5]) == 1', { docstring: 'Search the sorted list.', constants: 'x == 3' });
    for (const one of sorted) {
      const items = JSON.parse(one.slice(2, -1));
      expect(items, one).toEqual([...items].sort((a, b) => a - b));
    }
    const text = sources("assert f('abc') == 1", { docstring: 'Of a non-empty lowercase string.', constants: "'X'" });
    expect(text.filter((one) => one !== one.toLowerCase() || one === "f('')")).toEqual([]);
    const floats = sources('assert f(0.25) == 1', { docstring: 'A positive number.' });
    expect(floats.filter((one) => /-|\(0\.0\)/.test(one))).toEqual([]);
  });

  it('keep what the arguments have in common, or are odd', () => {
    const made = inputsFor('assert f([1, 2], 2) == 1\nassert f([1, 2, 3], 3) == 1', { head: 'def f(xs, n):' });
    const fits = (source: string) => {
      const [, items, count] = /^f\(\[(.*)\], (-?\d+)\)$/.exec(source)!;
      return (items === '' ? 0 : items!.split(', ').length) === Number(count);
    };
    const usual = made.filter((one) => one.oddness === 0);
    expect(usual.length).toBeGreaterThan(5);
    expect(usual.filter(({ source }) => !fits(source))).toEqual([]);
  });

  it('keep what stands around the call in the examples', () => {
    const around: [string, RegExp, Shown?][] = [
      ['assert sorted(f([2, 1])) == [1, 2]', /^sorted\(f\(\[.*\]\)\)$/],
      ['assert list(f(3)) == [1]', /^list\(f\(.*\)\)$/],
      ['assert round(f(1.5), 2) == 1', /^round\(f\(.*\), 2\)$/],
      ['assert f(x=3) == 1', /^f\(x=.*\)$/],
      ['assert len(f([1])) == 1', /^f\(.*\)$/],
      ['assert [*f([1])] == [1]', /^list\(f\(.*\)\)$/],
      ['assert [x for x in f([1])] == [1]', /^list\(f\(.*\)\)$/],
      ['assert [x for x in sorted(f([1]))] == [1]', /^list\(sorted\(f\(.*\)\)\)$/],
      ['assert f(3) + 1 == 1', /^f\(.*\)$/],
    ];
    for (const [examples, form] of around) {
      const made = sources(examples);
      expect(made.length).toBeGreaterThan(2);
      for (const one of made) expect(one).toMatch(form);
    }
    const method = specified(
      'Stack.top',
      'class Stack:\n    def top(self, n):\n        ...\n\n\nassert Stack([1]).top(2) == 1\n',
    );
    const made = new Inputs(method).general(10);
    expect(made.length).toBeGreaterThan(3);
    for (const { source } of made) expect(source).toMatch(/^Stack\(\[.*\]\)\.top\(.*\)$/);
  });

  it('vary what objects are made of, and keep how they are made', () => {
    const all: [string, string, RegExp][] = [
      ['def f(p):', 'assert f(Point(1, y=2)) == 3\nassert f(Point(4, y=5)) == 9', /^f\(Point\(-?\d+, y=-?\d+\)\)$/],
      [
        'def f(ps):',
        'assert f([Point(1, 2), Point(3, 4)]) == 3',
        /^f\(\[Point\(-?\d+, -?\d+\), Point\(-?\d+, -?\d+\)\]\)$/,
      ],
      ['def f(h):', 'assert f(io.StringIO("a\\nb\\n")) == 2', /^f\(io\.StringIO\((?:"|').*(?:"|')\)\)$/],
      ['def f(g, xs):', 'assert f(lambda x: g(x + 1), [1, 2]) == 3', /^f\(lambda x: g\(x \+ 1\), \[.*\]\)$/],
    ];
    for (const [head, examples, form] of all) {
      const made = sources(examples, { head });
      expect(made.length, examples).toBeGreaterThan(10);
      for (const one of made) expect(one).toMatch(form);
    }
    const peek = specified(
      'Stack.peek',
      'class Stack:\n    def peek(self):\n        ...\n\n\nassert Stack([1, 2]).peek() == 2\n',
    );
    const made = new Inputs(peek).general(20);
    expect(made.length).toBeGreaterThan(10);
    for (const { source } of made) expect(source).toMatch(/^Stack\(\[.*\]\)\.peek\(\)$/);
  });

  it('are the call itself where there are no arguments and the examples do not say what it gives', () => {
    const head = 'def f():';
    expect(sources('assert len(f()) == 3\nassert set(f()) <= {1, 2}', { head })).toEqual(['f()', 'set(f())']);
    expect(sources('assert f() == 1\nassert f() < 3', { head })).toEqual([]);
    const method = specified(
      'Stack.size',
      'class Stack:\n    def size(self):\n        ...\n\n\ns = Stack()\nassert s.size() % 2 == 0\nassert Stack().size() < 1\n',
    );
    expect(new Inputs(method).general(9).map(({ source }) => source)).toEqual(['Stack().size()']);
  });

  it('are made for the constants of the candidates, and for what lies beside them', () => {
    const made = inputsFor('assert f(3) == 1', { constants: 'def f(x):\n    """17."""\n    return x > 1000' });
    const planted = made.filter(({ origin }) => origin === 'constant');
    expect(planted.map(({ source }) => source)).toEqual(['f(1000)', 'f(1001)', 'f(999)']);
    expect(planted.every(({ constant }) => constant === '1000')).toBe(true);
    const texts = inputsFor("assert f('ab') == 1", { constants: "def f(x):\n    return x.split('--')" });
    expect(texts.some(({ origin, source }) => origin === 'constant' && source.includes('--'))).toBe(true);
  });

  it('take what is no literal as it is', () => {
    const made = sources('xs = [1]\nassert f(xs, 3) == 1\nassert f(xs, 4) == 1', { head: 'def f(xs, n):' });
    expect(made.length).toBeGreaterThan(3);
    for (const one of made) expect(one).toMatch(/^f\(xs, -?\d+\)$/);
  });
});

describe('calls of the function', () => {
  it('are read in order, each once, over several lines too', () => {
    const examples = 'assert f([\n    1,\n    2,  # two\n]) == 1\nassert f(1) == f(2)\nassert f(1) == 3';
    expect(callsIn(specification(examples)).map((one) => textOf(one))).toEqual(['f([1, 2])', 'f(1)', 'f(2)']);
  });

  it('are read in doctests and tests', () => {
    const doctest = specified('f', 'def f(x):\n    """Do it.\n\n    >>> f(7)\n    8\n    """\n');
    expect(callsIn(doctest).map((one) => textOf(one))).toEqual(['f(7)']);
    const test = specification('def test_f():\n    assert f([1, 2]) == 3');
    expect(callsIn(test).map((one) => textOf(one))).toEqual(['f([1, 2])']);
  });
});

describe('constants', () => {
  it('are numbers and texts, with their sign, without docstrings', () => {
    const code = 'def f(x):\n    """Nothing 5."""\n    return x == -3 or x[1:] in ("a", "b" "c") or 2.5 or -3';
    expect(constantsIn(code)).toEqual([
      ['int', '-3'],
      ['int', '1'],
      ['str', 'a'],
      ['str', 'bc'],
      ['float', '2.5'],
    ]);
  });
});

describe('oddness', () => {
  const int = (value: number): Value => ['int', String(value)];
  const list = (...items: Value[]): Value => ['list', items];
  const str = (value: string): Value => ['str', value];

  it.each<[string, Value[], Value, boolean]>([
    ['a number among others', [int(3), int(9)], int(5), false],
    ['a larger one', [int(3)], int(500), false],
    ['a negative one', [int(3)], int(-1), true],
    ['a negative one among such', [int(-3)], int(-1), false],
    ['zero', [int(3)], int(0), true],
    ['a text where numbers stand', [int(3)], str('a'), true],
    ['an empty list', [list(int(1))], list(), true],
    ['an empty list beside one', [list(int(1)), list()], list(), false],
    ['a longer list', [list(int(1))], list(int(1), int(2)), false],
    ['a list with a negative number', [list(int(1))], list(int(1), int(-2)), true],
    ['a text of other letters', [str('ab')], str('xyz'), false],
    ['capitals', [str('ab')], str('aB'), true],
    ['an empty text', [str('ab')], str(''), true],
    ['a mark that an example has', [str('a-b')], str('-'), false],
  ])('%s', (_, seen, value, isOdd) => {
    expect(oddness(value, domainOf(seen)) > 0).toBe(isOdd);
  });
});

describe('limits of a docstring', () => {
  it.each([
    ['Given a positive integer n', { positive: true }],
    ['Positive and negative numbers', {}],
    ['A non-negative number', { natural: true }],
    ['Given a non-empty list', { nonEmpty: true }],
    ['A sorted list of numbers', { sorted: true }],
    ['A lowercase string', { lowercase: true }],
    ['Sort the list', {}],
  ])('%s', (docstring, limits) => {
    const none = { positive: false, natural: false, nonEmpty: false, sorted: false, lowercase: false };
    expect(limitsOf(docstring)).toEqual({ ...none, ...limits });
  });
});
