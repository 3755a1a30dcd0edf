/** Errors that stand in an answer of status 200: what a server says of a failure once it has begun to answer. */
import { APIError } from 'openai';

/** Where servers put the words for people, the most telling first. */
const WORDS = ['message', 'detail', 'msg', 'error', 'errors', 'error_msg', 'error_message', 'reason'] as const;
/** Where they put a status or a name of the error. */
const CODES = ['code', 'status_code', 'error_code', 'status'] as const;
const DEPTH = 4;

/**
 * The error that an answer or an event of one tells, in any of the shapes that are known: `{"error": …}` as an object or as text
 * (OpenAI, OpenRouter, SGLang, Ollama), `{"object": "error", "message": …}` (vLLM), `{"detail": …}` (FastAPI),
 * `{"message": …, "code": …}` (gateways), an event of the name `error`, a choice whose `finish_reason` is `error`.
 */
export function errorIn(
  answer: unknown,
  { name, headers }: { readonly name?: string; readonly headers?: Headers } = {},
): APIError | undefined {
  const told = toldIn(answer, name);
  if (told === undefined) return undefined;
  const message = wordsOf(told) ?? wordsOf(answer) ?? 'it ended its answer with an error';
  const code = codeOf(told) ?? codeOf(answer);
  return new APIError(undefined, { message, ...(code !== undefined && { code }) }, undefined, headers);
}

/** What of the answer tells the error. */
function toldIn(answer: unknown, name: string | undefined): unknown {
  if (name === 'error') return isObject(answer) && holds(answer.error) ? answer.error : answer;
  if (!isObject(answer)) return undefined;
  if (holds(answer.error)) return answer.error;
  if (answer.object === 'error' || answer.type === 'error') return answer;
  const choices = Array.isArray(answer.choices) ? answer.choices : [];
  const failed = choices.find((choice) => holds(choice?.error) || choice?.finish_reason === 'error');
  if (failed) return holds(failed.error) ? failed.error : {};
  if (choices.length > 0 || isObject(answer.usage)) return undefined;
  if (holds(answer.detail) || holds(answer.errors)) return answer;
  // A message alone may be about anything: that the request waits in a queue.
  return wordsOf(answer) !== undefined && isFailure(codeOf(answer)) ? answer : undefined;
}

function isFailure(code: unknown): boolean {
  if (code === undefined) return false;
  const number = Number(code);
  if (Number.isFinite(number)) return number !== 0 && !(number >= 100 && number < 400);
  return !/^(ok|success|pending|queued|running|processing|in_progress|started|completed?)$/i.test(String(code));
}

/** In one line, where there are some. */
function wordsOf(told: unknown, depth = 0): string | undefined {
  if (typeof told === 'string') return told.trim() === '' ? undefined : told.trim();
  if (typeof told !== 'object' || told === null || depth > DEPTH) return undefined;
  if (Array.isArray(told)) {
    const all = told.flatMap((one) => wordsOf(one, depth + 1) ?? []);
    return all.length > 0 ? all.join('; ') : undefined;
  }
  for (const name of WORDS) {
    const words = wordsOf((told as Record<string, unknown>)[name], depth + 1);
    if (words !== undefined) return words;
  }
  return undefined;
}

function codeOf(told: unknown): string | number | undefined {
  if (!isObject(told)) return undefined;
  return CODES.map((name) => told[name]).find(
    (code): code is string | number => (typeof code === 'string' && code !== '') || typeof code === 'number',
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Some servers say of each part that it has no error: `null`, `""`, `{}`, `[]`, `false`. */
function holds(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
