/** Measures `assay eval` on slices of the dev sets, from the files to the totals, against EvalPlus's method on the same programs and checks. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { evaluate } from '../../server/src/cli/eval/index.ts';
import type { Interpreter } from '../../server/src/execution/index.ts';
import { type BenchSet, devSets } from './candidates.ts';
import { referenceOf } from './references.ts';
import { type Figure, median } from './table.ts';

const ROUNDS = 3;

/** Programs a second of each set, all cores in use. */
export async function evaluating(interpreter: Interpreter): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [index, set] of devSets(8, 100).entries()) {
    const [own, others]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      own.push(await ofAssay(interpreter, set));
      const { seconds } = await referenceOf(interpreter, 'evalplus')(set.programs, availableParallelism());
      others.push(set.programs.length / seconds);
    }
    const name = `${['HumanEval', 'MBPP'][index]}: ${set.programs.length} programs of ${set.tasks.length} tasks`;
    const reference = { name: 'EvalPlus’s method', value: median(others) };
    figures.push({ name, value: median(own), unit: 'a second', reference });
  }
  return figures;
}

async function ofAssay(interpreter: Interpreter, { tasks, samples, programs }: BenchSet): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
  try {
    const write = (name: string, lines: readonly unknown[]) => {
      const file = path.join(folder, name);
      writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      return file;
    };
    const files = { tasks: write('tasks.jsonl', tasks), samples: write('samples.jsonl', samples) };
    const result = await evaluate({ ...files, interpreter: interpreter.path }, AbortSignal.timeout(600_000));
    if (result.distinct !== programs.length)
      throw new Error(`${result.distinct} programs, not the reference’s ${programs.length}`);
    return result.candidatesPerSecond;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
