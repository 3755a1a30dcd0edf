/** Has a few recorded samples of a task steer a search where none of them passes, and checks by the hidden test what comes of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Report } from '../../../protocol/index.ts';
import { SampleFile } from '../../../server/src/cli/eval/samples.ts';
import { judgeTask } from '../../../server/src/cli/eval/taskJudge.ts';
import type { Task } from '../../../server/src/cli/eval/tasks.ts';
import { parseSettings } from '../../../server/src/config.ts';
import type { Sample, Sampler, SamplingEvent, SamplingRequest } from '../../../server/src/sampling/sampler.ts';
import { PythonDocument, specificationOf } from '../../../server/src/specification/index.ts';
import { synthesize } from '../../../server/src/synthesis/synthesis.ts';
import { humanEval } from '../selection/sets.ts';
import { type Bench, fileOf } from './solving.ts';

export interface SteeredAttempt {
  readonly task: Task;
  /** Whether a sample, and whether the search, passes the visible examples and is right. */
  readonly bySamples: boolean;
  readonly passes: boolean;
  readonly bySearch: boolean;
  readonly first?: string;
  readonly isRight: boolean;
  readonly how?: string;
  readonly rank?: number;
  readonly confidence?: number;
  readonly seconds: number;
}

const SAMPLES = 5;

/** Gives a task's recorded samples as a model would. */
class Recorded implements Sampler {
  readonly name = 'recorded';
  readonly asksModel = true;
  readonly destination = 'this machine';
  readonly #samples: readonly Sample[];

  constructor(samples: readonly Sample[]) {
    this.#samples = samples;
  }

  sent(): undefined {
    return undefined;
  }

  /** A repair gives nothing new. */
  async *draw({ conversation }: SamplingRequest): AsyncIterable<SamplingEvent> {
    for (const sample of conversation ? [] : this.#samples) yield { kind: 'sample', sample };
    yield { kind: 'ended' };
  }
}

export async function recordedSamples(): Promise<SampleFile> {
  return SampleFile.index(humanEval.samples);
}

export async function steeredAttempt(
  task: Task,
  recorded: SampleFile,
  { executor, interpreter }: Omit<Bench, 'seconds'>,
): Promise<SteeredAttempt> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
  const file = path.join(folder, 'task.py');
  const document = new PythonDocument(file, fileOf(task));
  const { settings } = parseSettings({ samples: SAMPLES, repairRounds: 1 });
  const signal = AbortSignal.timeout(300_000);
  const begin = performance.now();
  try {
    const specification = specificationOf(document, task.entryPoint, {});
    if ('error' in specification) throw new Error(`${task.id}: ${specification.error}`);
    const sampler = new Recorded(chosen([...recorded.samplesOf(task.id)], task.id));
    const report: Report = await synthesize(
      { document, specification, settings, interpreter, sampler },
      { executor, signal, onReport: () => undefined },
    );
    const offered = report.candidates.filter(({ passed }) => passed);
    const samples = offered.map(({ solution, edits }) => ({
      form: 'solution' as const,
      text: [...edits.slice(0, -1).map((edit) => edit.newText), solution].join('\n'),
    }));
    const { verdicts } = await judgeTask(task, samples, {
      file,
      executor,
      interpreter,
      settings,
      signal,
      questions: 0,
    });
    const right = offered.filter((_, at) => verdicts[at]?.[1]);
    const [first] = offered;
    return {
      task,
      bySamples: right.some(({ searched }) => searched === undefined),
      passes: offered.some(({ searched }) => searched === undefined),
      bySearch: right.some(({ searched }) => searched !== undefined),
      isRight: verdicts[0]?.[1] ?? false,
      ...(first && { first: first.solution }),
      ...(first?.searched && { how: first.searched.how, rank: first.searched.rank }),
      ...(report.confidence !== undefined && { confidence: report.confidence }),
      seconds: (performance.now() - begin) / 1000,
    };
  } finally {
    document.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Some at random, the same each time. */
function chosen(samples: readonly Sample[], seed: string): Sample[] {
  let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  const rest = [...samples];
  return Array.from({ length: Math.min(SAMPLES, rest.length) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1)[0]!;
  });
}
