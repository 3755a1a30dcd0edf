/** The plain process observes a candidate on inputs outside of the examples. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CallOutcome } from '../../server/src/execution/index.ts';
import { Judge } from '../../server/src/execution/judge.ts';
import { sourceOf } from '../../server/src/python/values.ts';
import type { Parts } from '../hostile/specification.ts';
import { judgePreparation } from './preparation.ts';

const open: Judge[] = [];
const signal = () => AbortSignal.timeout(60_000);

afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** `seconds` of CPU for all calls. */
async function observed(candidate: string, inputs: readonly string[], parts: Partial<Parts> = {}, seconds?: number) {
  const { subject, ...preparation } = judgePreparation({}, parts);
  const judge = await Judge.start(preparation, 1, signal());
  open.push(judge);
  return judge.observe(subject(candidate), inputs, signal(), seconds);
}

function told(outcome: CallOutcome | undefined): string {
  if (outcome === undefined) return 'nothing';
  if (outcome.kind === 'raises') return outcome.type;
  if (outcome.kind !== 'value') return outcome.kind;
  const changed = outcome.changed.map(([at, value]) => `, ${at} is ${sourceOf(value)}`).join('');
  return `${sourceOf(outcome.value)}${changed}`;
}

async function outputs(candidate: string, inputs: readonly string[], parts: Partial<Parts> = {}, seconds?: number) {
  return (await observed(candidate, inputs, parts, seconds)).outputs.map(told);
}

describe('a candidate on inputs', () => {
  it('gives values of every kind', async () => {
    const inputs = ['f(1)', 'f("a\\n")', 'f([1.5, (2,)])', 'f({"b": {1}, "a": None})', 'f(b"x")', 'f(range(3))'];
    expect(await outputs('def f(x):\n    return x\n', inputs)).toEqual([
      '1',
      "'a\\n'",
      '[1.5, (2,)]',
      "{'a': None, 'b': {1}}",
      "b'x'",
      'range(0, 3)',
    ]);
  });

  it('tells exceptions by their type, and what a call changes', async () => {
    const body = 'def f(x):\n    x.append(len(x))\n    return 1 / (len(x) - 1)\n';
    expect(await outputs(body, ['f([])', 'f([5])', 'f(3)'])).toEqual([
      'ZeroDivisionError',
      '1.0, 0 is [5, 1]',
      'AttributeError',
    ]);
  });

  it('says nothing of inputs that cannot be made', async () => {
    expect(await outputs('def f(x):\n    return x\n', ['f(nowhere)', 'f(1', 'g(1)', 'f(1)'])).toEqual([
      'unknown',
      'unknown',
      'unknown',
      '1',
    ]);
  });

  it('goes on behind a call that does not end, that ends its process, or that swallows its end', async () => {
    const body = `def f(x):
    if x == 1:
        while True:
            pass
    if x == 2:
        raise SystemExit
    if x == 3:
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
    return x
`;
    // The two calls that do not end take a second each.
    expect(await outputs(body, ['f(0)', 'f(1)', 'f(2)', 'f(4)', 'f(3)', 'f(5)'], {}, 10)).toEqual([
      '0',
      'timeout',
      'SystemExit',
      '4',
      'timeout',
      '5',
    ]);
  });

  it('marks what differs from call to call', async () => {
    const kept = 'def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)\n';
    const { unstable } = await observed(kept, ['f(1)', 'f(2)'], { head: 'def f(x, seen=[]):' });
    expect([...unstable]).toEqual([0, 1]);
    const drawn = 'def f(x):\n    import random\n    return random.random()\n';
    expect((await observed(drawn, ['f(1)'])).unstable.size).toBe(1);
  });

  it('reads generators and awaits coroutines', async () => {
    const generator = 'def f(x):\n    yield from range(x)\n';
    expect(await outputs(generator, ['f(2)', 'list(f(3))'])).toEqual(['<iterator of 0, 1>', '[0, 1, 2]']);
    const head = 'async def f(x):';
    const examples = 'import asyncio\nassert asyncio.run(f(1)) == 1';
    expect(await outputs(`${head}\n    return x\n`, ['f(2)', 'asyncio.run(f(3))'], { head, examples })).toEqual([
      '2',
      '3',
    ]);
  });

  it('runs what is not confined under the lock', async () => {
    const body = 'def f(x):\n    import os\n    os.remove(x)\n';
    expect(await outputs(body, ['f("/etc/passwd")'])).toEqual(['PermissionError']);
  });

  it('loads afresh what cannot be put in place', async () => {
    const body = 'def f(x, *, y=1):\n    return x + y\n';
    expect(await outputs(body, ['f(1)', 'f(1, y=4)'])).toEqual(['2', '5']);
  });

  it('is bounded in all its calls together, whether they compute or end their process', async () => {
    const inputs = Array.from({ length: 40 }, (_, at) => `f(${at})`);
    const slow = `def f(x):
    import time
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    return x
`;
    const known = async (candidate: string) =>
      (await outputs(candidate, inputs)).filter((one) => one !== 'unknown').length;
    expect(await known(slow)).toBeGreaterThan(2);
    expect(await known(slow)).toBeLessThan(30);
    expect(await known('def f(x):\n    raise SystemExit\n')).toBe(40);
    expect(await known('def f(x):\n    import os\n    os._exit(0)\n')).toBeLessThan(10);
  });

  it('is bounded in what it takes', async () => {
    const body = 'def f(x):\n    return list(range(10 ** 5)) if x else "a" * 10 ** 6\n';
    const { outputs: found } = await observed(body, ['f(0)', 'f(1)']);
    expect(JSON.stringify(found).length).toBeLessThan(400_000);
  });
});

