import type {
  AskedModel,
  Ballot,
  CandidateReport,
  Example,
  LeftOut,
  NotRun,
  Report,
  ReportState,
  Round,
  Sandbox,
  Specification,
  Tokens,
} from '../../../protocol/index.ts';
import type { ExpandedExamples } from '../execution/index.ts';
import type { Sample } from '../sampling/sampler.ts';
import { costOf, type Price, sum, type Usage } from '../sampling/usage.ts';
import { cluster } from '../selection/cluster.ts';
import { overfitting } from '../selection/overfitting.ts';
import { type RankOptions, rank } from '../selection/rank.ts';
import { chanceOfFound, foundOf } from '../selection/searchConfidence.ts';
import type { Selection } from '../selection/select.ts';
import { suspicionsOf } from '../selection/suspicious.ts';
import { type Behaviours, behavioursOf, type Counts, type Unpinned } from './behaviours.ts';
import { candidateReport, type Entry } from './candidateReport.ts';

export interface ReportHeader {
  readonly specification: Specification;
  readonly job: Report['job'];
  readonly requested: number;
  readonly sampler?: string;
  readonly model?: string;
  readonly interpreter?: string;
  readonly price?: Price;
  /** Indexes of the examples that were held back from the model. */
  readonly heldBack?: ReadonlySet<number>;
}

/** Collects the results of one job and can write the report at any moment. */
export class ReportBuilder {
  readonly #header: ReportHeader;
  readonly #entries: Entry[] = [];
  readonly #refused = new Map<string, number>();
  readonly #started: number;
  readonly #now: () => number;
  readonly #overfits = new Map<string, { readonly reason: string | undefined }>();
  readonly #rounds: { requested: number; refused: number; sampler?: string }[] = [];
  sandbox: Sandbox = { tier: 'not probed' };
  history: Report['history'];
  hints: readonly string[] | undefined;
  /** The examples: those of the specification, until the session knows the cases of its test functions. */
  #examples: readonly Example[];
  #notRun: readonly NotRun[];
  #origins: readonly number[] | undefined;
  #leftOut: readonly LeftOut[] = [];
  #usage: Usage | undefined;
  note: string | undefined;
  /** What the embedded search says about the examples. */
  evidence: Report['evidence'];
  /** The choice among the candidates that pass, once they are observed. */
  selection: Selection | undefined;
  /** The model's choices between answers of candidates that pass, where it was asked. */
  ballots: readonly Ballot[] | undefined;
  #askUsage: Usage | undefined;
  /** The results of small changes of the first candidate, where all that pass do the same. */
  unpinned: Unpinned | undefined;

  /** `now` in milliseconds. */
  constructor(header: ReportHeader, now: () => number) {
    this.#header = header;
    this.#examples = header.specification.examples;
    this.#notRun = header.specification.notRun;
    this.#now = now;
    this.#started = now();
  }

  /** The examples of the outcomes, in the same order. */
  get examples(): readonly Example[] {
    return this.#examples.map((_, index) => this.#example(index));
  }

  /** Takes the examples of the outcomes, and the test functions that can't run. */
  expand({ examples, origins, notRun, leftOut = [] }: ExpandedExamples): void {
    this.#leftOut = leftOut;
    this.#examples = examples;
    this.#origins = origins;
    this.#notRun = notRun;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    this.#count(entry);
  }

  entry(id: string): Entry | undefined {
    return this.#entries.find((one) => one.id === id);
  }

  /** Counts one more sample of a candidate. */
  again(entry: Entry, { logprob }: Pick<Sample, 'logprob'>): void {
    entry.samples++;
    if (logprob !== undefined) entry.logprobs = [...(entry.logprobs ?? []), logprob];
    this.#count(entry);
  }

  /** Begins a draw: the first, or a repair. */
  /** `sampler` is named where it is another than the report's. */
  beginRound(requested: number, sampler?: string): void {
    this.#rounds.push({ requested, refused: 0, ...(sampler !== undefined && { sampler }) });
  }

  addUsage(usage: Usage): void {
    this.#usage = sum(this.#usage, usage);
  }

  /** Takes what the model was asked about candidates that pass; its tokens count among all others. */
  addBallots(ballots: readonly Ballot[], usage: Usage | undefined): void {
    this.ballots = ballots;
    this.#askUsage = usage;
    if (usage) this.addUsage(usage);
  }

  /** Adds a note to those that there are. */
  addNote(note: string): void {
    this.note = this.note === undefined ? note : `${this.note} ${note}`;
  }

  /** Tokens of all rounds so far. */
  get spent(): number {
    return this.#usage ? this.#usage.prompt + this.#usage.completion : 0;
  }

