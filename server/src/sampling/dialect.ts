/** The parts of OpenAI's interface that a server does not support, learnt from its answers. */
import { APIError } from 'openai';
import { shownAddress } from './connection.ts';

/** The dialect of one server with one model. Each answer may change it. */
export interface Dialect {
  /** The most samples of one request; unknown before the first answer, `Infinity` if the server honours `n`. */
  portion?: number;
  /** The name of a reply's limit, which OpenAI has changed. */
  limit: 'max_tokens' | 'max_completion_tokens';
  /** The most requests at a time, if more of them have timed out while they waited for one another. */
  width?: number;
  /** The model's thoughts count towards the limit, and are longer than a function. */
  thinks?: true;
  /** The server counts the tokens of only one choice. */
  countsOne?: true;
  /** The parts that requests leave out. `stream`: whole answers only. `system`: no message of that role. `chat`: plain completions only. */
  readonly dropped: Set<Optional>;
}

/** The optional parts of a request; `limit` has either of its names. Log-probabilities are first, because nothing is lost without them. */
export const optional = [
  'logprobs',
  'stream_options',
  'temperature',
  'limit',
  'stop',
  'n',
  'stream',
  'system',
  'chat',
] as const;
export type Optional = (typeof optional)[number];

/** The known dialects of servers, by address and model. */
export interface Dialects {
  of(baseUrl: string, model: string): Dialect;
  /** Call this when a dialect has changed. */
  changed(): void;
}

/** Keeps dialects in memory only. */
export class RememberedDialects implements Dialects {
  protected readonly known = new Map<string, Dialect>();

  of(baseUrl: string, model: string): Dialect {
    // The name leaves out the address's query, which may contain a secret.
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
  // `Field 'n': Value must be …` and `Only one completion choice is allowed` come from new and old versions of llama.cpp.
  n: /['"`]n['"`]|\bn (must|should|is|was|not|parameter)\b|\bparameter:? n\b|\bn ?[<>=]|only one completion choice/i,
  // A 500 about a broken stream says nothing about streaming in general.
  stream: /['"`]stream['"`]|\bstream(ing)?\b[^.]*\b(not|isn't|doesn't|can't|unsupported)\b|unsupported[^.]*\bstream/i,
  system: /\bsystem\b.*\b(role|messages?|prompts?|instructions?)\b|\brole\b.*\bsystem\b/i,
  logprobs: /\blog_?probs?\b|\btop_logprobs\b|\blog[- ]probabilit/i,
  chat: /not a chat model|chat[ _]template|does not support chat/i,
};

/**
 * The part of `sent` that the server refuses by name, if the error is such a refusal. A refusal without a name may be about log-probabilities,
 * which fewer servers know than anything else, and without which nothing is lost.
 */
export function refusedPart(error: unknown, sent: ReadonlySet<Optional>): Optional | undefined {
  if (!(error instanceof APIError)) return undefined;
  // Some models refuse log-probabilities alone with a 403.
  if (error.status === 403) return sent.has('logprobs') && names.logprobs.test(textOf(error)) ? 'logprobs' : undefined;
  const refusals = [400, 404, 422, 500, 501];
  if (!refusals.includes(error.status ?? 0)) return undefined;
  // An unknown model is a 404 too, and its message may contain any words.
  const candidates = optional.filter((name) => sent.has(name) && (error.status !== 404 || name === 'chat'));
  const text = textOf(error);
  const param = error.param === 'max_tokens' || error.param === 'max_completion_tokens' ? 'limit' : error.param;
  const named = candidates.find((name) => name === param) ?? candidates.find((name) => names[name].test(text));
  const isVague = [400, 422, 501].includes(error.status ?? 0);
  return named ?? (isVague ? candidates.find((name) => name === 'logprobs') : undefined);
}

/** Adapts the next request to a refusal. */
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

/** The portion to ask for after `asked` was refused: the limit in the text, else one. */
function portionAfter(text: string, asked: number): number {
  const told = /(?:<=|at most|up to|maximum(?: value)?(?: of| is)?|less than or equal to):? ?(\d+)/i.exec(text);
  const limit = Number(told?.[1]);
  return limit >= 1 && limit < asked ? limit : 1;
}

/** Learns from `came` of `asked` samples; one of one gives no information. Returns whether the dialect has changed. */
export function learnPortion(dialect: Dialect, asked: number, came: number): boolean {
  const before = dialect.portion;
  if (came < asked) dialect.portion = Math.min(before ?? Number.POSITIVE_INFINITY, Math.max(1, came));
  else if (asked > 1) dialect.portion ??= Number.POSITIVE_INFINITY;
  return dialect.portion !== before;
}

/** The whole text of a refusal: some servers put the name into a list of details. */
function textOf(error: unknown): string {
  if (!(error instanceof APIError)) return '';
  return error.error === undefined ? error.message : `${error.message} ${JSON.stringify(error.error)}`;
}
