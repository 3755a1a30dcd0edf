/** Faulty model servers, each with one fault. `node test/servers/faults.ts unauthorized --port 0` prints its address. */
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  type Asked,
  beginStream,
  completion,
  json,
  type ModelServer,
  part,
  sendEvent,
  startServer,
  stream,
} from './modelServer.ts';

/** The reply of servers that do answer; they honour `n`. */
export const goodReply = '```python\ndef add(a, b):\n    return a + b\n```';

const page = '<!DOCTYPE html><html><body><h1>It works!</h1></body></html>';

type Fault = (asked: Asked, response: ServerResponse, turn: number) => unknown;

const refuse =
  (status: number, error: object, headers?: Record<string, string>): Fault =>
  (_, response) =>
    json(response, status, { error }, headers);

const answer: Fault = ({ body }, response) =>
  json(response, 200, completion(body.model, new Array(body.n ?? 1).fill(goodReply)));

/** A complete answer of `count` choices, streamed on request. */
const streams = ({ body }: Asked, response: ServerResponse, count = body.n ?? 1, order?: 'backwards') =>
  body.stream
    ? stream(response, body.model, new Array(count).fill(goodReply), { order })
    : json(response, 200, completion(body.model, new Array(count).fill(goodReply)));

/** Streams the first half of a good reply, but never its last part. */
function half({ body }: Asked, response: ServerResponse): void {
  beginStream(response);
  for (const content of [null, goodReply.slice(0, 20)]) sendEvent(response, part(body.model, 0, content));
}

/** Sends `text` repeatedly while the client is connected. */
async function keepAlive(response: ServerResponse, text: string, kind = 'text/event-stream'): Promise<void> {
  if (!response.headersSent) response.writeHead(200, { 'content-type': kind });
  while (!response.destroyed) {
    response.write(text);
    await pause(50);
  }
}

type Named = 'n' | 'temperature' | 'max_tokens' | 'stream' | 'stream_options' | 'logprobs';

const naming =
  (name: Named, error: object, status = 400): Fault =>
  (asked, response, turn) =>
    asked.body[name] === undefined ? answer(asked, response, turn) : json(response, status, { error });

