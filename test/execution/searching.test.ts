/** The search's processes: as many kinds of work as there are cores, one order of what they find, one end. */
import { describe, expect, it } from 'vitest';
import { searchPrograms } from '../../server/src/execution/index.ts';
import { processTree } from '../../scripts/processes.ts';
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
    await expect.poll(() => processTree(process.pid).filter((one) => !before.has(one)).length, { timeout: 5000 }).toBeLessThan(2);
  });
});
