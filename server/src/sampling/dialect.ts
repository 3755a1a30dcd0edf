/** What a server doesn't take of OpenAI's interface, learnt from its answers. */
import { APIError } from 'openai';

/** One server's habits with one model. It changes as requests are answered. */
export interface Dialect {
  /** Samples that one request may ask for; not known before the first answer, `Infinity` where `n` is honoured. */
  portion?: number;
  readonly dropped: Set<Optional>;
}

/** By server and model. Kept by whoever wants the next run to know. */
export type Dialects = Map<string, Dialect>;

/** Parameters that a request can do without. */
const optional = ['temperature', 'max_tokens', 'n'] as const;
export type Optional = (typeof optional)[number];

export function dialectOf(dialects: Dialects, baseUrl: string, model: string): Dialect {
  const name = `${baseUrl} ${model}`;
  const dialect = dialects.get(name) ?? { dropped: new Set() };
  dialects.set(name, dialect);
  return dialect;
}

const names: Readonly<Record<Optional, RegExp>> = {
  temperature: /\btemperature\b/i,
  max_tokens: /\bmax_tokens\b/i,
  // `Field 'n': Value must be …` and `Only one completion choice is allowed` are llama.cpp's, new and old.
  n: /['"`]n['"`]|\bn (must|should|is|was|not|parameter)\b|\bparameter:? n\b|\bn ?[<>=]|only one completion choice/i,
};

/** The parameter of `sent` that the server names in its refusal, if that is what the error is. */
export function refusedParameter(error: unknown, sent: Readonly<Record<string, unknown>>): Optional | undefined {
  if (!(error instanceof APIError) || ![400, 422, 500, 501].includes(error.status ?? 0)) return undefined;
  const candidates = optional.filter((name) => sent[name] !== undefined);
  return candidates.find((name) => error.param === name) ?? candidates.find((name) => names[name].test(error.message));
}

/** The portion to ask for after `asked` was refused: the limit that the text tells, else one. */
export function portionAfter(error: unknown, asked: number): number {
  const text = error instanceof APIError ? error.message : '';
  const told = /(?:<=|at most|up to|maximum(?: value)?(?: of| is)?|less than or equal to):? ?(\d+)/i.exec(text);
  const limit = Number(told?.[1]);
  return limit >= 1 && limit < asked ? limit : 1;
}

/** What `came` of `asked` samples tells. One of one tells nothing. */
export function learnPortion(dialect: Dialect, asked: number, came: number): void {
  if (came < asked) dialect.portion = Math.min(dialect.portion ?? Number.POSITIVE_INFINITY, Math.max(1, came));
  else if (asked > 1) dialect.portion ??= Number.POSITIVE_INFINITY;
}
