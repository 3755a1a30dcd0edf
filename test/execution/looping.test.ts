/** Candidates that loop do not hold up the others, though they hold every slot. */
import { expect, it } from 'vitest';
import { Judge } from '../../server/src/execution/judge.ts';
import { judgePreparation } from './preparation.ts';

const loop = 'def f(x):\n    while True:\n        pass\n';
const right = 'def f(x):\n    return x\n';

it('judges what waits behind candidates that loop before they have ended', async () => {
  const signal = AbortSignal.timeout(170_000);
  const preparation = judgePreparation({ timeout: 4 }, { examples: 'assert f(1) == 1\nassert f(2) == 2' });
  const judge = await Judge.start(preparation, 1, signal);
  const order: string[] = [];
  const judged = async (name: string, source: string) => {
    const { outcomes } = await judge.evaluate(preparation.subject(source), signal);
    order.push(name);
    return outcomes.map((one) => (one.kind === 'verdict' ? one.verdict.status : one.kind));
  };
  try {
    const [first, second, third] = await Promise.all([
      judged('loops', loop),
      judged('loops', loop.replace('pass', 'x')),
      judged('right', right),
    ]);
    expect(order[0]).toBe('right');
    expect([first, second, third]).toEqual([
      ['timeout', 'timeout'],
      ['timeout', 'timeout'],
      ['pass', 'pass'],
    ]);
  } finally {
    judge.close();
  }
});
