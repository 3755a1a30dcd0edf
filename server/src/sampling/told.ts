/** Finds errors in answers with status 200: a server can only report a failure there once its answer has begun. */
import { APIError } from 'openai';

/** The fields in which servers put a message for people, the most informative first. */
const WORDS = ['message', 'detail', 'msg', 'error', 'errors', 'error_msg', 'error_message', 'reason'] as const;
/** The fields in which they put a status or a name of the error. */
const CODES = ['code', 'status_code', 'error_code', 'status'] as const;
const DEPTH = 4;

/**
 * The error in an answer or in one of its events, in any of the known shapes: `{"error": …}` as an object or as text
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

/** The part of the answer that contains the error. */
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
  // A message alone may be about anything, such as a queue.
  return wordsOf(answer) !== undefined && isFailure(codeOf(answer)) ? answer : undefined;
}

function isFailure(code: unknown): boolean {
  if (code === undefined) return false;
  const number = Number(code);
  if (Number.isFinite(number)) return number !== 0 && !(number >= 100 && number < 400);
  return !/^(ok|success|pending|queued|running|processing|in_progress|started|completed?)$/i.test(String(code));
}

/** The message for people in one line, if there is one. */
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

/** Whether a field has content. Some servers mark each part without an error by `null`, `""`, `{}`, `[]` or `false`. */
function holds(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
