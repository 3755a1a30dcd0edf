import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { RememberedDialects } from '../../server/src/sampling/dialect.ts';
import { goodReply } from '../servers/faults.ts';
import { specified } from '../servers/specified.ts';
import { draw, faulty, samplerAt } from './sampling.ts';

describe('a stream', () => {
  it('gives a sample the moment it is complete, while others still come', async () => {
    const server = await faulty('halfSlow');
    const controller = new AbortController();
    const events = samplerAt(server.baseUrl).draw({ specification: specified(), k: 2, temperature: 1 }, controller);
    for await (const event of events) {
      expect(event).toEqual({ kind: 'sample', sample: { form: 'reply', text: goodReply } });
      break;
    }
    // The answer was not over: that is left behind.
    while (server.abandoned === 0) await pause(10);
  });

  it('has its choices grouped by index, in whatever order they come', async () => {
    const server = await faulty('outOfOrder');
    const { samples, usage } = await draw(samplerAt(server.baseUrl), { k: 5 });
    expect(samples).toEqual(new Array(5).fill(goodReply));
    expect(server.asked.map(({ body }) => [body.n, body.stream])).toEqual([[5, true]]);
    expect(usage).toEqual({ prompt: 100, completion: 5 * 19 });
  });

  it('that ignores n is topped up', async () => {
    const server = await faulty('ignoresN');
    expect((await draw(samplerAt(server.baseUrl), { k: 4 })).samples).toHaveLength(4);
    expect(server.asked.map(({ body }) => body.n)).toEqual([4, undefined, undefined, undefined]);
  });

  it('is read without comments and thoughts', async () => {
    const { samples } = await draw(samplerAt((await faulty('reasons')).baseUrl));
    expect(samples).toEqual([expect.stringMatching(/^<think>[\s\S]*<\/think>\n\n```python\ndef add/)]);
  });

  it.each(['streamsAsText', 'jsonAsPage'] as const)('is known by its form where the server %s', async (fault) => {
    expect((await draw(samplerAt((await faulty(fault)).baseUrl))).samples).toEqual([goodReply]);
  });

  it('that stalls is given up after the time limit', async () => {
    const { samples, error } = await draw(samplerAt((await faulty('stallsInStream')).baseUrl, { requestTimeout: 0.3 }));
    expect(samples).toEqual([]);
    expect(error).toMatch(/gave no answer within 0\.3 s/);
  });

  it.each(['keepsAlive', 'keepsAliveInStream', 'keepsAliveWithBlanks'] as const)(
    'that only keeps its connection open is given up after the time limit: %s',
    async (fault) => {
      const server = await faulty(fault);
      const { samples, error } = await draw(samplerAt(server.baseUrl, { requestTimeout: 0.4 }));
      expect(samples).toEqual([]);
      expect(error).toMatch(/gave no answer within 0\.4 s/);
      while (server.abandoned === 0) await pause(10);
    },
  );

  it('that thinks for longer than the time limit is waited for while parts of its thoughts come', async () => {
    const { samples, error } = await draw(samplerAt((await faulty('thinksAloud')).baseUrl, { requestTimeout: 0.5 }));
    expect(error).toBeUndefined();
    expect(samples).toEqual([goodReply]);
  });

  it('that stays open after all has come is left, and nothing went wrong', async () => {
    const server = await faulty('staysOpen');
    const { samples, error } = await draw(samplerAt(server.baseUrl, { requestTimeout: 0.4 }));
    expect(error).toBeUndefined();
    expect(samples).toEqual([goodReply]);
    while (server.abandoned === 0) await pause(10);
  });

  it('that breaks off is asked for again', async () => {
    const server = await faulty('closesInStreamOnce');
    expect((await draw(samplerAt(server.baseUrl))).samples).toEqual([goodReply]);
    expect(server.asked).toHaveLength(2);
  });

  it.each(['busyInStreamOnce', 'breaksOnce'] as const)('is tried again, and streamed again: %s', async (fault) => {
    const server = await faulty(fault);
    expect((await draw(samplerAt(server.baseUrl))).samples).toEqual([goodReply]);
    expect(server.asked.map(({ body }) => body.stream)).toEqual([true, true]);
  });

  it('that always breaks off is told', async () => {
    const { samples, error } = await draw(samplerAt((await faulty('closesInStream')).baseUrl));
    expect(samples).toEqual([]);
    expect(error).toMatch(/closed the connection/);
  });

  it('that ends in the middle as if all were well is no sample: then whole answers are asked for', async () => {
    const server = await faulty('endsInStream');
    expect((await draw(samplerAt(server.baseUrl))).samples).toEqual([goodReply]);
    expect(server.asked.map(({ body }) => body.stream)).toEqual([true, undefined]);
  });

  it('of broken JSON is told', async () => {
    const { error } = await draw(samplerAt((await faulty('halfJsonInStream')).baseUrl));
    expect(error).toMatch(/answered with broken JSON/);
  });

  it('with an error in it is told in the server’s words', async () => {
    const { samples, error } = await draw(samplerAt((await faulty('errorInStream')).baseUrl));
    expect(samples).toEqual([]);
    expect(error).toMatch(/The provider broke off/);
  });

  it('with an error of the server’s own is asked for again, then told', async () => {
    const server = await faulty('errorObjectInStream');
    const { error } = await draw(samplerAt(server.baseUrl));
    expect(error).toMatch(/failed: The engine has died\. Check/);
    expect(server.asked).toHaveLength(3);
  });

  it('without end is left, and counts as refused', async () => {
    const server = await faulty('hugeStream');
    expect(await draw(samplerAt(server.baseUrl))).toMatchObject({
      samples: [],
      refused: ['the reply was longer than any function'],
    });
    while (server.abandoned === 0) await pause(10);
  });

  it('is aborted to the socket', async () => {
    const server = await faulty('stallsInStream');
    const controller = new AbortController();
    const drawing = draw(samplerAt(server.baseUrl), {}, controller.signal);
    while (server.asked.length === 0) await pause(10);
    await pause(50);
    controller.abort();
    expect(await drawing).toEqual({ kind: 'ended', samples: [], refused: [] });
    while (server.abandoned === 0) await pause(10);
  });
});

describe('an answer of 10 MB', () => {
  it('is read, and its endless choice refused', async () => {
    const { samples, refused } = await draw(samplerAt((await faulty('huge')).baseUrl), { k: 2 });
    expect(samples).toEqual([goodReply]);
    expect(refused).toEqual(['the reply was longer than any function']);
  });
});

describe('what a server refuses', () => {
  it.each([
    ['refusesStream', 'stream'],
    ['refusesStreamOptions', 'stream_options'],
    ['refusesInDetail', 'stream_options'],
  ] as const)('is left out from then on: %s', async (fault, part) => {
    const server = await faulty(fault);
    const dialects = new RememberedDialects();
    for (let turn = 0; turn < 2; turn++) {
      expect((await draw(samplerAt(server.baseUrl, { dialects }))).samples).toEqual([goodReply]);
    }
    expect(server.asked.map(({ body }) => part in body)).toEqual([true, false, false]);
  });

  it('goes by its newer name: max_tokens', async () => {
    const server = await faulty('refusesMaxTokens');
    expect((await draw(samplerAt(server.baseUrl))).samples).toEqual([goodReply]);
    expect(server.asked.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
      [4096, undefined],
      [undefined, 4096],
    ]);
  });

  it('is said by the user: the system’s message', async () => {
    const server = await faulty('refusesSystem');
    expect((await draw(samplerAt(server.baseUrl))).samples).toEqual([goodReply]);
    const [first] = server.asked.at(-1)!.body.messages;
    expect(first).toMatchObject({ role: 'user', content: expect.stringMatching(/^You are an expert/) });
  });

  it('is completed instead: a chat', async () => {
    const server = await faulty('notChat');
    expect((await draw(samplerAt(server.baseUrl))).samples).toEqual(['    return a + b\n']);
    expect(server.asked.map(({ path }) => path)).toEqual(['/v1/chat/completions', '/v1/completions']);
    expect(server.asked[1]!.body.prompt).toMatch(/def add\(a, b\):\n {4}"""Return the sum/);
  });

  it('is given more room where thoughts took it all, and those replies are no samples', async () => {
    const server = await faulty('thinksLong');
    const dialects = new RememberedDialects();
    const { samples, refused, usage } = await draw(samplerAt(server.baseUrl, { dialects }), { k: 3 });
    expect(samples).toEqual([goodReply, goodReply, goodReply]);
    expect(refused).toEqual([]);
    expect(usage).toMatchObject({ prompt: 200, completion: 10_000 });
    await draw(samplerAt(server.baseUrl, { dialects }));
    expect(server.asked.map(({ body }) => body.max_tokens)).toEqual([4096, 32_768, 32_768]);
  });

  it('is not asked for where a server never streams', async () => {
    const server = await faulty('noCode');
    const dialects = new RememberedDialects();
    await draw(samplerAt(server.baseUrl, { dialects }));
    await draw(samplerAt(server.baseUrl, { dialects }));
    expect(server.asked.map(({ body }) => body.stream)).toEqual([true, undefined]);
  });
});

describe('a server that is busy', () => {
  it.each([
    ['tooManyForMs', 280],
    ['tooManyUntil', 400],
    ['tooManyWithoutAWord', 1400],
    ['failsOnce', 450],
  ] as const)('is asked again when it said: %s', async (fault, ms) => {
    const began = performance.now();
    expect((await draw(samplerAt((await faulty(fault)).baseUrl))).samples).toEqual([goodReply]);
    expect(performance.now() - began).toBeGreaterThan(ms);
  });

  it('is asked for fewer at a time where its requests wait for one another longer than the time limit', async () => {
    const server = await faulty('oneAtATime');
    const dialects = new RememberedDialects();
    dialects.of(server.baseUrl, 'replay').portion = 1;
    const { samples, error } = await draw(samplerAt(server.baseUrl, { dialects, requestTimeout: 1.3 }), { k: 10 });
    expect(error).toBeUndefined();
    expect(samples).toHaveLength(10);
    expect(server.asked.length).toBeGreaterThan(10);
    // The next draw begins with the same number.
    expect(dialects.of(server.baseUrl, 'replay').width).toBeLessThan(10);
  });

  it('is not waited for longer than the budget', async () => {
    const server = await faulty('tooMany');
    // The server asks for a pause of 600 s. A sampler that waits for as long as its budget outlasts the test.
    const { error } = await draw(samplerAt(server.baseUrl, { requestTimeout: 500 }));
    expect(error).toMatch(/accepts no more requests for now/);
    expect(server.asked).toHaveLength(1);
  });
});

describe('tokens', () => {
  it.each(['countsOneOnly', 'countsNothing'] as const)(
    'are reckoned by the text where the server %s',
    async (fault) => {
      const { usage } = await draw(samplerAt((await faulty(fault)).baseUrl), { k: 4 });
      expect(usage).toMatchObject({ completion: 4 * Math.ceil(goodReply.length / 3.5), estimated: true });
    },
  );

  it('are reckoned from then on where the server has counted one choice once', async () => {
    const server = await faulty('countsOneOnly');
    const dialects = new RememberedDialects();
    await draw(samplerAt(server.baseUrl, { dialects }), { k: 4 });
    // A single long choice among short ones would be accepted.
    const { usage } = await draw(samplerAt(server.baseUrl, { dialects }), { k: 2 });
    expect(usage).toMatchObject({ completion: 2 * Math.ceil(goodReply.length / 3.5), estimated: true });
    expect((await draw(samplerAt(server.baseUrl, { dialects }))).usage).toEqual({ prompt: 100, completion: 19 });
  });

  it('are added where the server counts each choice', async () => {
    const { usage } = await draw(samplerAt((await faulty('countsEach')).baseUrl), { k: 4 });
    expect(usage).toEqual({ prompt: 100, completion: 64 });
  });

  it('over the ceiling end the drawing, and what came counts', async () => {
    const server = await faulty('ignoresN');
    const dialects = new RememberedDialects();
    await draw(samplerAt(server.baseUrl, { dialects }), { k: 2 });
    const { samples, note, error } = await draw(samplerAt(server.baseUrl, { dialects }), { k: 200, ceiling: 1000 });
    expect(error).toBeUndefined();
    expect(note).toMatch(/^Drawing stopped at assay\.tokenCeiling, after \d+ of 200 samples\.$/);
    expect(samples.length).toBeGreaterThan(0);
    expect(server.asked.length).toBeLessThan(40);
  });
});
