/** On tests of packages and doctests of the standard library, `verify` accounts for exactly the examples that pytest and doctest collect. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { anyPython } from '../execution/pythons.ts';
import { type Account, accountsOf, differences, doctestsOf } from './accounting.ts';
import type { RealPackage } from './realPackages/packages.ts';
import { prepare, toolbox } from './realPackages/prepare.ts';

/** `ASSAY_CORPUS=all` takes every function; otherwise the seed chooses a few. */
const all = process.env.ASSAY_CORPUS === 'all';
const seed = Number(process.env.ASSAY_SEED ?? 1);

/** No other test uses these; the first is small. */
const packages: readonly RealPackage[] = [
  { name: 'uritemplate' },
  { name: 'python-slugify' },
  { name: 'boltons' },
  { name: 'more-itertools' },
  { name: 'iso8601', needs: ['hypothesis', 'pytz'] },
];

for (const one of packages) {
  it.runIf(all || one === packages[0])(`tests and doctests of ${one.name} are accounted for`, async ({ skip }) => {
    const tools = toolbox();
    const prepared = tools ? await prepare(one, tools) : 'pip can not install here';
    if (typeof prepared === 'string') return skip(prepared);
    const accounts = await accountsOf(prepared, one.tests);
    const chosen = choose(accounts, all ? 1000 : 4);
    expect(chosen.length).toBeGreaterThan(0);
    expect(await inTurn(chosen, (each) => differences(each, prepared.python, prepared.folder))).toEqual([]);
  });
}

it('doctests of the standard library are accounted for', async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-accounting-'));
  try {
    const python = anyPython().path;
    const library = libraryOf(python);
    const modules = shuffled(withDoctests(library)).slice(0, all ? undefined : 6);
    const told: string[] = [];
    let count = 0;
    for (const module of modules) {
      const name = module.replace(/\.py$/, '').split(path.sep).join('.');
      const found = await doctestsOf(name, { folder: scratch, python });
      // setuptools has its own distutils.
      const there = realpathSync(path.join(library, module));
      const accounts = choose(
        found.filter(({ file }) => file === there),
        all ? 1000 : 2,
      );
      const folder = copied(library, module, scratch);
      count += accounts.length;
      const here = accounts.map((one) => ({ ...one, file: path.join(folder, module) }));
      told.push(...(await inTurn(here, (one) => differences(one, python, folder))));
    }
    expect(count).toBeGreaterThan(0);
    expect(told).toEqual([]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

function libraryOf(python: string): string {
  const question = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
  return spawnSync(python, ['-c', question], { encoding: 'utf8' }).stdout.trim();
}

/** Modules that are no library, open windows, or start browsers. */
const leftOut =
  /^(?:test|idlelib|lib2to3|site-packages|turtledemo|ensurepip|config-[^/]*|turtle\.py|this\.py|antigravity\.py)(?:\/|$)|\/tests?\//;

function withDoctests(library: string): string[] {
  const names = readdirSync(library, { recursive: true, encoding: 'utf8' });
  const files = names.filter((one) => one.endsWith('.py') && !one.endsWith('__init__.py') && !leftOut.test(one));
  return files.filter((one) => readFileSync(path.join(library, one), 'latin1').includes('>>> ')).sort();
}

/** The module, or its package, alone in a folder, without the library's own tests beside it. */
function copied(library: string, module: string, scratch: string): string {
  const folder = path.join(scratch, module.replaceAll(path.sep, '-'));
  const top = module.split(path.sep)[0]!;
  cpSync(path.join(library, top), path.join(folder, top), { recursive: true });
  return folder;
}

function choose(accounts: readonly Account[], count: number): Account[] {
  return shuffled(accounts.filter(({ tests }) => tests.length <= 400)).slice(0, count);
}

/** The same order for the same seed. */
function shuffled<One>(values: readonly One[]): One[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  return values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

/** Reports the problems under each name. */
async function inTurn(accounts: readonly Account[], ask: (one: Account) => Promise<string[]>): Promise<string[]> {
  const told: string[] = [];
  for (const one of accounts) {
    for (const line of await ask(one)) told.push(`${path.basename(one.file)}::${one.name} ${line}`);
  }
  return told;
}
