/** Bad input from a user's file, a candidate or a machine: each ends in a verdict or in one clear message. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Preparation, Session } from '../../server/src/execution/boundarySession.ts';
import { findInterpreter } from '../../server/src/execution/index.ts';
import { openSettings } from '../../server/src/support/nextStep.ts';
import { type Parts, specificationOf } from '../hostile/specification.ts';
import { scratch } from '../scratch.ts';
import { preparation, python } from './preparation.ts';

const place = scratch('bad-input');

const right = 'def f(x):\n    return x\n';
const examples = 'assert f(1) == 1\nassert f(2) == 2';
const open: Session[] = [];
afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

async function start(parts: Partial<Parts> = {}, changes: Partial<Preparation> = {}): Promise<Session> {
  const session = await Session.start(preparation(changes, parts), 2, AbortSignal.timeout(60_000));
  open.push(session);
  return session;
}

/** The status and message of each example. */
async function judged(session: Session, source: string): Promise<string[]> {
  const outcomes = await session.evaluate(source, AbortSignal.timeout(60_000));
  return outcomes.map((one) => {
    if (one.kind === 'notRun') return `notRun: ${one.reason}`;
    return one.verdict.message === undefined ? one.verdict.status : `${one.verdict.status}: ${one.verdict.message}`;
  });
}

async function problemOf(starting: Promise<Session>): Promise<string> {
  return starting.then(
    () => 'it started',
    (error: Error) => error.message,
  );
}

describe('a candidate', () => {
  it.each([
    ['of 10 MB', `${right}DATA = "${'x'.repeat(10_000_000)}"\n`, /^pass$/],
    ['of half a surrogate pair', 'def f(x):\n    return "\ud800" and x\n', /^error: does not load: UnicodeEncodeError/],
    ['with a NUL byte', 'def f(x):\n    return x\0\n', /^error: does not load: (Syntax|Value)Error: .*null bytes/],
    [
      '100,000 parentheses deep',
      `def f(x):\n    return ${'('.repeat(1e5)}x${')'.repeat(1e5)}\n`,
      /^error: does not load/,
    ],
  ])('%s has a verdict, and the next one too', async (_what, source, expected) => {
    const session = await start();
    for (const verdict of await judged(session, source)) expect(verdict).toMatch(expected);
    expect(await judged(session, right)).toEqual(['pass', 'pass']);
  });

  it('that needs more than the least memory there is fails alone', async () => {
    const session = await start({}, { memory: 1 });
    const [first] = await judged(session, 'def f(x):\n    return len("x" * 100_000_000) and x\n');
    expect(first).toMatch(/^error: MemoryError/);
    expect(await judged(session, right)).toEqual(['pass', 'pass']);
  });
});

describe('an example', () => {
  it('that never ends is a time-out, and so is what stands behind it', async () => {
    const session = await start({ examples: `while True:\n    assert f(1) == 1\n${examples}` });
    const [endless, ...others] = await judged(session, right);
    expect(endless).toMatch(/^timeout: /);
    expect(others).toEqual(['pass', 'pass']);
  });

  it('behind a statement that never ends says so', async () => {
    const session = await start({ examples: `assert f(1) == 1\nwhile f(1):\n    pass\nassert f(2) == 2` });
    expect(await judged(session, right)).toEqual(['pass', expect.stringMatching(/^timeout: .*took more than/)]);
  });
});

