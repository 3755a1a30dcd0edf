/** Draws the samples for one synthesis: from the history for a repeated request, else from the sampler, round by round. */
import { createHash } from 'node:crypto';
import type { Notice, Report, ReportState, Specification } from '../../../protocol/index.ts';
import { ExecutionError, type Outcome, searchPrograms } from '../execution/index.ts';
import type { DrawnSample, History } from '../history/index.ts';
import { contradictionMessage } from '../report/doubts.ts';
import type { ReportBuilder } from '../report/reportBuilder.ts';
import { heldBackOf } from '../sampling/prompts/index.ts';
import type {
  AcceptedFunction,
  Evaluate,
  LibraryFunction,
  Sample,
  SamplingRequest,
  Turn,
} from '../sampling/sampler.ts';
import { contradictionsIn } from '../selection/contradictions.ts';
import { openSettings } from '../support/nextStep.ts';
import { type Redactor, redactorOf, withoutSecrets } from '../support/redaction.ts';
import type { SynthesisRequest } from './job.ts';
import { answerOf, needsRepair, turnOf, worthRepair } from './repair.ts';
import { steered, steeringSamples } from './steering.ts';
import { judging, sameExamples } from './together.ts';

/** The part of a synthesis that takes samples and runs them. */
export interface Judged {
  readonly builder: ReportBuilder;
  /** Takes a sample, and returns the id of its candidate unless it was refused. */
  take(sample: Sample): string | undefined;
  refuse(reason: string): void;
  /** Resolves when all taken samples have their verdicts. */
  settled(): Promise<void>;
  /** Runs a program with a trace of its failing calls; it does not count as a sample. Undefined if it can't run. */
  examine(sample: Sample): Promise<readonly Outcome[] | undefined>;
}

export interface RoundsTools {
  readonly signal: AbortSignal;
  readonly history?: History;
  readonly redactor?: Redactor;
  /** Gets the text that goes to a model, for people. */
  onSent?(text: string): void;
}

/** The most characters of a value in a message. */
const SHOWN = 80;
/** The most accepted functions in a prompt. */
const MOST_ACCEPTED = 3;
/** The most accepted functions that a search may call. */
const MOST_LIBRARY = 30;

type Conversation = readonly Turn[];

export const NO_HINTS: Notice = {
  message: 'The search takes no hints; yours is kept for a model: choose one in assay.baseUrl and assay.model.',
  next: openSettings('baseUrl', 'model'),
};

export class Rounds {
  readonly #request: SynthesisRequest;
  readonly #tools: RoundsTools;
  readonly #redactor: Redactor;
  readonly #k: number;
  readonly #temperature: number;
  /** The specification for the sampler, without the user's secrets. */
  readonly #shown: Specification;
  readonly #hints: readonly string[];
  /** Indexes of held-back examples: here among the examples that judge, below among those that a prompt would show. */
  readonly heldBack: ReadonlySet<number>;
  readonly #heldBackShown: ReadonlySet<number>;
  readonly #drawn: DrawnSample[] = [];
  /** The conversation that led to a candidate, by the candidate's id. */
  readonly #conversations = new Map<string, Conversation>();
  readonly #sentBack = new Set<string>();
  #accepted: readonly AcceptedFunction[] = [];
  #library: readonly LibraryFunction[] = [];
  #record: number | undefined;

