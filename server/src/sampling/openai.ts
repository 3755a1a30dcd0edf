/** Draws samples from an OpenAI-compatible server, and yields each as soon as it is complete. */
import type OpenAI from 'openai';
import { APIConnectionTimeoutError } from 'openai';
import type { Problem } from '../../../protocol/index.ts';
import { type Choice, type Counted, ranOut } from './choices.ts';
import { connect, destinationOf, type Server, shownAddress } from './connection.ts';
import { type Dialect, type Dialects, learnPortion, learnRefusal, RememberedDialects, refusedPart } from './dialect.ts';
import { withoutKey } from './keyFor.ts';
import { Mailbox } from './mailbox.ts';
import { chatModels, modelsOf } from './models.ts';
import { Pace } from './pace.ts';
import { isRefusal, problemOf, UnfinishedStream, unknownModel } from './problems.ts';
import { type Prompt, promptFor, sampleOf, textOfPrompt } from './prompts/index.ts';
import { send, wordingOf } from './request.ts';
import type { Sampler, SamplingEvent, SamplingRequest } from './sampler.ts';
import { ceilingNote, countsOne, sum, tokensOf, type Usage, usageOf } from './usage.ts';

export interface OpenAIOptions extends Server {
  readonly model: string;
  /** The known dialects of servers; new ones are stored here. */
  readonly dialects?: Dialects;
}

/** The news of a running request. */
type News =
  | { readonly kind: 'choice'; readonly prompt: Prompt; readonly choice: Choice }
  | {
      readonly kind: 'over';
      readonly asked: number;
      readonly came: number;
      readonly error?: unknown;
      /** Absent if no sample arrived. */
      readonly usage?: Usage;
      /** The tokens of the received text, estimated from its length. */
      readonly reckoned: number;
    };

export class OpenAISampler implements Sampler {
  readonly name = 'openai';
  readonly asksModel = true;
  readonly model: string;
  readonly destination: string;
  readonly #server: OpenAIOptions;
  readonly #client: OpenAI;
  readonly #dialects: Dialects;
  readonly #dialect: Dialect;

  constructor(options: OpenAIOptions) {
    this.model = options.model;
    this.destination = destinationOf(options.baseUrl);
    this.#server = options;
    this.#client = connect(options);
    this.#dialects = options.dialects ?? new RememberedDialects();
    this.#dialect = this.#dialects.of(options.baseUrl, options.model);
  }