describe("a user's file", () => {
  it('whose import fails says which', async () => {
    const session = await start({ context: 'import nothing_of_this_name' });
    const verdicts = await judged(session, `import nothing_of_this_name\n${right}`);
    expect(verdicts[0]).toContain("No module named 'nothing_of_this_name'");
    expect(await judged(session, right)).toEqual(['pass', 'pass']);
  });

  it('that takes long to load is loaded once', async () => {
    const marks = place.in('loaded');
    const context = `import time\ntime.sleep(1)\nwith open(${JSON.stringify(marks)}, "a") as marks:\n    marks.write("x")`;
    const session = await start({ context });
    for (const _ of [1, 2]) expect(await judged(session, `${context}\n${right}`)).toEqual(['pass', 'pass']);
    expect(readFileSync(marks, 'utf8')).toBe('x');
  });

  it('that prints a flood is not held up by it', async () => {
    const context = 'import os\nfor _ in range(20_000):\n    os.write(1, b"x" * 100)\n    os.write(2, b"x" * 100)';
    const session = await start({ context });
    expect(await judged(session, `${context}\n${right}`)).toEqual(['pass', 'pass']);
  });

  it('that calls sys.exit says so', async () => {
    const context = 'import sys\nsys.exit(3)';
    const verdicts = await judged(await start({ context }), `${context}\n${right}`);
    expect(verdicts[0]).toBe('error: does not load: SystemExit: 3 (line 2)');
  });

  it.each([
    ['ends its process', 'import os\nos._exit(3)', 'exit status 3'],
    ['crashes its process', 'import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)', 'signal 11'],
  ])('that %s is told in one line', async (_what, context, how) => {
    const problem = await problemOf(start({ context }));
    expect(problem).toContain(how);
    expect(problem).not.toContain('\n');
  });

  it('that starts threads has them in each child', async () => {
    const context = `
import queue, threading
asked, answers = queue.Queue(), queue.Queue()

def work():
    while True:
        answers.put(asked.get())

worker = threading.Thread(target=work, daemon=True)
worker.start()`.trim();
    const session = await start({ context });
    const candidate = `${context}\ndef f(x):\n    asked.put(x)\n    return answers.get()\n`;
    expect(await judged(session, candidate)).toEqual(['pass', 'pass']);
    expect(session.sandbox.tier).toBe((await start()).sandbox.tier);
  });

  it('that lies in a folder that is gone is told in one line', async () => {
    const specification = specificationOf({ file: '/nowhere/subject.py', examples });
    expect(await problemOf(start({}, { specification }))).toContain('/nowhere');
  });
});

describe('an interpreter', () => {
  it('whose virtual environment is deleted while it runs goes on, and is then no longer there', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'assay-venv-'));
    try {
      spawnSync(python.path, ['-m', 'venv', '--without-pip', folder]);
      const interpreter = { ...python, path: path.join(folder, 'bin', 'python') };
      const session = await start({}, { interpreter });
      rmSync(folder, { recursive: true });
      expect(await judged(session, right)).toEqual(['pass', 'pass']);
      const problem = await problemOf(start({}, { interpreter }));
      expect(problem).toBe(
        `The interpreter ${interpreter.path} is no longer there. Choose another in assay.interpreter.`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.runIf(process.platform !== 'win32').each([
    ['Python 2', 'echo "Unknown option: -I" >&2; exit 2', 'it is Python 2; Assay needs 3.8 or later.'],
    ['Python 3.7', 'echo 3.7.16; echo /usr/bin/python3.7', 'it is Python 3.7; Assay needs 3.8 or later.'],
  ])('that is %s is refused, in one line', async (_what, script, reason) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'assay-old-'));
    try {
      const flag = path.join(folder, 'python');
      writeFileSync(flag, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const found = await findInterpreter({ file: import.meta.filename, flag, env: {} });
      expect(found).toEqual({ error: expect.stringContaining(reason), next: openSettings('interpreter') });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.runIf(process.platform !== 'win32').each([
    ['of one use', { singleUse: true }],
    ['that forks', {}],
  ])('%s that sends what it should not is ended, and named', async (_what, more) => {
    const says = place.file(`#!/bin/sh\nprintf '\\000\\000\\000\\015{"op":"sold"}'\nexec sleep 1000\n`, 'python');
    chmodSync(says, 0o700);
    const interpreter = { path: says, version: '3.11.0', source: 'python3', ...more };
    expect(await problemOf(start({}, { interpreter }))).toMatch(
      /^The Python that runs the file sent the message “sold”, but op is wrong/,
    );
  });

  it('is looked for where there is none, in one line', async () => {
    const found = await findInterpreter({ file: import.meta.filename, flag: '/nowhere/python3', env: {} });
    expect(found).toEqual({ error: expect.stringContaining('/nowhere/python3'), next: openSettings('interpreter') });
  });
});

/** Runs in a mount namespace with an empty /proc, which only root can create. */
const withoutProc = ['unshare', '-m', 'sh', '-c', 'umount -l /proc && exec "$@"', 'sh'];
const canHide =
  process.platform === 'linux' && spawnSync(withoutProc[0]!, [...withoutProc.slice(1), 'true']).status === 0;

describe.runIf(canHide)('a machine without /proc', () => {
  it('judges as any other', () => {
    const script = path.join(import.meta.dirname, 'once.ts');
    const [command, ...rest] = [...withoutProc, process.execPath, '--no-warnings', script];
    const { stdout, stderr } = spawnSync(command!, rest, { encoding: 'utf8', env: { ...process.env } });
    expect(stderr).toBe('');
    expect(stdout).toBe('pass pass\n');
  });
});
