/** Puts the question to the model too: which of the candidates that pass is right? Its choices are votes, and become no example. */
import { createHash } from 'node:crypto';
import type { Ballot, Specification } from '../../../protocol/index.ts';
import type { Settings } from '../config.ts';
import { choiceIn, heldBackOf } from '../sampling/prompts/index.ts';
import type { Between, Evaluate, PossibleAnswer, Sampler, SamplingRequest } from '../sampling/sampler.ts';
import { sum, type Usage } from '../sampling/usage.ts';
import { type Contest, type Pair, tournament } from '../selection/ballots.ts';
import { type Redactor, withoutSecrets } from '../support/redaction.ts';

export interface Consultation {
  readonly specification: Specification;
  readonly settings: Settings;
  readonly sampler: Sampler;
  readonly contest: Contest;
  /** The user's hints about the function. */
  readonly hints?: readonly string[];
  /** Tokens that were spent before, for the ceiling. */
  readonly spent?: number;
}

export interface ConsultingTools {
  readonly signal: AbortSignal;
  readonly redactor: Redactor;
  /** Gets the text that goes to the model, for people. */
  onSent?(text: string): void;
  /** Choices of an earlier run, by the digest of what was sent; new ones go into it. */
  readonly known?: Choices;
}

export interface Choices {
  get(digest: string): string | undefined;
  set(digest: string, choice: string): void;
}

export interface Consulted {
  readonly ballots: readonly Ballot[];
  readonly usage?: Usage;
  /** Why the model could not be asked, or no more, in one line. */
  readonly error?: string;
}

/** Asks about each pair in both orders at once, so that a preference for the first answer cancels. Rejects with the reason of `signal`. */
export async function consult(consultation: Consultation, tools: ConsultingTools): Promise<Consulted> {
  const consulting = new Consulting(consultation, tools);
  const ballots: Ballot[] = [];
  const rounds = tournament(consultation.contest);
  let next = rounds.next();
  while (!next.done && !consulting.isOver) {
    const pair = next.value;
    const chosen = await consulting.choose(pair);
    // A failure says nothing about the answers.
    if (consulting.error === undefined) ballots.push({ ...pair, ...(chosen !== undefined && { chosen }) });
    next = rounds.next(chosen);
  }
  const { usage, error } = consulting;
  return { ballots, ...(usage && { usage }), ...(error !== undefined && { error }) };
}

class Consulting {
  readonly #consultation: Consultation;
  readonly #tools: ConsultingTools;
  readonly #shown: Specification;
  usage: Usage | undefined;
  error: string | undefined;

  constructor(consultation: Consultation, tools: ConsultingTools) {
    this.#consultation = consultation;
    this.#tools = tools;
    this.#shown = withoutSecrets(consultation.specification, tools.redactor);
  }

  /** Whether no more may be asked: the model fails, or the ceiling is reached. */
  get isOver(): boolean {
    const { settings, spent = 0 } = this.#consultation;
    const all = spent + (this.usage ? this.usage.prompt + this.usage.completion : 0);
    return this.error !== undefined || all >= (settings.tokenCeiling ?? Number.POSITIVE_INFINITY);
  }

  /** The index of the answer that the model chooses in both orders. */
  async choose({ call, answers }: Pair): Promise<0 | 1 | undefined> {
    const { code, values } = this.#tools.redactor;
    const [own, theirs] = answers.map(
      ({ value, kind }): PossibleAnswer => ({ value: values(value), kind: kind === 'raises' ? kind : 'value' }),
    ) as [PossibleAnswer, PossibleAnswer];
    // A placeholder has taken the place of what differs.
    if (own.kind === theirs.kind && own.value === theirs.value) return undefined;
    const orders = [[own, theirs] as const, [theirs, own] as const];
    const [straight, turned] = await Promise.all(
      orders.map((order) => this.#ask({ call: code(call), answers: order })),
    );
    if (straight === 'A' && turned === 'B') return 0;
    return straight === 'B' && turned === 'A' ? 1 : undefined;
  }

  async #ask(between: Between): Promise<string | undefined> {
    const { sampler } = this.#consultation;
    const { signal, known, onSent } = this.#tools;
    const request = this.#requestOf(between);
    const sent = sampler.sent(request) ?? '';
    const digest = createHash('sha256').update(sent).digest('hex');
    const before = known?.get(digest);
    if (before !== undefined) return before;
    onSent?.(sent);
    let choice: string | undefined;
    for await (const event of sampler.draw(request, { evaluate: nothing, signal })) {
      if (event.kind === 'sample') choice = choiceIn(event.sample.text);
      else if (event.kind === 'ended') {
        this.error ??= event.error;
        if (event.usage) this.usage = sum(this.usage, event.usage);
      }
    }
    signal.throwIfAborted();
    if (choice !== undefined) known?.set(digest, choice);
    return choice;
  }

  #requestOf(between: Between): SamplingRequest {
    const { specification, settings, hints = [] } = this.#consultation;
    return {
      specification: this.#shown,
      between,
      k: 1,
      temperature: 0,
      prompt: settings.prompt,
      contextTokens: settings.contextTokens,
      heldBack: heldBackOf(specification, settings.heldBack),
      ...(hints.length > 0 && { hints: hints.map(this.#tools.redactor.code) }),
    };
  }
}

/** An empty search, because a model's sampler does not use it. */
const nothing: Evaluate = async function* () {};
