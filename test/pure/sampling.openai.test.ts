import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/sampling/connection.ts';
import { type Dialects, RememberedDialects } from '../../server/src/sampling/dialect.ts';
import { OpenAISampler } from '../../server/src/sampling/openai.ts';
import type { SamplingEvent } from '../../server/src/sampling/sampler.ts';
import { type FaultName, goodReply, startFaulty } from '../servers/faults.ts';
import { json, type ModelServer, startServer } from '../servers/modelServer.ts';
import { isRecorded, type RecordedTask, recordedTasks, startReplay } from '../servers/replay.ts';
import { specified } from '../servers/specified.ts';

const key = 'sk-planted-0123456789';
const running: ModelServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function faulty(name: FaultName): Promise<ModelServer> {
  const server = await startFaulty(name);
  running.push(server);
  return server;
}

async function replaying(
  options: { most?: number; delay?: number } = {},
): Promise<{ server: ModelServer; task: RecordedTask }> {
  const tasks = recordedTasks();
  const server = await startReplay({ ...options, tasks });
  running.push(server);
  return { server, task: tasks[0]! };
}

function samplerAt(baseUrl: string, more: { key?: string; requestTimeout?: number; dialects?: Dialects } = {}) {
  return new OpenAISampler({ baseUrl, model: 'replay', requestTimeout: 5, fetch, ...more });
}

async function draw(sampler: OpenAISampler, k = 1, signal = new AbortController().signal, task?: RecordedTask) {
  const events: SamplingEvent[] = [];
  for await (const event of sampler.draw({ specification: specified(task), k, temperature: 0.8 }, { signal }))
    events.push(event);
  const ended = events.at(-1)!;
  if (ended.kind !== 'ended') throw new Error('the last event must say why it ended');
  return {
    samples: events.flatMap((event) => (event.kind === 'sample' ? [event.sample.text] : [])),
    refused: events.flatMap((event) => (event.kind === 'refused' ? [event.reason] : [])),
    ...ended,
  };
}

/** The one line that a user sees for this failure. */
async function lineOf(name: FaultName, more: Parameters<typeof samplerAt>[1] = {}): Promise<string> {
  const { error } = await draw(samplerAt((await faulty(name)).baseUrl, more));
  return error ?? 'no error';
}