describe('what calls cost', () => {
  const inputs = [250, 1000, 4000].map((size) => `f([i for i in range(${size})])`);

  async function costs(body: string, given: readonly string[] = inputs) {
    const { subject, ...preparation } = judgePreparation();
    const judge = await Judge.start(preparation, 1, signal());
    open.push(judge);
    return judge.measure(subject(`def f(x):\n    ${body}\n`), given, signal());
  }

  it('grows as the candidate does', async () => {
    const linear = await costs('return len([one for one in x if one > 1])');
    const square = await costs('return len([one for at, one in enumerate(x) if one not in x[:at]])');
    const [short, long] = [square[0]!.seconds, square[2]?.seconds ?? square[1]!.seconds];
    expect(long).toBeGreaterThan(10 * short);
    expect(long).toBeGreaterThan(10 * linear[2]!.seconds);
    expect(linear[2]!.bytes).toBeGreaterThan(8 * linear[0]!.bytes!);
  });

  it('counts what an iterator does, and no memory of one that holds nothing', async () => {
    const [one] = await costs('return (print(one) for one in x for _ in range(100))', ['f(range(1000))']);
    const [none] = await costs('return (print(one) for one in x for _ in range(100))', ['f(range(0))']);
    expect(one!.seconds).toBeGreaterThan(10 * none!.seconds);
    expect(one!.bytes).toBeLessThan(100_000);
  });

  it('is unknown where the call raises, and bounded where it does not end', async () => {
    expect(await costs('return x + None')).toEqual([undefined, undefined, undefined]);
    const swallowing =
      'if len(x) < 1000: return x\n    while True:\n        try:\n            for _ in iter(int, 1): pass\n        except BaseException: return x';
    expect((await costs(swallowing)).map((one) => one?.isOver)).toEqual([undefined, true, undefined]);
    const [first, second] = await costs('return x if len(x) < 1000 else [one for one in iter(int, 1) if one]');
    expect([first!.isOver, second!.isOver]).toEqual([undefined, true]);
    expect(await costs('return x if len(x) < 1000 else x * 10**9')).toEqual([
      first && expect.anything(),
      undefined,
      undefined,
    ]);
  });
});
