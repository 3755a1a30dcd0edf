/** One request to an OpenAI-compatible server, in the server's dialect. */
import type OpenAI from 'openai';
import { type Arrival, readChoices } from './choices.ts';
import type { Dialect, Optional } from './dialect.ts';
import { withoutSystem } from './prompts/chat.ts';
import type { Prompt } from './prompts/index.ts';

/** The most tokens of a sample: a longer one is not a function, unless thoughts come before it. */
const MOST_TOKENS = 4096;
const MOST_WITH_THOUGHTS = 32_768;

export interface Wording {
  readonly path: '/chat/completions' | '/completions';
  readonly body: Readonly<Record<string, unknown>>;
  /** The parts of the request that a server may refuse. */
  readonly parts: ReadonlySet<Optional>;
}

export interface Asking {
  readonly prompt: Prompt;
  readonly model: string;
  readonly temperature: number;
  /** The number of samples. */
  readonly asked: number;
  /** Whether the log-probabilities of the tokens are of use. */
  readonly logprobs?: boolean;
}

export function wordingOf({ prompt, model, temperature, asked, logprobs }: Asking, dialect: Dialect): Wording {
  const without = dialect.dropped;
  const parts = new Set<Optional>();
  const optionally = (part: Optional, fields: object) => {
    if (without.has(part)) return {};
    parts.add(part);
    return fields;
  };
  const body = {
    model,
    ...(prompt.form === 'chat'
      ? { messages: without.has('system') ? withoutSystem(prompt.messages) : prompt.messages }
      : { prompt: prompt.text, ...optionally('stop', { stop: prompt.stop }) }),
    ...(asked > 1 && optionally('n', { n: asked })),
    ...optionally('temperature', { temperature }),
    ...optionally('limit', { [dialect.limit]: dialect.thinks ? MOST_WITH_THOUGHTS : MOST_TOKENS }),
    // A number in plain completions: that of tokens to tell beside each.
    ...(logprobs && optionally('logprobs', { logprobs: prompt.form === 'chat' ? true : 1 })),
    ...optionally('stream', { stream: true }),
    ...(!without.has('stream') && optionally('stream_options', { stream_options: { include_usage: true } })),
  };
  if (prompt.form === 'chat') {
    parts.add('chat');
    if (!without.has('system')) parts.add('system');
  }
  return { path: prompt.form === 'chat' ? '/chat/completions' : '/completions', body, parts };
}

/** Sends the request. Throws errors for `problemOf`. `patience` is in milliseconds; it also applies between two parts of a stream. */
export async function* send(
  client: OpenAI,
  { path, body, parts }: Wording,
  { asked, patience, signal }: { asked: number; patience: number; signal: AbortSignal },
): AsyncGenerator<Arrival> {
  // `stream` here tells the SDK to leave the body to us.
  const response = await client.post(path, { body, signal, stream: true }).asResponse();
  for await (const arrival of readChoices(response, { asked, patience })) {
    if (arrival.kind !== 'whole' || parts.has('stream')) yield arrival;
  }
}
