import type { Report } from '../../../protocol/index.ts';
import type { JobTools, SynthesisRequest } from './job.ts';
import { Rounds } from './rounds.ts';
import { runJob } from './runJob.ts';

/**
 * Draws samples and runs each as it comes, whatever body stands there. Expected failures end in the report's state; the abort of
 * `signal` too.
 */
export async function synthesize(request: SynthesisRequest, tools: JobTools): Promise<Report> {
  const { sampler, settings } = request;
  const rounds = new Rounds(request, tools);
  const header = {
    sampler: sampler.name,
    ...(sampler.model === undefined ? {} : { model: sampler.model }),
    ...(settings.price === undefined ? {} : { price: settings.price }),
    heldBack: rounds.heldBack,
  };
  const asked = { job: 'synthesis', requested: rounds.requested, ...header } as const;
  const report = await runJob(request, tools, asked, (job) => rounds.draw(job), { pins: true });
  rounds.end(report);
  return report;
}
