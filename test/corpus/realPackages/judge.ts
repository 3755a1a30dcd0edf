/** One function of a package: its original and mutants of it, judged by pytest and by `assay verify`. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assayJson } from '../../servers/terminal.ts';
import type { Prepared } from './prepare.ts';

interface Mutant {
  readonly what: string;
  readonly text: string;
  readonly module: string;
}

export interface Chosen {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly tests: readonly string[];
  /** The text of the function alone; null if it can't be separated. */
  readonly text: string | null;
  readonly mutants: readonly Mutant[];
}

type Word = 'accepted' | 'rejected' | 'unverified' | 'refused' | 'nothing to run';

interface JudgedBody {
  readonly what: string;
  readonly pytest: boolean;
  readonly assay: Word;
  readonly integrity: readonly string[];
  readonly why: string;
}

export interface JudgedFunction {
  readonly package: string;
  readonly function: string;
  readonly tests: number;
  readonly examples: number;
  /** The reasons of tests that are not run, one for each test. */
  readonly notRun: readonly string[];
  /** Tests that reach the function, but are neither examples nor in `notRun`. */
  readonly passedBy: readonly string[];
  readonly original: JudgedBody;
  /** The original's own text, given as a candidate. */
  readonly candidate?: JudgedBody;
  readonly mutants: readonly JudgedBody[];
  /** Wall-clock seconds: a run of pytest with the tests that reach the function, and `verify` of the original. */
  readonly pytestSeconds: number;
  readonly assaySeconds: number;
  /** Seconds of `verify` with the original's text and the mutants. */
  readonly mutantSeconds: number;
}

/** Judges the original, then the mutants. For pytest, the file is changed and restored. */
export async function judge(one: Prepared, chosen: Chosen): Promise<JudgedFunction> {
  const file = path.join(one.folder, chosen.file);
  const text = readFileSync(file, 'utf8');
  const scratch = path.join(tmpdir(), `assay-real-${process.pid}-${one.name}`);
  const [list, candidates] = [`${scratch}.tests`, `${scratch}.jsonl`];
  try {
    writeFileSync(list, chosen.tests.map((test) => `${test}\n`).join(''));
    const original = await byPytest(one, list, 120);
    const limit = Math.max(15, original.seconds * 8);
    const mutants: boolean[] = [];
    for (const { module } of chosen.mutants) {
      writeFileSync(file, module);
      mutants.push((await byPytest(one, list, limit)).accepted);
    }
    writeFileSync(file, text);
    const given = chosen.mutants.map(({ text }, id) => ({ id: `${id}`, solution: text }));
    if (chosen.text !== null) given.unshift({ id: 'original', solution: chosen.text });
    writeFileSync(candidates, given.map((candidate) => `${JSON.stringify(candidate)}\n`).join(''));
    const present = await byAssay(one, chosen, []);
    const others = await byAssay(one, chosen, ['--candidates', candidates]);
    return {
      package: one.name,
      function: `${chosen.file}::${chosen.name}`,
      tests: chosen.tests.length,
      examples: present.object?.examples?.length ?? 0,
      notRun: (present.object?.notRun ?? []).map((one: { reason: string }) => one.reason),
      passedBy: passedBy(chosen, present),
      original: { what: 'original', pytest: original.accepted, ...worded(present, 'present') },
      ...(chosen.text !== null && {
        candidate: { what: 'as candidate', pytest: original.accepted, ...worded(others, 'original') },
      }),
      mutants: chosen.mutants.map(({ what }, id) => ({ what, pytest: mutants[id]!, ...worded(others, `${id}`) })),
      pytestSeconds: original.seconds,
      assaySeconds: present.seconds,
      mutantSeconds: others.seconds,
    };
  } finally {
    writeFileSync(file, text);
    for (const name of [list, candidates]) rmSync(name, { force: true });
  }
}

/** Whether pytest accepts the tests named in a file. One that takes longer than `limit` seconds does not pass. */
async function byPytest({ folder, python }: Prepared, list: string, limit: number) {
  const args = ['-m', 'pytest', '-q', '-x', '-p', 'no:cacheprovider', `@${list}`];
  const started = performance.now();
  const accepted = await new Promise<boolean>((resolve) => {
    const child = spawn(python, args, { cwd: folder, stdio: 'ignore', env: neutral(), detached: true });
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), limit * 1000);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
  return { accepted, seconds: (performance.now() - started) / 1000 };
}

/** An environment without bytecode: if a file changes within a second, Python would use the old bytecode. */
export function neutral(): NodeJS.ProcessEnv {
  return { ...process.env, PYTHONDONTWRITEBYTECODE: '1', VIRTUAL_ENV: undefined };
}

/** Compares tests by name: all cases of a test count as one, and an inherited test is in another file. */
function passedBy({ tests }: Chosen, { object }: Told): string[] {
  const told: { source: string }[] = [...(object?.examples ?? []), ...(object?.notRun ?? [])];
  const known = new Set(told.map(({ source }) => /def\s+(\w+)/.exec(source)?.[1]));
  return [...new Set(tests.map((test) => test.split('[')[0]!))].filter((one) => !known.has(one.split('::').at(-1)));
}

type Told = Awaited<ReturnType<typeof assayJson>> & { readonly seconds: number };

async function byAssay(
  { folder, python }: Prepared,
  { file, name }: Chosen,
  options: readonly string[],
): Promise<Told> {
  const started = performance.now();
  const told = await assayJson(['verify', `${file}::${name}`, '--interpreter', python, ...options], folder);
  return { ...told, seconds: (performance.now() - started) / 1000 };
}

function worded({ code, object, stderr }: Told, id: string): Omit<JudgedBody, 'what' | 'pytest'> {
  const candidate = object?.candidates?.find((one: { id: string }) => one.id === id);
  if (!candidate) {
    const reasons = (object?.notRun ?? []).map((one: { reason: string }) => one.reason);
    const why = [`exit code ${code}`, object?.error, ...new Set(reasons), object ? '' : stderr]
      .filter(Boolean)
      .join('; ');
    return { assay: 'nothing to run', integrity: [], why };
  }
  const verdicts: { status: string; integrity: string; message?: string }[] = candidate.verdicts ?? [];
  const failed = verdicts.flatMap((one, index) => {
    if (one.status === 'pass') return [];
    const example = object.examples[index];
    return [`${path.basename(example?.file ?? '')}:${example?.line} ${one.status} ${one.message ?? ''}`];
  });
  const assay = candidate.refused
    ? 'refused'
    : candidate.passed
      ? 'accepted'
      : candidate.unverified
        ? 'unverified'
        : 'rejected';
  const reaches = (candidate.reaches ?? []).map(
    ({ what, line }: { what: string; line: number }) => `${what}, line ${line}`,
  );
  const why = [candidate.refused, ...failed.slice(0, 3), ...reaches].filter(Boolean).join('; ');
  return { assay, integrity: [...new Set(verdicts.map(({ integrity }) => integrity))], why };
}
