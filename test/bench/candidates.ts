/** Programs of the dev sets that pass their visible asserts, as Assay runs them and as one script each. */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Specification } from '../../protocol/index.ts';
import { programOf, splice } from '../../server/src/candidates/index.ts';
import { readTasks } from '../../server/src/cli/eval/tasks.ts';
import { childSource, PythonDocument, specificationOf } from '../../server/src/spec/index.ts';

export interface Candidate {
  /** What the candidate's process is given. */
  readonly source: string;
  /** The same with the asserts it has to pass. */
  readonly asserts: readonly string[];
}

export interface BenchTask {
  readonly specification: Specification;
  readonly context: string;
  readonly candidates: readonly Candidate[];
}

const data = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const SETS = ['humaneval.dev', 'mbpp.dev'];

/** At most `count` tasks of each set, evenly spread, with at most `each` distinct passing samples; none where the sets are absent. */
export function devTasks(count: number, each: number): BenchTask[] {
  return SETS.filter((set) => existsSync(path.join(data, `${set}.jsonl`))).flatMap((set) => {
    const file = (suffix: string) => path.join(data, `${set}${suffix}.jsonl`);
    const samples = Map.groupBy(linesOf<Sample>(file('.samples')), (one) => String(one.task_id));
    const verdicts = new Map(linesOf<Verdicts>(file('.verdicts')).map((one) => [String(one.task_id), one.n]));
    const tasks = readTasks(file('')).filter(({ id, asserts }) => asserts && samples.has(id));
    const step = Math.max(1, Math.floor(tasks.length / count));
    return tasks
      .filter((_, index) => index % step === 0)
      .slice(0, count)
      .flatMap((task) => {
        const passing = samples.get(task.id)!.filter((_, index) => verdicts.get(task.id)?.[index]?.[0]);
        return benchTask(`${task.setup}\n${task.prompt}`, task.entryPoint, task.asserts!, passing, each);
      });
  });
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
    const sources = new Set<string>();
    for (const { completion, solution } of samples) {
      const read = programOf(
        completion === undefined ? { form: 'solution', text: solution! } : { form: 'completion', text: completion },
        document,
        specification,
      );
      if ('refused' in read) continue;
      const spliced = new PythonDocument(document.file, splice(document, specification, read.program).text);
      sources.add(childSource(spliced, entryPoint, specification));
      spliced.dispose();
      if (sources.size >= each) break;
    }
    const candidates = [...sources].map((source) => ({ source, asserts }));
    const context = childSource(document, entryPoint, specification);
    return candidates.length === 0 ? [] : [{ specification, context, candidates }];
  } finally {
    document.dispose();
  }
}
