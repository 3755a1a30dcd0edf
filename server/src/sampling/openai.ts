/** Samples from chat completions of an OpenAI-compatible server. */
import { setTimeout as pause } from 'node:timers/promises';
import type OpenAI from 'openai';
import { APIError } from 'openai';
import { connect, isLoopback, type Server } from './connection.ts';
import { type Dialect, type Dialects, dialectOf, learnPortion, portionAfter, refusedParameter } from './dialect.ts';
import { isLostConnection, problemOf, ReplyError } from './problems.ts';
import { type ChatMessage, chatPrompt } from './prompts/chat.ts';
import type { Sampler, SamplingEvent, SamplingRequest, Usage } from './sampler.ts';

export interface OpenAIOptions extends Server {
  readonly model: string;
  /** What is known of servers, and where what is learnt goes. */
  readonly dialects?: Dialects;
}

/** Requests at a time. */
const WIDTH = 10;
/** A sample longer than this is no function. */
const MOST_TOKENS = 4096;
/** Milliseconds before the second attempt, where the server doesn't say; and the most that it may ask for. */
const PAUSE = 500;
const LONGEST_PAUSE = 10_000;

interface Prompt {
  readonly messages: ChatMessage[];
  readonly temperature: number;
}
interface Reply {
  readonly choices: readonly Choice[];
  readonly usage?: Usage;
}
/** How one request for `asked` samples went. */
interface Outcome {
  readonly request: Promise<Outcome>;
  readonly asked: number;
  readonly reply?: Reply;
  readonly error?: unknown;
}
interface Choice {
  readonly message?: { readonly content?: unknown; readonly refusal?: unknown };
  readonly finish_reason?: unknown;
}

export class OpenAISampler implements Sampler {
  readonly name = 'openai';
  readonly model: string;
  readonly destination: string;
  readonly #server: OpenAIOptions;
  readonly #client: OpenAI;
  readonly #dialect: Dialect;

  constructor(options: OpenAIOptions) {
    this.model = options.model;
    this.destination = isLoopback(options.baseUrl) ? 'this machine' : new URL(options.baseUrl).host;
    this.#server = options;
    this.#client = connect(options);
    this.#dialect = dialectOf(options.dialects ?? new Map(), options.baseUrl, options.model);
  }

  sent(request: SamplingRequest): string {
    const messages = chatPrompt(request).map(({ role, content }) => `[${role}]\n${content}`);
    return [`${this.#server.baseUrl} · ${this.model}`, ...messages].join('\n\n');
  }

  /**
   * Asks for all samples at once, counts what comes, and tops up with parallel requests. After an error nothing new is asked
   * for; what is on its way is still taken.
   */
  async *draw(request: SamplingRequest, { signal }: { readonly signal: AbortSignal }): AsyncIterable<SamplingEvent> {
    const prompt = { messages: chatPrompt(request), temperature: request.temperature };
    const leaving = new AbortController();
    const either = AbortSignal.any([signal, leaving.signal]);
    const underway = new Set<Promise<Outcome>>();
    let missing = request.k;
    let usage: Usage | undefined;
    let failure: unknown;
    try {
      while (!signal.aborted) {
        while (missing > 0 && failure === undefined && underway.size < this.#width()) {
          const asked = Math.min(missing, this.#dialect.portion ?? missing);
          underway.add(this.#attempt(prompt, asked, either));
          missing -= asked;
        }
        if (underway.size === 0) break;
        const done = await Promise.race(underway);
        underway.delete(done.request);
        failure ??= done.error;
        const choices = done.reply?.choices.slice(0, done.asked) ?? [];
        missing += done.asked - choices.length;
        usage = sum(usage, done.reply?.usage);
        for (const choice of choices) yield eventOf(choice);
      }
    } finally {
      leaving.abort();
    }
    const tally = usage === undefined ? {} : { usage };
    if (failure === undefined || signal.aborted) yield { kind: 'ended', ...tally };
    else yield { kind: 'ended', error: problemOf(failure, this.#server), ...tally };
  }

  /** One, until it is known what the server makes of `n`. */
  #width(): number {
    return this.#dialect.portion === undefined ? 1 : WIDTH;
  }

  #attempt(prompt: Prompt, asked: number, signal: AbortSignal): Promise<Outcome> {
    const request: Promise<Outcome> = this.#ask(prompt, asked, signal).then(
      (reply) => ({ request, asked, reply }),
      (error: unknown) => ({ request, asked, error }),
    );
    return request;
  }

  /** One request. It gives nothing where the server refused a parameter: the next one is put in words that it takes. */
  async #ask(prompt: Prompt, asked: number, signal: AbortSignal): Promise<Reply> {
    const body = this.#body(prompt, asked);
    try {
      const reply = await this.#post(body, signal);
      learnPortion(this.#dialect, asked, reply.choices.length);
      return reply;
    } catch (error) {
      const refused = refusedParameter(error, { ...body });
      if (refused === undefined) throw error;
      if (refused === 'n') this.#dialect.portion = Math.min(this.#dialect.portion ?? asked, portionAfter(error, asked));
      else this.#dialect.dropped.add(refused);
      return { choices: [] };
    }
  }

  #body({ messages, temperature }: Prompt, n: number): OpenAI.ChatCompletionCreateParamsNonStreaming {
    const { dropped } = this.#dialect;
    return {
      model: this.model,
      messages,
      ...(n > 1 && { n }),
      ...(!dropped.has('temperature') && { temperature }),
      ...(!dropped.has('max_tokens') && { max_tokens: MOST_TOKENS }),
    };
  }