  /** Counts a sample that gave no candidate. */
  refuse(reason: string): void {
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1);
    const round = this.#rounds.at(-1);
    if (round) round.refused++;
  }

  build(state: ReportState): Report {
    const { specification, job, sampler, model, interpreter } = this.#header;
    const moved = this.#moved();
    const kept = this.#examples.map((_, index) => index).filter((index) => !moved.has(index));
    const candidates = this.#entries.map((entry) => this.#marked(entry, candidateReport(entry, kept)));
    const refused = [...this.#refused].map(([reason, count]) => ({ reason, count }));
    const drawn = this.#entries.reduce((sum, entry) => sum + entry.samples, 0);
    const received = drawn + refused.reduce((sum, one) => sum + one.count, 0);
    const passing = candidates.reduce((sum, one) => sum + (one.passed ? one.samples : 0), 0);
    const examples = kept.map((index) => this.#example(index));
    const ordered = job === 'synthesis' ? rank(candidates, this.#ranking) : candidates;
    const isOver = job === 'synthesis' && state.kind !== 'running';
    const suspicious = isOver ? suspicionsOf(examples, candidates) : [];
    return {
      file: specification.file,
      function: specification.target.name,
      fingerprint: specification.fingerprint,
      state,
      job,
      examples,
      notRun: [...this.#notRun, ...[...moved].map(([index, reason]) => notRun(this.#examples[index]!, reason))],
      ...(this.#leftOut.length === 0 ? {} : { leftOut: this.#leftOut }),
      samples: { requested: this.#requested(), received, refused },
      candidates: cluster(ordered, this.selection?.clusters),
      passRate: received === 0 ? 0 : passing / received,
      ...(sampler === undefined ? {} : { sampler }),
      ...(model === undefined ? {} : { model }),
      ...(interpreter === undefined ? {} : { interpreter }),
      sandbox: this.sandbox,
      ...(this.#rounds.length === 0 ? {} : { rounds: this.#roundsOf(candidates) }),
      ...(this.hints === undefined ? {} : { hints: this.hints }),
      ...(this.history === undefined ? {} : { history: this.history }),
      ...(this.#usage && { tokens: this.#tokensOf(this.#usage) }),
      ...(this.note === undefined ? {} : { note: this.note }),
      ...(this.evidence === undefined ? {} : { evidence: this.evidence }),
      ...this.#behaviours(ordered, { received, passing, examples: this.#examples.length }),
      ...(this.ballots && { askModel: this.#askedModel(this.ballots) }),
      ...(suspicious.length === 0 ? {} : { suspicious }),
      seconds: (this.#now() - this.#started) / 1000,
    };
  }

  /** The user's own body may do as it likes. */
  #marked({ isTrusted, solution }: Entry, candidate: CandidateReport): CandidateReport {
    if (isTrusted || !(candidate.passed || candidate.unverified)) return candidate;
    const known = this.#overfits.get(solution) ?? { reason: overfitting(solution, this.#header.specification) };
    this.#overfits.set(solution, known);
    const isUnstable = this.selection?.unstable.has(candidate.id);
    return {
      ...candidate,
      ...(known.reason !== undefined && { overfits: known.reason }),
      ...(isUnstable && { unstable: true }),
    };
  }

  #count(entry: Entry): void {
    const round = this.#rounds.length - 1;
    if (round < 0) return;
    entry.perRound ??= [];
    entry.perRound[round] = (entry.perRound[round] ?? 0) + 1;
  }

  #requested(): number {
    return this.#rounds.length === 0
      ? this.#header.requested
      : this.#rounds.reduce((sum, { requested }) => sum + requested, 0);
  }

  /** `candidates` in the order of the entries. */
  #roundsOf(candidates: readonly CandidateReport[]): Round[] {
    return this.#rounds.map(({ requested, refused, sampler }, round) => {
      const given = this.#entries.map(({ perRound }) => perRound?.[round] ?? 0);
      const received = refused + given.reduce((sum, count) => sum + count, 0);
      const passing = given.reduce((sum, count, index) => sum + (candidates[index]!.passed ? count : 0), 0);
      return { requested, received, passing, ...(sampler !== undefined && { sampler }) };
    });
  }

  #example(index: number): Example {
    const example = this.#examples[index]!;
    return this.#header.heldBack?.has(this.#origins?.[index] ?? index) ? { ...example, heldBack: true } : example;
  }

  #behaviours(ordered: readonly CandidateReport[], counts: Counts): Behaviours {
    if (this.selection === undefined) return {};
    const found = behavioursOf(this.selection, this.unpinned, ordered, counts);
    const searched = foundOf(ordered, this.evidence, counts.examples);
    return searched === undefined || found.confidence === undefined
      ? found
      : { ...found, confidence: chanceOfFound(searched) };
  }

  get #ranking(): RankOptions {
    return { order: this.selection?.order ?? [] };
  }

  #askedModel(ballots: readonly Ballot[]): AskedModel {
    return { ballots, ...(this.#askUsage && { tokens: this.#tokensOf(this.#askUsage) }) };
  }

  #tokensOf(usage: Usage): Tokens {
    const { price } = this.#header;
    return { ...usage, ...(price && { cost: costOf(usage, price) }) };
  }

  /** Examples that could not run for any candidate, so that the specification is the cause, and not a candidate. */
  #moved(): Map<number, string> {
    const judged = this.#entries.flatMap((entry) => (entry.outcomes ? [entry.outcomes] : []));
    const moved = new Map<number, string>();
    if (judged.length === 0) return moved;
    this.#examples.forEach((_, index) => {
      const outcomes = judged.map((all) => all[index]);
      const first = outcomes[0];
      if (first?.kind === 'notRun' && outcomes.every((one) => one?.kind === 'notRun')) moved.set(index, first.reason);
    });
    return moved;
  }
}

function notRun({ file, line, source, case: id }: Example, reason: string): NotRun {
  return { file, line, source, ...(id === undefined ? {} : { case: id }), reason };
}
