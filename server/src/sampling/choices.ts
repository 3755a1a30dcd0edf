/** A server's answer as choices, each given as soon as it is complete: streamed, or whole. */
import type OpenAI from 'openai';
import { APIConnectionTimeoutError } from 'openai';
import { Stream } from 'openai/streaming';
import { OversizedAnswer, ReplyError, UnfinishedStream } from './problems.ts';

/** One sample's text, or what stands in its place. */
export interface Choice {
  readonly text: string;
  readonly refusal?: true;
  readonly finish?: string;
  /** Its text was longer than `longest`, and the rest was not read. */
  readonly tooLong?: true;
}

/** As a server counts tokens. */
export interface Counted {
  readonly prompt: number;
  readonly completion: number;
}

export type Arrival =
  | { readonly kind: 'choice'; readonly choice: Choice }
  | { readonly kind: 'usage'; readonly counted: Counted }
  /** It was asked to stream, and didn't. */
  | { readonly kind: 'whole' };

export interface ReadOptions {
  readonly client: OpenAI;
  /** Samples that were asked for: what is beyond is left unread. */
  readonly asked: number;
  /** Milliseconds without a byte after which the server counts as stalled. */
  readonly patience: number;
}

/** Characters of one choice that are read: no function has as many. */
export const longest = 200_000;
/** Bytes of an answer, and of one that streams, which repeats itself around each token. */
const LARGEST = 64e6;
const LARGEST_STREAM = 512e6;

/** Throws the errors that `problemOf` reads. Leaving it early ends the request. */
export async function* readChoices(response: Response, options: ReadOptions): AsyncGenerator<Arrival> {
  const kind = response.headers.get('content-type') ?? '';
  if (/\btext\/event-stream\b/i.test(kind)) {
    yield* streamed(watched(response, options.patience, LARGEST_STREAM), options);
    return;
  }
  const text = await watched(response, options.patience, LARGEST).response.text();
  // Some servers stream under another name.
  if (/^(data|event|id|retry)?:/.test(text)) {
    yield* streamed({ response: new Response(text), ended: () => text.trimEnd().endsWith('[DONE]') }, options);
    return;
  }
  yield { kind: 'whole' };
  yield* whole(text, kind, options.asked);
}

function* whole(text: string, kind: string, asked: number): Generator<Arrival> {
  // Some servers call their JSON text; a page that calls itself JSON is told as what it is.
  const json = /\bjson\b/i.test(kind) || text.trimStart().startsWith('{');
  const body: unknown = json && !text.trimStart().startsWith('<') ? JSON.parse(text) : text;
  const { choices, usage } = (body ?? {}) as { choices?: unknown; usage?: unknown };
  if (!Array.isArray(choices) || choices.length === 0) throw new ReplyError(body);
  for (const choice of (choices as RawChoice[]).slice(0, asked)) {
    const told = textOf(choice.message?.content ?? choice.text);
    const cut = told.length > longest;
    yield {
      kind: 'choice',
      choice: finished({ text: cut ? '' : told, refusal: hasRefusal(choice.message), cut }, choice.finish_reason),
    };
  }
  const counted = countedIn(usage);
  if (counted) yield { kind: 'usage', counted };
}

interface RawChoice {
  readonly index?: number;
  readonly delta?: RawMessage | null;
  readonly message?: RawMessage | null;
  readonly text?: unknown;
  readonly finish_reason?: unknown;
}
interface RawMessage {
  readonly content?: unknown;
  readonly refusal?: unknown;
}
interface Growing {
  text: string;
  refusal: boolean;
  cut: boolean;
}

