/** Has the embedded search solve a task by a whole synthesis, and checks by the hidden test what it offers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Report } from '../../../protocol/index.ts';
import { judgeTask } from '../../../server/src/cli/eval/taskJudge.ts';
import type { Task } from '../../../server/src/cli/eval/tasks.ts';
import { parseSettings } from '../../../server/src/config.ts';
import type { Executor, Interpreter } from '../../../server/src/execution/index.ts';
import { type Found, foundOf } from '../../../server/src/selection/searchConfidence.ts';
import { PythonDocument, specificationOf } from '../../../server/src/specification/index.ts';
import { answerOf } from '../../../server/src/synthesis/repair.ts';
import { synthesize } from '../../../server/src/synthesis/synthesis.ts';
import { TimedSampler } from './timedSampler.ts';

export interface Attempt {
  readonly task: Task;
  /** What is offered first, if it passes the visible asserts. */
  readonly first?: string;
  /** The chance that it is right, as the user is told it. */
  readonly confidence?: number;
  /** What the search knows about it. */
  readonly known?: Found;
  /** Whether it passes the hidden test, and whether anything does that is offered. */
  readonly isRight: boolean;
  readonly isAnyRight: boolean;
  /** Seconds to the first program from the search. */
  readonly seconds?: number;
}

export interface Bench {
  readonly executor: Executor;
  readonly interpreter: Interpreter;
  /** The time of the search for a task. */
  readonly seconds: number;
}

export async function attempt(task: Task, { executor, interpreter, seconds }: Bench): Promise<Attempt> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
  const file = path.join(folder, 'task.py');
  const document = new PythonDocument(file, fileOf(task));
  const { settings } = parseSettings({ sampler: 'search' });
  const signal = AbortSignal.timeout(300_000);
  try {
    const specification = specificationOf(document, task.entryPoint, {});
    if ('error' in specification) throw new Error(`${task.id}: ${specification.error}`);
    const sampler = new TimedSampler(seconds);
    const report = await synthesize(
      { document, specification, settings, interpreter, sampler },
      { executor, signal, onReport: () => undefined },
    );
    const offered = report.candidates.filter(({ passed }) => passed).map((one) => answerOf(one, specification));
    const judging = { file, executor, interpreter, settings, signal, questions: 0 };
    const samples = offered.map((text) => ({ form: 'solution', text }) as const);
    const { verdicts } = await judgeTask(task, samples, judging);
    return {
      task,
      ...(offered[0] !== undefined && { first: offered[0] }),
      ...(report.confidence !== undefined && { confidence: report.confidence }),
      ...knownOf(report),
      isRight: verdicts[0]?.[1] ?? false,
      isAnyRight: verdicts.some(([, hidden]) => hidden),
      ...(sampler.first !== undefined && { seconds: sampler.first }),
    };
  } finally {
    document.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function knownOf({ candidates, evidence, examples }: Report): { known?: Found } {
  const known = foundOf(candidates, evidence, examples.length);
  return known === undefined ? {} : { known };
}

/** The file as its user has it: no hidden test. */
export function fileOf({ setup, prompt, asserts = [] }: Task): string {
  return `${setup}\n${prompt}\n\n${asserts.join('\n')}\n`;
}