  sent(request: SamplingRequest): string {
    const prompt = textOfPrompt(promptFor(request, this.#formOf(request)));
    return `${shownAddress(this.#server.baseUrl)} · ${this.model}\n\n${prompt}`;
  }

  /**
   * Asks for as many samples at a time as the server supports, counts the received ones, and makes up the rest with parallel requests.
   * After an error, it sends no new requests, but still takes the pending replies.
   */
  async *draw(request: SamplingRequest, { signal }: { readonly signal: AbortSignal }): AsyncIterable<SamplingEvent> {
    const leaving = new AbortController();
    const either = AbortSignal.any([signal, leaving.signal]);
    const pace = new Pace(this.#server.requestTimeout * 1000, this.#dialect.width);
    const news = new Mailbox<News>();
    const ceiling = request.ceiling ?? Number.POSITIVE_INFINITY;
    let underway = 0;
    let missing = request.k;
    let usage: Usage | undefined;
    /** Tokens of samples whose requests still run, so that the server has not counted them yet. */
    let unbilled = 0;
    let failure: unknown;
    const spent = () => (usage ? usage.prompt + usage.completion : 0) + unbilled;
    // After the ceiling is reached, no request is sent, even if the server counts less than the estimate.
    const wantsMore = () => missing > 0 && failure === undefined && !leaving.signal.aborted && spent() < ceiling;
    try {
      while (!signal.aborted) {
        while (wantsMore() && underway < this.#width(pace)) {
          const asked = Math.min(missing, this.#dialect.portion ?? missing);
          missing -= asked;
          underway++;
          this.#attempt(request, asked, { pace, news, signal: either }).catch((error: unknown) =>
            news.put({ kind: 'over', asked, came: 0, reckoned: 0, error }),
          );
        }
        if (underway === 0) break;
        const one = await news.take();
        if (one.kind === 'choice') {
          unbilled += tokensOf(one.choice.text);
          yield eventOf(one.prompt, one.choice);
          // The running requests would cost more and more.
          if (spent() >= ceiling) leaving.abort();
          continue;
        }
        underway--;
        unbilled -= one.reckoned;
        missing += one.asked - one.came;
        failure ??= one.error;
        if (one.usage) usage = sum(usage, one.usage);
      }
    } finally {
      leaving.abort();
    }
    const tally = usage === undefined ? {} : { usage };
    if (signal.aborted) yield { kind: 'ended', ...tally };
    else if (failure !== undefined) yield { kind: 'ended', ...(await this.#problem(failure, signal)), ...tally };
    else yield { kind: 'ended', ...ceilingNote(request.k, missing), ...tally };
  }

  /** The problem of a failure. A refusal may be about the model: then the server's own list tells which it has. */
  async #problem(failure: unknown, signal: AbortSignal): Promise<Problem> {
    const problem = problemOf(failure, this.#server);
    if (!isRefusal(failure)) return problem;
    const models = await modelsOf(this.#server, signal).catch((): string[] => []);
    return models.length === 0 || models.includes(this.model)
      ? problem
      : unknownModel(chatModels(models), { ...this.#server, model: this.model });
  }

  /** The number of parallel requests: one, until it is known how the server handles `n`. */
  #width(pace: Pace): number {
    return this.#dialect.portion === undefined ? 1 : pace.width;
  }

  /** Sends one request, and reports its samples as they arrive and its outcome. Missing samples are requested again, in an adapted form. */
  async #attempt(
    request: SamplingRequest,
    asked: number,
    { pace, news, signal }: { pace: Pace; news: Mailbox<News>; signal: AbortSignal },
  ): Promise<void> {
    const prompt = promptFor(request, this.#formOf(request));
    const { temperature, wants = 'function', between } = request;
    const isProgram = wants === 'function' && between === undefined;
    const asking = { prompt, model: this.model, temperature, asked, logprobs: isProgram };
    const wording = wordingOf(asking, this.#dialect);
    const limited = wording.parts.has('limit') && !this.#dialect.thinks;
    const texts: string[] = [];
    let wasted = 0;
    let counted: Counted | undefined;
    let turn = 0;
    let error: unknown;
    try {
      turn = await pace.turn(signal);
      const patience = this.#server.requestTimeout * 1000;
      for await (const arrival of send(this.#client, wording, { asked, patience, signal })) {
        if (arrival.kind === 'usage') counted = arrival.counted;
        else if (arrival.kind === 'whole') this.#learn(() => this.#dialect.dropped.add('stream'));
        else {
          if (limited && ranOut(arrival.choice)) {
            // This is not a sample; it is requested again, with room for thoughts.
            wasted++;
            continue;
          }
          const choice = { ...arrival.choice, text: withoutKey(arrival.choice.text, this.#server.key) };
          texts.push(choice.text);
          pace.sampled();
          news.put({ kind: 'choice', prompt, choice });
        }
      }
      pace.succeeded();
      if (wasted > 0) this.#dialect.thinks = true;
      if (learnPortion(this.#dialect, asked, texts.length + wasted) || wasted > 0) this.#dialects.changed();
    } catch (caught) {
      const refused = refusedPart(caught, wording.parts);
      if (refused !== undefined) this.#learn(() => learnRefusal(this.#dialect, refused, caught, asked));
      else {
        // Perhaps the server marks the end of a whole answer correctly.
        if (caught instanceof UnfinishedStream) this.#learn(() => this.#dialect.dropped.add('stream'));
        if (!signal.aborted && !pace.failed(caught, turn)) error = caught;
        else if (caught instanceof APIConnectionTimeoutError && this.#dialect.width !== pace.width) {
          this.#learn(() => {
            this.#dialect.width = pace.width;
          });
        }
      }
    }
    if (counted && !this.#dialect.countsOne && countsOne(texts, counted)) {
      this.#learn(() => {
        this.#dialect.countsOne = true;
      });
    }
    const usage = usageOf(textOfPrompt(prompt), texts, counted, this.#dialect.countsOne);
    const cost = texts.length > 0 || counted ? { usage } : {};
    const reckoned = texts.reduce((total, text) => total + tokensOf(text), 0);
    news.put({ kind: 'over', asked, came: texts.length, reckoned, ...(error !== undefined && { error }), ...cost });
  }

  #formOf({ prompt = 'auto' }: SamplingRequest) {
    if (prompt !== 'auto') return prompt;
    return this.#dialect.dropped.has('chat') ? 'completion' : 'chat';
  }

  #learn(change: () => unknown): void {
    change();
    this.#dialects.changed();
  }
}

function eventOf(prompt: Prompt, { text, refusal, finish, tooLong, logprob }: Choice): SamplingEvent {
  if (tooLong) return { kind: 'refused', reason: 'the reply was longer than any function' };
  if (text.trim() !== '')
    return { kind: 'sample', sample: { ...sampleOf(prompt, text), ...(logprob !== undefined && { logprob }) } };
  if (refusal) return { kind: 'refused', reason: 'the model declined to answer' };
  if (finish === 'length') return { kind: 'refused', reason: 'the reply was cut off before its text began' };
  if (finish === 'content_filter')
    return { kind: 'refused', reason: "the server's content filter held the reply back" };
  return { kind: 'refused', reason: 'the reply was empty' };
}
