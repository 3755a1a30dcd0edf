/** What the model servers of the tests share: a real HTTP server on loopback that remembers what it was asked. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly n?: number;
  readonly temperature?: number;
  readonly max_tokens?: number;
}

export interface Asked {
  readonly body: ChatRequest;
  readonly headers: IncomingHttpHeaders;
}

export interface ModelServer {
  /** With `/v1`. */
  readonly baseUrl: string;
  readonly port: number;
  /** The chat requests, in the order in which they came. */
  readonly asked: readonly Asked[];
  /** Chat requests whose client went away before the answer. */
  readonly abandoned: number;
  /** Ends every connection too. */
  close(): Promise<void>;
}

export interface Answers {
  /** Answers `POST /v1/chat/completions`. */
  chat(asked: Asked, response: ServerResponse): void | Promise<void>;
  /** Names for `/v1/models`. */
  readonly models?: readonly string[];
  readonly port?: number;
}

export async function startServer({ chat, models = ['replay'], port = 0 }: Answers): Promise<ModelServer> {
  const asked: Asked[] = [];
  let abandoned = 0;
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method === 'GET' && path === '/v1/models') {
      return json(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) });
    }
    if (request.method !== 'POST' || path !== '/v1/chat/completions') {
      return json(response, 404, { error: { message: `Unknown request URL: ${request.method} ${path}` } });
    }
    response.on('close', () => {
      if (!response.writableEnded) abandoned++;
    });
    const one = { body: (await readJson(request)) as ChatRequest, headers: request.headers };
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

/** A completion in OpenAI's shape, one choice a text. */
export function completion(model: string, texts: readonly (string | null)[]): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model,
    choices: texts.map((content, index) => ({ index, message: { role: 'assistant', content }, finish_reason: 'stop' })),
    usage: { prompt_tokens: 100, completion_tokens: 20 * texts.length, total_tokens: 100 + 20 * texts.length },
  };
}
