/** The frames between real processes match the written types of both sides. */
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Session } from '../../server/src/execution/boundarySession.ts';
import { searchPrograms } from '../../server/src/execution/index.ts';
import { PlainSession } from '../../server/src/execution/plainSession.ts';
import { checkedByPython, type Frames, talk, wrongForNode } from '../fixtures/frames.ts';
import { specificationOf } from '../hostile/specification.ts';
import { scratch } from '../scratch.ts';
import { judgePreparation, preparation, python } from './preparation.ts';
import { recorded } from './recordedFrames.ts';

vi.mock('../../server/src/execution/frames.ts', async (original) => {
  const { recording } = await import('./recordedFrames.ts');
  return recording(await original());
});

const place = scratch('wire', 'all');
const signal = () => AbortSignal.timeout(60_000);
const right = 'def f(x):\n    return x\n';
const wrong = 'def f(x):\n    return x + [1][0]\n';
const cancelled = 'def f(x):\n    while True:\n        pass\n';
const reaching = 'def f(x):\n    import os\n    os.remove("/nowhere")\n    return x\n';

/** Starts a job and cancels it. */
async function cancelling(run: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const abort = new AbortController();
  const over = run(abort.signal).catch(() => undefined);
  abort.abort(new Error('cancelled'));
  await over;
}

function plainPreparation(examples = 'assert f(1) == 1\nassert f(2) == 2', text?: string) {
  const file = place.in('subject.py');
  const { subject, ...rest } = judgePreparation({}, { examples, file, docstring: '\n    >>> f(5)\n    5\n    ' });
  return { ...rest, subject, plain: { ...rest.plain, ...(text !== undefined && { text }) } };
}

async function plainSession(): Promise<void> {
  const first = plainPreparation();
  const session = await PlainSession.start(first, 2, signal());
  const text = (source: string) => first.subject(source).text;
  await session.evaluate(text(right), signal(), { order: true });
  await session.evaluate(text(wrong), signal(), { trace: true, timeouts: 2, always: [0] });
  await session.evaluate(text(reaching), signal());
  await session.evaluate(text(reaching), signal(), { force: true, strict: true, waited: 0.5 });
  await session.evaluate(text(right), signal(), { way: 'afresh' });
  await session.observe({ text: text(right) }, ['f(3)', 'f(nowhere)', 'f(print(1))'], signal());
  await cancelling((one) => session.evaluate(text(cancelled), one));
  // First a reload from the point where the texts differ; then another process, for another folder.
  const again = await PlainSession.start(plainPreparation('assert f(1) == 1\nassert f(3) == 3'), 2, signal(), session);
  const moved = { ...first, workspace: path.dirname(place.folder) };
  const other = await PlainSession.start(moved, 2, signal(), again);
  other.close();
  const unread = plainPreparation(undefined, 'def f(x:\n');
  await expect(PlainSession.start(unread, 2, signal())).rejects.toThrow(/could not load the file/);
}

async function boundarySession(): Promise<void> {
  const session = await Session.start(preparation({ atHand: ['a'], waiting: 9 }), 2, signal());
  await session.evaluate(right, signal(), { order: true });
  await session.evaluate(wrong, signal(), { trace: true });
  await session.evaluate(reaching, signal());
  await cancelling((one) => session.evaluate(cancelled, one));
  session.close();
  const ending = preparation({ context: 'import os\nos._exit(1)' });
  await expect(Session.start(ending, 2, signal())).rejects.toThrow(/could not load the file/);
}

async function search(examples: string): Promise<void> {
  const file = path.join(place.folder, 'subject.py');
  const specification = specificationOf({ file, examples });
  const parameters = [{ name: 'x', kind: 'positional' } as const];
  const request = {
    specification: { ...specification, target: { ...specification.target, parameters } },
    interpreter: python,
    seconds: 2,
    limit: 1,
  };
  for await (const one of searchPrograms(request, signal())) expect(one).toBeDefined();
}

describe.runIf(process.platform === 'linux')('the frames', () => {
  let frames: Frames = {};
  beforeAll(async () => {
    await plainSession();
    await boundarySession();
    await search('assert f(1) == 2\nassert f(4) == 5');
    await search('assert f');
    frames = { ...recorded };
  });

  it('between Node and the runner are as TypeScript has them', () => {
    expect(wrongForNode(frames)).toEqual([]);
  });

  it('between Node and the runner are as Python has them, and none is missing', () => {
    const { problems, missing, changed } = checkedByPython(frames);
    expect(problems).toEqual([]);
    expect(changed).toEqual([]);
    expect(missing.filter((one) => one.includes('Node'))).toEqual([]);
  });

  it('between evaluator and child are as Python has them', () => {
    const told = talk();
    const { problems, missing } = checkedByPython(told);
    expect(problems).toEqual([]);
    // Messages of children, except where nothing forks.
    expect(missing.filter((one) => one.startsWith('child'))).toEqual(['child → evaluator: locked']);
  });
});
