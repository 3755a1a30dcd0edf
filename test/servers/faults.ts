/** Model servers that go wrong on purpose, one way each. `node test/servers/faults.ts unauthorized --port 0` prints its address. */
import type { ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import { type Asked, completion, json, type ModelServer, startServer } from './modelServer.ts';

/** What the servers that answer in the end answer with; `n` is honoured. */
export const goodReply = '```python\ndef add(a, b):\n    return a + b\n```';

const page = '<!DOCTYPE html><html><body><h1>It works!</h1></body></html>';

type Fault = (asked: Asked, response: ServerResponse, turn: number) => unknown;

const refuse =
  (status: number, error: object, headers?: Record<string, string>): Fault =>
  (_, response) =>
    json(response, status, { error }, headers);

const answer: Fault = ({ body }, response) =>
  json(response, 200, completion(body.model, new Array(body.n ?? 1).fill(goodReply)));

const naming =
  (name: 'n' | 'temperature' | 'max_tokens', error: object): Fault =>
  (asked, response, turn) =>
    asked.body[name] === undefined ? answer(asked, response, turn) : json(response, 400, { error });

const faults = {
  unauthorized: ({ headers }, response) =>
    json(response, 401, {
      error: { message: `Incorrect API key provided: ${headers.authorization}`, code: 'invalid_api_key' },
    }),
  forbidden: refuse(403, { message: 'Project does not have access to this model.' }),
  noModel: refuse(404, { message: "The model 'replay' does not exist", code: 'model_not_found' }),
  tooMany: refuse(429, { message: 'Rate limit reached.' }, { 'retry-after': '600' }),
  tooManyOnce: (asked, response, turn) =>
    turn === 0
      ? json(response, 429, { error: { message: 'Slow down.' } }, { 'retry-after': '0' })
      : answer(asked, response, turn),
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
