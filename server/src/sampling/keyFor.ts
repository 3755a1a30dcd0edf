/** Chooses the key for a server. */
import type { Problem } from '../../../protocol/index.ts';
import { isLoopback } from './connection.ts';

export interface KeySources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The key that the user has stored for an origin such as `https://api.openai.com`. */
  keyFor?(origin: string): Promise<string | undefined>;
}

/** Shorter keys are placeholders, such as a local server's `none`, and may be words of any text. */
const REAL = 12;

/** Removes the key, plain or encoded, from a server's text: some servers repeat it. */
export function withoutKey(text: string, key: string | undefined): string {
  if (key === undefined || key.length < REAL) return text;
  const forms = [
    key,
    encodeURIComponent(key),
    Buffer.from(key).toString('base64'),
    Buffer.from(key).toString('base64url'),
  ];
  return forms.reduce((cleaned, form) => cleaned.replaceAll(form, '(key)'), text);
}

export const OPENAI = 'https://api.openai.com/v1';

/**
 * The key stored for the server's origin, else `OPENAI_API_KEY` where that may go: to OpenAI, to the `OPENAI_BASE_URL` of the
 * same environment, to loopback.
 */
export async function keyFor(baseUrl: string, sources: KeySources): Promise<{ key?: string } | Problem> {
  const { origin, host } = new URL(baseUrl);
  const stored = (await sources.keyFor?.(origin))?.trim();
  const key = stored || environmentKey(baseUrl, sources.environment);
  if (!key) return {};
  // Other characters are invalid in a header, and the error about them would show the key.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    const where = stored ? 'Run “Assay: Set API Key” again.' : 'Set OPENAI_API_KEY again.';
    const error = `The API key for ${host} holds spaces or characters that no key has. ${where}`;
    return stored ? { error, next: { kind: 'setApiKey' } } : { error };
  }
  return { key };
}

function environmentKey(baseUrl: string, environment: KeySources['environment']): string | undefined {
  const { origin } = new URL(baseUrl);
  const own = environment.OPENAI_BASE_URL?.trim();
  const allowed =
    origin === new URL(OPENAI).origin ||
    isLoopback(baseUrl) ||
    (own && URL.canParse(own) && new URL(own).origin === origin);
  return allowed ? environment.OPENAI_API_KEY?.trim() : undefined;
}
