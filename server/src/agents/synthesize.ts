import type { CandidateReport, Report } from '../../../protocol/index.ts';
import { answerOf } from '../synthesis/repair.ts';
import { synthesize as draw } from '../synthesis/synthesis.ts';
import { leavesBody } from '../synthesis/verification.ts';
import { type Bounds, boundsOf, codeIn, valueIn } from './bounds.ts';
import { type Desk, type Following, type Subject, withSubject } from './desk.ts';
import type { Input } from './inputs.ts';
import { judgedIn } from './judged.ts';
import type { Output } from './outputs.ts';
import { questionIn } from './question.ts';
import { checked, surroundingsOf, toolsOf } from './surroundings.ts';

/** The most samples that are kept for the question. */
const MOST = 50;

/** Draws, judges and ranks; gives the best candidate, and writes nothing. A body that passes is left, unless it is forced. Throws Refusal. */
export async function synthesize(
  desk: Desk,
  asked: Input<'synthesize'>,
  following: Following,
): Promise<Output<'synthesize'>> {
  const bounds = boundsOf(asked);
  return withSubject(desk, asked, async (found) => {
    const subject = limited(found, asked.samples);
    const tools = toolsOf(desk, following);
    const left = asked.force ? undefined : await leavesBody(subject, { ...tools, onReport: () => undefined });
    const report = left ?? (await drawn(desk, subject, asked, following));
    if (report.state.kind !== 'failed' || !report.state.foundNothing) checked(report, following);
    if (!left) desk.drawn.keep(subject, samplesOf(report, subject));
    const [best] = report.candidates;
    const [first] = report.questions ?? [];
    return {
      ...(await surroundingsOf(desk, subject, report, bounds)),
      found: best?.passed === true,
      kept: left !== undefined,
      ...(best && !left && programIn(best, subject, bounds)),
      ...(best && { best: judgedIn(report, best, subject, bounds) }),
      samples: countsOf(report),
      ...(report.behaviours && { behaviours: report.behaviours.count }),
      ...(report.confidence !== undefined && { confidence: report.confidence }),
      question: first ? questionIn(first, undefined, bounds) : null,
      ...samplerIn(report, bounds),
    };
  });
}

/** With fewer samples than the settings and the file say, never with more. */
function limited(subject: Subject, samples: number | undefined): Subject {
  const { specification, settings } = subject;
  const most = specification.directive.k ?? settings.samples;
  const directive = { ...specification.directive, k: Math.min(samples ?? most, most) };
  return { ...subject, specification: { ...specification, directive } };
}

async function drawn(
  desk: Desk,
  subject: Subject,
  { fresh = false }: Input<'synthesize'>,
  following: Following,
): Promise<Report> {
  const samplers = await desk.samplers(subject.specification, subject.settings, following.signal);
  return draw({ ...subject, ...samplers, fresh }, toolsOf(desk, following));
}

function programIn(best: CandidateReport, { specification }: Subject, bounds: Bounds) {
  const whole = answerOf({ solution: '', edits: best.edits }, specification).trim();
  return { ...codeIn(best.solution, bounds), ...(whole !== '' && { above: codeIn(whole, bounds).code }) };
}

/** The programs as an agent could give them, each as often as it was drawn. */
function samplesOf({ candidates }: Report, { specification }: Subject): string[] {
  return candidates
    .filter(({ refused }) => refused === undefined)
    .flatMap((one) => new Array<string>(one.samples).fill(answerOf(one, specification)))
    .slice(0, MOST);
}

function countsOf({ samples, candidates }: Report): { received: number; passing: number } {
  const passing = candidates.reduce((sum, one) => sum + (one.passed ? one.samples : 0), 0);
  return { received: samples.received, passing };
}

function samplerIn({ sampler, model, note, state }: Report, bounds: Bounds) {
  const said = note ?? (state.kind === 'failed' ? state.message : undefined);
  return {
    ...(sampler !== undefined && { sampler: valueIn([sampler, model].filter(Boolean).join(' '), bounds) }),
    ...(said !== undefined && { note: valueIn(said, bounds) }),
  };
}