describe('drawing', () => {
  it.skipIf(!isRecorded)('gets k samples in one request where the server honours n', async () => {
    const { server, task } = await replaying();
    const { samples, error, usage } = await draw(samplerAt(server.baseUrl), 10, undefined, task);
    expect(error).toBeUndefined();
    expect(samples).toHaveLength(10);
    expect(samples[0]).toBe(task.replies[0]);
    expect(server.asked.map(({ body }) => body.n)).toEqual([10]);
    expect(usage).toEqual({ prompt: 100, completion: expect.any(Number) });
  });

  it.skipIf(!isRecorded)('tops up with parallel requests where the server ignores n', async () => {
    const { server, task } = await replaying({ most: 1, delay: 200 });
    const { samples } = await draw(samplerAt(server.baseUrl), 10, undefined, task);
    expect(samples).toHaveLength(10);
    expect(server.asked).toHaveLength(10);
    // One round to learn the dialect, and one for the nine others. Ten rounds in sequence would take two seconds.
    expect(server.rounds).toBeLessThan(6);
  });

  it.skipIf(!isRecorded)('asks in parallel from the start when it knows the server', async () => {
    const { server, task } = await replaying({ most: 1, delay: 100 });
    const dialects = new RememberedDialects();
    await draw(samplerAt(server.baseUrl, { dialects }), 2, undefined, task);
    await draw(samplerAt(server.baseUrl, { dialects }), 3, undefined, task);
    expect(server.asked.map(({ body }) => body.n)).toEqual([2, undefined, undefined, undefined, undefined]);
  });

  it('asks in the portions that the server allows', async () => {
    const server = await faulty('limitsN');
    const { samples, error } = await draw(samplerAt(server.baseUrl), 10);
    expect(error).toBeUndefined();
    expect(samples).toHaveLength(10);
    expect(server.asked.map(({ body }) => body.n)).toEqual([10, 4, 4, 2]);
  });

  it.each(['refusesN', 'oneChoiceOnly'] as const)('asks one by one where the server %s', async (name) => {
    const server = await faulty(name);
    const { samples, error } = await draw(samplerAt(server.baseUrl), 3);
    expect(error).toBeUndefined();
    expect(samples).toEqual([goodReply, goodReply, goodReply]);
    expect(server.asked.map(({ body }) => body.n)).toEqual([3, undefined, undefined, undefined]);
  });

  it.each([
    ['refusesTemperature', 'temperature'],
    ['refusesMaxTokens', 'max_tokens'],
    ['refusesLogprobs', 'logprobs'],
    ['forbidsLogprobs', 'logprobs'],
    ['refusesLogprobsVaguely', 'logprobs'],
  ] as const)('drops the parameter that the server %s, once', async (name, parameter) => {
    const server = await faulty(name);
    const dialects = new RememberedDialects();
    expect((await draw(samplerAt(server.baseUrl, { dialects }), 2)).samples).toHaveLength(2);
    expect((await draw(samplerAt(server.baseUrl, { dialects }), 2)).samples).toHaveLength(2);
    expect(server.asked.map(({ body }) => parameter in body)).toEqual([true, false, false]);
  });

  it('asks for no log-probabilities where it wants examples', async () => {
    const server = await faulty('noCode');
    const sampler = samplerAt(server.baseUrl);
    const request = { specification: specified(), k: 1, temperature: 0.8 };
    const { signal } = new AbortController();
    for await (const _ of sampler.draw({ ...request, wants: 'examples' }, { signal }));
    for await (const _ of sampler.draw(request, { signal }));
    expect(server.asked.map(({ body }) => body.logprobs)).toEqual([undefined, true]);
  });

  it('keeps the samples that came before an error', async () => {
    const server = await faulty('failsLater');
    const { samples, error } = await draw(samplerAt(server.baseUrl), 6);
    expect(samples).toHaveLength(3);
    expect(error).toContain('403');
  });

  it('counts choices without text as refused samples, with the reason', async () => {
    const { samples, refused, error } = await draw(samplerAt((await faulty('emptyChoice')).baseUrl), 3);
    expect(samples).toEqual([goodReply]);
    expect(refused).toEqual(['the reply was empty', 'the reply was empty']);
    expect(error).toBeUndefined();
  });

  it('passes replies without code on, for candidates to refuse', async () => {
    const { samples } = await draw(samplerAt((await faulty('noCode')).baseUrl), 2);
    expect(samples).toHaveLength(2);
  });

  it('reads JSON that the server calls text', async () => {
    expect((await draw(samplerAt((await faulty('textualJson')).baseUrl))).samples).toEqual([goodReply]);
  });

  it('tries again when the server asks for a moment', async () => {
    const server = await faulty('tooManyOnce');
    expect((await draw(samplerAt(server.baseUrl), 2)).samples).toHaveLength(2);
    expect(server.asked).toHaveLength(2);
  });

  it('follows a redirect on the same host', async () => {
    expect((await draw(samplerAt((await faulty('redirectsHome')).baseUrl))).samples).toEqual([goodReply]);
  });

  it.each(['hang', 'stall'] as const)('takes an abort to the socket of a server that does %s', async (name) => {
    const server = await faulty(name);
    const controller = new AbortController();
    const drawing = draw(samplerAt(server.baseUrl), 3, controller.signal);
    while (server.asked.length === 0) await pause(10);
    controller.abort();
    expect(await drawing).toEqual({ kind: 'ended', samples: [], refused: [] });
    while (server.abandoned === 0) await pause(10);
  });

  it('ends its requests when nobody wants more', async () => {
    const server = await faulty('hangsLater');
    const request = { specification: specified(), k: 3, temperature: 0 };
    const { signal } = new AbortController();
    let samples = 0;
    for await (const { kind } of samplerAt(server.baseUrl).draw(request, { signal })) {
      expect(kind).toBe('sample');
      if (++samples === 2) break;
    }
    while (server.abandoned === 0) await pause(10);
  });
});

describe('answers that go on and on', () => {
  it.each<[FaultName, RegExp]>([
    ['refusesForEver', /failed \(500\): it is broken\..* Try again/],
    ['refusesAtLength', /refused the request \(400\): It is too long\. x+/],
    ['refusesDeeply', /refused the request \(400\)\. Check/],
  ])('%s: are read as far as people would', async (name, line) => {
    expect(await lineOf(name, { requestTimeout: 1 })).toMatch(line);
  });

  it('are no errors of ours where choices are none', async () => {
    expect(await lineOf('nullChoice')).toMatch(/without any choices/);
    const { samples, error } = await draw(samplerAt((await faulty('nullChoiceInStream')).baseUrl), 3);
    expect(samples.length).toBeGreaterThan(0);
    expect(error).toMatch(/without any choices/);
  });
});

describe('tokens', () => {
  it('are reckoned where the server counts nonsense', async () => {
    const { usage } = await draw(samplerAt((await faulty('countsNonsense')).baseUrl));
    expect(usage).toMatchObject({ estimated: true, completion: Math.ceil(goodReply.length / 3.5) });
  });

  it('that reach the ceiling by reckoning end the drawing, though the server counts fewer', async () => {
    const server = await faulty('countsFew');
    const events: SamplingEvent[] = [];
    const request = { specification: specified(), k: 3, temperature: 0.8, ceiling: 2000 };
    const { signal } = new AbortController();
    for await (const event of samplerAt(server.baseUrl).draw(request, { signal })) events.push(event);
    expect(events.at(-1)).toMatchObject({ kind: 'ended', note: expect.stringMatching(/tokenCeiling, after 1 of 3/) });
    expect(server.asked.length).toBeLessThan(5);
  });
});