/** Choices may come in any order and interleaved, and their first delta without text. */
async function* streamed(
  { response, ended }: { response: Response; ended: () => boolean },
  { client, asked }: ReadOptions,
): AsyncGenerator<Arrival> {
  const growing = new Map<number, Growing>();
  const done = new Set<number>();
  const separately: Counted[] = [];
  let latest: Counted | undefined;
  const events = Stream.fromSSEResponse<unknown>(response, new AbortController(), client);
  for await (const event of events) {
    const { choices, usage } = (event ?? {}) as { choices?: unknown; usage?: unknown };
    const list = Array.isArray(choices) ? (choices as RawChoice[]) : [];
    const counted = countedIn(usage);
    if (counted && list.length === 0) separately.push(counted);
    else if (counted) latest = counted;
    for (const choice of list) {
      const index = choice.index ?? 0;
      if (done.has(index) || (!growing.has(index) && growing.size + done.size >= asked)) continue;
      const one = growing.get(index) ?? { text: '', refusal: false, cut: false };
      growing.set(index, one);
      const part = choice.delta ?? choice.message;
      one.text += textOf(part?.content ?? choice.text);
      one.refusal ||= hasRefusal(part);
      one.cut = one.text.length > longest;
      if (one.cut) one.text = '';
      if (!one.cut && (choice.finish_reason === undefined || choice.finish_reason === null)) continue;
      growing.delete(index);
      done.add(index);
      yield { kind: 'choice', choice: finished(one, choice.finish_reason) };
      // What is too long may never end by itself.
      if (one.cut && growing.size === 0) return;
    }
  }
  if (growing.size > 0 && !ended()) throw new UnfinishedStream();
  for (const one of growing.values()) yield { kind: 'choice', choice: finished(one, undefined) };
  if (growing.size === 0 && done.size === 0) throw new ReplyError({ choices: [] });
  const counted = sumOf(separately) ?? latest;
  if (counted) yield { kind: 'usage', counted };
}

function finished({ text, refusal, cut }: Growing, reason: unknown): Choice {
  return {
    text,
    ...(refusal && { refusal: true as const }),
    ...(cut && { tooLong: true as const }),
    ...(typeof reason === 'string' && { finish: reason }),
  };
}

/** Its limit was met before its thoughts had ended. */
export function ranOut({ text, finish }: Choice): boolean {
  return finish === 'length' && (text.trim() === '' || /^\s*<think>(?![\s\S]*<\/think>)/.test(text));
}

function hasRefusal(message: RawMessage | null | undefined): boolean {
  return typeof message?.refusal === 'string' && message.refusal !== '';
}

/** A string, or parts with a text each. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content)
    ? content.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('')
    : '';
}

function countedIn(usage: unknown): Counted | undefined {
  const { prompt_tokens, completion_tokens } = (usage ?? {}) as Record<string, unknown>;
  const [prompt, completion] = [Number(prompt_tokens ?? Number.NaN), Number(completion_tokens ?? Number.NaN)];
  return Number.isFinite(prompt) && Number.isFinite(completion) ? { prompt, completion } : undefined;
}

/** Several at a stream's end are one a choice, as llama.cpp sends them, all of the same prompt. */
function sumOf(counts: readonly Counted[]): Counted | undefined {
  if (counts.length === 0) return undefined;
  return {
    prompt: Math.max(...counts.map(({ prompt }) => prompt)),
    completion: counts.reduce((sum, { completion }) => sum + completion, 0),
  };
}

/** The same answer, whose body fails where the server stalls or goes on without end. */
function watched(response: Response, patience: number, largest: number): { response: Response; ended: () => boolean } {
  const reader = response.body?.getReader();
  if (!reader) return { response, ended: () => true };
  let size = 0;
  let tail = '';
  const decoder = new TextDecoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let timer: NodeJS.Timeout | undefined;
      const stalled = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new APIConnectionTimeoutError()), patience);
      });
      try {
        const { done, value } = await Promise.race([reader.read(), stalled]);
        if (done) return controller.close();
        size += value.byteLength;
        if (size > largest) throw new OversizedAnswer(largest);
        tail = (tail + decoder.decode(value.subarray(-64), { stream: true })).slice(-64);
        controller.enqueue(value);
      } catch (error) {
        controller.error(error);
        await reader.cancel().catch(() => undefined);
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, headers } = response;
  return { response: new Response(body, { status, headers }), ended: () => tail.trimEnd().endsWith('[DONE]') };
}
