/** A candidate that computes nothing is waited for once, not once an example: eight examples take hardly longer than one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Judge, type Judged } from '../../server/src/execution/judge.ts';
import { judgePreparation } from './preparation.ts';

const examples = [1, 2, 3, 4, 5, 6, 7, 8].map((one) => `assert f(${one}) == ${one}`).join('\n');

const programs: Readonly<Record<string, string>> = {
  'sleeps in each example': 'import time\n\n\ndef f(x):\n    time.sleep(19)\n    return x\n',
  'sleeps for ever': 'import time\n\n\ndef f(x):\n    while True:\n        time.sleep(0.05)\n',
  'stops itself': 'import os\nimport signal\n\n\ndef f(x):\n    os.kill(os.getpid(), signal.SIGSTOP)\n    return x\n',
  'promises a frame that never comes':
    'import os\nimport struct\nimport time\n\n\ndef f(x):\n    os.write(3, struct.pack(">I", 10 << 20) + b"abc")\n    time.sleep(1000)\n',
  'frees slowly after its answer':
    'import time\n\n\nclass Slow:\n    def __del__(self):\n        time.sleep(0.02)\n\n\nclass Kept(list):\n    pass\n\n\ndef f(x):\n    kept = [Slow() for _ in range(10_000)]\n    return x\n',
  'a repr that sleeps':
    'import time\n\n\nclass R:\n    def __repr__(self):\n        time.sleep(100)\n        return "R"\n\n\ndef f(x):\n    return R()\n',
  'a text of an error that sleeps':
    'import time\n\n\nclass E(Exception):\n    def __str__(self):\n        time.sleep(100)\n        return "E"\n\n\ndef f(x):\n    raise E()\n',
  'sleeps while it is defined': 'import time\n\n\ndef f(x, y=time.sleep(1000)):\n    return x\n',
  'waits for a lock':
    'import threading\n\n\ndef f(x):\n    one = threading.Lock()\n    one.acquire()\n    one.acquire()\n',
  'waits for what nobody sends': 'import os\n\n\ndef f(x):\n    return os.read(os.pipe()[0], 1)\n',
};
const names = Object.keys(programs);

describe.runIf(process.platform === 'linux')('a candidate that', () => {
  const took = new Map<string, number>();
  const told = new Map<string, Judged>();
  /** Milliseconds for a single example that sleeps for ever, measured at the same time. */
  let once = 0;
  beforeAll(async () => {
    const signal = AbortSignal.timeout(280_000);
    const preparation = judgePreparation({ timeout: 2 }, { examples });
    const alone = judgePreparation({ timeout: 2 }, { examples: 'assert f(1) == 1' });
    // Side by side: they wait.
    const judge = await Judge.start(preparation, names.length, signal);
    const other = await Judge.start(alone, 1, signal);
    try {
      const [reference] = await Promise.all([
        timed(other.evaluate(alone.subject(programs['sleeps for ever']!), signal)),
        ...names.map(async (name) => {
          const { ms, value } = await timed(
            judge.evaluate(preparation.subject(programs[name]!), signal, { order: true }),
          );
          told.set(name, value);
          took.set(name, ms);
        }),
      ]);
      once = reference.ms;
      const right = preparation.subject('def f(x):\n    return x\n');
      told.set('right', await judge.evaluate(right, signal));
    } finally {
      judge.close();
      other.close();
    }
  }, 300_000);

  it.each(names)('%s', (name) => {
    // Once an example, even if only until three were late, would be three times as long.
    expect(took.get(name)! / once).toBeLessThan(2);
    const statuses = told.get(name)!.outcomes.map((one) => (one.kind === 'verdict' ? one.verdict.status : 'notRun'));
    expect(statuses).toHaveLength(8);
    expect(statuses).toContain('timeout');
  });

  it('is right after them passes', () => {
    const { outcomes } = told.get('right')!;
    expect(outcomes.map((one) => one.kind === 'verdict' && one.verdict.status)).toEqual(Array(8).fill('pass'));
  });
});

async function timed<T>(work: Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work;
  return { ms: performance.now() - started, value };
}

describe('what waits a little, or computes much, is not cut', () => {
  const limits = { timeout: 2 };
  it.each([
    ['waits in each example', 'import time\n\n\ndef f(x):\n    time.sleep(0.5)\n    return x\n'],
    [
      'computes in each example',
      'import time\n\n\ndef f(x):\n    end = time.process_time() + 1\n    while time.process_time() < end:\n        pass\n    return x\n',
    ],
  ])('%s', { timeout: 200_000 }, async (_what, source) => {
    const preparation = judgePreparation(limits, { examples });
    const signal = AbortSignal.timeout(190_000);
    const judge = await Judge.start(preparation, 1, signal);
    try {
      const { outcomes } = await judge.evaluate(preparation.subject(source), signal);
      expect(outcomes.map((one) => one.kind === 'verdict' && one.verdict.status)).toEqual(Array(8).fill('pass'));
    } finally {
      judge.close();
    }
  });
});
