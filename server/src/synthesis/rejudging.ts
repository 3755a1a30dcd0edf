import type { Report } from '../../../protocol/index.ts';
import type { JobTools, RejudgingRequest } from './job.ts';
import { runJob } from './runJob.ts';

/** Runs the candidates of an earlier synthesis again, in the document and against the examples of now. Draws nothing. */
export async function rejudge(request: RejudgingRequest, tools: JobTools): Promise<Report> {
  const { samples, sampler, model, candidates, rounds, history, hints, tokens } = request.drawn;
  const header = { requested: samples.requested, ...(sampler && { sampler }), ...(model && { model }) };
  const report = await runJob(request, tools, { job: 'synthesis', ...header }, async (judged) => {
    for (const { reason, count } of samples.refused)
      for (let one = 0; one < count; one++) judged.builder.refuse(reason);
    for (const { id, samples: count } of candidates) {
      const program = request.programs.get(id);
      if (program) judged.takeProgram(id, count, program);
    }
    return undefined;
  });
  const origin = { ...(rounds && { rounds }), ...(history && { history }), ...(hints && { hints }) };
  return { ...report, ...origin, ...(tokens && { tokens }) };
}
