/** A session for a text that differs from another only in a late part: it does not load the earlier part again, and keeps nothing else. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Executor, type JudgePreparation, type Outcome } from '../../server/src/execution/index.ts';
import {
  childSource,
  loadParser,
  PythonDocument,
  plainSource,
  specificationOf,
  TestFiles,
} from '../../server/src/specification/index.ts';
import { scratch } from '../scratch.ts';
import { python } from './preparation.ts';

const place = scratch('again', 'each');
const signal = () => AbortSignal.timeout(60_000);

let executor = new Executor({ slots: 1 });
beforeAll(() => loadParser());
afterEach(async () => {
  await executor.close();
  executor = new Executor({ slots: 1 });
});

/** A new token at every loading. */
const heavy = 'import os\n\nTOKEN = os.urandom(16).hex()\n';
const core = `import heavy

SIZE = 2


def f(x):
    return x + 1


LIMIT = 3
`;

function preparationOf(file: string, text: string, buffers: ReadonlyMap<string, string>): JudgePreparation {
  const open = [...buffers].map(([name, source]) => new PythonDocument(name, source));
  const document = new PythonDocument(
    file,
    text,
    new TestFiles(() => open.map((one) => ({ file: one.file, snapshot: one.snapshot }))),
  );
  try {
    const specification = specificationOf(document, 'f', { workspace: place.folder });
    if ('error' in specification) throw new Error(specification.error);
    return {
      specification,
      interpreter: python,
      workspace: place.folder,
      plain: plainSource(document, place.folder, [], specification.target),
      across: () => ({ context: childSource(document, 'f', specification) }),
      timeout: 2,
      memory: 512,
      minimum: 'none',
    };
  } finally {
    document.dispose();
    for (const one of open) one.dispose();
  }
}

interface Told {
  readonly statuses: readonly string[];
  /** The values that the failing examples saw. */
  readonly actual: readonly string[];
}

/** The result for `f` with a text of its file; `buffers` are open in an editor. It equals the result of a new session. */
async function judged(text: string, name = 'core.py', buffers: ReadonlyMap<string, string> = new Map()): Promise<Told> {
  const preparation = preparationOf(place.file(text, name), text, buffers);
  const told = await judgedBy(executor, preparation);
  const fresh = new Executor({ slots: 1 });
  expect(told.statuses).toEqual((await judgedBy(fresh, preparation)).statuses);
  await fresh.close();
  return told;
}

async function judgedBy(one: Executor, preparation: JudgePreparation): Promise<Told> {
  const { session, release } = await one.acquire(preparation, signal());
  try {
    const { outcomes } = await session.present(signal());
    const verdicts = outcomes.flatMap((each: Outcome) => (each.kind === 'verdict' ? each.verdict : []));
    return {
      statuses: verdicts.map(({ status }) => status),
      actual: verdicts.flatMap(({ actual }) => actual ?? []),
    };
  } finally {
    release();
  }
}

const tokenIn = ({ actual }: Told) => actual.find((one) => /^'[0-9a-f]{32}'$/.test(one));
const tells = 'assert (f(1), heavy.TOKEN)[1] == ""\n';

