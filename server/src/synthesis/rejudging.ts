import type { Example, Report } from '../../../protocol/index.ts';
import type { CandidateRuns } from './candidateRuns.ts';
import type { JobTools, RejudgingRequest } from './job.ts';
import { runJob } from './runJob.ts';
import { judging } from './together.ts';

/**
 * Judges the candidates of an earlier synthesis again, in the current document and by its examples. Draws nothing. The first report that
 * is done comes as soon as they are compared; the last also has what a closer look has found.
 */
export async function rejudge(request: RejudgingRequest, tools: JobTools): Promise<Report> {
  const { samples, sampler, model, candidates, rounds, history, hints, tokens, askModel } = request.drawn;
  const header = { requested: samples.requested, ...(sampler && { sampler }), ...(model && { model }) };
  const asked = { job: 'synthesis', ...header, heldBack: stillHeldBack(request) } as const;
  const origin = { ...(rounds && { rounds }), ...(history && { history }), ...(hints && { hints }) };
  const withOrigin = (report: Report): Report => ({
    ...report,
    ...origin,
    ...(tokens && { tokens }),
    ...(askModel && { askModel }),
  });
  const onReport: JobTools['onReport'] = (report, programs) => tools.onReport(withOrigin(report), programs);
  const draw = async (judged: CandidateRuns) => {
    // The model's choices are about these candidates, and stay.
    judged.builder.ballots = askModel?.ballots;
    for (const { reason, count } of samples.refused)
      for (let one = 0; one < count; one++) judged.builder.refuse(reason);
    for (const { id, samples: count, searched, logprob } of candidates) {
      const program = request.programs.get(id);
      const drawn = { samples: count, ...(searched && { searched }), logprob };
      if (program && id === request.accepted) judged.takeAccepted(id, drawn, program);
      else if (program) judged.takeProgram(id, drawn, program);
    }
    return undefined;
  };
  return withOrigin(await runJob(request, { ...tools, onReport }, asked, draw, { reportsEarly: true }));
}

/** Indexes of the examples that were not shown to the model when it drew. */
function stillHeldBack(request: RejudgingRequest): ReadonlySet<number> {
  const keyOf = ({ file, source }: Example) => JSON.stringify([file, source]);
  const apart = new Set(request.drawn.examples.filter(({ heldBack }) => heldBack).map(keyOf));
  const { examples } = judging(request).specification;
  return new Set(examples.flatMap((example, index) => (apart.has(keyOf(example)) ? [index] : [])));
}
