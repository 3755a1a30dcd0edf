/** The way to a model server: the SDK's client, with what leaves this machine under our own control. */
import OpenAI, { APIConnectionTimeoutError } from 'openai';
import { AnswerBody } from './answerBody.ts';

/** An OpenAI-compatible server, as one call meets it. */
export interface Server {
  /** What `/chat/completions` is appended to. */
  readonly baseUrl: string;
  readonly key?: string;
  /** Seconds for a request, its reply included. */
  readonly requestTimeout: number;
  readonly fetch: typeof fetch;
}

/** A redirect that would carry code and key elsewhere. */
export class RedirectError extends Error {
  /** The host that it leads to, or nothing where it went round in circles. */
  readonly to?: string;

  constructor(to?: string) {
    super('The redirect was refused.');
    this.to = to;
  }
}

const REDIRECTS = 4;
/** Bytes of an answer that refuses, and how deep its JSON may be nested. */
const LARGEST_REFUSAL = 65_536;
const DEEPEST = 100;
const KEPT_HEADERS = ['accept', 'content-type', 'user-agent'];

/** The SDK without what it does unasked: its retries, its log, and what it reads from the environment. */
export function connect(server: Server): OpenAI {
  const { baseUrl, key, requestTimeout } = server;
  return new OpenAI({
    baseURL: baseUrl,
    // The SDK won't start without a string; `guarded` decides what is sent.
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    timeout: requestTimeout * 1000,
    maxRetries: 0,
    logLevel: 'off',
    fetch: guarded(server),
  });
}

/** Azure takes the keys of its resources in a header of its own; `authorization` is for other tokens there. */
function keyHeader({ hostname }: URL, key: string): [string, string] {
  const isAzure = /\.(openai|cognitiveservices|services\.ai)\.azure\.(com|us|cn)$/.test(hostname);
  return isAzure ? ['api-key', key] : ['authorization', `Bearer ${key}`];
}

/** A fetch that sends the given key and only harmless headers besides, and follows a redirect on the same host only. */
function guarded({ fetch, key, requestTimeout: seconds }: Server): typeof fetch {
  return async (input, init) => {
    // The SDK adds OPENAI_CUSTOM_HEADERS to every request, to whatever host: they may hold secrets.
    const given = new Headers(init?.headers);
    const headers = new Headers();
    for (const name of KEPT_HEADERS) if (given.has(name)) headers.set(name, given.get(name)!);
    let url = new URL(input instanceof Request ? input.url : input);
    if (key !== undefined) headers.set(...keyHeader(url, key));

    // Before the SDK gives up: what was said until then is worth telling.
    const deadline = Date.now() + seconds * 800;
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      const response = await fetch(url, { ...init, headers, redirect: 'manual' });
      const location = response.headers.get('location');
      if (response.status > 399) return bounded(response, deadline);
      if (response.status < 300 || location === null) return response;
      await response.body?.cancel();
      const next = new URL(location, url);
      if (!staysThere(url, next)) throw new RedirectError(next.host || next.protocol);
      url = next;
    }
    throw new RedirectError();
  };
}

/** An answer that refuses, as far as people would read it: the SDK reads all of it, however long that is and however deep. */
async function bounded(response: Response, deadline: number): Promise<Response> {
  const body = new AnswerBody(response, Math.max(0, deadline - Date.now()));
  const parts: Uint8Array[] = [];
  try {
    for (let size = 0; size < LARGEST_REFUSAL; size += parts.at(-1)!.byteLength) {
      const bytes = await body.read();
      if (!bytes) break;
      parts.push(bytes);
    }
  } catch (error) {
    // Late, what came of it is told.
    if (!(error instanceof APIConnectionTimeoutError)) throw error;
  } finally {
    await body.leave();
  }
  const text = Buffer.concat(parts).subarray(0, LARGEST_REFUSAL).toString('utf8');
  const headers = new Headers(response.headers);
  for (const name of ['content-length', 'content-encoding']) headers.delete(name);
  return new Response(isDeep(text) ? '' : text, { status: response.status, statusText: response.statusText, headers });
}

function isDeep(json: string): boolean {
  let depth = 0;
  for (const [bracket] of json.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** The same origin, or its encrypted twin. */
function staysThere(from: URL, to: URL): boolean {
  const encrypted = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  if (to.username !== '' || to.password !== '') return false;
  return from.origin === to.origin || (encrypted && from.hostname === to.hostname);
}

/** An address to connect to, or what is wrong with it; `source` is the setting or variable that it stands in. */
export function addressIn(text: string, source: string): { baseUrl: string } | { error: string } {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return { error: `${source} is not an http or https address. Set it to one such as http://localhost:11434/v1.` };
  }
  if (url.username || url.password) {
    return { error: `${source} holds a user name or password. Take it out, and set an API key instead.` };
  }
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return { baseUrl: url.search ? url.href : url.href.replace(/\/$/, '') };
}

/** Without the query, which may hold a secret. */
export function shownAddress(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + pathname.replace(/\/$/, '');
}

export function isLoopback(baseUrl: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(baseUrl).hostname);
}
