import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlainSuiteResult } from '../hostile/plainSuite.ts';
import type { SuiteResult } from '../hostile/suite.ts';
import { anyPython, everyPython, type Python } from './pythons.ts';
import { asNobody } from './unprivileged.ts';

const root = path.join(import.meta.dirname, '..', '..');
const full = process.env.ASSAY_TEST === 'full';
/** The third of the short form: random, with its number in the test's name. */
const third = Number(process.env.ASSAY_TEST_THIRD ?? (full ? 0 : randomInt(3)));
/** The seed for the changes of the programs for the plain process. */
const seed = process.env.ASSAY_SEED ?? '1';

/** In single use each child is a starting interpreter, which needs up to a second of the wall time on a busy machine. */
const patient = ['--timeout', '0.5', '--lanes', '3'];

/** Runs the programs in a separate process, as nobody if `unprivileged`; undefined if that is impossible here. */
function runPrograms(
  python: Python,
  flags: readonly string[],
  unprivileged: boolean,
): Promise<SuiteResult | undefined> {
  return resultOf('run.ts', python, flags, unprivileged);
}

/** Runs the programs of `test/hostile/plain`, unchanged and with random changes. */
function runPlain(
  python: Python,
  flags: readonly string[],
  unprivileged: boolean,
): Promise<PlainSuiteResult | undefined> {
  return resultOf('runPlain.ts', python, flags, unprivileged);
}

async function resultOf<Result>(
  name: string,
  python: Python,
  flags: readonly string[],
  unprivileged: boolean,
): Promise<Result | undefined> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-mounts-'));
  try {
    const prefix = path.dirname(path.dirname(python.path));
    const before = unprivileged ? asNobody(prefix === '/usr' ? [root] : [root, prefix], scratch) : [];
    if (!before) return undefined;
    const script = path.join(root, 'test', 'hostile', name);
    const [command, ...rest] = [
      ...before,
      process.execPath,
      '--no-warnings',
      script,
      '--interpreter',
      python.path,
      ...flags,
    ];
    return JSON.parse(await outputOf(command!, rest));
  } finally {
    // Never recursively, which would remove the mounted folders.
    for (const name of readdirSync(scratch)) rmdirSync(path.join(scratch, name));
    rmdirSync(scratch);
  }
}

function outputOf(command: string, rest: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(errors))));
  });
}

/** Runs two at a time, in order; each test awaits its own. */
class Pair {
  #ends: [Promise<unknown>, Promise<unknown>] = [Promise.resolve(), Promise.resolve()];
  #turn = 0;

  start<T>(work: () => Promise<T>): Promise<T> {
    const lane = this.#turn++ % 2;
    const result = this.#ends[lane]!.then(work);
    // Its own test reports a failure.
    this.#ends[lane] = result.catch(() => undefined);
    return result;
  }
}

describe.skipIf(full)('hostile and legitimate programs, in short', () => {
  it(`judges every third program rightly, from number ${third}`, { timeout: 240_000 }, async () => {
    const result = await runPrograms(anyPython(), ['--timeout', '0.5', '--part', `${third}/3`], false);
    expect(result?.problems).toEqual([]);
    expect(result?.hostile).toBeGreaterThan(100);
    expect(result?.legitimate).toBeGreaterThan(20);
  });

  it('judges a tenth of that third in interpreters for one use', { timeout: 240_000 }, async () => {
    const flags = [...patient, '--part', `${third}/30`, '--single-use'];
    const result = await runPrograms(anyPython(), flags, false);
    expect(result?.problems).toEqual([]);
    expect(result?.hostile).toBeGreaterThan(10);
  });
});

describe.runIf(full)('hostile and legitimate programs', () => {
  const pair = new Pair();
  const users = process.getuid?.() === 0 ? ['root', 'nobody'] : ['this user'];
  const inOneUse = full
    ? pair.start(() => runPrograms(anyPython(), [...patient, '--single-use', '--part', `${third}/3`], false))
    : undefined;
  const places = (full ? everyPython() : []).flatMap((python) => users.map((user) => ({ python, user })));
  const across = places.map(({ python, user }) => pair.start(() => runPrograms(python, [], user === 'nobody')));
  const plain = places.map(({ python, user }, index) => {
    const flags = ['--part', `${index % 4}/4`, '--seed', seed];
    return pair.start(() => runPlain(python, flags, user === 'nobody'));
  });
  it(`judges every third of them rightly in interpreters for one use, from number ${third}`, {
    timeout: 900_000,
  }, async () => {
    const found = await inOneUse;
    expect(found?.problems).toEqual([]);
    expect(found?.hostile).toBeGreaterThan(100);
  });
  for (const [index, { python, user }] of places.entries()) {
    const where = `on Python ${python.version} (${python.path}) as ${user}`;
    it(`judges all of them rightly ${where}`, {
      timeout: 900_000,
    }, async (test) => {
      const found = await across[index];
      if (!found) return test.skip('this machine lets no other user reach that interpreter');
      expect(found.problems).toEqual([]);
      expect(found.hostile).toBeGreaterThan(300);
      expect(found.legitimate).toBeGreaterThan(70);
    });

    it(`judges a quarter of those for the plain process rightly, changed by seed ${seed} too, ${where}`, {
      timeout: 900_000,
    }, async (test) => {
      const found = await plain[index];
      if (!found) return test.skip('this machine lets no other user reach that interpreter');
      expect(found.problems).toEqual([]);
      expect(found.programs).toBeGreaterThan(50);
    });
  }
});
