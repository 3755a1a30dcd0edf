import type { Report, ReportState } from '../../../protocol/index.ts';
import { LIKELY } from '../selection/confidence.ts';
import type { CandidateRuns } from './candidateRuns.ts';
import type { JobTools, SynthesisRequest } from './job.ts';
import { Rounds } from './rounds.ts';
import { runJob } from './runJob.ts';

/**
 * Draws samples and runs each as it comes, whatever body stands there. Where no candidate is likely right, a stronger model draws as well
 * (a cascade by agreement, arXiv 2603.27098). Where the settings say so, the model is asked which of those that pass is right. Expected failures end in the report's state; the abort of `signal` too.
 */
export async function synthesize(request: SynthesisRequest, tools: JobTools): Promise<Report> {
  const { sampler, stronger, settings } = request;
  const rounds = new Rounds(request, tools);
  const more = stronger && new Rounds({ ...request, sampler: stronger }, tools);
  let hasMore = false;
  const header = {
    sampler: sampler.name,
    ...(sampler.model === undefined ? {} : { model: sampler.model }),
    ...(settings.price === undefined ? {} : { price: settings.price }),
    heldBack: rounds.heldBack,
  };
  const draw = async (candidates: CandidateRuns): Promise<ReportState | undefined> => {
    const failure = await rounds.draw(candidates);
    if (failure !== undefined) return failure;
    if (more === undefined || !(await isUnsure(candidates))) {
      await rounds.steer(candidates);
      return undefined;
    }
    hasMore = true;
    candidates.builder.note ??= `No candidate was likely right, so ${stronger?.model} was asked as well.`;
    const other = await more.draw(candidates);
    if (other === undefined) await more.steer(candidates);
    return other;
  };
  const consult = async (candidates: CandidateRuns) => {
    const asked = hasMore && stronger ? stronger : sampler;
    if (!asked.asksModel) return;
    const known = tools.history?.choices(candidates.builder.history?.id);
    await candidates.consult({ specification: request.specification, settings, sampler: asked }, known);
  };
  const asked = { job: 'synthesis', requested: rounds.requested, ...header } as const;
  const last = settings.askModel ? (candidates: CandidateRuns) => consult(candidates) : undefined;
  const report = await runJob(request, tools, asked, draw, last ? { last } : {});
  rounds.end(report);
  if (hasMore) more?.end(report);
  return report;
}

/** Whether nothing passes, or what does is not likely right. Where that can't be known, the user is not charged for it. */
async function isUnsure(candidates: CandidateRuns): Promise<boolean> {
  await candidates.settled();
  await candidates.select();
  const { confidence, candidates: all } = candidates.builder.build({ kind: 'running' });
  return all.some((one) => one.passed) ? confidence !== undefined && confidence < LIKELY : true;
}
