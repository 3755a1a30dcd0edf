/** Reads a server's answer, streamed or whole, and yields each choice as soon as it is complete. */
import { APIConnectionTimeoutError } from 'openai';
import { AnswerBody } from './answerBody.ts';
import { readEvents } from './events.ts';
import { Logprobs } from './logprobs.ts';
import { ReplyError, UnfinishedStream } from './problems.ts';
import { errorIn } from './told.ts';

/** One sample's text, or its replacement. */
export interface Choice {
  readonly text: string;
  readonly refusal?: true;
  readonly finish?: string;
  /** Its text is longer than `longest`, and the rest was not read. */
  readonly tooLong?: true;
  /** The mean log-probability of its tokens, where the server tells it. */
  readonly logprob?: number;
}

/** A server's count of tokens. */
export interface Counted {
  readonly prompt: number;
  readonly completion: number;
}

export type Arrival =
  | { readonly kind: 'choice'; readonly choice: Choice }
  | { readonly kind: 'usage'; readonly counted: Counted }
  /** The server was asked to stream, but did not. */
  | { readonly kind: 'whole' };

export interface ReadOptions {
  /** The number of requested samples; further ones are not read. */
  readonly asked: number;
  /** Milliseconds without a part of the answer after which the server counts as stalled. */
  readonly patience: number;
}

/** The most characters to read of one choice, more than any function has. */
const longest = 200_000;
/** The most bytes of a stream, which has much overhead around each token. */
const LARGEST_STREAM = 512e6;

/** Yields the choices. Throws errors for `problemOf`. Ending the iteration early ends the request. */
export async function* readChoices(response: Response, { asked, patience }: ReadOptions): AsyncGenerator<Arrival> {
  const body = new AnswerBody(response, patience);
  const kind = response.headers.get('content-type') ?? '';
  const about = { body, asked, headers: response.headers };
  try {
    const texts = body.texts();
    const beginning = await beginningOf(texts);
    if (isStream(beginning, kind)) {
      body.largest = LARGEST_STREAM;
      yield* streamed(following(beginning, texts), about);
      return;
    }
    const text: string[] = [];
    for await (const one of following(beginning, texts)) {
      // Some servers send blanks to keep the connection open until the answer starts.
      if (one.trim() !== '') body.heard();
      text.push(one);
    }
    yield* whole(text.join(''), kind, about);
  } finally {
    await body.leave();
  }
}

interface About {
  readonly body: AnswerBody;
  readonly asked: number;
  readonly headers: Headers;
}

