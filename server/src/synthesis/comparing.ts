/** Compares programs that someone gives, instead of drawing any. */
import type { Report } from '../../../protocol/index.ts';
import type { Sample } from '../sampling/sampler.ts';
import type { Input } from '../selection/inputs.ts';
import { type Row, rowsOf } from '../selection/outcomes.ts';
import type { JobRequest, JobTools } from './job.ts';
import type { Observed } from './observing.ts';
import { runJob } from './runJob.ts';

export interface Given {
  readonly id: string;
  readonly sample: Sample;
}

/** What programs do on inputs that no example makes. */
export interface Comparison {
  /** The ids, in the order of each row's `classes`. */
  readonly ids: readonly string[];
  readonly inputs: readonly Input[];
  /** By the number of the input. */
  readonly rows: readonly Row[];
}

/** Judges the candidates, and compares all that ran, whether they pass or not. Without a comparison, no example shows how to call the function. */
export async function compare(
  request: JobRequest,
  given: readonly Given[],
  tools: JobTools,
): Promise<{ readonly report: Report; readonly comparison?: Comparison }> {
  let observed: Observed | undefined;
  const header = { job: 'verification', requested: given.length } as const;
  const report = await runJob(request, tools, header, async (candidates) => {
    for (const { id, sample } of given) candidates.takeAs(id, sample);
    await candidates.settled();
    observed = await candidates.compared();
    return undefined;
  });
  if (!observed) return { report };
  const { passers, inputs } = observed;
  const rows = rowsOf(
    passers.map(({ observation }) => observation),
    inputs.length,
  );
  return { report, comparison: { ids: passers.map(({ id }) => id), inputs, rows } };
}

/**
 * The report of a synthesis that drew these samples: with the question that tells those that pass apart. `drawn` has the candidate of each
 * sample by its number, undefined where it was refused.
 */
export async function weigh(
  request: JobRequest,
  samples: readonly Sample[],
  tools: JobTools,
): Promise<{ readonly report: Report; readonly drawn: readonly (string | undefined)[] }> {
  const drawn: (string | undefined)[] = [];
  const header = { job: 'synthesis', requested: samples.length } as const;
  const report = await runJob(request, tools, header, async (candidates) => {
    for (const sample of samples) drawn.push(candidates.take(sample));
    return undefined;
  });
  return { report, drawn };
}
