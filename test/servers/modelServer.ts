/** The base of the tests' model servers: a real HTTP server on loopback that records its requests. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** The prompt of a plain completion, instead of messages. */
  readonly prompt?: string;
  readonly n?: number;
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly stream?: boolean;
  readonly logprobs?: boolean | number;
  readonly stream_options?: object;
  readonly stop?: readonly string[];
}

export interface Asked {
  /** `/v1/chat/completions` */
  readonly path: string;
  readonly body: ChatRequest;
  readonly headers: IncomingHttpHeaders;
}

export interface ModelServer {
  /** The address with `/v1`. */
  readonly baseUrl: string;
  readonly port: number;
  /** The chat requests, in the order of their arrival. */
  readonly asked: readonly Asked[];
  /** The number of chat requests whose client disconnected before the answer. */
  readonly abandoned: number;
  /** How many requests arrived while no other was under way: parallel requests are one round. */
  readonly rounds: number;
  /** Closes the server and every connection. */
  close(): Promise<void>;
}

export interface Answers {
  /** Answers `POST /v1/chat/completions` and `/v1/completions`. */
  chat(asked: Asked, response: ServerResponse): void | Promise<void>;
  /** Names for `/v1/models`. */
  readonly models?: readonly string[];
  readonly port?: number;
}

export async function startServer({ chat, models = ['replay'], port = 0 }: Answers): Promise<ModelServer> {
  const asked: Asked[] = [];
  let [abandoned, underway, rounds] = [0, 0, 0];
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method === 'GET' && path === '/v1/models') {
      return json(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) });
    }
    if (request.method !== 'POST' || !/^\/v1\/(chat\/)?completions$/.test(path ?? '')) {
      return json(response, 404, { error: { message: `Unknown request URL: ${request.method} ${path}` } });
    }
    if (underway++ === 0) rounds++;
    response.on('close', () => {
      underway--;
      if (!response.writableEnded) abandoned++;
    });
    const one = { path: path!, body: (await readJson(request)) as ChatRequest, headers: request.headers };
    asked.push(one);
    await chat(one, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${taken}/v1`,
    port: taken,
    asked,
    get abandoned() {
      return abandoned;
    },
    get rounds() {
      return rounds;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A completion in OpenAI's form, with one choice for each text. */
export function completion(model: string, texts: readonly (string | null)[]): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model,
    choices: texts.map((content, index) => ({ index, message: { role: 'assistant', content }, finish_reason: 'stop' })),
    usage: usageOf(texts),
  };
}

/** Counts about one token for each word and sign. */
function usageOf(texts: readonly (string | null)[]): object {
  const completion = texts.reduce((sum, text) => sum + (text?.match(/\w+|[^\w\s]/g)?.length ?? 0), 0);
  return { prompt_tokens: 100, completion_tokens: completion, total_tokens: 100 + completion };
}

export interface Streaming {
  /** Milliseconds between two parts of a choice. */
  readonly pace?: number;
  /** Choices interleaved (as in parallel generation) or one after another. */
  readonly order?: 'interleaved' | 'backwards';
  readonly usage?: boolean;
}

/** Begins an answer of server-sent events. */
export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

export function sendEvent(response: ServerResponse, event: unknown): void {
  response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
}

/** One part of a streamed completion. The first part of a choice has no text, as in llama.cpp. */
export function part(model: string, index: number, content: string | null, finish: string | null = null): object {
  const choices = [{ index, delta: { content }, finish_reason: finish }];
  return { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model, choices };
}

/** A completion in parts, as OpenAI streams it. */
export async function stream(
  response: ServerResponse,
  model: string,
  texts: readonly string[],
  { pace = 0, order = 'interleaved', usage = true }: Streaming = {},
): Promise<void> {
  beginStream(response);
  const parts = texts.map((text) => text.match(/[\s\S]{1,40}/g) ?? []);
  const indexes = order === 'backwards' ? [...texts.keys()].reverse() : [...texts.keys()];
  for (const index of indexes) sendEvent(response, part(model, index, null));
  for (let step = 0; step <= Math.max(...parts.map(({ length }) => length)); step++) {
    if (pace > 0) await pause(pace);
    for (const index of indexes) {
      const own = parts[index]!;
      if (step < own.length) sendEvent(response, part(model, index, own[step]!));
      else if (step === own.length) sendEvent(response, part(model, index, null, 'stop'));
    }
  }
  if (usage) sendEvent(response, { id: 'chatcmpl-1', model, choices: [], usage: usageOf(texts) });
  sendEvent(response, '[DONE]');
  response.end();
}
