/** One run, from the start of its turn to its outcome. */
import type { Outcome } from '../../../../protocol/commands.ts';
import type { Notice, Report, Specification } from '../../../../protocol/index.ts';
import { ExecutionError } from '../../execution/index.ts';
import { dayAndTime } from '../../report/course.ts';
import { suspicionInWords } from '../../report/doubts.ts';
import type { PythonDocument } from '../../specification/index.ts';
import { NO_HINTS } from '../../synthesis/rounds.ts';
import { synthesize } from '../../synthesis/synthesis.ts';
import { leavesBody, verify } from '../../synthesis/verification.ts';
import { type Programs, passingSamples } from '../reports.ts';
import { examplesInWords, resultInWords } from '../show/words.ts';
import type { Workshop } from './workshop.ts';

export interface Attempt {
  readonly uri: string;
  readonly kind: 'synthesis' | 'verification';
  /** The document at the time of the request. */
  readonly document: PythonDocument;
  readonly specification: Specification;
  /** Draw again, even if the history has samples. */
  readonly fresh?: boolean;
  /** The user's hint about the function. */
  readonly hint?: string;
}

export interface AttemptTools {
  readonly workshop: Workshop;
  readonly signal: AbortSignal;
  onReport(report: Report, programs?: Programs): void;
}

/** The most characters of a value in a message. */
const SHOWN = 80;

/** Verifies, or draws samples. A real body is verified first, and stays if it passes. Expected failures are outcomes. */
export async function attempt(job: Attempt, tools: AttemptTools): Promise<Outcome> {
  try {
    return await inTurn(job, tools);
  } catch (error) {
    if (tools.signal.aborted) return cancelled(job);
    if (error instanceof ExecutionError) return failed(job, error.notice);
    throw error;
  }
}

async function inTurn(job: Attempt, { workshop, signal, onReport }: AttemptTools): Promise<Outcome> {
  // The run may have been cancelled while it waited for its turn.
  signal.throwIfAborted();
  const place = await workshop.placeOf(job.uri, job.document.file);
  signal.throwIfAborted();
  if ('error' in place) return { ...failed(job, { message: place.error, next: place.next }), lasting: true };
  const { settings, interpreter, workspace, executor } = place;
  const request = { document: job.document, specification: job.specification, settings, interpreter, workspace };
  const tools = { executor, signal, onReport };

  if (job.kind === 'verification') return ended(await verify(request, tools), 'done');
  const left = await leavesBody(request, tools);
  if (left) return ended(left, 'kept');
  const chosen = await workshop.sampler(job.specification, settings, signal);
  signal.throwIfAborted();
  if ('error' in chosen) return failed(job, { message: chosen.error, next: chosen.next });
  const { history, redactor } = workshop;
  if (job.hint?.trim()) {
    history.hint(job.specification.file, job.specification.target.name, job.hint.trim());
    if (!chosen.sampler.asksModel) workshop.tell(NO_HINTS);
  }
  const onSent = (text: string) => workshop.sent(job.specification.target.name, text);
  const stronger = await workshop.stronger(chosen.sampler, settings, signal);
  signal.throwIfAborted();
  if (stronger && 'error' in stronger) return failed(job, { message: stronger.error, next: stronger.next });
  const more = stronger && { stronger: stronger.sampler };
  const synthesis = { ...request, sampler: chosen.sampler, ...more, fresh: job.fresh === true };
  const report = await synthesize(synthesis, { ...tools, history, redactor, onSent });
  if (report.tokens) workshop.spent(report.tokens);
  return ended(report, 'done');
}

const NOTHING = { passing: 0, received: 0, refused: 0 };

function failed({ specification: { target } }: Attempt, why: Notice): Outcome {
  return { function: target.name, state: 'failed', ...why, ...NOTHING };
}

function cancelled({ specification: { target } }: Attempt): Outcome {
  return { function: target.name, state: 'cancelled', message: `${target.name}: cancelled.`, ...NOTHING };
}

function ended(report: Report, state: 'done' | 'kept'): Outcome {
  const { received } = report.samples;
  const counts = {
    function: report.function,
    passing: passingSamples(report),
    received,
    refused: refusedSamples(report),
  };
  if (report.state.kind === 'failed') {
    const { message, next } = report.state;
    return { ...counts, state: 'failed', message, ...(next && { next }) };
  }
  if (report.state.kind === 'cancelled') {
    return { ...counts, state: 'cancelled', message: `${report.function}: cancelled · ${resultInWords(report)}.` };
  }
  const message =
    state === 'kept' ? kept(report) : `${report.function}: ${resultInWords(report)}${drawn(report)}${advice(report)}`;
  return { ...counts, state, message };
}

/** The origin of the samples, if they come from the history. */
function drawn({ history }: Report): string {
  return history?.drawn === undefined
    ? ''
    : `, answered from the history of ${dayAndTime(history.drawn)} (“Synthesize Afresh” asks the model again)`;
}

function kept(report: Report): string {
  return `${report.function} ${resultInWords(report)} already, so its body was left as it is.`;
}

/** The next step for the user. */
function advice(report: Report): string {
  if (passingSamples(report) > 0)
    return report.job === 'synthesis' ? '. Accept one with a code action or the lens.' : '.';
  if (report.job === 'verification') return '. Hover over an example to see what came back instead.';
  const { received, refused } = report.samples;
  const [doubt] = report.suspicious ?? [];
  if (doubt)
    return `. Line ${doubt.line}: ${suspicionInWords(doubt, SHOWN)}. A quick fix there expects that value instead.`;
  if (received > 0 && refusedSamples(report) === received) {
    const why = refused.map(({ reason, count }) => `${count} × ${reason}`).join('; ');
    return `. No sample could be run (${why}). Try another model, or synthesize again.`;
  }
  return `. Hover over its name to see what came back for its ${examplesInWords(report.examples)}; say more in the docstring and try again.`;
}

function refusedSamples({ samples: { refused } }: Report): number {
  return refused.reduce((sum, { count }) => sum + count, 0);
}