  constructor(request: SynthesisRequest, tools: RoundsTools) {
    const { specification, settings, sampler } = request;
    this.#request = request;
    this.#tools = tools;
    this.#redactor = tools.redactor ?? redactorOf(process.env);
    this.#k = specification.directive.k ?? settings.samples;
    this.#temperature = specification.directive.temperature ?? settings.temperature;
    const { asksModel } = sampler;
    this.#heldBackShown = heldBackOf(specification, asksModel ? settings.heldBack : 0);
    this.heldBack = sameExamples(specification, this.#heldBackShown, judging(request).specification);
    this.#shown = asksModel ? withoutSecrets(specification, this.#redactor) : specification;
    this.#hints = asksModel ? (tools.history?.hints(specification.file, specification.target.name) ?? []) : [];
  }

  get requested(): number {
    return this.#k;
  }

  /** Feeds samples to the job; returns the state of a failure, if there is one. */
  async draw(job: Judged): Promise<ReportState | undefined> {
    const { sampler, settings, specification, workspace, fresh } = this.#request;
    const { history } = this.#tools;
    if (this.#hints.length > 0) job.builder.hints = this.#hints;
    const { asksModel } = sampler;
    const contradiction = asksModel ? undefined : this.#contradiction();
    if (contradiction !== undefined) return contradiction;
    if (asksModel) this.#accepted = history?.accepted(workspace, specification.file, this.#shown, MOST_ACCEPTED) ?? [];
    else this.#library = this.#libraryOf();
    const requests = this.#requests(await this.#earlier(job));
    const digest = asksModel ? this.#digest(requests.map((one) => sampler.sent(one))) : undefined;
    if (digest !== undefined && !fresh && history && this.#replay(job, digest, history)) return undefined;

    this.#record = history?.begin({
      file: specification.file,
      ...(workspace !== undefined && { workspace }),
      specification,
      ...(digest !== undefined && { request: digest }),
      sampler: sampler.name,
      ...(sampler.model !== undefined && { model: sampler.model }),
      destination: sampler.destination,
      requested: this.#k,
    });
    if (this.#record !== undefined) job.builder.history = { id: this.#record };

    let failure = await this.#round(job, requests, 1);
    for (let round = 2; asksModel && failure === undefined && round <= settings.repairRounds + 1; round++) {
      await job.settled();
      const repairs = await this.#repairs(job);
      if (repairs.length === 0) break;
      failure = await this.#round(job, this.#requests(repairs), round);
    }
    return failure;
  }

  /** Where nothing passes that a model gave, repairs included, searches once around its samples: what is found is a round of its own. */
  async steer(job: Judged): Promise<void> {
    const { sampler, specification, settings, together } = this.#request;
    const { signal } = this.#tools;
    const isWanted = sampler.asksModel && settings.repairRounds > 0 && together === undefined;
    if (!isWanted || this.#contradiction() !== undefined) return;
    await job.settled();
    const samples = steeringSamples(job.builder.build({ kind: 'running' }), specification);
    if (samples.length === 0) return;
    const asked = { specification, samples, limit: this.#k, library: this.#libraryOf() };
    const found = await steered(asked, this.#evaluate, signal).catch((error: unknown) => {
      if (!(error instanceof ExecutionError)) throw error;
      // What the model gave counts without the search.
      job.builder.note ??= error.message;
      return [];
    });
    if (found.length === 0) return;
    job.builder.beginRound(found.length, 'search');
    // They are no samples for the history: a repeated request has them searched for again, which costs nothing.
    for (const sample of found) job.take(sample);
  }

  /** Writes the result to the history. */
  end(report: Report): void {
    const { state, samples, candidates, rounds = [], tokens, seconds } = report;
    if (state.kind === 'running') return;
    this.#tools.history?.end(this.#record, {
      state: state.kind,
      ...(state.kind === 'failed' && { message: state.message }),
      samples: this.#drawn,
      candidates: candidates.map(({ id, round = 1, passed, unverified = false, verdicts, ...one }) => ({
        id,
        round,
        samples: one.samples,
        passed,
        unverified,
        solution: answerOf(one, this.#request.specification),
        verdicts: verdicts.map(({ ms, integrity, ...verdict }, index) => ({
          ...verdict,
          source: report.examples[index]!.source,
        })),
      })),
      requested: samples.requested,
      received: samples.received,
      passing: Math.round(report.passRate * samples.received),
      rounds: Math.max(1, rounds.length),
      ...(tokens && { tokens }),
      seconds,
    });
  }

  /** That no program passes two of the examples: a search for one would be in vain. */
  #contradiction(): ReportState | undefined {
    const { document, specification } = this.#request;
    const [one] = contradictionsIn(document, specification);
    if (one === undefined) return undefined;
    return { kind: 'failed', message: contradictionMessage(one, SHOWN), foundNothing: true };
  }

  /** Takes the samples of an earlier answer to the same request, if there is one, and runs them again for current verdicts. */
  #replay(job: Judged, digest: string, history: History): boolean {
    const remembered = history.find(digest);
    if (!remembered) return false;
    job.builder.history = { id: remembered.id, drawn: remembered.at.toISOString() };
    for (const round of new Set(remembered.samples.map((one) => one.round))) {
      const own = remembered.samples.filter((one) => one.round === round);
      job.builder.beginRound(own.length);
      for (const one of own) {
        if ('sample' in one) job.take(one.sample);
        else job.refuse(one.refused);
      }
    }
    return true;
  }

