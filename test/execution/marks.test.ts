import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../server/src/execution/index.ts';
import { PlainSession } from '../../server/src/execution/plainSession.ts';
import { scratch } from '../scratch.ts';
import { evaluated, type Parts } from './evaluated.ts';
import { judgePreparation } from './preparation.ts';
import { anyPython } from './pythons.ts';

const place = scratch('marks');

/** For each candidate, the marks of its passing examples: names that it changed, `order`. */
async function marksOf(parts: Parts, candidates: readonly string[]): Promise<string[][]> {
  const { folder } = place;
  const all = await evaluated(parts, candidates, { folder, python: anyPython().path, order: true });
  const marks = all.map((outcomes) => outcomes.flatMap(marksIn));
  const plain = await plainMarksOf(parts, candidates);
  // The plain process gives confined candidates the same marks.
  expect(plain).toEqual(marks.map((one, index) => plain[index] && one));
  return marks;
}

async function plainMarksOf(parts: Parts, candidates: readonly string[]): Promise<(string[] | undefined)[]> {
  const prepared = judgePreparation({ workspace: place.folder, timeout: 2 }, parts);
  const signal = AbortSignal.timeout(50_000);
  const session = await PlainSession.start(prepared, 2, signal);
  try {
    const all: (string[] | undefined)[] = [];
    for (const one of candidates) {
      const { text } = prepared.subject(one);
      const { outcomes } = await session.evaluate(text, signal, { order: true });
      all.push(outcomes?.flatMap(marksIn));
    }
    return all;
  } finally {
    session.close();
  }
}

function marksIn(outcome: Outcome): string[] {
  if (outcome.kind !== 'verdict' || outcome.verdict.status !== 'pass') return [JSON.stringify(outcome)];
  return [...outcome.changes, ...(outcome.orderDependent ? ['order'] : [])];
}

const sorting = 'def f(x):\n    x.sort()\n    return x';
const copying = 'def f(x):\n    return sorted(x)';

