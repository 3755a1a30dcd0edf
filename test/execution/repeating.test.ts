/** One evaluator judges several candidates in turn if none can see the one before. */
import { afterEach, describe, expect, it } from 'vitest';
import { isAlive, processTree } from '../../scripts/processes.ts';
import { Session } from '../../server/src/execution/boundarySession.ts';
import { preparation } from './preparation.ts';

const signal = () => AbortSignal.timeout(60_000);
const right = 'def f(x):\n    return x\n';

let session: Session | undefined;
afterEach(() => session?.close());

async function start(table: string, examples: string): Promise<() => number[]> {
  // The warmed parent already exists.
  (await Session.start(preparation(), 1, signal())).close();
  const before = new Set(processTree(process.pid));
  session = await Session.start(preparation({}, { table, examples }), 1, signal());
  const [host, zygote] = processTree(process.pid).filter((pid) => !before.has(pid));
  return () => {
    // Meanwhile the zygote forks and ends its children.
    const all = processTree(host!);
    const children = new Set(processTree(zygote!));
    return all.filter((pid) => pid !== host && !children.has(pid) && isAlive(pid));
  };
}

async function statuses(source: string): Promise<string[]> {
  const outcomes = await session!.evaluate(source, signal());
  return outcomes.map((one) => (one.kind === 'verdict' ? one.verdict.status : one.reason));
}

describe.runIf(process.platform === 'linux')('an evaluator', () => {
  it.each([
    ['asserts', '', 'assert f(1) == 1'],
    [
      'a function of the file',
      'def holds(g):\n    seen = [g(n) for n in range(3)]\n    seen.append(0)\n    return seen == [0, 1, 2, 0]',
      'assert holds(f)',
    ],
    [
      'a function over a table',
      'CASES = [(1, [1]), (2, [2])]\ndef check(g):\n    return all([g(given)] == wanted for given, wanted in CASES)',
      'assert check(f)',
    ],
    ['a loop', 'import copy as c\nCASES = [[1], [2]]', 'for case in CASES:\n    assert f(c.deepcopy(case)) == case'],
    ['what it binds', '', 'got = f(2)\nassert got == 2'],
  ])('is used again after %s', async (_, table, examples) => {
    const evaluators = await start(table, examples);
    expect(await statuses(right)).toEqual(['pass']);
    const first = evaluators();
    expect(first).toHaveLength(1);
    expect(await statuses('def f(x):\n    return None\n')).toEqual(['fail']);
    expect(await statuses(right)).toEqual(['pass']);
    expect(evaluators()).toEqual(first);
  });

  it.each([
    [
      'a default that grows',
      'def count(g, seen=[]):\n    seen.append(g(1))\n    return len(seen)',
      'assert count(f) == 1',
    ],
    [
      'a global that is set',
      'n = 0\ndef count(g):\n    global n\n    n = n + g(1)\n    return n',
      'assert count(f) == 1',
    ],
    ['a table that grows', 'seen = []', 'seen.append(f(1))\nassert seen == [1]'],
    [
      'a class that counts',
      'class Count:\n    n = 0\n    def up(self, g):\n        Count.n += g(1)\n        return Count.n',
      'assert Count().up(f) == 1',
    ],
    ['an iterator that is read', 'numbers = iter([1, 2])', 'assert f(next(numbers)) == 1'],
    [
      'an attribute of a function',
      'def count(g):\n    count.n = getattr(count, "n", 0) + g(1)\n    return count.n',
      'assert count(f) == 1',
    ],
    [
      'a setting of the library',
      'import decimal\ndecimal.getcontext().prec = 5',
      'decimal.getcontext().prec += f(1)\nassert decimal.getcontext().prec == 6',
    ],
    [
      'a wrapper that remembers, under the name of what it wraps',
      'import functools\ndef remembering(g):\n    seen = []\n    @functools.wraps(g)\n    def inner(h):\n        seen.append(h(1))\n        return len(seen)\n    return inner\ndef count(h):\n    return 0\ncount = remembering(count)',
      'assert count(f) == 1',
    ],
    [
      'a closure',
      'def make():\n    n = []\n    def count(g):\n        n.append(g(1))\n        return len(n)\n    return count\ncount = make()',
      'assert count(f) == 1',
    ],
    [
      'an alias that changes what it stands for',
      'seen = []\ndef count(g, into):\n    into.append(g(1))\n    return len(into)',
      'assert count(f, seen) == 1',
    ],
  ])('is not after %s', async (_, table, examples) => {
    await start(table, examples);
    for (const _ of [1, 2, 3]) expect(await statuses(right)).toEqual(['pass']);
  });

  it('holds nothing that the statements of another candidate bound', async () => {
    await start('', 'got = f(2)\nassert got == 2');
    expect(await statuses(right)).toEqual(['pass']);
    expect(await statuses('def f(x):\n    raise ValueError("no")\n')).toEqual(['error']);
    expect(await statuses(right)).toEqual(['pass']);
  });
});
