/** Compares the tests that pytest and doctest collect for a function with the report of `assay verify`. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { assayJson } from '../servers/terminal.ts';
import { neutral } from './realPackages/judge.ts';
import type { Prepared } from './realPackages/prepare.ts';

const run = promisify(execFile);
const script = path.join(import.meta.dirname, 'accounting.py');

/** A function with the tests that reach it. */
export interface Account {
  readonly file: string;
  readonly name: string;
  readonly tests: readonly Place[];
  readonly doctests: readonly Doctest[];
}

type Place = readonly [file: string, line: number];
type Doctest = readonly [line: number, reaches: boolean, own: boolean];

/** The accounts of a package, from its tests and its modules' doctests. */
export async function accountsOf({ folder, python }: Prepared, tests: readonly string[] = []): Promise<Account[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-accounts-'));
  try {
    const told = path.join(scratch, 'told.json');
    const env = { ...neutral(), ASSAY_ACCOUNT: told, PYTHONPATH: import.meta.dirname };
    const args = ['-m', 'pytest', '-q', '-p', 'accounting', '-p', 'no:cacheprovider', '-p', 'no:randomly', ...tests];
    // Failing tests count like the others.
    await run(python, args, { cwd: folder, env, timeout: 600_000, maxBuffer: 2 ** 28 }).catch(() => undefined);
    const reached: [string, string, Place[]][] = JSON.parse(readFileSync(told, 'utf8'));
    const found = new Map(reached.map(([file, name, places]) => [`${file}::${name}`, account(file, name, places, [])]));
    for (const file of new Set(reached.map(([one]) => one))) {
      for (const one of await doctestsOf(moduleOf(file), { folder, python })) {
        const key = `${one.file}::${one.name}`;
        found.set(key, { ...one, tests: found.get(key)?.tests ?? [] });
      }
    }
    return [...found.values()];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function account(file: string, name: string, tests: readonly Place[], doctests: readonly Doctest[]): Account {
  return { file, name, tests, doctests };
}

/** The accounts of the doctests of one module, imported from `folder`; none if the import fails. */
export async function doctestsOf(module: string, { folder, python }: Omit<Prepared, 'name'>): Promise<Account[]> {
  try {
    const options = { cwd: folder, env: neutral(), timeout: 120_000, maxBuffer: 2 ** 26 };
    const { stdout } = await run(python, [script, module], options);
    const found: [string, string, Doctest[]][] = JSON.parse(stdout);
    return found.map(([file, name, lines]) => account(file, name, [], lines));
  } catch {
    // It needs a missing module, or its doctests end the process.
    return [];
  }
}

/** The import name of a file: the names of the packages around it, and its own. */
function moduleOf(file: string): string {
  const names = path.basename(file) === '__init__.py' ? [] : [path.basename(file, '.py')];
  for (let folder = path.dirname(file); existsSync(path.join(folder, '__init__.py')); folder = path.dirname(folder)) {
    names.unshift(path.basename(folder));
  }
  return names.join('.');
}

/** Reasons for listing a test that does not reach the function: the editor found a mention in it. */
const mentioned = /^it passes without calling |^it fails before it calls |^it is skipped|^it is expected to fail/;

/** A line for each difference between the account and the report of `verify`; there should be none. */
export async function differences(one: Account, python: string, cwd: string): Promise<string[]> {
  const { code, object, stderr } = await assayJson(
    ['verify', `${one.file}::${one.name}`, '--interpreter', python, '--timeout', '20'],
    cwd,
  );
  const expected = expectedOf(one);
  if (!object || object.error !== undefined) {
    return expected.size === 0
      ? []
      : [`exit code ${code}: ${object?.error ?? stderr}; ${[...expected.keys()].join(', ')}`];
  }
  const told: Told[] = [...object.examples, ...object.notRun].filter((each: Told) => !isOfScript(each, one));
  const keyed = (ones: readonly Told[]) => counted(ones.map((each) => `${realpathSync(each.file)}:${each.line}`));
  const [most, least] = [keyed(told), keyed(told.filter(({ reason = '' }) => !mentioned.test(reason)))];
  const influenced = mayBeInfluenced(one);
  return [...new Set([...expected.keys(), ...most.keys()])].flatMap((key) => {
    const collected = expected.get(key) ?? 0;
    const [low, high] = [least.get(key) ?? 0, most.get(key) ?? 0];
    if ((low <= collected && collected <= high) || (collected === 0 && influenced(key))) return [];
    return [`${key}: ${high} told, ${collected} collected`];
  });
}

/** Whether an example is a statement of the module itself, which neither pytest nor doctest collects. */
function isOfScript({ file, kind, source }: Told, account: Account): boolean {
  if (kind !== undefined) return kind === 'assert' || kind === 'try' || kind === 'with';
  return realpathSync(file) === realpathSync(account.file) && !source.startsWith('>>>');
}

interface Told {
  readonly kind?: string;
  readonly source: string;
  readonly file: string;
  readonly line: number;
  readonly reason?: string;
}

function expectedOf({ file, tests, doctests }: Account): Map<string, number> {
  const here = doctests.map(([line]) => `${realpathSync(file)}:${line}`);
  return counted([...tests.map(([test, line]) => `${test}:${line}`), ...here]);
}

/** Whether a line of the class's or module's docstring may read effects of an earlier line. */
function mayBeInfluenced({ file, doctests }: Account): (key: string) => boolean {
  const first = Math.min(...doctests.filter(([, , own]) => !own).map(([line]) => line));
  return (key) => key.startsWith(`${realpathSync(file)}:`) && Number(key.slice(key.lastIndexOf(':') + 1)) > first;
}

function counted(keys: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}
