/** Programs that know the examples by heart, and right ones that only look like it. */
import { describe, expect, it } from 'vitest';
import { caveatsOf } from '../../server/src/report/caveats.ts';
import { overfitting } from '../../server/src/selection/overfitting.ts';
import { rank } from '../../server/src/selection/rank.ts';
import { candidate, pass } from './reports.ts';
import { source, specified } from './specification.ts';

function reason(examples: string, body: string, head = 'def f(x):'): string | undefined {
  const name = /def (\w+)/.exec(head)![1]!;
  const specification = specified(name, `${head}\n    """Do it."""\n\n\n${examples}\n`);
  const indented = source(body)
    .trimEnd()
    .replaceAll(/^(?=.)/gm, '    ');
  return overfitting(`${head}\n    """Do it."""\n${indented}\n`, specification);
}

const lists = 'assert f([3, 1, 2]) == [1, 2, 3]\nassert f([]) == []\nassert f([5, 5]) == [5, 5]';
const numbers = 'assert f(5) == 120\nassert f(7) == 5040\nassert f(1) == 1';
const words = 'assert f("hello world") == "Hello World"\nassert f("a") == "A"';

describe('a program overfits', () => {
  it.each<[string, string, string]>([
    ['a chain of ifs', numbers, 'if x == 5:\n    return 120\nelif x == 7:\n    return 5040\nreturn 1'],
    ['a table', numbers, 'return {5: 120, 7: 5040, 1: 1}[x]'],
    ['a table with a name', numbers, 'known = {5: 120, 7: 5040}\nreturn known.get(x, 1)'],
    ['a condition in an expression', numbers, 'return 120 if x == 5 else 5040 if 7 == x else 1'],
    ['match', numbers, 'match x:\n    case 5:\n        return 120\n    case 7:\n        return 5040\nreturn 1'],
    [
      'a bound answer',
      numbers,
      'result = 1\nif x == 5:\n    result = 120\nif x == 7:\n    result = 5040\nreturn result',
    ],
    ['one long argument', words, 'if x == "hello world":\n    return "Hello World"\nreturn x.upper()'],
    ['what is computed for one long argument', words, 'if x == "hello world":\n    return x.title()\nreturn x.upper()'],
    ['a list', lists, 'if x == [3, 1, 2]:\n    return [1, 2, 3]\nreturn x'],
    [
      'a tuple of a list',
      'assert f([3, 1, 2]) == [1, 2, 3]\nassert f([]) == []',
      'if list(x) == [3, 1, 2]:\n    x = sorted(x)\nreturn x',
    ],
    ['several in one condition', words, 'if x in ("hello world", "a"):\n    return x.title()\nreturn x'],
    ['a bare comparison', 'assert f(383) == True\nassert f(254) == False', 'return x == 383'],
    ['a truth', 'assert f(383)\nassert not f(254)', 'if x == 254:\n    return False\nreturn True'],
  ])('by %s', (_, examples, body) => {
    expect(reason(examples, body)).toMatch(/^(?:answers|compares with the arguments of) the examples? on lines? \d/);
  });

  it('by two arguments at once, or both together', () => {
    const examples = 'assert f(3, 14) == 42\nassert f(2, 2) == 4';
    expect(reason(examples, 'if x == 3 and y == 14:\n    return 42\nreturn 4', 'def f(x, y):')).toBe(
      'answers the example on line 5 from the example itself',
    );
    expect(reason(examples, 'return {(3, 14): 42, (2, 2): 4}[(x, y)]', 'def f(x, y):')).toContain('line 5');
    expect(reason(examples, 'if (x, y) == (3, 14):\n    return 42\nreturn 4', 'def f(x, y):')).toContain('line 5');
  });

  it('by what doctests and tests of pytest check', () => {
    const doctest = specified('f', 'def f(x):\n    """Do it.\n\n    >>> f(50)\n    3\n    """\n');
    expect(overfitting('def f(x):\n    if x == 50:\n        return 3\n    return 0', doctest)).toContain('line 4');
    const test = 'def test_f():\n    assert f([4, 9]) == 13\n    assert f([2]) == 2';
    expect(reason(test, 'if x == [4, 9]:\n    return 13\nreturn 2')).toBe(
      'answers the example on line 5 from the example itself',
    );
  });
});

describe('a program does not overfit', () => {
  it.each<[string, string, string]>([
    [
      'base cases',
      'assert f(0) == 0\nassert f(1) == 1\nassert f(2) == 1\nassert f(5) == 5',
      'if x == 0:\n    return 0\nif x == 1 or x == 2:\n    return 1\nreturn f(x - 1) + f(x - 2)',
    ],
    [
      'edge cases',
      'assert f([]) == 0\nassert f("") == 0\nassert f(None) is None\nassert f([1]) == 1',
      'if x == [] or x == "":\n    return 0\nif x is None:\n    return None\nif x == [1]:\n    return 1\nreturn len(x)',
    ],
    ['the vowels', 'assert f("abcde") == 2', 'return sum(1 for c in x if c in "aeiou" or c == "y")'],
    [
      'the days of each month',
      'assert f(2) == 28\nassert f(4) == 30\nassert f(12) == 31',
      'if x == 2:\n    return 28\nif x in (4, 6, 9, 11):\n    return 30\nreturn 31',
    ],
    [
      'a table of the task',
      'assert f("three") == 3\nassert f("seven") == 7',
      'return {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}[x]',
    ],
    [
      'a comparison with what is computed',
      'assert f(121) == True\nassert f(10) == False',
      'return str(x) == str(x)[::-1]',
    ],
    [
      'lengths and remainders',
      'assert f("abcdefghijklmnop") == 16\nassert f("abc") == 3',
      'if len(x) == 16:\n    return 16\nreturn 3 if len(x) % 13 == 3 else 0',
    ],
    [
      'an answer without an argument',
      'assert f(13) == "Invalid date"',
      'if x > 12:\n    return "Invalid date"\nreturn "ok"',
    ],
    [
      'constants of other code',
      'assert f(100) == "C"\nassert f(50) == "L"',
      'out = ""\nfor value, sign in ((100, "C"), (50, "L"), (10, "X")):\n    while x >= value:\n        out += sign\n        x -= value\nreturn out',
    ],
    [
      'its docstring and tests of its own',
      numbers,
      'import math\nassert math.factorial(5) == 120\nreturn math.factorial(x)',
    ],
    ['nothing', numbers, 'return x'],
  ])('by %s', (_, examples, body) => {
    expect(reason(examples, body)).toBeUndefined();
  });
});

it('ranks what overfits last of what passes, and says why', () => {
  const overfits = {
    ...candidate('by heart', 9, [pass, pass]),
    overfits: 'answers the example on line 5 from the example itself',
  };
  const order = rank([
    overfits,
    { ...candidate('order', 1, [pass, pass]), orderDependent: true },
    candidate('plain', 1, [pass, pass]),
  ]);
  expect(order.map(({ id }) => id)).toEqual(['plain', 'order', 'by heart']);
  expect(caveatsOf(overfits)).toEqual(['overfits: it answers the example on line 5 from the example itself']);
});
