/** Traces of failing calls, for a model that repairs. A hostile candidate may forge its own, and nothing else. */
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { Executor, type Outcome } from '../../server/src/execution/index.ts';
import { judgePreparation } from './preparation.ts';

const executor = new Executor();
const signal = new AbortController().signal;
afterEach(() => executor.close());

async function outcomesOf(source: string, examples: string, head = 'def f(x):', trace = true): Promise<Outcome[]> {
  const limits = { timeout: 0.5, memory: 256, minimum: 'limits' as const };
  const prepared = judgePreparation({ workspace: tmpdir(), ...limits }, { head, examples });
  const { session, release } = await executor.acquire(prepared, signal);
  try {
    return [...(await session.evaluate(prepared.subject(source), signal, { trace })).outcomes];
  } finally {
    release();
  }
}

async function traced(source: string, examples: string, head?: string): Promise<string[]> {
  const outcome = (await outcomesOf(source, examples, head)).find(
    (one) => one.kind === 'verdict' && one.verdict.status !== 'pass',
  );
  if (outcome?.kind !== 'verdict') throw new Error('nothing failed');
  return (outcome.trace ?? []).map(({ text, values, ended }) =>
    [text.trim(), ...values.map(([name, value]) => `${name} = ${value}`), ended].filter(Boolean).join(' | '),
  );
}

describe('the trace of a failing call', () => {
  it('has the lines that ran, what they changed, and what came back', async () => {
    const source = 'def f(x):\n    total = 0\n    for n in x:\n        total = n\n    return total\n';
    expect(await traced(source, 'assert f([3, 4]) == 7')).toEqual([
      'def f(x): | x = [3, 4]',
      'total = 0 | total = 0',
      'for n in x: | n = 3',
      'total = n | total = 3',
      'for n in x: | n = 4',
      'total = n | total = 4',
      'for n in x:',
      'return total | returned 4',
    ]);
  });

  it('shows where an exception was raised, and the helpers on the way', async () => {
    const source = 'def half(n):\n    return [][n]\n\ndef f(x):\n    y = half(x)\n    return y\n';
    expect(await traced(source, 'assert f(4) == 2')).toEqual([
      'def f(x): | x = 4',
      'y = half(x) | raised IndexError: list index out of range',
      'def half(n): | n = 4',
      'return [][n] | raised IndexError: list index out of range',
    ]);
  });

  it('is of the failing example, not of those that pass, and is only there where it is asked for', async () => {
    const source = 'def f(x):\n    return x if x < 5 else 0\n';
    const examples = 'assert f(1) == 1\nassert f(9) == 9\n';
    const [first, second] = await outcomesOf(source, examples);
    expect(first).not.toHaveProperty('trace');
    expect(second).toMatchObject({ trace: [{ values: [['x', '9']] }, { ended: 'returned 0' }] });
    const without = await outcomesOf(source, examples, undefined, false);
    expect(without[1]).not.toHaveProperty('trace');
  });

  it('is bounded for a call that takes long, and there for one that never ends', async () => {
    const long = 'def f(x):\n    n = 0\n    for i in range(100000):\n        n += i\n    return n\n';
    const lines = await traced(long, 'assert f(1) == 1');
    expect(lines.length).toBeLessThanOrEqual(46);
    expect(lines.join('\n')).toMatch(/… \d+ lines …/);
    const endless = 'def f(x):\n    while True:\n        x += 1\n';
    expect((await traced(endless, 'assert f(1) == 1'))[0]).toBe('def f(x): | x = 1');
  });

  it('follows generators and coroutines', async () => {
    const generator = 'def f(x):\n    yield x\n    yield x + 2\n';
    expect(await traced(generator, 'assert list(f(1)) == [1, 2]')).toContain('yield x + 2 | returned 3');
    const coroutine = 'async def f(x):\n    y = x * 3\n    return y\n';
    expect(await traced(coroutine, 'import asyncio\nassert asyncio.run(f(1)) == 2', 'async def f(x):')).toContain(
      'y = x * 3 | y = 3',
    );
  });

  it('shortens values', async () => {
    const source = 'def f(x):\n    y = "z" * 10**6\n    w = [y] * 1000\n    return 0\n';
    for (const line of await traced(source, 'assert f(1) == 1')) expect(line.length).toBeLessThan(1000);
  });
});

describe('a candidate that tampers with its trace', () => {
  const hostile: [name: string, source: string][] = [
    ['stops it', 'import sys\ndef f(x):\n    sys.settrace(None)\n    return 0\n'],
    [
      'raises in a repr',
      'class C:\n    def __repr__(self):\n        raise SystemExit(0)\n\ndef f(x):\n    c = C()\n    return 0\n',
    ],
    [
      'never ends a repr',
      'class C:\n    def __repr__(self):\n        while True: pass\n\ndef f(x):\n    c = C()\n    return 0\n',
    ],
    [
      'makes lines up',
      'import os, json, struct\ndef f(x):\n    for lines in (None, 7, [[]], [{"line": "x", "text": 3, "values": [1]}] * 9999, [{"line": 1, "text": "y" * 10**6, "values": [["a"] * 2] * 10**4, "ended": {}}]):\n        data = json.dumps({"op": "trace", "lines": lines}).encode()\n        os.write(3, struct.pack(">I", len(data)) + data)\n    return 0\n',
    ],
  ];
  it.each(hostile)('%s: neither passes nor keeps the next one from being run', async (_, source) => {
    const [outcome] = await outcomesOf(source, 'assert f(1) == 1');
    expect(outcome).toMatchObject({
      kind: 'verdict',
      verdict: { status: expect.stringMatching(/fail|error|timeout/) },
    });
    const { trace = [] } = outcome as Extract<Outcome, { kind: 'verdict' }>;
    expect(JSON.stringify(trace).length).toBeLessThan(100_000);
    expect(await outcomesOf('def f(x):\n    return x\n', 'assert f(1) == 1')).toMatchObject([
      { verdict: { status: 'pass' } },
    ]);
  });
});
