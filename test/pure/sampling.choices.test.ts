/** Reads the choices, or the error, in an answer's bytes, without a server. */
import { APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { type Arrival, readChoices } from '../../server/src/sampling/choices.ts';
import { readEvents, type ServerEvent } from '../../server/src/sampling/events.ts';

const stream = 'text/event-stream';
const part = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

/** The events in an answer that arrives in texts of so many characters. */
async function read(text: string, kind = stream, size = text.length): Promise<Arrival[]> {
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
  const body = ReadableStream.from(pieces.map((piece) => new TextEncoder().encode(piece)));
  const response = new Response(body, { headers: { 'content-type': kind } });
  const arrivals: Arrival[] = [];
  for await (const one of readChoices(response, { asked: 1, patience: 1000 })) arrivals.push(one);
  return arrivals;
}

async function textOf(...about: Parameters<typeof read>): Promise<string> {
  return (await read(...about)).map((one) => (one.kind === 'choice' ? one.choice.text : '')).join('');
}

/** The message and the code of an answer's error. */
async function told(text: string, kind = stream): Promise<[string, unknown]> {
  const error = await read(text, kind).then(
    (arrivals) => new Error(`no error, but ${JSON.stringify(arrivals)}`),
    (caught) => caught,
  );
  if (!(error instanceof APIError)) throw error;
  return [error.message, error.code];
}

describe('an error in a stream', () => {
  const said = 'Out of memory.';
  it.each<[string, string, unknown]>([
    ['OpenAI’s', `data: {"error": {"message": "${said}", "type": "server_error", "code": "oom"}}`, 'oom'],
    ['a text', `data: {"error": "${said}"}`, undefined],
    ['an error within an error', `data: {"error": {"error": {"message": "${said}", "code": 502}}}`, undefined],
    ['vLLM’s', `data: {"object": "error", "message": "${said}", "type": "InternalServerError", "code": 500}`, 500],
    ['Anthropic’s', `data: {"type": "error", "error": {"type": "overloaded_error", "message": "${said}"}}`, undefined],
    ['an event of that name', `event: error\ndata: {"message": "${said}", "code": 503}`, 503],
    ['an event of that name, with an object', `event: error\ndata: {"error": {"message": "${said}"}}`, undefined],
    ['an event of that name, in plain text', `event: error\ndata: ${said}`, undefined],
    ['a field of that name', `error: {"code": 500, "message": "${said}", "type": "server_error"}`, 500],
    ['FastAPI’s', `data: {"detail": "${said}"}`, undefined],
    ['FastAPI’s of a request', `data: {"detail": [{"loc": ["body", "n"], "msg": "${said}"}]}`, undefined],
    ['a gateway’s', `data: {"message": "${said}", "code": 429}`, 429],
    ['a gateway’s with a status', `data: {"msg": "${said}", "status": "failed"}`, 'failed'],
    ['Cloudflare’s', `data: {"success": false, "errors": [{"message": "${said}", "code": 3040}]}`, undefined],
    ['one beside no choices', `data: {"choices": [], "error": {"message": "${said}", "code": 502}}`, 502],
    [
      'OpenRouter’s',
      `data: {"choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "error"}], "error": {"code": 502, "message": "${said}"}}`,
      502,
    ],
    [
      'one in its choice',
      `data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "error", "error": {"message": "${said}"}}]}`,
      undefined,
    ],
    ['one without a frame', `{"error": {"message": "${said}", "code": 500}}`, 500],
  ])('is told: %s', async (_, event, code) => {
    expect(await told(`${event}\n\n`)).toEqual([said, code]);
    expect(await told(`: comment\n\n${part('def f')}${event}\n\ndata: [DONE]\n\n`)).toEqual([said, code]);
    expect(await told(event.replace('\n', '\r\n'), 'text/plain')).toEqual([said, code]);
  });

  it('is one, too, where only the finish tells it', async () => {
    expect(await told(part('def f') + part('', 'error'))).toEqual(['it ended its answer with an error', undefined]);
  });

  it('is none where a field for it is empty, or a message is about something else', async () => {
    const quiet = [
      '{"choices": [{"index": 0, "delta": {"content": "a"}}], "error": null, "detail": null}',
      '{"choices": [{"index": 0, "delta": {"content": "b"}, "error": {}}], "error": "", "errors": []}',
      '{"message": "You are number 3.", "status": "queued"}',
      '{"message": "Hello.", "code": 200}',
      '{"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 2}, "message": "Done.", "code": 1}',
    ];
    const text = quiet.map((one) => `data: ${one}\n\n`).join('') + part('c', 'stop');
    expect(await textOf(text)).toBe('abc');
  });
});

describe('an answer', () => {
  it('skips comments, empty events and events of other names', async () => {
    const text = `: hello\n\ndata:\n\n${part('a')}data: \n\nevent: ping\ndata: {"type": "ping"}\n\n${part('b', 'stop')}`;
    expect(await textOf(text)).toBe('ab');
  });

  it.each([1, 2, 3, 7, 1000])('is known by its beginning, in texts of %i characters', async (size) => {
    const reply = part('é→', 'stop');
    for (const kind of [stream, 'text/plain', 'application/json'])
      expect(await textOf(`\n${reply}data: [DONE]\n\n`, kind, size)).toBe('é→');
    const whole = '  {"choices": [{"message": {"content": "x"}}]}';
    for (const kind of [stream, 'text/plain', 'application/json']) {
      expect(await read(whole, kind, size)).toEqual([{ kind: 'whole' }, { kind: 'choice', choice: { text: 'x' } }]);
    }
  });

  it('that tells an error does not say that the server never streams', async () => {
    expect(await told('{"error": {"message": "Busy.", "code": 503}}', 'application/json')).toEqual(['Busy.', 503]);
  });
});

describe('events', () => {
  const read = async (text: string, size: number) => {
    const texts = async function* () {
      for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
    };
    const events: ServerEvent[] = [];
    for await (const event of readEvents(texts())) events.push(event);
    return events;
  };

  it.each([1, 2, 3, 100])('end where the standard says, however their text is cut: %i', async (size) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const lines = [
        'event: a',
        'data: 1',
        'data:2',
        'id: 7',
        '',
        ': no',
        'data',
        '',
        'event: b',
        '',
        'data:  3',
        'retry: 1',
      ];
      expect(await read(lines.join(end), size)).toEqual([{ name: 'a', data: '1\n2' }, { data: ' 3' }]);
    }
  });
});

