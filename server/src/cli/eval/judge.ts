import path from 'node:path';
import type { Sandbox, Specification, Step } from '../../../../protocol/index.ts';
import { programOf, splice } from '../../candidates/index.ts';
import type { Settings } from '../../config.ts';
import type { Executor, Interpreter, Outcome } from '../../execution/index.ts';
import type { Sample } from '../../sampling/sampler.ts';
import { rank } from '../../selection/rank.ts';
import { childSource, PythonDocument, specificationOf } from '../../spec/index.ts';
import { Failure } from '../failure.ts';
import type { Task } from './tasks.ts';

export interface TaskVerdicts {
  readonly task: string;
  /** In sample order: passes the visible examples, passes the hidden test. */
  readonly verdicts: readonly (readonly [visible: boolean, hidden: boolean])[];
  readonly distinct: number;
  /** Whether the first-ranked of those that pass the visible examples passes the hidden test; undefined where none does. */
  readonly offered?: boolean;
  readonly sandbox: Sandbox;
}

export interface Judging {
  readonly executor: Executor;
  readonly interpreter: Interpreter;
  readonly settings: Settings;
  readonly signal: AbortSignal;
}

/** Runs a task's samples: visible examples and hidden test in one evaluation each, equal programs once. */
export async function judgeTask(task: Task, samples: readonly Sample[], judging: Judging): Promise<TaskVerdicts> {
  const { executor, interpreter, settings, signal } = judging;
  const file = path.join(process.cwd(), 'task.py');
  const visible = task.asserts?.join('\n') ?? '';
  const document = new PythonDocument(file, `${task.setup}\n${task.prompt}\n\n${visible}\n`);
  try {
    const specification = specificationOf(document, task.entryPoint, {});
    if ('error' in specification) throw new Failure(`${task.id}: ${specification.error}`);
    const shown = specification.examples.length;
    const tested = withTest(specification, document, task);
    const { session, release } = await executor.acquire(
      {
        specification: tested,
        interpreter,
        context: childSource(document, task.entryPoint, specification),
        preload: [],
        timeout: settings.timeout,
        memory: settings.memory,
        minimum: settings.sandbox.minimum,
      },
      signal,
    );
    try {
      const runs = new Map<string, { outcomes: Promise<Outcome[]>; samples: number; solution: string }>();
      const keys = samples.map((sample) => {
        const read = programOf(sample, document, specification);
        if ('refused' in read) return undefined;
        const { key } = read.program;
        const known = runs.get(key);
        if (known) known.samples++;
        else {
          const { text, solution } = splice(document, specification, read.program);
          const spliced = new PythonDocument(file, text);
          const source = childSource(spliced, task.entryPoint, specification);
          spliced.dispose();
          runs.set(key, { outcomes: session.evaluate(source, signal), samples: 1, solution });
        }
        return key;
      });
      const judged = new Map<string, { verdict: readonly [boolean, boolean]; outcomes: Outcome[] }>();
      for (const [key, { outcomes }] of runs) {
        const all = await outcomes;
        judged.set(key, {
          verdict: [all.slice(0, shown).every(passes), all.slice(shown).every(passes)],
          outcomes: all,
        });
      }
      const standings = [...runs].map(([key, { samples: count, solution }]) => {
        const { verdict, outcomes } = judged.get(key)!;
        const verdicts = outcomes.slice(0, shown).flatMap((one) => (one.kind === 'verdict' ? [one.verdict] : []));
        const changesArguments = outcomes.slice(0, shown).some((one) => one.kind === 'verdict' && one.changedArguments);
        const report = { id: key, samples: count, solution, passed: verdict[0], verdicts, edits: [] };
        return { report, changesArguments, hidden: verdict[1] };
      });
      const first = rank(standings.filter(({ report }) => report.passed))[0];
      return {
        task: task.id,
        verdicts: keys.map((key) => (key === undefined ? [false, false] : judged.get(key)!.verdict)),
        distinct: runs.size,
        ...(first === undefined ? {} : { offered: first.hidden }),
        sandbox: session.sandbox,
      };
    } finally {
      release();
    }
  } finally {
    document.dispose();
  }
}

function passes(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'verdict' && outcome.verdict.status === 'pass';
}

/** The hidden test's examples behind the visible ones. They and what they need never reach the candidate's process. */
function withTest(visible: Specification, document: PythonDocument, task: Task): Specification {
  const tested = new PythonDocument(document.file, `${task.setup}\n${task.prompt}\n\n${task.test}\n`);
  try {
    const hidden = specificationOf(tested, task.entryPoint, {});
    if ('error' in hidden || hidden.examples.length === 0)
      throw new Failure(`${task.id}: its test does not call ${task.entryPoint}.`);
    const known = new Set(visible.steps.flatMap((step) => (step.do === 'run' ? [step.source] : [])));
    const more = hidden.steps.flatMap((step): Step[] => {
      if (step.do === 'example') {
        return [
          { ...step, asserts: step.asserts.map((one) => ({ ...one, example: one.example + visible.examples.length })) },
        ];
      }
      return step.do === 'run' && !known.has(step.source) ? [step] : [];
    });
    return { ...visible, examples: [...visible.examples, ...hidden.examples], steps: [...visible.steps, ...more] };
  } finally {
    tested.dispose();
  }
}