describe.runIf(process.platform === 'linux')('what was loaded before the texts differ', () => {
  it('stays, where an example of the file is edited', async () => {
    place.file(heavy, 'heavy.py');
    const first = await judged(`${core}assert f(1) == 2\n${tells}`);
    expect(first.statuses).toEqual(['pass', 'fail']);
    const second = await judged(`${core}assert f(1) == 3\nassert f(LIMIT) == 4\n${tells}`);
    expect(second.statuses).toEqual(['fail', 'pass', 'fail']);
    expect(tokenIn(second)).toBe(tokenIn(first));
    const third = await judged(`${core.replace('x + 1', 'x + 2')}assert f(1) == 3\n${tells}`);
    expect(third.statuses).toEqual(['pass', 'fail']);
    expect(tokenIn(third)).toBe(tokenIn(first));
  });

  it('stays, where a test is edited', async () => {
    place.file(heavy, 'heavy.py');
    const test = (expected: number) =>
      `import core\n\n\ndef test_f():\n    assert core.f(1) == ${expected}\n\n\ndef test_token():\n    assert (core.f(1), core.heavy.TOKEN)[1] == ""\n`;
    place.file(test(2), 'test_core.py');
    const first = await judged(core);
    place.file(test(30), 'test_core.py');
    const second = await judged(core);
    expect([first.statuses, second.statuses]).toEqual([
      ['pass', 'fail'],
      ['fail', 'fail'],
    ]);
    expect(tokenIn(second)).toBe(tokenIn(first));
    const buffer = await judged(core, 'core.py', new Map([[place.in('test_core.py'), test(2)]]));
    expect(buffer.statuses).toEqual(['pass', 'fail']);
    expect(tokenIn(buffer)).toBe(tokenIn(first));
  });

  it('is loaded anew, where what the function reads above it is edited', async () => {
    place.file(heavy, 'heavy.py');
    const first = await judged(`${core}assert f(SIZE) == 3\n${tells}`);
    const second = await judged(`${core.replace('SIZE = 2', 'SIZE = 5')}assert f(SIZE) == 3\n${tells}`);
    expect([first.statuses, second.statuses]).toEqual([
      ['pass', 'fail'],
      ['fail', 'fail'],
    ]);
    expect(tokenIn(second)).not.toBe(tokenIn(first));
  });

  it('is loaded anew, where a module that it came from is another on the disk', async () => {
    place.file(heavy, 'heavy.py');
    const first = await judged(`${core}assert f(1) == 2\n${tells}`);
    place.file(`# Edited.\n${heavy}`, 'heavy.py');
    const second = await judged(`${core}assert f(2) == 3\n${tells}`);
    expect(tokenIn(second)).not.toBe(tokenIn(first));
  });

  it('does not hold what imports the file: a table made of it is made anew', async () => {
    place.file(heavy, 'heavy.py');
    place.file('from .core import f\nfrom .table import TABLE\n', 'pack/__init__.py');
    place.file('from .core import LIMIT, f\n\nTABLE = [LIMIT, f]\n', 'pack/table.py');
    place.file(
      'import pack\n\n\ndef test_table():\n    assert pack.TABLE[1](pack.TABLE[0]) == 4\n\n\ndef test_token():\n    assert (pack.f(1), pack.core.heavy.TOKEN)[1] == ""\n',
      'test_pack.py',
    );
    const first = await judged(core, 'pack/core.py');
    const second = await judged(core.replace('LIMIT = 3', 'LIMIT = 7'), 'pack/core.py');
    const third = await judged(core, 'pack/core.py');
    expect([first, second, third].map(({ statuses }) => statuses[0])).toEqual(['pass', 'fail', 'pass']);
    expect(tokenIn(second)).toBe(tokenIn(first));
    expect(tokenIn(third)).toBe(tokenIn(first));
  });

  it('is of no use where each candidate needs everything loaded for itself, and does no harm', async () => {
    place.file(heavy, 'heavy.py');
    place.file('import core\n\n\ndef test_f():\n    assert core.RESULT == 2\n', 'test_core.py');
    const first = await judged(`${core}RESULT = f(1)\nassert RESULT == 2\n`);
    const second = await judged(`${core}RESULT = f(2)\nassert RESULT == 2\n`);
    const third = await judged(`${core}RESULT = f(1)\nassert RESULT == 2\nassert RESULT < 3\n`);
    expect([first, second, third].map(({ statuses }) => statuses.join(' '))).toEqual([
      'pass pass',
      'fail',
      'pass pass pass',
    ]);
  });

  it('is not missed where a text between could not be read, or ended its process', async () => {
    place.file(heavy, 'heavy.py');
    const first = await judged(`${core}assert f(1) == 2\n`);
    const second = await judged(`${core}assert f(1) == (\n\n\nassert f(1) == 2\n`);
    const third = await judged(`${core}assert f(1) == 2\nassert f(2) == 3\n`);
    const fourth = await judged(
      `${core}import os, signal; os.kill(os.getpid(), signal.SIGKILL)\nassert f(1) == 2\n`,
    ).catch(({ message }) => message);
    const fifth = await judged(`${core}assert f(1) == 2\n`);
    expect([first, second, third, fifth].map(({ statuses }) => statuses.join(' '))).toEqual([
      'pass',
      'pass',
      'pass pass',
      'pass',
    ]);
    expect(fourth).toContain('ended');
  });

  it('serves several that ask at once, each for its text', async () => {
    place.file(heavy, 'heavy.py');
    const texts = [1, 2, 3].map((x) => `${core}assert f(${x}) == 2\n`);
    await judged(texts[0]!);
    const preparations = texts.map((text) => preparationOf(place.in('core.py'), text, new Map()));
    const told = await Promise.all(preparations.map((one) => judgedBy(executor, one)));
    expect(told.map(({ statuses }) => statuses)).toEqual([['pass'], ['fail'], ['fail']]);
  });
});