describe('a passing candidate', () => {
  it('is marked where it changed an argument that the check then read', async () => {
    const examples =
      'xs = [3, 1, 2]\nassert f(xs) == sorted(xs)\nfor ys in ([2, 1], [4, 3]):\n    assert f(ys) == sorted(ys)';
    expect(await marksOf({ examples }, [sorting, copying])).toEqual([['xs', 'ys'], []]);
    const later = 'xs = [3, 1, 2]\nresult = f(xs)\nassert result == sorted(xs)';
    expect(await marksOf({ examples: later }, [sorting, copying])).toEqual([['xs'], []]);
    const inside = 'pair = {"a": [2, 1]}\nassert f(pair)["a"] == sorted(pair["a"])';
    const nested = 'def f(x):\n    x["a"].sort()\n    return x';
    expect(await marksOf({ examples: inside }, [nested])).toEqual([['pair']]);
  });

  it('is marked by whatever way the check reads what it changed', async () => {
    const clearing = 'def f(x, *rest):\n    x.clear()\n    return []';
    const both = [clearing, 'def f(x, *rest):\n    return sorted(x)'];
    const marked = async (examples: string, name: string) =>
      expect(await marksOf({ examples }, both)).toEqual([[name], []]);
    await marked('data = {"xs": [3, 1]}\nassert f(data["xs"]) == sorted(data["xs"])', 'data');
    await marked('xs = [3, 1]\nsame = xs\nassert f(xs) == sorted(same)', 'same');
    await marked('xs = [3, 1]\nresult = f(xs)\nwanted = sorted(xs)\nassert result == wanted', 'xs');
    await marked('def same(xs):\n    return f(xs) == sorted(xs)\nassert same([3, 1])', 'xs');
    await marked('def called(xs):\n    return f(xs)\nys = [3, 1]\nassert called(ys) == sorted(ys)', 'ys');
    const held = 'class Case:\n    def __init__(self):\n        self.given = [3, 1]\ncase = Case()';
    await marked(`${held}\nassert f(case.given) == sorted(case.given)`, 'case.given');
    const wanted = 'case = {"given": [3, 1], "wanted": []}\nassert f(case["given"]) == case["wanted"]';
    expect(await marksOf({ examples: wanted }, [clearing])).toEqual([[]]);
    const docstring = '\n    >>> xs = [3, 1]\n    >>> f(xs) == sorted(xs)\n    True\n    ';
    expect(await marksOf({ examples: '', docstring, head: 'def f(x, *rest):' }, both)).toEqual([['xs'], []]);
  });

  it('is marked where the change comes with a call back', async () => {
    const examples = 'xs = [3, 1]\nassert f(xs, lambda ys: None) == sorted(xs)';
    const head = 'def f(x, g):';
    const clearing = 'def f(x, g):\n    x.clear()\n    g(x)\n    return []';
    expect(await marksOf({ examples, head }, [clearing])).toEqual([['xs']]);
  });

  it('is marked where a helper of the check reads the name of the module that it changed', async () => {
    const context =
      'import operator\nTOLERANCE = 0.1\nOPERATIONS = {"near": operator.eq}\ndef close(a, b):\n    return abs(a - b) < TOLERANCE\n\ndef same(a, b):\n    return OPERATIONS["near"](a, b)';
    const examples = 'assert close(f(9), 3)';
    const raising = 'def f(x):\n    global TOLERANCE\n    TOLERANCE += 100\n    return 0';
    const honest = 'def f(x):\n    return x ** 0.5 + TOLERANCE * 0';
    expect(await marksOf({ context, examples }, [raising, honest])).toEqual([['TOLERANCE'], []]);
    const swapping = 'def f(x):\n    OPERATIONS["near"] = lambda a, b: True\n    return 0';
    expect(await marksOf({ context, examples: 'assert same(f(9), 3)' }, [swapping])).toEqual([['OPERATIONS']]);
  });

  it('is marked where a comparison reads the attribute of a class that it changed', async () => {
    const context =
      'class Money:\n    rate = 2\n    def __init__(self, a):\n        self.a = a\n    def __eq__(self, other):\n        return abs(self.a - other.a) < Money.rate';
    const raising = 'def f(x):\n    Money.rate = 100\n    return Money(0)';
    const honest = 'def f(x):\n    return Money(x * 10)';
    const named = 'assert f(5) == Money(50)';
    expect(await marksOf({ context, examples: named }, [raising, honest])).toEqual([['Money.rate'], []]);
    const bound = 'wanted = Money(50)\nassert f(5) == wanted';
    expect(await marksOf({ context, examples: bound }, [raising, honest])).toEqual([['Money.rate'], []]);
  });

  it('is marked where it changed a state of the process that the check then read', async () => {
    const examples = 'import os\nos.environ["COLOUR"] = "red"\nassert f("COLOUR") == os.environ["COLOUR"]';
    const setting = 'import os\ndef f(x):\n    os.environ[x] = "blue"\n    return "blue"';
    const honest = 'import os\ndef f(x):\n    return os.environ[x]';
    expect(await marksOf({ examples }, [setting, honest])).toEqual([['os.environ'], []]);
    const asked = 'import os\nf("COLOUR")\nassert os.environ["COLOUR"] == "blue"';
    expect(await marksOf({ examples: asked }, [setting])).toEqual([[]]);
  });

  it('is not where nothing reads it, the examples assert on it alone, or the docstring asks for it', async () => {
    expect(await marksOf({ examples: 'assert f([3, 1]) == [1, 3]\nassert f([2]) == [2]' }, [sorting])).toEqual([[]]);
    const alone = 'xs = [3, 1]\nf(xs)\nassert xs == [1, 3]\nys = [2, 1]\nassert f(ys) is ys\nassert ys == [1, 2]';
    expect(await marksOf({ examples: alone }, [sorting])).toEqual([[]]);
    const examples = 'xs = [3, 1, 2]\nassert f(xs) == sorted(xs)';
    expect(await marksOf({ examples, docstring: 'Sort x in place and return it.' }, [sorting])).toEqual([[]]);
  });

  it('is marked where it changed a name of the module that the check then read', async () => {
    const context = 'total = 5';
    const examples = 'assert f(0) == total';
    const raising = 'def f(x):\n    global total\n    total += 1\n    return total';
    const honest = 'def f(x):\n    return total';
    expect(await marksOf({ context, examples }, [raising, honest])).toEqual([['total'], []]);
    const asked = 'assert f(0) == 6\nassert total == 6';
    expect(await marksOf({ context, examples: asked }, [raising])).toEqual([[]]);
  });

  it('is marked where it passes in one order of the examples only', async () => {
    const examples = 'assert f("a") == 1\nassert f("b") == 2\nassert f("ccc") == 3';
    const counting = 'def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)';
    const listed = 'answers = iter([1, 2, 3])\ndef f(x):\n    return next(answers)';
    const attribute = 'def f(x):\n    f.count = getattr(f, "count", 0) + 1\n    return f.count';
    const hidden =
      'import sys\ndef f(x):\n    held = sys.modules.setdefault("held", [])\n    held.append(x)\n    return len(held)';
    const honest = 'def f(x):\n    return {"a": 1, "b": 2}.get(x, len(x))';
    const cached = 'import functools\n@functools.lru_cache\ndef f(x):\n    return {"a": 1, "b": 2}.get(x, len(x))';
    const memo =
      'memo = {}\ndef f(x):\n    if x not in memo:\n        memo[x] = {"a": 1, "b": 2}.get(x, len(x))\n    return memo[x]';
    expect(await marksOf({ examples }, [counting, listed, attribute, hidden, honest, cached, memo])).toEqual([
      ['order', 'order'],
      ['order', 'order'],
      ['order', 'order'],
      ['order', 'order'],
      [],
      [],
      [],
    ]);
  });

  it('is not where the state is the user’s own, or lives on with a generator', async () => {
    const stack = 'stack = []\nassert f(stack) == 1\nassert f(stack) == 2\nassert stack == [0, 0]';
    expect(await marksOf({ examples: stack }, ['memo = []\ndef f(x):\n    x.append(0)\n    return len(x)'])).toEqual([
      [],
    ]);
    const generator = 'numbers = f(1)\nassert next(numbers) == 1\nassert next(numbers) == 2';
    expect(await marksOf({ examples: generator }, ['memo = []\ndef f(x):\n    yield x\n    yield x + 1'])).toEqual([
      [],
    ]);
  });
});
