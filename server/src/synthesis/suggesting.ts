/** Asks a model for examples of a function, and counts the present candidates that agree with each. */
import type { NextStep, Problem, Suggestion } from '../../../protocol/index.ts';
import { insertion, type Proposal, proposalsIn } from '../candidates/index.ts';
import { heldBackOf } from '../sampling/prompts/index.ts';
import type { Evaluate, Sampler } from '../sampling/sampler.ts';
import { PythonDocument, specificationOf } from '../specification/index.ts';
import { openSettings } from '../support/nextStep.ts';
import { redactorOf, withoutSecrets } from '../support/redaction.ts';
import type { JobRequest, JobTools } from './job.ts';
import { verify } from './verification.ts';

export interface SuggestionRequest extends JobRequest {
  readonly sampler: Sampler;
  /** The programs to compare with; the passing ones, if there are any. */
  readonly programs: readonly string[];
  readonly hints?: readonly string[];
}

export interface Suggestions {
  /** The suggestions with the most agreement first. */
  readonly suggestions: readonly Suggestion[];
  /** The number of proposals that can't be examples, by reason. */
  readonly dropped: ReadonlyMap<string, number>;
  /** The number of received answers. */
  readonly received: number;
  /** The reason for missing answers, in one line with a remedy. */
  readonly error?: string;
  readonly next?: NextStep;
}

/** The numbers of requested answers, shown suggestions, kept calls and compared programs. */
const ANSWERS = 3;
const MOST = 12;
const MOST_CALLS = 24;
const MOST_PROGRAMS = 20;

const NEEDS_MODEL: Problem = {
  error: "The search can't suggest examples: choose a model in assay.baseUrl and assay.model.",
  next: openSettings('baseUrl', 'model'),
};

/**
 * Asks for suggestions, and uses none of them as an example. The history keeps them, and the inputs that come with them, for the choice
 * among candidates. Throws ExecutionError, or the abort's reason.
 */
export async function suggestExamples(
  request: SuggestionRequest,
  tools: Omit<JobTools, 'onReport'>,
): Promise<Suggestions> {
  const { specification, sampler, settings, hints = [] } = request;
  const { signal, onSent, redactor = redactorOf(process.env) } = tools;
  const temperature = specification.directive.temperature ?? settings.temperature;
  const asked = {
    specification: withoutSecrets(specification, redactor),
    wants: 'examples',
    k: ANSWERS,
    temperature,
    prompt: settings.prompt,
    contextTokens: settings.contextTokens,
    heldBack: heldBackOf(specification, settings.heldBack),
    ...(settings.tokenCeiling !== undefined && { ceiling: settings.tokenCeiling }),
    hints: hints.map(redactor.code),
  } as const;
  const sent = sampler.sent(asked);
  if (sent === undefined) return { suggestions: [], dropped: new Map(), received: 0, ...NEEDS_MODEL };
  onSent?.(sent);
  const found = new Map<string, { proposal: Proposal; samples: number }>();
  const calls = new Map<string, number>();
  const dropped = new Map<string, number>();
  let received = 0;
  let ended: Partial<Problem> = {};
  for await (const event of sampler.draw(asked, { evaluate: nothing, signal })) {
    if (event.kind === 'ended') ended = { error: event.error, next: event.next };
    else received++;
    if (event.kind !== 'sample') continue;
    const read = proposalsIn(event.sample, specification);
    for (const [reason, count] of read.dropped) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
    for (const call of read.calls) calls.set(call, (calls.get(call) ?? 0) + 1);
    for (const proposal of read.found) {
      const known = found.get(proposal.key);
      found.set(proposal.key, { proposal, samples: (known?.samples ?? 0) + 1 });
    }
  }
  signal.throwIfAborted();
  const proposals = [...found.values()].sort((a, b) => b.samples - a.samples).slice(0, MOST);
  tools.history?.propose(specification, {
    suggestions: proposals.map(({ proposal: { source }, samples }) => ({ source, samples })),
    calls: [...calls]
      .sort(([, one], [, other]) => other - one)
      .flatMap(([call]) => call)
      .slice(0, MOST_CALLS),
  });
  const agreement = await agreementOn(
    proposals.map(({ proposal }) => proposal.source),
    request,
    tools,
  );
  const suggestions = proposals
    .map(({ proposal: { source }, samples }): Suggestion => ({ source, samples, ...agreement.get(source) }))
    .sort((a, b) => (b.agree ?? 0) - (a.agree ?? 0) || b.samples - a.samples);
  return { suggestions, dropped, received, ...(ended.error !== undefined && ended) };
}

/** Runs the programs on the file with all of the asserts added. */
async function agreementOn(
  sources: readonly string[],
  request: SuggestionRequest,
  tools: Omit<JobTools, 'onReport'>,
): Promise<Map<string, { agree: number; of: number }>> {
  const { document, specification, programs, workspace } = request;
  const agreement = new Map<string, { agree: number; of: number }>();
  if (sources.length === 0 || programs.length === 0) return agreement;
  const { range, newText } = insertion(document, specification, sources);
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const extended = new PythonDocument(
    document.file,
    document.text.slice(0, start) + newText + document.text.slice(end),
  );
  try {
    const wanted = specificationOf(extended, specification.target.name, { workspace });
    if ('error' in wanted) return agreement;
    const candidates = programs
      .slice(0, MOST_PROGRAMS)
      .map((text, index) => ({ id: String(index), sample: { form: 'solution', text } as const }));
    const job = { ...request, document: extended, specification: wanted, candidates };
    const report = await verify(job, { ...tools, onReport: () => undefined });
    tools.signal.throwIfAborted();
    for (const source of sources) {
      const at = report.examples.findIndex((example) => example.source === source);
      const verdicts = report.candidates.flatMap(({ verdicts: all }) => all[at] ?? []);
      if (verdicts.length === 0) continue;
      agreement.set(source, { agree: verdicts.filter(({ status }) => status === 'pass').length, of: verdicts.length });
    }
    return agreement;
  } finally {
    extended.dispose();
  }
}

/** `3 of 5 candidates agree`; without candidates, the number of answers that had it. */
export function agreementInWords({ agree, of, samples }: Suggestion): string {
  if (agree === undefined || of === undefined) return `proposed in ${samples} ${samples === 1 ? 'answer' : 'answers'}`;
  return `${agree === 0 ? 'none' : agree} of ${of} ${of === 1 ? 'candidate' : 'candidates'} ${agree > 1 ? 'agree' : 'agrees'}`;
}

/** The reason why there is no suggestion, with a remedy. */
export function nothingNew(name: string, dropped: ReadonlyMap<string, number>): string {
  const why = [...dropped].map(([reason, count]) => `${count} × ${reason}`).join('; ');
  return `The model proposed no new example for ${name}${why ? ` (${why})` : ''}. Say more in its docstring, or try another model.`;
}

/** The programs to compare with: the passing ones, if there are any. */
export function programsToAsk(
  candidates: readonly { readonly passed: boolean; readonly program: string }[],
): readonly string[] {
  const passing = candidates.filter(({ passed }) => passed);
  return (passing.length > 0 ? passing : candidates).map(({ program }) => program);
}

/** An empty search, because a model's sampler does not use it. */
const nothing: Evaluate = async function* () {};
