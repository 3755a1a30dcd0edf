/** The standard library's own doctests, found and passing through `assay verify` where `doctest` passes them. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFull } from './files.ts';
import { Oracle } from './oracle.ts';

const assay = path.join(import.meta.dirname, '..', '..', 'bin', 'assay.js');
/** Modules that can stand in a folder of their own without taking the place of what Python itself has loaded. */
const modules = isFull ? ['statistics', 'fractions', 'zipfile', 'pickletools', 'difflib'] : ['statistics', 'fractions'];

interface Verified {
  readonly function: string;
  readonly examples: readonly { readonly kind: string; readonly line: number; readonly source: string }[];
  readonly candidates: readonly { readonly verdicts: readonly { readonly status: string }[] }[];
}

let folder: string;
let oracle: Oracle;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-doctests-'));
  oracle = new Oracle();
});
afterAll(() => {
  oracle.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('doctests of', () => {
  it.each(modules)('%s pass as under doctest', async (module) => {
    const { stdlib } = await oracle.ask('places');
    const own = path.join(folder, module);
    mkdirSync(own);
    writeFileSync(path.join(own, 'pyproject.toml'), '');
    copyFileSync(path.join(stdlib, `${module}.py`), path.join(own, `${module}.py`));
    const wanted = await oracle.ask('doctests', { module });
    const verified = await verify(path.join(own, `${module}.py`));
    const found = Object.fromEntries(verified.map((one) => [one.function.replace(/@\d+$/, ''), passing(one)]));
    for (const [name, count] of Object.entries(wanted))
      expect([name, found[name]]).toEqual([name, Array(count).fill('pass')]);
    console.log(
      `${module}: ${Object.values(wanted).reduce((sum, count) => sum + count, 0)} doctests of ${Object.keys(wanted).length} functions`,
    );
    expect(Object.keys(wanted).length).toBeGreaterThan(0);
  });
});

function verify(file: string): Promise<Verified[]> {
  return new Promise((resolve, reject) => {
    // It ends with 1 where an example of a class that crosses no boundary fails, which is not what is asked here.
    execFile(process.execPath, [assay, 'verify', file, '--json'], { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (stdout === '') reject(error ?? new Error(stderr));
      else resolve(JSON.parse(stdout).functions);
    });
  });
}

function passing({ examples, candidates }: Verified): string[] {
  return examples.flatMap(({ kind, line }, index) => {
    if (kind !== 'doctest') return [];
    const { status } = candidates[0]!.verdicts[index]!;
    return [status === 'pass' ? status : `line ${line}: ${status}`];
  });
}
