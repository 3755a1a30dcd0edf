/** Interpreters for single use, where nothing forks. On Windows there are no others; here the setting chooses them. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, processTree } from '../../scripts/processes.ts';
import { Session } from '../../server/src/execution/boundarySession.ts';
import { type Interpreter, type Outcome, searchPrograms } from '../../server/src/execution/index.ts';
import { Judge } from '../../server/src/execution/judge.ts';
import { judgePreparation, preparation, python } from './preparation.ts';

const singleUse: Interpreter = { ...python, singleUse: true };
const signal = () => AbortSignal.timeout(100_000);
const told = (outcome: Outcome) =>
  outcome.kind === 'notRun' ? `not run: ${outcome.reason}` : `${outcome.verdict.status}`;

async function until(what: string, done: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !done(); await sleep(5)) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
  }
}

describe.runIf(process.platform === 'linux')('interpreters for one use', () => {
  let session: Session;
  beforeAll(async () => {
    session = await Session.start(preparation({ interpreter: singleUse, timeout: 1 }), 2, signal());
  });
  afterAll(() => session.close());

  it('are locked as forked processes are', () => {
    expect(session.sandbox).toMatchObject({ tier: 'full', holds: ['files', 'network', 'processes', 'limits'] });
  });

  it.each([
    ['return x', ['pass', 'pass']],
    ['return 1', ['pass', 'fail']],
    ['return [x for x in [x]][0] if x != 2 else {}[x]', ['pass', 'error']],
    ['while True: pass', ['timeout', 'timeout']],
    ['import os; os._exit(3)', ['error', 'error']],
    ['import os; os.abort()', ['error', 'error']],
    ['return open("/etc/hostname").read()', ['blocked', 'blocked']],
    ['return bytearray(1 << 30)', ['error', 'error']],
    ['import subprocess; return subprocess.call(["true"])', ['blocked', 'blocked']],
  ])('judge `%s`', async (body, statuses) => {
    const outcomes = await session.evaluate(`def f(x):\n    ${body}\n`, signal());
    expect(outcomes.map(told)).toEqual(statuses);
  });

  it('judge confined candidates where the tests live, others across the boundary', async () => {
    const prepared = judgePreparation({ interpreter: singleUse, timeout: 1 });
    const judge = await Judge.start(prepared, 2, signal());
    try {
      const judged = async (body: string) => {
        const { outcomes } = await judge.evaluate(prepared.subject(`def f(x):\n    ${body}\n`), signal());
        return outcomes.map((one) => (one.kind === 'verdict' ? `${one.verdict.status} ${one.verdict.integrity}` : ''));
      };
      expect(await judged('return x')).toEqual(['pass confined', 'pass confined']);
      expect(await judged('return 1')).toEqual(['pass confined', 'fail confined']);
      expect(await judged('while True: pass')).toEqual(['timeout confined', 'timeout confined']);
      expect(await judged('import gc; gc.collect(); return x')).toEqual(['pass boundary', 'pass boundary']);
    } finally {
      judge.close();
    }
  });

  it('judge several at once, each in its own', async () => {
    const bodies = Array.from({ length: 6 }, (_, index) => (index % 2 ? 'return x' : 'return -x'));
    const all = await Promise.all(bodies.map((body) => session.evaluate(`def f(x):\n    ${body}\n`, signal())));
    expect(all.map((outcomes) => told(outcomes[0]!))).toEqual(['fail', 'pass', 'fail', 'pass', 'fail', 'pass']);
  });

  it('have sets in one order, whichever process made them', async () => {
    const words = '{w for w in "to be or not to be that is the question".split()}';
    const examples = `assert list(f(1)) == list(${words})`;
    const own = await Session.start(preparation({ interpreter: singleUse }, { examples }), 1, signal());
    const outcomes = await own.evaluate(`def f(x):\n    return list(${words})\n`, signal());
    own.close();
    expect(outcomes.map(told)).toEqual(['pass']);
  });

  it('run each example afresh, to see whether their order matters', async () => {
    const counting = 'seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)\n';
    const [, second] = await session.evaluate(counting, signal(), { order: true });
    expect(second).toMatchObject({ verdict: { status: 'pass' }, orderDependent: true });
  });

  it('leave what has no way across to the plain process', async () => {
    const examples = 'import threading\nassert f(threading.Lock()) is not None';
    const own = await Session.start(preparation({ interpreter: singleUse }, { examples }), 1, signal());
    const [outcome] = await own.evaluate('def f(x):\n    return x\n', signal());
    own.close();
    expect(outcome).toMatchObject({ kind: 'notRun' });
  });

  it('lock the threads of the file’s context too', async () => {
    const context = `import queue, threading
jobs, done = queue.Queue(), queue.Queue()
def work():
    while True:
        try:
            done.put(jobs.get()())
        except OSError as error:
            done.put(type(error).__name__)
threading.Thread(target=work, daemon=True).start()
`;
    const examples = 'assert f(1) == "PermissionError"';
    const own = await Session.start(
      preparation({ interpreter: singleUse, context }, { context, examples }),
      1,
      signal(),
    );
    const outcomes = await own.evaluate(
      `${context}\ndef f(x):\n    jobs.put(lambda: open("/etc/hostname").read())\n    return done.get()\n`,
      signal(),
    );
    own.close();
    expect(outcomes.map(told)).toEqual(['pass']);
  });

  it('serve the search', async () => {
    const { specification } = preparation({}, { examples: 'assert f(1) == 2\nassert f(5) == 10' });
    const target = { ...specification.target, parameters: [{ name: 'x', kind: 'positional' }] as const };
    const request = { specification: { ...specification, target }, interpreter: singleUse, seconds: 5, limit: 1 };
    const found: object[] = [];
    for await (const one of searchPrograms(request, signal())) if ('body' in one) found.push(one);
    expect(found).toEqual([
      {
        body: 'return x * 2',
        imports: [],
        how: expect.any(String),
        size: expect.any(Number),
        rank: expect.any(Number),
        behaviour: expect.any(String),
      },
    ]);
  });

  it('say so where the file’s context ends its process', async () => {
    const context = 'import os\nos._exit(7)\n';
    const broken = Session.start(preparation({ interpreter: singleUse, context }), 1, signal());
    await expect(broken).rejects.toThrow("the process that loads the file's context ended");
  });

  it('end with the cancelled job, with the session, and with a server that is killed', async () => {
    const before = new Set(processTree(process.pid));
    const own = await Session.start(preparation({ interpreter: singleUse, timeout: 60 }), 1, signal());
    const cancelling = new AbortController();
    const judged = own.evaluate('def f(x):\n    while True:\n        pass\n', cancelling.signal);
    const started = () => processTree(process.pid).filter((pid) => !before.has(pid));
    await until('the loop', () => started().some(isBusy));
    const loop = started().filter(isBusy);
    cancelling.abort(new Error('cancelled'));
    await expect(judged).rejects.toThrow('cancelled');
    await until('its end', () => !loop.some(isAlive));
    const left = started();
    own.close();
    await until('their end', () => !left.some(isAlive));

    const script = path.join(import.meta.dirname, 'endless.ts');
    const server = spawn(process.execPath, ['--no-warnings', script, 'single-use'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => server.stdout.once('data', resolve));
    await until('the loop', () => processTree(server.pid!).some(isBusy));
    const all = processTree(server.pid!);
    server.kill('SIGKILL');
    await until('their end', () => !all.some(isAlive));
  });
});

/** Whether a process has used a second of CPU. */
function isBusy(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[11]) > 100;
}

