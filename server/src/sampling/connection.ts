/** Connects to a model server with the SDK's client, and controls the data that leaves this machine. */
import OpenAI, { APIConnectionTimeoutError } from 'openai';
import type { Problem } from '../../../protocol/index.ts';
import { openSettings } from '../support/nextStep.ts';
import { AnswerBody } from './answerBody.ts';

/** An OpenAI-compatible server, for one call. */
export interface Server {
  /** The address to which `/chat/completions` is appended. */
  readonly baseUrl: string;
  readonly key?: string;
  /** Seconds for a request with its reply. */
  readonly requestTimeout: number;
  readonly fetch: typeof fetch;
}

/** A redirect that would send code and key to another host. */
export class RedirectError extends Error {
  /** The target host; undefined for a redirect loop. */
  readonly to?: string;

  constructor(to?: string) {
    super('The redirect was refused.');
    this.to = to;
  }
}

const REDIRECTS = 4;
/** The most bytes of a refusing answer, and the deepest nesting of its JSON. */
const LARGEST_REFUSAL = 65_536;
const DEEPEST = 100;
const KEPT_HEADERS = ['accept', 'content-type', 'user-agent'];

/** The SDK's client without its own retries, its log, and its use of the environment. */
export function connect(server: Server): OpenAI {
  const { baseUrl, key, requestTimeout } = server;
  return new OpenAI({
    baseURL: baseUrl,
    // The SDK needs a string here; `guarded` decides which key is sent.
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

/** The header for the key. Azure has its own header for resource keys; its `authorization` is for other tokens. */
function keyHeader({ hostname }: URL, key: string): [string, string] {
  const isAzure = /\.(openai|cognitiveservices|services\.ai)\.azure\.(com|us|cn)$/.test(hostname);
  return isAzure ? ['api-key', key] : ['authorization', `Bearer ${key}`];
}

/** A fetch that sends the given key and otherwise only harmless headers, and follows redirects only on the same host. */
function guarded({ fetch, key, requestTimeout: seconds }: Server): typeof fetch {
  return async (input, init) => {
    // The SDK adds OPENAI_CUSTOM_HEADERS to every request to any host, and they may contain secrets.
    const given = new Headers(init?.headers);
    const headers = new Headers();
    for (const name of KEPT_HEADERS) if (given.has(name)) headers.set(name, given.get(name)!);
    let url = new URL(input instanceof Request ? input.url : input);
    if (key !== undefined) headers.set(...keyHeader(url, key));

    // This ends before the SDK gives up, because the text until then is worth reporting.
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

/** Cuts a refusing answer to a readable size: the SDK would read all of it, at any length and depth. */
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
    // After a timeout, the text so far is reported.
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

/** Whether a redirect stays on the same origin, or goes to its HTTPS form. */
function staysThere(from: URL, to: URL): boolean {
  const encrypted = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  if (to.username !== '' || to.password !== '') return false;
  return from.origin === to.origin || (encrypted && from.hostname === to.hostname);
}

/** An address to connect to, or an error; `source` is the setting or variable that contains it. */
export function addressIn(text: string, source: 'assay.baseUrl' | 'OPENAI_BASE_URL'): { baseUrl: string } | Problem {
  const next = source === 'assay.baseUrl' ? openSettings('baseUrl') : undefined;
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return {
      error: `${source} is not an http or https address. Set it to one such as http://localhost:11434/v1.`,
      next,
    };
  }
  if (url.username || url.password) {
    return { error: `${source} holds a user name or password. Take it out, and set an API key instead.`, next };
  }
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return { baseUrl: url.search ? url.href : url.href.replace(/\/$/, '') };
}

/** The address without its query, which may contain a secret. */
export function shownAddress(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + pathname.replace(/\/$/, '');
}

export function isLoopback(baseUrl: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(baseUrl).hostname);
}

/** Where code goes, for people: a host, or `this machine`. */
export function destinationOf(baseUrl: string): string {
  return isLoopback(baseUrl) ? 'this machine' : new URL(baseUrl).host;
}
