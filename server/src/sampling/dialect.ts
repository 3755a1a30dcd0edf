/** What a server doesn't take of OpenAI's interface, learnt from its answers. */
import { APIError } from 'openai';
import { shownAddress } from './connection.ts';

/** One server's habits with one model. It changes as requests are answered. */
export interface Dialect {
  /** Samples that one request may ask for; not known before the first answer, `Infinity` where `n` is honoured. */
  portion?: number;
  /** What the limit of a reply is called; OpenAI has renamed it. */
  limit: 'max_tokens' | 'max_completion_tokens';
  /** Requests under way at a time, where more of them have waited for one another past the time limit. */
  width?: number;
  /** The model thinks for longer than a function is long, and that counts. */
  thinks?: true;
  /** Its count of tokens is of one choice, whichever that is. */
  countsOne?: true;
  /** What requests go without. `stream`: whole answers only. `system`: no message of that role. `chat`: plain completions only. */
  readonly dropped: Set<Optional>;
}

/** What a request can do without, `limit` under either of its names. */
export const optional = ['stream_options', 'temperature', 'limit', 'stop', 'n', 'stream', 'system', 'chat'] as const;
export type Optional = (typeof optional)[number];

/** What is known of servers, by address and model. */
export interface Dialects {
  of(baseUrl: string, model: string): Dialect;
  /** Something was learnt. */
  changed(): void;
}

/** Forgets with the process. */
export class RememberedDialects implements Dialects {
  protected readonly known = new Map<string, Dialect>();

  of(baseUrl: string, model: string): Dialect {
    // Without the address's query, which may hold a secret.
    const name = `${shownAddress(baseUrl)} ${model}`;
    const dialect = this.known.get(name) ?? newDialect(baseUrl);
    this.known.set(name, dialect);
    return dialect;
  }

  changed(): void {}
}

function newDialect(baseUrl: string): Dialect {
  const limit = new URL(baseUrl).hostname === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens';
  return { limit, dropped: new Set() };
}

const names: Readonly<Record<Optional, RegExp>> = {
  stream_options: /\bstream_options\b|\binclude_usage\b/i,
  temperature: /\btemperature\b/i,
  limit: /\bmax_(completion_)?tokens\b|maximum context length/i,
  stop: /['"`]stop['"`]|\bparameter:? stop\b|\bstop sequences?\b/i,
  // `Field 'n': Value must be …` and `Only one completion choice is allowed` are llama.cpp's, new and old.
  n: /['"`]n['"`]|\bn (must|should|is|was|not|parameter)\b|\bparameter:? n\b|\bn ?[<>=]|only one completion choice/i,
  // A 500 about a stream that broke says nothing of streaming as such.
  stream: /['"`]stream['"`]|\bstream(ing)?\b[^.]*\b(not|isn't|doesn't|can't|unsupported)\b|unsupported[^.]*\bstream/i,
  system: /\bsystem\b.*\b(role|messages?|prompts?|instructions?)\b|\brole\b.*\bsystem\b/i,
  chat: /not a chat model|chat[ _]template|does not support chat/i,
};

/** What of `sent` the server names in its refusal, if that is what the error is. */
export function refusedPart(error: unknown, sent: ReadonlySet<Optional>): Optional | undefined {
  if (!(error instanceof APIError)) return undefined;
  const refusals = [400, 404, 422, 500, 501];
  if (!refusals.includes(error.status ?? 0)) return undefined;
  // An unknown model is a 404 too, in words that may hold anything.
  const candidates = optional.filter((name) => sent.has(name) && (error.status !== 404 || name === 'chat'));
  const text = textOf(error);
  const param = error.param === 'max_tokens' || error.param === 'max_completion_tokens' ? 'limit' : error.param;
  return candidates.find((name) => name === param) ?? candidates.find((name) => names[name].test(text));
}

/** Puts the next request in words that the server takes. */
export function learnRefusal(dialect: Dialect, refused: Optional, error: unknown, asked: number): void {
  const text = textOf(error);
  if (refused === 'n') {
    dialect.portion = Math.min(dialect.portion ?? asked, portionAfter(text, asked));
  } else if (
    refused === 'limit' &&
    dialect.limit === 'max_tokens' &&
    !/too (large|long|high)|context length|at most/i.test(text)
  ) {
    dialect.limit = 'max_completion_tokens';
  } else {
    dialect.dropped.add(refused);
  }
}

/** The portion to ask for after `asked` was refused: the limit that the text tells, else one. */
function portionAfter(text: string, asked: number): number {
  const told = /(?:<=|at most|up to|maximum(?: value)?(?: of| is)?|less than or equal to):? ?(\d+)/i.exec(text);
  const limit = Number(told?.[1]);
  return limit >= 1 && limit < asked ? limit : 1;
}

/** What `came` of `asked` samples tells. One of one tells nothing. Says whether anything was new. */
export function learnPortion(dialect: Dialect, asked: number, came: number): boolean {
  const before = dialect.portion;
  if (came < asked) dialect.portion = Math.min(before ?? Number.POSITIVE_INFINITY, Math.max(1, came));
  else if (asked > 1) dialect.portion ??= Number.POSITIVE_INFINITY;
  return dialect.portion !== before;
}

/** All that the server said: some put the name into a list of details. */
function textOf(error: unknown): string {
  if (!(error instanceof APIError)) return '';
  return error.error === undefined ? error.message : `${error.message} ${JSON.stringify(error.error)}`;
}
