/** Judges functions of packages, chosen by a seed, with pytest and with Assay; returns a table and the differences. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Chosen, type JudgedFunction, judge, neutral } from './judge.ts';
import { type RealPackage, realPackages } from './packages.ts';
import { type Prepared, prepare, toolbox } from './prepare.ts';

export interface Choice {
  readonly packages: number;
  /** Over all packages. */
  readonly functions: number;
  readonly seed: number;
  /** The most mutants of each function; the default is three. */
  readonly mutants?: number;
  /** Only these packages, whether they are on the list or not. */
  readonly names?: readonly string[];
}

export interface Measured {
  readonly judged: readonly JudgedFunction[];
  /** Packages that could not be prepared, with the reason. */
  readonly leftOut: readonly string[];
}

/** The most tests of a chosen function: a function that every test of a package reaches takes too long. */
const mostTests = 400;

export async function measure(choice: Choice, told: (line: string) => void = () => {}): Promise<Measured | undefined> {
  const tools = toolbox();
  if (!tools) return undefined;
  const judged: JudgedFunction[] = [];
  const leftOut: string[] = [];
  const packages = packagesOf(choice);
  const each = Math.ceil(choice.functions / packages.length);
  for (const one of packages) {
    const prepared = await prepare(one, tools);
    const functions = typeof prepared === 'string' ? prepared : functionsOf(prepared, one, choice.seed, each);
    if (typeof prepared === 'string' || typeof functions === 'string') {
      leftOut.push(`${one.name}: ${functions}`);
      told(`left out: ${leftOut.at(-1)}`);
      continue;
    }
    for (const chosen of functions.slice(0, choice.functions - judged.length)) {
      judged.push(await judge(prepared, { ...chosen, mutants: chosen.mutants.slice(0, choice.mutants) }));
      for (const row of rowsOf(judged.at(-1)!)) told(row);
    }
  }
  return { judged, leftOut };
}

/** The list turned by the seed, so that each seed begins elsewhere. */
function packagesOf({ packages, seed, names }: Choice): RealPackage[] {
  if (names && names.length > 0) {
    return names.map((name) => realPackages.find((one) => one.name === name) ?? { name });
  }
  const first = (seed * 7) % realPackages.length;
  return [...realPackages.slice(first), ...realPackages.slice(0, first)].slice(0, packages);
}

/** Functions that tests of the package reach, with mutants; a reason where there are none. */
function functionsOf(
  { folder, python }: Prepared,
  { tests = [] }: RealPackage,
  seed: number,
  count: number,
): Chosen[] | string {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-reach-'));
  try {
    const reach = path.join(scratch, 'reach.json');
    const env = { ...neutral(), ASSAY_REACH: reach, PYTHONPATH: import.meta.dirname };
    const args = ['-m', 'pytest', '-q', '-p', 'reach', '-p', 'no:cacheprovider', ...tests];
    const ran = spawnSync(python, args, { cwd: folder, encoding: 'utf8', env, timeout: 300_000 });
    if (!existsSync(reach)) return `pytest gave nothing: ${(ran.stderr || ran.stdout).trim().split('\n').at(-1)}`;
    const job = { reach: JSON.parse(readFileSync(reach, 'utf8')), seed, count, tests: mostTests };
    const script = path.join(import.meta.dirname, 'functions.py');
    const found = spawnSync(python, [script], {
      cwd: folder,
      input: JSON.stringify(job),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (found.status !== 0) return found.stderr.trim().split('\n').at(-1)!;
    const chosen: Chosen[] = JSON.parse(found.stdout);
    return chosen.length > 0 ? chosen : `no function that tests reach: ${ran.stdout.trim().split('\n').at(-1)}`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export function rowsOf(one: JudgedFunction): string[] {
  const rejected = one.mutants.filter(({ pytest }) => !pytest);
  const cells = [
    one.package.padEnd(18),
    one.function.padEnd(64),
    `${one.tests} tests, ${one.examples} examples, ${one.notRun.length} not run`.padEnd(42),
    `${one.original.pytest ? 'accepted' : 'rejected'}/${one.original.assay}`.padEnd(22),
    `${rejected.length} of ${one.mutants.length} mutants rejected`,
    `${one.pytestSeconds.toFixed(1)}/${one.assaySeconds.toFixed(1)} s, mutants ${one.mutantSeconds.toFixed(1)} s`,
  ];
  const differing = [one.original, ...(one.candidate ? [one.candidate] : []), ...one.mutants].filter(differs);
  return [
    cells.join(' '),
    ...(one.examples < one.tests ? reasonsOf(one.notRun) : []),
    ...(one.passedBy.length > 0 ? [`  passed by: ${one.passedBy.slice(0, 5).join(' ')}`] : []),
    ...differing.map(
      (body) => `  ${body.what}: pytest ${body.pytest}, assay ${body.assay} [${body.integrity}] ${body.why}`,
    ),
  ];
}

function reasonsOf(notRun: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of notRun) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `  ${count} not run: ${reason}`);
}

function differs({ pytest, assay }: { pytest: boolean; assay: string }): boolean {
  return pytest !== (assay === 'accepted');
}

/** Mutants that pytest rejects and Assay passes: there must be none. */
export function passedOver(judged: readonly JudgedFunction[]): string[] {
  return judged.flatMap((one) =>
    one.mutants
      .filter(({ pytest, assay }) => !pytest && assay === 'accepted')
      .map(({ what }) => `${one.package} ${one.function}: ${what}`),
  );
}

export function summaryOf({ judged, leftOut }: Measured): string {
  const originals = judged.filter(({ original }) => original.pytest);
  const candidates = originals.flatMap(({ candidate }) => candidate ?? []);
  const mutants = judged.flatMap((one) => one.mutants);
  const rejected = mutants.filter(({ pytest }) => !pytest);
  const count = (of: readonly { assay: string }[], word: string) => of.filter(({ assay }) => assay === word).length;
  const ratios = judged.map((one) => one.assaySeconds / one.pytestSeconds).sort((a, b) => a - b);
  const words = ['accepted', 'rejected', 'unverified', 'refused', 'nothing to run'];
  const counted = (of: readonly { assay: string }[]) => words.map((word) => `${count(of, word)} ${word}`).join(', ');
  return [
    `${judged.length} functions of ${new Set(judged.map((one) => one.package)).size} packages; left out: ${leftOut.length}`,
    `originals that pytest accepts: ${originals.length}; by assay ${counted(originals.map(({ original }) => original))}`,
    `the same as candidates: ${candidates.length}; by assay ${counted(candidates)}`,
    `mutants that pytest rejects: ${rejected.length} of ${mutants.length}; by assay ${counted(rejected)}`,
    `mutants that pytest accepts: ${mutants.length - rejected.length}; by assay ${counted(mutants.filter(({ pytest }) => pytest))}`,
    `time of verify beside starting pytest, median: ${(ratios[ratios.length >> 1] ?? 0).toFixed(2)}`,
  ].join('\n');
}