describe.runIf(process.platform === 'linux')('as on Windows, as far as another system can play it', () => {
  let folder: string;
  let log: string;
  let session: Session;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'assay-windows-'));
    log = path.join(folder, 'log');
    const wrapper = path.join(folder, 'python');
    const script = path.join(import.meta.dirname, 'windows.py');
    const start = `exec '${python.path}' -S -B '${script}' '${log}' "$@"`;
    writeFileSync(wrapper, `#!/bin/sh\nASSAY_TEST_WRAPPER='${wrapper}' ${start}\n`);
    chmodSync(wrapper, 0o755);
    const interpreter = { ...singleUse, path: wrapper };
    session = await Session.start(preparation({ interpreter, timeout: 1, memory: 200 }), 2, signal());
  });
  afterAll(() => {
    session?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('no more is claimed than the limits that hold', () => {
    expect(session.sandbox).toMatchObject({ tier: 'limits', holds: ['limits'] });
    expect(session.sandbox.reason).toContain('on Windows files, the network and other processes are within');
  });

  it.each([
    ['return x', ['pass', 'pass']],
    ['return 1', ['pass', 'fail']],
    ['while True: pass', ['timeout', 'timeout']],
    ['import os; os.abort()', ['error', 'error']],
    ['return bytearray(1 << 29)', ['error', 'error']],
  ])('`%s` is judged', async (body, statuses) => {
    const outcomes = await session.evaluate(`def f(x):\n    ${body}\n`, signal());
    expect(outcomes.map(told)).toEqual(statuses);
  });

  it('an example whose own code never ends is stopped', async () => {
    const examples = 'assert f(1) == 1\nwhile f(2):\n    pass\nassert f(3) == 3';
    const interpreter = { ...singleUse, path: path.join(folder, 'python') };
    const own = await Session.start(preparation({ interpreter, timeout: 1 }, { examples }), 1, signal());
    const outcomes = await own.evaluate('def f(x):\n    return x\n', signal());
    own.close();
    expect(outcomes.map(told)).toEqual(['pass', 'timeout']);
  });

  it('a child is alone in its job, with its memory and its CPU limited', () => {
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    // Die on an unhandled exception, kill on close; then memory, one process, CPU.
    expect(lines).toContain('flags 0x2400 cpu 0 processes 0 memory 0');
    const child = lines.find((line) => line.startsWith('flags 0x250a '));
    const [, cpu, processes, memory] = /cpu (\d+) processes (\d+) memory (\d+)/.exec(child ?? '')!.map(Number);
    expect(processes).toBe(1);
    expect(cpu).toBeGreaterThan(10_000_000);
    expect(memory).toBeGreaterThan(200 * 1024 * 1024);
    expect(lines).toContain('desktop 255');
  });
});
