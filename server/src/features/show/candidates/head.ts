/** Makes the head of the candidates view: the result in words, where it comes from, and what can be done next. */
import type { CandidatesView, Report } from '../../../../../protocol/index.ts';
import { tokensInWords } from '../../../../../protocol/tokens.ts';
import { dayAndTime } from '../../../report/course.ts';
import { confidenceInWords, LIKELY } from '../../../selection/confidence.ts';
import { printable } from '../../../support/printable.ts';
import { isRunning, type Placed, passingSamples, refuted } from '../../reports.ts';
import { failedOf, progressInWords, progressPercentage, resultInWords } from '../words.ts';

type Head = CandidatesView['head'];

export function headOf(placed: Placed, report: Report, destination: string | undefined): Head {
  const { entry, standing } = placed;
  const { confidence } = report;
  const running = isRunning(entry);
  return {
    verdict: verdictOf(placed, report),
    tone: toneOf(placed, report),
    ...(confidence !== undefined && !running && { confidence: confidenceInWords(confidence) }),
    ...(running && { progress: progressPercentage(report) }),
    facts: factsOf(report, destination),
    state: report.state.kind,
    messages: messagesOf(placed, report),
    ...(running ? {} : { again: againOf(report, standing.kind) }),
  };
}

function verdictOf({ entry, standing }: Placed, report: Report): string {
  if (entry.phase === 'waiting') return 'waiting for other functions';
  if (isRunning(entry)) return progressInWords(report);
  const result = printable(resultInWords(report));
  const failing = refuted(standing);
  if (failing) return `accepted · ${failedOf(failing, report.examples)}`;
  return standing.kind === 'accepted' ? `accepted · ${result}` : result;
}

function toneOf({ entry, standing }: Placed, report: Report): Head['tone'] {
  if (isRunning(entry)) return 'running';
  if (standing.kind === 'stale' || entry.failure !== undefined) return 'doubtful';
  if (refuted(standing) || passingSamples(report) === 0) return 'fails';
  const isGuess = report.confidence !== undefined && report.confidence < LIKELY;
  return standing.kind === 'current' && isGuess ? 'doubtful' : 'passes';
}

function factsOf(report: Report, destination: string | undefined): Head['facts'] {
  const { sampler, model, sandbox, interpreter, tokens, seconds } = report;
  const facts: [name: string, value: string | undefined][] = [
    ['Sampler', sampler && (model ? `${sampler} (${model})` : sampler)],
    ['Code goes to', sampler && destination],
    ['Tokens', tokens && tokensInWords(tokens)],
    ['Time', `${seconds.toFixed(1)} s`],
    ['Sandbox', sandbox.tier],
    ['Interpreter', interpreter],
  ];
  return facts.flatMap(([name, value]) => (value ? [{ name, value: printable(value) }] : []));
}

function messagesOf({ entry, standing }: Placed, report: Report): string[] {
  const { state, note, hints = [], history, leftOut = [] } = report;
  const failure = entry.failure ?? (state.kind === 'failed' ? state.message : undefined);
  const stale = standing.kind === 'stale' && 'The function or its examples have changed since: this is stale.';
  const drawn = history?.drawn;
  return [
    ...(stale ? [stale] : []),
    ...(failure === undefined ? [] : [failure]),
    ...(state.kind === 'cancelled' ? ['Cancelled before all samples were drawn.'] : []),
    ...(note === undefined ? [] : [note]),
    ...hints.map((hint) => `Hint: ${hint}`),
    ...(drawn === undefined
      ? []
      : [`Answered from the history of ${dayAndTime(drawn)}: the model was not asked again.`]),
    ...leftOut.slice(0, 3).map(({ line, message }) => `Line ${line} is left out: ${message}`),
  ].map(printable);
}

function againOf({ job, candidates }: Report, standing: string): Head['again'] {
  if (job === 'verification' && (standing !== 'current' || candidates[0]?.passed)) {
    return { label: 'Verify again', command: 'verify' };
  }
  if (job === 'verification') return { label: 'Synthesize another body', command: 'synthesize' };
  if (standing === 'accepted') return { label: 'Verify', command: 'verify' };
  // The history would give the same samples again.
  if (standing === 'current') return { label: 'Draw again', command: 'synthesize', fresh: true };
  return { label: 'Synthesize again', command: 'synthesize' };
}