  async #post(body: OpenAI.ChatCompletionCreateParamsNonStreaming, signal: AbortSignal): Promise<Reply> {
    try {
      return readReply(await this.#client.chat.completions.create(body, { signal }));
    } catch (error) {
      const wait = refusedParameter(error, { ...body }) ? undefined : pauseAfter(error);
      if (wait === undefined) throw error;
      await pause(wait, undefined, { signal });
      return readReply(await this.#client.chat.completions.create(body, { signal }));
    }
  }
}

/** Milliseconds after which a second attempt may do better; nothing where it won't. */
function pauseAfter(error: unknown): number | undefined {
  if (isLostConnection(error)) return PAUSE;
  if (!(error instanceof APIError) || ![408, 429, 500, 502, 503, 504, 529].includes(error.status ?? 0))
    return undefined;
  if (error.code === 'insufficient_quota') return undefined;
  const told = Number(error.headers?.get('retry-after') ?? Number.NaN) * 1000;
  if (Number.isNaN(told)) return PAUSE;
  return told <= LONGEST_PAUSE ? told : undefined;
}

/** The SDK returns whatever came with status 200. */
function readReply(body: unknown): Reply {
  const parsed = typeof body === 'string' ? fromText(body) : body;
  const { choices, usage } = (parsed ?? {}) as { choices?: unknown; usage?: Record<string, unknown> | null };
  if (!Array.isArray(choices) || choices.length === 0) throw new ReplyError(parsed);
  const prompt = Number(usage?.prompt_tokens);
  const completion = Number(usage?.completion_tokens);
  const counted = Number.isFinite(prompt) && Number.isFinite(completion);
  return { choices, ...(counted && { usage: { prompt, completion } }) };
}

/** Some servers call their JSON text. */
function fromText(body: string): unknown {
  return body.trimStart().startsWith('{') ? JSON.parse(body) : body;
}

function eventOf({ message, finish_reason: reason }: Choice): SamplingEvent {
  const text = textOf(message?.content);
  if (text.trim() !== '') return { kind: 'sample', sample: { form: 'reply', text } };
  if (typeof message?.refusal === 'string') return { kind: 'refused', reason: 'the model declined to answer' };
  if (reason === 'length') return { kind: 'refused', reason: 'the reply was cut off before its text began' };
  if (reason === 'content_filter')
    return { kind: 'refused', reason: "the server's content filter held the reply back" };
  return { kind: 'refused', reason: 'the reply was empty' };
}

/** A string, or parts with a text each. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content)
    ? content.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('')
    : '';
}

function sum(one: Usage | undefined, other: Usage | undefined): Usage | undefined {
  if (!one || !other) return one ?? other;
  return { prompt: one.prompt + other.prompt, completion: one.completion + other.completion };
}
