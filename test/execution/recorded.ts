/** Recorded samples of the dev sets, with tasks prepared as by `assay eval`. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programOf, splice } from '../../server/src/candidates/index.ts';
import { hiddenPart, tested } from '../../server/src/cli/eval/hiddenTest.ts';
import { SampleFile } from '../../server/src/cli/eval/samples.ts';
import { readTasks, type Task } from '../../server/src/cli/eval/tasks.ts';
import type { Interpreter, JudgePreparation, Subject } from '../../server/src/execution/index.ts';
import {
  childSource,
  namesAtHand,
  type Offer,
  PythonDocument,
  specificationOf,
} from '../../server/src/specification/index.ts';

const data = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

export interface RecordedTask {
  readonly id: string;
  readonly preparation: JudgePreparation;
  /** Its distinct programs, in the order of the samples. */
  readonly subjects: readonly Subject[];
  dispose(): void;
}

export function isHere(set: string): boolean {
  return existsSync(fileOf(set)) && existsSync(fileOf(set, '.samples'));
}

function fileOf(set: string, suffix = ''): string {
  return path.join(data, `${set}.dev${suffix}.jsonl`);
}

/** Some or all of the set's tasks, one after the other. The caller must `dispose` of each. */
export async function* recordedTasks(
  set: string,
  interpreter: Interpreter,
  choose: (tasks: readonly Task[]) => readonly Task[] = (tasks) => tasks,
): AsyncGenerator<RecordedTask> {
  const samples = await SampleFile.index(fileOf(set, '.samples'));
  for (const task of choose(readTasks(fileOf(set)))) yield recorded(task, samples, interpreter);
}

function recorded(task: Task, samples: SampleFile, interpreter: Interpreter): RecordedTask {
  const file = path.join(tmpdir(), `${task.id.replaceAll(/\W/g, '_')}.py`);
  const document = new PythonDocument(file, `${task.setup}\n${task.prompt}\n\n${task.asserts?.join('\n') ?? ''}\n`);
  const specification = specificationOf(document, task.entryPoint, {});
  if ('error' in specification) throw new Error(`${task.id}: ${specification.error}`);
  const hidden = hiddenPart(task);
  const childOf = (text: string, offer: Offer) => {
    const spliced = new PythonDocument(file, text);
    try {
      return childSource(spliced, task.entryPoint, specification, [], offer);
    } finally {
      spliced.dispose();
    }
  };
  const subjects = new Map<string, Subject>();
  for (const sample of samples.samplesOf(task.id)) {
    const read = programOf(sample, document, specification);
    if ('refused' in read || subjects.has(read.program.key)) continue;
    const { text } = splice(document, specification, read.program);
    subjects.set(read.program.key, { text: text + hidden, child: (offer) => childOf(text, offer) });
  }
  return {
    id: task.id,
    preparation: {
      specification: tested(document.file, document.text, task),
      interpreter,
      plain: { text: document.text + hidden, tests: [], unsaved: {}, together: [] },
      across: (offer) => ({
        context: childSource(document, task.entryPoint, specification, [], offer),
        atHand: namesAtHand(document, specification, offer),
      }),
      timeout: 1,
      memory: 512,
      minimum: 'none',
    },
    subjects: [...subjects.values()],
    dispose: () => document.dispose(),
  };
}
