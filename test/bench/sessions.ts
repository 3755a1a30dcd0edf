/** Measures running sessions: the time from replies to verdicts, numpy, memory and its growth. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive, processTree } from '../../scripts/processes.ts';
import { parseSettings } from '../../server/src/config.ts';
import { Executor, type Interpreter } from '../../server/src/execution/index.ts';
import { PlainSession } from '../../server/src/execution/plainSession.ts';
import type { Sampler } from '../../server/src/sampling/sampler.ts';
import { PythonDocument, plainSource, specificationOf } from '../../server/src/specification/index.ts';
import { synthesize } from '../../server/src/synthesis/synthesis.ts';
import { cpuOf, forked, resident, rollup } from './processes.ts';
import { type Figure, median } from './table.ts';

const REPLIES = 10;
const ROUNDS = 15;
const forever = () => new AbortController().signal;

/** `def add` with three trivial asserts. */
const subject = (name: string, body = 'def add(a, b):\n    """Return the sum."""\n') =>
  `${body.replace('def add(', `def ${name}(`)}\n\nassert ${name}(1, 2) == 3\nassert ${name}(0, 0) == 0\nassert ${name}(5, 5) == 10\n`;

/** The time from the last of ten replies to the last verdict, if the model takes longer than the session's start. */
export async function lastReply(interpreter: Interpreter): Promise<Figure> {
  const executor = new Executor();
  const { settings } = parseSettings({ samples: REPLIES });
  const delays: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const name = `add_${round}`;
      const document = new PythonDocument(path.join(tmpdir(), 'bench.py'), subject(name));
      const specification = specificationOf(document, name, {});
      if ('error' in specification) throw new Error(specification.error);
      let replied = 0;
      const sampler: Sampler = {
        name: 'bench',
        asksModel: false,
        destination: 'this machine',
        sent: () => undefined,
        async *draw() {
          await new Promise((resolve) => setTimeout(resolve, 1000));
          replied = performance.now();
          for (let index = 0; index < REPLIES; index++) {
            const text = `def ${name}(a, b):\n    return a + b + ${index} - ${index}\n`;
            yield { kind: 'sample', sample: { form: 'reply', text: `\`\`\`python\n${text}\`\`\`` } } as const;
          }
          yield { kind: 'ended' } as const;
        },
      };
      const request = { document, specification, settings, interpreter, sampler };
      const report = await synthesize(request, { executor, signal: forever(), onReport: () => undefined });
      delays.push(performance.now() - replied);
      const passed = report.candidates.filter((one) => one.passed).length;
      if (passed !== REPLIES) throw new Error(`${passed} of ${REPLIES} pass`);
      document.dispose();
    }
  } finally {
    await executor.close();
  }
  return { name: 'last of ten replies to the last verdict', value: median(delays), unit: 'ms', aim: 50 };
}

/** The time from the cancelling of a looping candidate to the end of its process. */
export async function cancelling(interpreter: Interpreter): Promise<Figure[]> {
  if (process.platform !== 'linux') return [];
  const session = await start(interpreter, 'add', 60);
  const delays: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const abort = new AbortController();
    const before = cpuOfEach();
    session
      .evaluate(subject('add', 'def add(a, b):\n    while True:\n        pass\n'), abort.signal)
      .catch(() => undefined);
    let loop: number | undefined;
    while (loop === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      loop = [...cpuOfEach()].find(([pid, seconds]) => seconds - (before.get(pid) ?? 0) > 0.1)?.[0];
    }
    const started = performance.now();
    abort.abort();
    while (isAlive(loop)) await new Promise((resolve) => setTimeout(resolve, 1));
    delays.push(performance.now() - started);
  }
  session.close();
  return [{ name: 'cancelling a candidate to the end of its process', value: median(delays), unit: 'ms', aim: 100 }];
}

/** Seconds of CPU of each process below this one. */
function cpuOfEach(): Map<number, number> {
  const all = processTree(process.pid).filter((pid) => pid !== process.pid);
  return new Map(all.map((pid) => [pid, cpuOf(pid)]));
}

/** A candidate that sums an array against one that adds two numbers. */
export async function numpyAgainstPlain(interpreter: Interpreter): Promise<Figure[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
  try {
    const python = withNumpy(interpreter, scratch);
    if (!python) {
      console.log('\nnumpy is not here and could not be had through pip: its row is left out.');
      return [];
    }
    const plain = await start(python, 'add');
    const numeric = await start(python, 'add');
    const times = { plain: [] as number[], numeric: [] as number[] };
    const plainly = (index: number) =>
      `import math\ndef add(a, b):\n    return math.floor(a + b + ${index} - ${index})\n`;
    const numerically = (index: number) =>
      `import numpy as np\ndef add(a, b):\n    return int(np.array([a, b, ${index}, -${index}]).sum())\n`;
    for (let round = 0; round < ROUNDS; round++) {
      times.plain.push(await perCandidate(plain, 20, plainly));
      times.numeric.push(await perCandidate(numeric, 20, numerically));
    }
    for (const session of [plain, numeric]) session.close();
    const reference = { name: 'a plain one', value: median(times.plain) };
    const value = median(times.numeric);
    return [{ name: 'a numpy candidate', value, unit: 'ms', aim: 2 * reference.value, reference }];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function withNumpy(interpreter: Interpreter, scratch: string): Interpreter | undefined {
  const has = (python: string) => spawnSync(python, ['-I', '-c', 'import numpy']).status === 0;
  if (has(interpreter.path)) return interpreter;
  const made = spawnSync(interpreter.path, ['-m', 'venv', scratch]);
  const python = path.join(scratch, 'bin', 'python');
  if (made.status !== 0) return undefined;
  spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'numpy'], { timeout: 120_000 });
  return has(python) ? { ...interpreter, path: python } : undefined;
}

