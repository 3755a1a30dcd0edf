import type { Report } from '../../../protocol/index.ts';
import type { JobRequest, JobTools, VerificationRequest } from './job.ts';
import { runJob } from './runJob.ts';

/** Runs the present body, or the given candidates, against the examples. */
export async function verify(request: VerificationRequest, tools: JobTools): Promise<Report> {
  const requested = request.candidates?.length ?? 1;
  return runJob(request, tools, { job: 'verification', requested }, async (candidates) => {
    if (!request.candidates) candidates.takePresent();
    for (const { id, sample } of request.candidates ?? []) candidates.takeAs(id, sample);
    return undefined;
  });
}

/** The report of the body that stands there, where there is nothing to draw: it passes, or nothing could be run. */
export async function leavesBody(request: JobRequest, tools: JobTools): Promise<Report | undefined> {
  if (request.specification.target.body !== 'real') return undefined;
  const report = await verify(request, tools);
  const isLeft = report.state.kind !== 'done' || report.candidates.some((one) => one.passed || one.unverified);
  return isLeft ? report : undefined;
}