describe('log-probabilities', () => {
  const streamed = (...told: unknown[]) =>
    `${told.map((logprobs) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'x' }, logprobs }] })}\n\n`).join('')}${part('', 'stop')}`;
  const whole = (logprobs: unknown) =>
    JSON.stringify({ choices: [{ text: 'x', finish_reason: 'stop', logprobs }], usage: null });
  const meanOf = async (text: string, kind = stream) => {
    const [told] = (await read(text, kind)).flatMap((one) => (one.kind === 'choice' ? [one.choice.logprob] : []));
    return told;
  };
  const chat = (...all: unknown[]) => ({ content: all.map((logprob) => ({ token: 'x', logprob })) });

  it('are the mean over the tokens of all parts of a choice, in chat and in plain completions', async () => {
    expect(await meanOf(streamed(chat(-0.5), chat(-1, -1.5), null))).toBe(-1);
    expect(await meanOf(whole({ token_logprobs: [-1, -3] }), 'application/json')).toBe(-2);
    expect(await meanOf(whole(chat(0, -1)), 'application/json')).toBe(-0.5);
  });

  it('leave out what is none, and bound what is none in earnest', async () => {
    expect(await meanOf(streamed(chat(-2, 'no', null, 3), { content: [null, 7, {}] }, { content: 'x' }, 7))).toBe(-2);
    expect(await meanOf(whole({ token_logprobs: [-9999] }), 'application/json')).toBe(-50);
    expect(await meanOf(part('x', 'stop'))).toBeUndefined();
  });
});