  /** The conversations that a hint continues: those of earlier failures, if these are known. */
  async #earlier(job: Judged): Promise<Conversation[]> {
    const { specification } = this.#request;
    if (this.#hints.length === 0 || !this.#tools.history) return [];
    const candidates = this.#tools.history.candidates(specification.file, specification);
    if (candidates.some(({ passed, unverified }) => passed || unverified)) return [];
    const found: Conversation[] = [];
    for (const { solution } of candidates.slice(0, Math.min(2, this.#k))) {
      const turn = await this.#turn(job, solution);
      if (turn) found.push([turn]);
    }
    return found;
  }

  async #repairs(job: Judged): Promise<Conversation[]> {
    const report = job.builder.build({ kind: 'running' });
    if (!needsRepair(report)) return [];
    const found: Conversation[] = [];
    for (const candidate of worthRepair(report, this.#sentBack, this.#k)) {
      this.#sentBack.add(candidate.id);
      const turn = await this.#turn(job, answerOf(candidate, this.#request.specification));
      if (turn) found.push([...(this.#conversations.get(candidate.id) ?? []), turn]);
    }
    return found;
  }

  async #turn(job: Judged, answer: string): Promise<Turn | undefined> {
    const outcomes = await job.examine({ form: 'solution', text: answer });
    if (!outcomes) return undefined;
    const { examples } = job.builder;
    const shown = <T>(all: readonly T[]) => all.filter((_, index) => !examples[index]!.heldBack);
    const told = { ...this.#request.specification, examples: shown(examples) };
    return turnOf(answer, shown(outcomes), told, this.#redactor);
  }

  /** One request, or one for each conversation; these share the number of samples. */
  #requests(conversations: readonly Conversation[]): SamplingRequest[] {
    const { prompt, contextTokens } = this.#request.settings;
    const common = {
      specification: this.#shown,
      temperature: this.#temperature,
      prompt,
      contextTokens,
      heldBack: this.#heldBackShown,
      ...(this.#hints.length > 0 && { hints: this.#hints.map(this.#redactor.code) }),
      ...(this.#accepted.length > 0 && { accepted: this.#accepted }),
      ...(this.#library.length > 0 && { library: this.#library }),
    };
    const count = conversations.length;
    if (count === 0) return [{ ...common, k: this.#k }];
    return conversations.map((conversation, index) => {
      // The remainder goes to the first conversations, which are the best.
      const share = Math.floor(this.#k / count) + (index < this.#k % count ? 1 : 0);
      return { ...common, k: share, conversation };
    });
  }

  async #round(job: Judged, requests: readonly SamplingRequest[], round: number): Promise<ReportState | undefined> {
    const { tokenCeiling } = this.#request.settings;
    const left = tokenCeiling === undefined ? undefined : Math.max(0, tokenCeiling - job.builder.spent);
    // The tokens used so far leave none for another round.
    if (left === 0) {
      job.builder.note ??= 'assay.tokenCeiling was reached before the failed candidates could go back to the model.';
      return undefined;
    }
    job.builder.beginRound(requests.reduce((sum, { k }) => sum + k, 0));
    const ceiling = left === undefined ? {} : { ceiling: left / requests.length };
    const failures = await Promise.all(requests.map((request) => this.#one(job, { ...request, ...ceiling }, round)));
    return failures.find((failure) => failure !== undefined);
  }

  async #one(job: Judged, request: SamplingRequest, round: number): Promise<ReportState | undefined> {
    const { sampler } = this.#request;
    const { signal, onSent } = this.#tools;
    const evaluate = this.#evaluate;
    const sent = sampler.sent(request);
    if (sent !== undefined) onSent?.(sent);
    let failure: ReportState | undefined;
    for await (const event of sampler.draw(request, { evaluate, signal })) {
      if (event.kind === 'sample') {
        this.#drawn.push({ round, sample: event.sample });
        const id = job.take(event.sample);
        if (id !== undefined && request.conversation && !this.#conversations.has(id)) {
          this.#conversations.set(id, request.conversation);
        }
      } else if (event.kind === 'refused') {
        this.#drawn.push({ round, refused: event.reason });
        job.refuse(event.reason);
      } else {
        const { error, next, foundNothing, usage, note, evidence } = event;
        if (error !== undefined)
          failure = { kind: 'failed', message: error, ...(next && { next }), ...(foundNothing && { foundNothing }) };
        if (usage) job.builder.addUsage(usage);
        job.builder.note ??= note;
        job.builder.evidence ??= evidence;
      }
    }
    return failure;
  }

  get #evaluate(): Evaluate {
    const { interpreter, workspace, together } = this.#request;
    const searched = together && !together.isOwnGrammar ? { specification: together.specification } : {};
    const place = { interpreter, ...(workspace !== undefined && { workspace }) };
    return (wanted, aborted) => searchPrograms({ ...wanted, ...searched, ...place }, aborted);
  }

  #libraryOf(): LibraryFunction[] {
    const { workspace, specification } = this.#request;
    return this.#tools.history?.library(workspace, specification.file, specification, MOST_LIBRARY) ?? [];
  }

  #digest(sent: readonly (string | undefined)[]): string {
    const { sampler, specification, settings } = this.#request;
    const parts = [sampler.name, sent, this.#k, this.#temperature, settings.repairRounds, specification.fingerprint];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }
}
