import type { Example, Report } from '../../../protocol/index.ts';
import type { JobTools, RejudgingRequest } from './job.ts';
import { runJob } from './runJob.ts';
import { judging } from './together.ts';

/** Judges the candidates of an earlier synthesis again, in the current document and by its examples. Draws nothing. */
export async function rejudge(request: RejudgingRequest, tools: JobTools): Promise<Report> {
  const { samples, sampler, model, candidates, rounds, history, hints, tokens } = request.drawn;
  const header = { requested: samples.requested, ...(sampler && { sampler }), ...(model && { model }) };
  const asked = { job: 'synthesis', ...header, heldBack: stillHeldBack(request) } as const;
  const report = await runJob(request, tools, asked, async (judged) => {
    for (const { reason, count } of samples.refused)
      for (let one = 0; one < count; one++) judged.builder.refuse(reason);
    for (const { id, samples: count } of candidates) {
      const program = request.programs.get(id);
      if (program && id === request.accepted) judged.takeAccepted(id, count, program);
      else if (program) judged.takeProgram(id, count, program);
    }
    return undefined;
  });
  const origin = { ...(rounds && { rounds }), ...(history && { history }), ...(hints && { hints }) };
  return { ...report, ...origin, ...(tokens && { tokens }) };
}

/** Indexes of the examples that were not shown to the model when it drew. */
function stillHeldBack(request: RejudgingRequest): ReadonlySet<number> {
  const keyOf = ({ file, source }: Example) => JSON.stringify([file, source]);
  const apart = new Set(request.drawn.examples.filter(({ heldBack }) => heldBack).map(keyOf));
  const { examples } = judging(request).specification;
  return new Set(examples.flatMap((example, index) => (apart.has(keyOf(example)) ? [index] : [])));
}