/** Enough of an answer to recognize its form. */
async function beginningOf(texts: AsyncGenerator<string>): Promise<string> {
  let beginning = '';
  for (;;) {
    const next = await texts.next();
    if (next.done) return beginning;
    beginning = (beginning + next.value).trimStart();
    if (/^([{<[]|.{6}|.*[\n:])/s.test(beginning)) return beginning;
  }
}

/** Recognizes a stream by its beginning: some servers give another content type, and some answer a streaming request with a whole error. */
function isStream(beginning: string, kind: string): boolean {
  if (/^(data|event|id|retry|error)?:/.test(beginning)) return true;
  return /\btext\/event-stream\b/i.test(kind) && /^[^{<[]/.test(beginning);
}

async function* following(beginning: string, texts: AsyncGenerator<string>): AsyncGenerator<string> {
  yield beginning;
  yield* texts;
}

function* whole(text: string, kind: string, { asked, headers }: About): Generator<Arrival> {
  // Some servers give JSON the type of text. A page with the type of JSON is reported as a page.
  const json = /\bjson\b/i.test(kind) || text.trimStart().startsWith('{');
  const body: unknown = json && !text.trimStart().startsWith('<') ? JSON.parse(text) : text;
  const failure = errorIn(body, { headers });
  if (failure) throw failure;
  const { choices, usage } = (body ?? {}) as { choices?: unknown; usage?: unknown };
  const list = choicesIn(choices);
  if (list.length === 0) throw new ReplyError(body);
  yield { kind: 'whole' };
  for (const choice of list.slice(0, asked)) {
    const told = textOf(choice.message?.content ?? choice.text);
    const cut = told.length > longest;
    const logprobs = new Logprobs();
    logprobs.add(choice.logprobs);
    const grown = { text: cut ? '' : told, refusal: hasRefusal(choice.message), cut, logprobs };
    yield { kind: 'choice', choice: finished(grown, choice.finish_reason) };
  }
  const counted = countedIn(usage);
  if (counted) yield { kind: 'usage', counted };
}

interface RawChoice {
  readonly index?: number;
  readonly delta?: RawMessage | null;
  readonly message?: RawMessage | null;
  readonly text?: unknown;
  readonly logprobs?: unknown;
  readonly finish_reason?: unknown;
}

function choicesIn(choices: unknown): RawChoice[] {
  return Array.isArray(choices) ? choices.filter((one) => typeof one === 'object' && one !== null) : [];
}

interface RawMessage {
  readonly content?: unknown;
  readonly refusal?: unknown;
}
interface Growing {
  text: string;
  refusal: boolean;
  cut: boolean;
  readonly logprobs: Logprobs;
}

/** Reads choices from a stream. They may arrive in any order and interleaved, and the first delta may have no text. */
async function* streamed(texts: AsyncIterable<string>, { body, asked, headers }: About): AsyncGenerator<Arrival> {
  const growing = new Map<number, Growing>();
  const done = new Set<number>();
  const separately: Counted[] = [];
  let latest: Counted | undefined;
  let ended = false;
  try {
    for await (const { name, data } of readEvents(texts)) {
      ended = data.trim() === '[DONE]';
      if (ended) break;
      const event = parsed(data, name);
      const failure = errorIn(event, { name, headers });
      if (failure) throw failure;
      const { choices, usage } = (event ?? {}) as { choices?: unknown; usage?: unknown };
      const list = choicesIn(choices);
      const counted = countedIn(usage);
      if (counted && list.length === 0) separately.push(counted);
      else if (counted) latest = counted;
      if (list.some(saysSomething) || (counted && list.length === 0)) body.heard();
      for (const choice of list) {
        const index = choice.index ?? 0;
        if (done.has(index) || (!growing.has(index) && growing.size + done.size >= asked)) continue;
        const one = growing.get(index) ?? { text: '', refusal: false, cut: false, logprobs: new Logprobs() };
        growing.set(index, one);
        const part = choice.delta ?? choice.message;
        one.text += textOf(part?.content ?? choice.text);
        one.logprobs.add(choice.logprobs);
        one.refusal ||= hasRefusal(part);
        one.cut = one.text.length > longest;
        if (one.cut) one.text = '';
        if (!one.cut && (choice.finish_reason === undefined || choice.finish_reason === null)) continue;
        growing.delete(index);
        done.add(index);
        yield { kind: 'choice', choice: finished(one, choice.finish_reason) };
        // A choice that is too long may never end by itself.
        if (one.cut && growing.size === 0) return;
      }
    }
  } catch (error) {
    // Only the end of the stream is missing.
    if (!(error instanceof APIConnectionTimeoutError) || done.size < asked) throw error;
  }
  if (growing.size > 0 && !ended) throw new UnfinishedStream();
  for (const one of growing.values()) yield { kind: 'choice', choice: finished(one, undefined) };
  if (growing.size === 0 && done.size === 0) throw new ReplyError({ choices: [] });
  const counted = sumOf(separately) ?? latest;
  if (counted) yield { kind: 'usage', counted };
}

/** The content of an event: JSON, except for an error, which may be plain text. */
function parsed(data: string, name: string | undefined): unknown {
  try {
    return JSON.parse(data);
  } catch (error) {
    if (name === 'error') return data;
    throw error;
  }
}

/** Whether a delta is a part of the reply: text, thoughts, a refusal or an end. Idle servers also send a role alone, or empty text. */
function saysSomething({ delta, message, text, finish_reason }: RawChoice): boolean {
  const said = Object.entries({ ...message, ...delta, text }).filter(([name]) => name !== 'role');
  return (finish_reason ?? '') !== '' || said.some(([, value]) => isFilled(value));
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

function finished({ text, refusal, cut, logprobs: { mean } }: Growing, reason: unknown): Choice {
  return {
    text,
    ...(refusal && { refusal: true as const }),
    ...(cut && { tooLong: true as const }),
    ...(mean !== undefined && { logprob: mean }),
    ...(typeof reason === 'string' && { finish: reason }),
  };
}

/** Whether the choice reached its limit before its thoughts ended. */
export function ranOut({ text, finish }: Choice): boolean {
  return finish === 'length' && (text.trim() === '' || /^\s*<think>(?![\s\S]*<\/think>)/.test(text));
}

function hasRefusal(message: RawMessage | null | undefined): boolean {
  return typeof message?.refusal === 'string' && message.refusal !== '';
}

/** The text of a string, or of parts with a text each. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content)
    ? content.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('')
    : '';
}

function countedIn(usage: unknown): Counted | undefined {
  const { prompt_tokens, completion_tokens } = (usage ?? {}) as Record<string, unknown>;
  return isCount(prompt_tokens) && isCount(completion_tokens)
    ? { prompt: prompt_tokens, completion: completion_tokens }
    : undefined;
}

/** Whether this is a plausible count; implausible ones are replaced by an estimate. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 1e9;
}

/** Adds up several counts at a stream's end: llama.cpp sends one for each choice, all with the same prompt. */
function sumOf(counts: readonly Counted[]): Counted | undefined {
  if (counts.length === 0) return undefined;
  return {
    prompt: Math.max(...counts.map(({ prompt }) => prompt)),
    completion: counts.reduce((sum, { completion }) => sum + completion, 0),
  };
}