describe('errors', () => {
  it('says where nothing answers, and what to do', async () => {
    const server = await startFaulty('page');
    await server.close();
    const { error } = await draw(samplerAt(server.baseUrl));
    expect(error).toBe(`Nothing answers at ${server.baseUrl}. Start the model server, or correct assay.baseUrl.`);
  });

  it.each([
    ['unauthorized', /wants an API key \(401\)\. Run “Assay: Set API Key”\.$/],
    ['forbidden', /refuses access \(403\): Project does not have access to this model\. .*may use the model 'replay'/],
    [
      'noModel',
      /has no such address, or does not have the model 'replay' \(404\): .*Check assay\.model and assay\.baseUrl/,
    ],
    ['tooMany', /accepts no more requests for now \(429\): Rate limit reached\. Wait/],
    ['noQuota', /quota is used up \(429\)/],
    ['broken', /failed \(500\): Traceback \(most recent call last\):\\n\\x1b\[31mKeyError\\x1b\[0m\. Try again/],
    ['errorPage', /failed \(502\) with a web page\. Try again/],
    ['page', /answered with a web page instead of JSON\. Check assay\.baseUrl, .*\/v1/],
    ['halfJson', /answered with broken JSON/],
    ['otherJson', /does not answer as OpenAI's chat completions do/],
    ['errorInside', /failed: The upstream provider is overloaded\./],
    ['noChoices', /answered without any choices\. Check that 'replay' is a chat model/],
    ['close', /closed the connection without a reply/],
    ['redirects', /redirects to elsewhere\.invalid, and Assay does not follow that/],
  ] as const)('of a server that is %s are one line that says what to do', async (name, line) => {
    const error = await lineOf(name);
    expect(error).toMatch(line);
    expect(error).not.toMatch(/\n/);
  });

  it.each(['hang', 'stall'] as const)('of a server that does %s name the time limit', async (name) => {
    expect(await lineOf(name, { requestTimeout: 0.3 })).toMatch(
      /gave no answer within 0\.3 s\. .*assay\.requestTimeout/,
    );
  });

  it('offers the models that the server has, where it does not have the one that was named', async () => {
    const server = await startServer({
      chat: (_, response) => json(response, 400, { error: { message: 'No such model.' } }),
      models: ['small', 'nomic-embed', 'odd\u202e', 'large'],
    });
    running.push(server);
    const { error, next } = await draw(samplerAt(server.baseUrl));
    expect(error).toMatch(/ does not have the model 'replay'\. It has 3 models: choose one in assay\.model\.$/);
    expect(next).toEqual({ kind: 'pickModel', models: ['small', 'large'] });
  });

  it('suggests /v1 where the address lacks it', async () => {
    const { baseUrl } = await faulty('noModel');
    const { error } = await draw(samplerAt(baseUrl.replace('/v1', '')));
    expect(error).toMatch(/\(404\).*which usually ends in \/v1\.$/);
  });

  it('never show the key, not even where the server repeats it', async () => {
    const faults: FaultName[] = ['unauthorized', 'forbidden', 'broken', 'page', 'halfJson', 'redirects', 'close'];
    const lines = await Promise.all(faults.map((name) => lineOf(name, { key })));
    expect(lines.filter((line) => line.includes(key))).toEqual([]);
    expect(lines[0]).toMatch(/does not take the API key \(401\)/);
  });
});

describe('what is sent', () => {
  it('has the key where there is one, and no authorization where there is none', async () => {
    const server = await faulty('noCode');
    await draw(samplerAt(server.baseUrl, { key }));
    await draw(samplerAt(server.baseUrl));
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${key}`, undefined]);
  });

  it('has no header that the environment would have the SDK add', async () => {
    const server = await faulty('noCode');
    process.env.OPENAI_CUSTOM_HEADERS = `X-Secret: ${key}`;
    process.env.OPENAI_ORG_ID = 'org-planted';
    try {
      await connect({ baseUrl: server.baseUrl, requestTimeout: 5, fetch }).chat.completions.create({
        model: 'm',
        messages: [],
      });
    } finally {
      delete process.env.OPENAI_CUSTOM_HEADERS;
      delete process.env.OPENAI_ORG_ID;
    }
    const sent = JSON.stringify(server.asked[0]!.headers);
    expect(sent).not.toContain(key);
    expect(sent).not.toContain('org-planted');
  });
});