const faults = {
  unauthorized: ({ headers }, response) =>
    json(response, 401, {
      error: { message: `Incorrect API key provided: ${headers.authorization}`, code: 'invalid_api_key' },
    }),
  /** Repeats the key in the answer, the headers and the model's reply, as some proxies do. */
  repeatsKey: ({ body, headers }, response) =>
    json(response, 200, completion(body.model, [goodReply.replace('a + b', `a + b  # ${headers.authorization}`)]), {
      'x-authorization': headers.authorization ?? '',
    }),
  repeatsKeyInStream: ({ headers }, response) => {
    beginStream(response);
    sendEvent(response, { error: { code: 400, message: `No such key: ${headers.authorization}` } });
    response.end();
  },
  repeatsKeyInJson: ({ headers }, response) => json(response, 200, { key: headers.authorization }),
  repeatsKeyEncoded: ({ headers }, response) => {
    const key = headers.authorization!.replace('Bearer ', '');
    const forms = [encodeURIComponent(key), Buffer.from(key).toString('base64')];
    json(response, 400, { error: { message: `Not a key: ${forms.join(', ')}` } });
  },
  forbidden: refuse(403, { message: 'Project does not have access to this model.' }),
  noModel: refuse(404, { message: "The model 'replay' does not exist", code: 'model_not_found' }),
  tooMany: refuse(429, { message: 'Rate limit reached.' }, { 'retry-after': '600' }),
  tooManyOnce: (asked, response, turn) =>
    turn === 0
      ? json(response, 429, { error: { message: 'Slow down.' } }, { 'retry-after': '0' })
      : answer(asked, response, turn),
  /** Errors that never end, or that are long or deep. */
  refusesForEver: async (_, response) => {
    response.writeHead(500, { 'content-type': 'text/plain' });
    await keepAlive(response, 'it is broken. ');
  },
  refusesAtLength: (_, response) => response.writeHead(400).end(`It is too long. ${'x'.repeat(20_000_000)}`),
  refusesDeeply: (_, response) =>
    response.writeHead(400, { 'content-type': 'application/json' }).end(`{"error":${'['.repeat(30_000)}`),
  nullChoice: (_, response) => json(response, 200, { choices: [null, 3] }),
  nullChoiceInStream: (asked, response, turn) => {
    if (turn % 2 === 0) return streams(asked, response, 1);
    beginStream(response);
    sendEvent(response, { choices: [null] });
    response.end('data: [DONE]\n\n');
  },
  /** Counts tokens impossibly. */
  countsNonsense: ({ body }, response) =>
    json(response, 200, {
      ...completion(body.model, [goodReply]),
      usage: { prompt_tokens: -1e9, completion_tokens: '7' },
    }),
  /** Gives one choice for each request, and counts fewer tokens than its length suggests. */
  countsFew: ({ body }, response) => {
    const text = `${'Here is the function you asked for. '.repeat(220)}\n${goodReply}`;
    json(response, 200, {
      ...completion(body.model, [text]),
      usage: { prompt_tokens: 120, completion_tokens: Math.round(text.length / 4.5) },
    });
  },
  noQuota: refuse(429, { message: 'You exceeded your current quota.', code: 'insufficient_quota' }),
  broken: (_, response) =>
    response.writeHead(500).end('Traceback (most recent call last):\n\u001b[31mKeyError\u001b[0m'),
  page: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
  errorPage: (_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end(page),
  halfJson: (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [{"mess'),
  otherJson: (_, response) => json(response, 200, { result: 'ok' }),
  errorInside: (_, response) => json(response, 200, { error: { message: 'The upstream provider is overloaded.' } }),
  textualJson: ({ body }, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(completion(body.model, [goodReply]))),
  hang: () => undefined,
  hangsLater: ({ body }, response, turn) => turn < 2 && json(response, 200, completion(body.model, [goodReply])),
  stall: (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices": ['),
  close: (_, response) => response.destroy(),
  noChoices: ({ body }, response) => json(response, 200, completion(body.model, [])),
  emptyChoice: ({ body }, response) => json(response, 200, completion(body.model, [goodReply, null, ''])),
  noCode: ({ body }, response) =>
    json(
      response,
      200,
      completion(body.model, new Array(body.n ?? 1).fill('I am sorry, I can only talk about cooking.')),
    ),
  refusesN: naming('n', { message: "Unsupported parameter: 'n' is not supported with this model.", param: 'n' }),
  limitsN: (asked, response, turn) =>
    (asked.body.n ?? 1) <= 4
      ? answer(asked, response, turn)
      : json(response, 400, {
          error: { message: `Field 'n': Value must be between 1 <= value <= 4, but got ${asked.body.n}` },
        }),
  oneChoiceOnly: naming('n', { message: 'Only one completion choice is allowed', type: 'invalid_request_error' }),
  refusesTemperature: naming('temperature', {
    message: "Unsupported value: 'temperature' does not support 0.8 with this model.",
    param: 'temperature',
  }),
  refusesMaxTokens: naming('max_tokens', {
    message:
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    param: 'max_tokens',
  }),
  refusesLogprobs: naming('logprobs', { message: 'logprobs is not supported when streaming.', param: 'logprobs' }),
  forbidsLogprobs: naming('logprobs', { message: 'You are not allowed to request logprobs from this model.' }, 403),
  refusesLogprobsVaguely: naming('logprobs', { message: 'Bad request' }),
  refusesStream: naming('stream', { message: 'Streaming is not supported by this model.', code: 'unsupported' }),
  refusesStreamOptions: naming('stream_options', {
    message: 'Unrecognized request argument supplied: stream_options',
  }),
  /** Refuses in the form of servers on FastAPI. */
  refusesInDetail: (asked, response) =>
    asked.body.stream_options === undefined
      ? streams(asked, response)
      : json(response, 422, {
          detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }],
        }),
  refusesSystem: (asked, response) =>
    asked.body.messages.some(({ role }) => role === 'system')
      ? json(response, 400, { error: { message: 'System role not supported' } })
      : streams(asked, response),
  notChat: (asked, response) =>
    asked.path === '/v1/chat/completions'
      ? json(response, 404, { error: { message: 'This is not a chat model and thus not supported here.' } })
      : json(response, 200, {
          choices: new Array(asked.body.n ?? 1).fill(0).map((_, index) => ({
            index,
            text: '    return a + b\n\ndef other():\n    pass\n',
            finish_reason: 'stop',
          })),
        }),
  /** The last choice arrives and is complete first. */
  outOfOrder: (asked, response) => streams(asked, response, asked.body.n, 'backwards'),
  ignoresN: (asked, response) => streams(asked, response, 1),
  /** Takes a second for a sample, one sample for each request, like most private servers. */
  slow: async (asked, response) => {
    await pause(1000);
    return streams(asked, response, 1);
  },
  /** Handles requests one by one, 200 ms each, like Ollama and LM Studio by default. */
  oneAtATime: (() => {
    let last: Promise<unknown> = Promise.resolve();
    return (asked, response) => {
      last = last.then(() => (response.destroyed ? undefined : pause(200))).then(() => streams(asked, response, 1));
      return last;
    };
  })(),
  /** The first of its choices is complete after 50 ms, and the second after a minute. */
  halfSlow: async ({ body }, response) => {
    beginStream(response);
    sendEvent(response, part(body.model, 0, null));
    sendEvent(response, part(body.model, 1, goodReply.slice(0, 20)));
    await pause(50);
    sendEvent(response, part(body.model, 0, goodReply, 'stop'));
    await pause(60_000, undefined, { ref: false });
    response.end();
  },
  stallsInStream: half,
  /** Sends comments endlessly, like a gateway without its model. */
  keepsAlive: (_, response) => keepAlive(response, ': keep-alive\n\n'),
  /** The same with empty events, after the start of a reply. */
  keepsAliveInStream: (asked, response) => {
    half(asked, response);
    return keepAlive(response, 'data:\n\ndata: {}\n\ndata: {"choices": [{"index": 0, "delta": {"content": ""}}]}\n\n');
  },
  /** The same before a whole answer. */
  keepsAliveWithBlanks: (_, response) => keepAlive(response, '\n', 'application/json'),
  /** Slow, but active: it exceeds the time limit in total, but never between two parts. */
  thinksAloud: async ({ body }, response) => {
    beginStream(response);
    for (let thought = 0; thought < 8; thought++) {
      sendEvent(response, { choices: [{ index: 0, delta: { content: null, reasoning_content: 'Hm. ' } }] });
      await pause(100);
    }
    sendEvent(response, part(body.model, 0, goodReply, 'stop'));
    sendEvent(response, '[DONE]');
    response.end();
  },
  /** Its connection stays open after the complete reply. */
  staysOpen: ({ body }, response) => {
    beginStream(response);
    sendEvent(response, part(body.model, 0, goodReply, 'stop'));
    return keepAlive(response, ': keep-alive\n\n');
  },
  /** Reports a dead engine during a stream, as vLLM does. */
  errorObjectInStream: (_, response) => {
    beginStream(response);
    sendEvent(response, { object: 'error', message: 'The engine has died.', type: 'InternalServerError', code: 500 });
    sendEvent(response, '[DONE]');
    response.end();
  },
  closesInStream: (asked, response) => {
    half(asked, response);
    setTimeout(() => response.destroy(), 20);
  },
  closesInStreamOnce: (asked, response, turn) => {
    if (turn > 0) return streams(asked, response);
    half(asked, response);
    setTimeout(() => response.destroy(), 20);
  },
  /** Ends a stream normally, but without marking the end of its choices; only whole answers are reliable. */
  endsInStream: (asked, response) => {
    if (!asked.body.stream) return streams(asked, response);
    half(asked, response);
    response.end();
  },
  halfJsonInStream: (_, response) => {
    beginStream(response);
    response.end('data: {"choices": [{"delta": {"conte\n\n');
  },
  errorInStream: ({ body }, response) => {
    beginStream(response);
    sendEvent(response, part(body.model, 0, goodReply.slice(0, 20)));
    sendEvent(response, { error: { code: 400, message: 'The provider broke off.' } });
    response.end();
  },
  /** Reports an overloaded provider during a stream, as OpenRouter does. */
  busyInStreamOnce: (asked, response, turn) => {
    if (turn > 0) return streams(asked, response);
    beginStream(response);
    sendEvent(response, {
      ...part(asked.body.model, 0, 'def'),
      error: { code: 502, message: 'Provider stream failed.' },
    });
    response.end();
  },
  breaksOnce: (asked, response, turn) =>
    turn > 0 ? streams(asked, response) : json(response, 500, { error: { message: 'The upstream stream was reset.' } }),
  streamsAsText: ({ body }, response) => {
    const events = [part(body.model, 0, goodReply), part(body.model, 0, '', 'stop')];
    const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`${text}data: [DONE]\n\n`);
  },
  jsonAsPage: ({ body }, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(JSON.stringify(completion(body.model, [goodReply]))),
  /** Sends comments while it thinks, and thoughts beside the answer. */
  reasons: ({ body }, response) => {
    beginStream(response);
    response.write(': PROCESSING\n\n');
    const thought = { index: 0, delta: { reasoning_content: 'def add(a, b): return a - b', content: null } };
    sendEvent(response, { choices: [thought] });
    sendEvent(response, part(body.model, 0, `<think>\n${goodReply.replace('+', '-')}\n</think>\n\n${goodReply}`));
    sendEvent(response, part(body.model, 0, '', 'stop'));
    sendEvent(response, '[DONE]');
    response.end();
  },
  /** Has thoughts of more than 4096 tokens; some servers show them. */
  thinksLong: ({ body }, response) => {
    const room = (body.max_tokens ?? 0) > 8000;
    const choices = new Array(body.n ?? 1).fill(0).map((_, index) => ({
      index,
      message: { content: room ? goodReply : index % 2 === 0 ? '' : '<think>\nLet me see. Let me see.' },
      finish_reason: room ? 'stop' : 'length',
    }));
    json(response, 200, { choices, usage: { prompt_tokens: 100, completion_tokens: 5000 } });
  },
  huge: ({ body }, response) =>
    json(response, 200, completion(body.model, ['x = 1  # and on\n'.repeat(650_000), goodReply])),
  hugeStream: async ({ body }, response) => {
    beginStream(response);
    while (!response.destroyed) {
      sendEvent(response, part(body.model, 0, 'x = 1  # and on\n'.repeat(2000)));
      await pause(1);
    }
  },
  countsOneOnly: ({ body }, response) =>
    json(response, 200, {
      ...completion(body.model, new Array(body.n ?? 1).fill(goodReply)),
      usage: { prompt_tokens: 100, completion_tokens: 19 },
    }),
  countsEach: async ({ body }, response) => {
    beginStream(response);
    for (let index = 0; index < (body.n ?? 1); index++) {
      sendEvent(response, part(body.model, index, goodReply, 'stop'));
      sendEvent(response, { choices: [], usage: { prompt_tokens: 100, completion_tokens: 16 } });
    }
    sendEvent(response, '[DONE]');
    response.end();
  },
  countsNothing: (asked, response) =>
    asked.body.stream
      ? stream(response, asked.body.model, new Array(asked.body.n ?? 1).fill(goodReply), { usage: false })
      : json(response, 200, { choices: [{ index: 0, message: { content: goodReply } }] }),
  tooManyForMs: (asked, response, turn) =>
    turn === 0
      ? refuse(429, { message: 'Slow down.' }, { 'retry-after-ms': '300' })(asked, response, turn)
      : answer(asked, response, turn),
  tooManyUntil: (asked, response, turn) =>
    turn === 0
      ? refuse(429, { message: 'Slow down.' }, { 'retry-after': new Date(Date.now() + 1500).toUTCString() })(
          asked,
          response,
          turn,
        )
      : answer(asked, response, turn),
  tooManyWithoutAWord: (asked, response, turn) =>
    turn < 2 ? refuse(429, { message: 'Slow down.' })(asked, response, turn) : answer(asked, response, turn),
  failsOnce: (asked, response, turn) => (turn === 0 ? response.writeHead(503).end() : answer(asked, response, turn)),
  failsLater: (asked, response, turn) =>
    turn < 3
      ? json(response, 200, completion(asked.body.model, [goodReply]))
      : refuse(403, { message: 'No more.' })(asked, response, turn),
  redirects: (_, response) =>
    response.writeHead(307, { location: 'http://elsewhere.invalid/v1/chat/completions' }).end(),
  redirectsHome: (asked, response, turn) =>
    turn === 0 ? response.writeHead(307, { location: '/v1/chat/completions' }).end() : answer(asked, response, turn),
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

export function startFaulty(name: FaultName, port?: number): Promise<ModelServer> {
  let turn = 0;
  return startServer({ port, chat: (asked, response) => void faults[name](asked, response, turn++) });
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { port: { type: 'string', default: '0' } },
    allowPositionals: true,
  });
  const name = positionals[0] ?? '';
  if (!(name in faults)) {
    console.error(`Name one of: ${Object.keys(faults).join(', ')}.`);
    process.exit(2);
  }
  console.log((await startFaulty(name as FaultName, Number(values.port))).baseUrl);
}
