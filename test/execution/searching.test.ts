/** The search's processes: as many kinds of work as there are cores, one order of what they find, one end. */
import { describe, expect, it } from 'vitest';
import { processTree } from '../../scripts/processes.ts';
import { searchPrograms } from '../../server/src/execution/index.ts';
import { preparation, python } from './preparation.ts';

function request(examples: string, seconds = 5, limit = 3) {
  const { specification } = preparation({}, { examples });
  const target = { ...specification.target, parameters: [{ name: 'x', kind: 'positional' }] as const };
  return { specification: { ...specification, target }, interpreter: python, seconds, limit };
}

describe.runIf(process.platform === 'linux')('the search', () => {
  it('gives the best first, and no two that do the same', async () => {
    const found = [];
    for await (const one of searchPrograms(request('assert f(3) == 6\nassert f(5) == 10'), AbortSignal.timeout(60_000)))
      if ('body' in one) found.push(one);
    expect(found[0]?.body).toMatch(/^return (x \* 2|2 \* x|x \+ x)$/);
    expect(new Set(found.map(({ behaviour }) => behaviour)).size).toBe(found.length);
  });

  it.each([
    ['functions', 'assert f(len) == 3', 'arguments'],
    ['modules', 'import math\nassert f(math) == 3', 'arguments'],
    ['generators', 'assert f(n for n in [1]) == 3', 'arguments'],
    ['results that are objects', 'assert f(1) == object()', 'results'],
    ['what never calls the function', 'assert f', 'uncalled'],
  ] as const)('says at once that it can do nothing with %s', async (_, examples, unread) => {
    const answers = [];
    for await (const one of searchPrograms(request(examples), AbortSignal.timeout(60_000))) answers.push(one);
    expect(answers).toEqual([{ unread }]);
  });

  it.each([
    ['NaN', 'assert f(float("nan")) == float("nan")'],
    ['huge numbers', 'assert f(2**100000) == 2**100001'],
    ['long texts', 'assert f("x" * 10_000_000) == "y"\nassert f("z") == "w"'],
    ['deep lists', 'x = []\nfor _ in range(5000): x = [x]\nassert f(x) == 1\nassert f([]) == 17'],
  ])('survives %s', async (_, examples) => {
    for await (const one of searchPrograms(request(examples, 0.5), AbortSignal.timeout(60_000)))
      expect(one).toBeDefined();
  });

  it('ends at once when it is cancelled, with all its processes', async () => {
    const cancelling = new AbortController();
    const before = new Set(processTree(process.pid));
    const asked = request('assert f(1) == "qwertz"\nassert f(2) == "uiop"\nassert f(3) == "asdf"', 30);
    let cancelled = 0;
    setTimeout(() => {
      cancelled = performance.now();
      cancelling.abort();
    }, 1500);
    const search = async () => {
      for await (const one of searchPrograms(asked, cancelling.signal)) expect(one).toBeDefined();
    };
    await expect(search()).rejects.toThrow(/abort/);
    // 100 ms on a machine that has time for it; the search itself would take 30 s.
    expect(performance.now() - cancelled).toBeLessThan(2000);
    await expect
      .poll(() => processTree(process.pid).filter((one) => !before.has(one)).length, { timeout: 5000 })
      .toBeLessThan(2);
  });
});
