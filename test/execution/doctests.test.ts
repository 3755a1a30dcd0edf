/** Doctests of the standard library's own modules, compared with the results of `doctest` itself. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { verifyJson } from '../servers/terminal.ts';
import { anyPython } from './pythons.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'assay-doctests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Listed {
  readonly module: string;
  readonly file: string;
  readonly functions: readonly { readonly name: string; readonly examples: number; readonly passing: number }[];
}

/** Results that can't cross the boundary, with the reason. */
const outOfReach: Readonly<Record<string, string>> = {
  'collections.namedtuple': 'it gives a class',
  'enum._simple_enum': 'it gives a decorator of classes, in the middle of the making of Enum',
  'ipaddress.summarize_address_range': 'it gives objects with a method of their own, `hosts`',
};

/** All modules with doctests, with `ASSAY_ALL_DOCTESTS`; otherwise the quick ones. */
const chosen = process.env.ASSAY_ALL_DOCTESTS
  ? []
  : [
      'collections',
      'difflib',
      'enum',
      'fractions',
      'heapq',
      'ipaddress',
      'json.encoder',
      'random',
      'statistics',
      'textwrap',
    ];

it('doctests of the standard library pass wherever doctest passes them', { timeout: 900_000 }, async () => {
  const python = anyPython().path;
  const script = path.join(import.meta.dirname, 'doctests.py');
  const asked = spawnSync(python, [script, ...chosen], { encoding: 'utf8', timeout: 300_000 });
  const listed: Listed[] = asked.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const failures: string[] = [];
  let functions = 0;
  let examples = 0;
  for (const { module, file, functions: all } of listed) {
    const copy = copied(module, file);
    const tried = all.filter(
      (one) => one.examples > 0 && one.passing === one.examples && !(`${module}.${one.name}` in outOfReach),
    );
    if (tried.length === 0) continue;
    functions += tried.length;
    examples += tried.reduce((sum, one) => sum + one.examples, 0);
    const { object, stderr } = await verifyJson([copy, '--interpreter', python], folder);
    const told: { function: string }[] = object?.functions ?? [];
    for (const { name, examples: expected } of tried) {
      const own = told.find((one) => one.function.replace(/@\d+$/, '') === name);
      const why = own ? problemIn(own, expected) : (object?.error ?? (stderr.trim() || 'not found'));
      if (why !== undefined) failures.push(`${module}.${name}: ${why}`);
    }
  }
  console.log(`${functions} functions with ${examples} doctests tried, failures: ${failures.length}`);
  console.log(`Left out: ${Object.keys(outOfReach).join(', ')}`);
  expect(failures).toEqual([]);
  expect(functions).toBeGreaterThan(10);
});

/** Under the same module name, in a folder without the library's tests. */
function copied(module: string, file: string): string {
  const top = module.split('.')[0]!;
  const depth = module.split('.').length - (path.basename(file) === '__init__.py' ? 0 : 1);
  const library = path.resolve(path.dirname(file), ...Array<string>(depth).fill('..'));
  const single = depth === 0 ? path.basename(file) : top;
  cpSync(path.join(library, single), path.join(folder, single), { recursive: true });
  return path.join(folder, path.relative(library, file));
}

// biome-ignore lint/suspicious/noExplicitAny: the command's JSON.
function problemIn(object: any, expected: number): string | undefined {
  const doctests = object.examples.map(({ kind }: { kind: string }) => kind === 'doctest');
  const bad = object.candidates[0].verdicts.find(
    ({ status }: { status: string }, index: number) => doctests[index] && status !== 'pass',
  );
  if (bad) return `${bad.status}: ${bad.message ?? `got ${bad.actual}, not ${bad.expected}`}`;
  const found = doctests.filter(Boolean).length;
  // Docstrings of classes and of the module with calls of the function are its examples too.
  if (found >= expected) return undefined;
  const reasons = object.notRun.map(({ line, reason }: { line: number; reason: string }) => `line ${line}: ${reason}`);
  return `${found} of ${expected} found; ${reasons.join('; ')}`;
}