/** The time from an edited example to its verdict, with and without a session for the former text. */
export async function editedExample(interpreter: Interpreter): Promise<Figure[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
  const [kept, fresh] = [new Executor({ slots: 1 }), new Executor({ slots: 1 })];
  try {
    const python = withNumpy(interpreter, scratch);
    if (!python) return [];
    const head =
      'import asyncio, email.message, http.client, sqlite3, unittest.mock, xml.dom.minidom\n\nimport numpy as np\n\n\n';
    const times = { kept: [] as number[], fresh: [] as number[] };
    const judged = async (executor: Executor, round: number) => {
      const text = `${head}def f(x):\n    return int(np.array([x, 1]).sum())\n\n\nassert f(${round}) == ${round + 1}\n`;
      const document = new PythonDocument(path.join(scratch, 'bench.py'), text);
      const specification = specificationOf(document, 'f', {});
      if ('error' in specification) throw new Error(specification.error);
      const shared = {
        interpreter: python,
        timeout: 2,
        memory: 512,
        minimum: 'none',
        across: () => ({ context: '' }),
      } as const;
      const started = performance.now();
      const preparation = {
        specification,
        plain: plainSource(document, undefined, [], specification.target),
        ...shared,
      };
      const { session, release } = await executor.acquire(preparation, forever());
      const { outcomes } = await session.present(forever());
      release();
      const isRight = outcomes.every((one) => one.kind === 'verdict' && one.verdict.status === 'pass');
      if (!isRight) throw new Error(JSON.stringify(outcomes));
      document.dispose();
      return performance.now() - started;
    };
    await judged(kept, ROUNDS);
    for (let round = 0; round < ROUNDS; round++) {
      times.kept.push(await judged(kept, round));
      times.fresh.push(await judged(fresh, round));
      await fresh.close();
    }
    const reference = { name: 'everything loaded anew', value: median(times.fresh) };
    return [
      { name: 'an edited example of a file that imports numpy', value: median(times.kept), unit: 'ms', reference },
    ];
  } finally {
    await Promise.all([kept.close(), fresh.close()]);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The private memory of one zygote without numpy. */
export async function zygoteMemory(interpreter: Interpreter): Promise<Figure[]> {
  if (process.platform !== 'linux') return [];
  const before = new Set(processTree(process.pid));
  const session = await start(interpreter, 'add');
  await perCandidate(session, 20, adding);
  const zygote = processTree(process.pid).filter((pid) => !before.has(pid) && forked(pid) > 0)[1]!;
  const figures = [
    { name: 'a zygote: resident', value: resident(zygote), unit: 'MB' },
    { name: 'a zygote: proportional share (PSS)', value: rollup(zygote, /^Pss:/m), unit: 'MB', aim: 40 },
    { name: 'a zygote: private', value: rollup(zygote, /^Private_Dirty:/m), unit: 'MB', aim: 40 },
  ];
  session.close();
  return figures.filter(({ value }) => !Number.isNaN(value));
}

/** Memory of all the runner's processes after `count` candidates, against a tenth of them. */
export async function growth(interpreter: Interpreter, count: number): Promise<Figure[]> {
  if (process.platform !== 'linux') return [];
  const before = new Set(processTree(process.pid));
  const session = await start(interpreter, 'add');
  const held = () =>
    processTree(process.pid)
      .filter((pid) => !before.has(pid) && forked(pid) > 0)
      .reduce((sum, pid) => sum + resident(pid), 0);
  await perCandidate(session, Math.ceil(count / 10), adding);
  const early = { name: `after ${Math.ceil(count / 10)}`, value: held() };
  await perCandidate(session, count - Math.ceil(count / 10), adding);
  const value = held();
  session.close();
  return [{ name: `host and zygote, resident, after ${count} candidates`, value, unit: 'MB', reference: early }];
}

const adding = (index: number) => `def add(a, b):\n    return a + b + ${index} - ${index}\n`;

/** A running session of `def add`, which judges so many candidates one after another, or as many at a time as it has slots. */
export async function startAdding(
  interpreter: Interpreter,
  slots: number,
): Promise<{ judge(count: number): Promise<void>; close(): void }> {
  const session = await start(interpreter, 'add', 2, slots);
  return { judge: async (count) => void (await perCandidate(session, count, adding)), close: () => session.close() };
}

async function start(interpreter: Interpreter, name: string, timeout = 2, slots = 1): Promise<PlainSession> {
  const document = new PythonDocument(path.join(tmpdir(), 'bench.py'), subject(name));
  try {
    const specification = specificationOf(document, name, {});
    if ('error' in specification) throw new Error(specification.error);
    const shared = { interpreter, timeout, memory: 512, minimum: 'none' } as const;
    const plain = plainSource(document, undefined);
    return await PlainSession.start({ specification, plain, ...shared }, slots, forever());
  } finally {
    document.dispose();
  }
}

/** Milliseconds for each of `count` candidates, ten in the queue at most. */
async function perCandidate(session: PlainSession, count: number, bodyOf: (index: number) => string): Promise<number> {
  const signal = forever();
  const started = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const { outcomes, reaches } = await session.evaluate(subject('add', bodyOf(next++)), signal);
      const isRight = outcomes?.every((one) => one.kind === 'verdict' && one.verdict.status === 'pass');
      if (!isRight) throw new Error(JSON.stringify({ outcomes, reaches }));
    }
  };
  await Promise.all(Array.from({ length: 10 }, lane));
  return (performance.now() - started) / count;
}
