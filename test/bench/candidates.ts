/** Programs of the dev sets that pass their visible asserts, in Assay's form and as one script each. */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Specification } from '../../protocol/index.ts';
import { programOf, splice } from '../../server/src/candidates/index.ts';
import { readTasks, type Task } from '../../server/src/cli/eval/tasks.ts';
import { childSource, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';

export interface Candidate {
  /** The source for the candidate's process, across the boundary or in other tools. */
  readonly source: string;
  /** The file with the candidate in it. */
  readonly text: string;
  /** The same with the asserts that it must pass. */
  readonly asserts: readonly string[];
}

export interface BenchTask {
  readonly specification: Specification;
  /** The file without a candidate. */
  readonly text: string;
  readonly context: string;
  readonly candidates: readonly Candidate[];
}

const data = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const SETS = ['humaneval.dev', 'mbpp.dev'];

/** At most `count` tasks of each set, evenly spread, with at most `each` distinct passing samples; none where the sets are absent. */
export function devTasks(count: number, each: number): BenchTask[] {
  return SETS.flatMap((set) => chosen(set, count)).flatMap(({ task, passing }) =>
    benchTask(`${task.setup}\n${task.prompt}`, task.entryPoint, task.asserts!, passing, each),
  );
}

/** A set's tasks and samples for `assay eval`, and its programs with visible and hidden checks for other ways to judge. */
export interface BenchSet {
  readonly tasks: readonly unknown[];
  readonly samples: readonly unknown[];
  readonly programs: readonly Candidate[];
}

/** At most `count` tasks of each set, with at most `each` samples that pass the visible checks. */
export function devSets(count: number, each: number): BenchSet[] {
  return SETS.filter((set) => existsSync(fileOf(set))).map((set) => {
    const lines = new Map(linesOf<{ task_id: string | number }>(fileOf(set)).map((one) => [String(one.task_id), one]));
    const parts = chosen(set, count).map(({ task, passing }) => {
      const samples = passing.slice(0, each);
      const checks = [...task.asserts!, `${task.before ?? ''}\n${task.test}`];
      const made = benchTask(`${task.setup}\n${task.prompt}`, task.entryPoint, task.asserts!, samples, each);
      const programs = made.flatMap(({ candidates }) => candidates.map((one) => ({ ...one, asserts: checks })));
      return { task: lines.get(task.id)!, samples, programs };
    });
    return {
      tasks: parts.map(({ task }) => task),
      samples: parts.flatMap(({ samples }) => samples),
      programs: parts.flatMap(({ programs }) => programs),
    };
  });
}

function chosen(set: string, count: number): { task: Task; passing: readonly Sample[] }[] {
  if (!existsSync(fileOf(set))) return [];
  const samples = Map.groupBy(linesOf<Sample>(fileOf(set, '.samples')), (one) => String(one.task_id));
  const verdicts = new Map(linesOf<Verdicts>(fileOf(set, '.verdicts')).map((one) => [String(one.task_id), one.n]));
  const tasks = readTasks(fileOf(set)).filter(({ id, asserts }) => asserts && samples.has(id));
  const step = Math.max(1, Math.floor(tasks.length / count));
  return tasks
    .filter((_, index) => index % step === 0)
    .slice(0, count)
    .map((task) => ({
      task,
      passing: samples.get(task.id)!.filter((_, index) => verdicts.get(task.id)?.[index]?.[0]),
    }));
}

function fileOf(set: string, suffix = ''): string {
  return path.join(data, `${set}${suffix}.jsonl`);
}

interface Sample {
  readonly task_id: string | number;
  readonly completion?: string;
  readonly solution?: string;
}

interface Verdicts {
  readonly task_id: string | number;
  readonly n: readonly (readonly [visible: boolean, hidden: boolean])[];
}

function linesOf<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function benchTask(
  prompt: string,
  entryPoint: string,
  asserts: readonly string[],
  samples: readonly Sample[],
  each: number,
): BenchTask[] {
  const document = new PythonDocument(path.join(tmpdir(), 'task.py'), `${prompt}\n\n${asserts.join('\n')}\n`);
  try {
    const specification = specificationOf(document, entryPoint, {});
    if ('error' in specification) throw new Error(`${entryPoint}: ${specification.error}`);
    const found = new Map<string, Candidate>();
    for (const { completion, solution } of samples) {
      const read = programOf(
        completion === undefined ? { form: 'solution', text: solution! } : { form: 'completion', text: completion },
        document,
        specification,
      );
      if ('refused' in read) continue;
      const { text } = splice(document, specification, read.program);
      const spliced = new PythonDocument(document.file, text);
      found.set(read.program.key, { source: childSource(spliced, entryPoint, specification), text, asserts });
      spliced.dispose();
      if (found.size >= each) break;
    }
    const context = childSource(document, entryPoint, specification);
    return found.size === 0 ? [] : [{ specification, text: document.text, context, candidates: [...found.values()] }];
  } finally {
    document.dispose();
  }
}
