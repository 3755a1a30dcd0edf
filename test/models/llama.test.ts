/** llama.cpp's own server with a small model: the real form of the fault servers. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RememberedDialects } from '../../server/src/sampling/dialect.ts';
import { chooseSampler } from '../../server/src/sampling/index.ts';
import { OpenAISampler } from '../../server/src/sampling/openai.ts';
import type { SamplingEvent } from '../../server/src/sampling/sampler.ts';
import { tokensOf } from '../../server/src/sampling/usage.ts';
import { draw } from '../pure/sampling.ts';
import { specified } from '../servers/specified.ts';
import { type RealServer, startLlama } from './environment.ts';

const slots = 4;
let server: RealServer;
/** The sent requests, in order. */
const sent: Record<string, unknown>[] = [];
const recording: typeof fetch = (input, init) => {
  if (typeof init?.body === 'string') sent.push(JSON.parse(init.body));
  return fetch(input, init);
};

beforeAll(async () => {
  server = await startLlama({ slots });
});
afterAll(() => server?.stop());

function sampler(dialects = new RememberedDialects(), more: { baseUrl?: string; key?: string } = {}): OpenAISampler {
  sent.length = 0;
  const options = { baseUrl: server.baseUrl, model: 'smollm2', requestTimeout: 60, fetch: recording, dialects };
  return new OpenAISampler({ ...options, ...more });
}

describe('llama.cpp', () => {
  const dialects = new RememberedDialects();

  it('is asked for as many samples at a time as it has slots, once it has said so', async () => {
    const { samples, refused, error } = await draw(sampler(dialects), { k: 6 });
    expect(error).toBeUndefined();
    expect(samples.length + refused.length).toBe(6);
    expect(sent.map(({ n }) => n)).toEqual([6, slots, 6 - slots]);
    await draw(sampler(dialects), { k: 5 });
    expect(sent.map(({ n }) => n)).toEqual([slots, undefined]);
  });

  it('streams: the first sample is there before the last', async () => {
    const times: number[] = [];
    const controller = new AbortController();
    const wanted = { specification: specified(), k: slots, temperature: 1 };
    for await (const event of sampler(dialects).draw(wanted, controller)) {
      if (event.kind !== 'ended') times.push(performance.now());
    }
    expect(times).toHaveLength(slots);
    console.log(`samples after ${times.map((time) => Math.round(time - times[0]!)).join(', ')} ms from the first`);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(5);
  });

  it('is billed for all choices, though it counts one of them', async () => {
    const { samples, usage } = await draw(sampler(dialects), { k: slots });
    const reckoned = samples.reduce((sum, text) => sum + tokensOf(text), 0);
    expect(usage!.prompt).toBeGreaterThan(50);
    expect(usage!.completion).toBeGreaterThan(0.5 * reckoned);
    expect(usage!.completion).toBeLessThan(2 * reckoned);
  });

  it('stops generating when the draw is aborted', async () => {
    const controller = new AbortController();
    const wanted = { specification: specified(), k: 20, temperature: 1 };
    const events: SamplingEvent[] = [];
    for await (const event of sampler(dialects).draw(wanted, controller)) {
      events.push(event);
      controller.abort();
    }
    expect(events.at(-1)).toMatchObject({ kind: 'ended' });
    for (const late = Date.now() + 60_000; await busy(); await pause(50)) expect(Date.now()).toBeLessThan(late);
  });

  it.each([
    ['completion', /\n(def|class) /],
    ['fewShot', /\[DONE\]/],
  ] as const)('goes on with the prompt for base models: %s', async (prompt, end) => {
    const { samples, refused, error } = await draw(sampler(dialects), { k: 2, prompt });
    expect(error).toBeUndefined();
    // The answer may be empty and end at once.
    expect(samples.length + refused.length).toBe(2);
    expect(sent[0]).toMatchObject({ prompt: expect.stringContaining('def add(a, b):'), stop: expect.any(Array) });
    for (const text of samples) expect(text).not.toMatch(end);
  });

  it('is found by asking, and its model named by itself', async () => {
    const { port } = new URL(server.origin);
    const settings = { sampler: 'auto', requestTimeout: 10 } as const;
    const { signal } = new AbortController();
    const chosen = await chooseSampler({ settings, env: {}, signal, ports: [Number(port)] });
    expect(chosen).toMatchObject({ sampler: { name: 'openai', destination: 'this machine' } });
  });

  it('answers the terminal: samples, verdicts, tokens', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'assay-llama-'));
    try {
      const file = path.join(folder, 'add.py');
      writeFileSync(file, 'def add(a, b):\n    "Return the sum of a and b."\n\n\nassert add(1, 2) == 3\n');
      const assay = path.join(import.meta.dirname, '..', '..', 'bin', 'assay.js');
      const args = [
        assay,
        'synth',
        `${file}::add`,
        '-k',
        '4',
        '--model',
        'smollm2',
        '--request-timeout',
        '200',
        '--json',
      ];
      const env = { ...process.env, OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: undefined };
      // Exit code 1 is an answer too, because the model is weak.
      const { stdout } = await promisify(execFile)(process.execPath, args, { env }).catch((error) => error);
      const report = JSON.parse(stdout);
      expect(report).toMatchObject({ sampler: 'openai', model: 'smollm2', tokens: { prompt: expect.any(Number) } });
      expect(report.samples.received).toBeGreaterThanOrEqual(4);
      console.log(`pass rate ${report.passRate}, ${JSON.stringify(report.tokens)}, ${report.seconds} s`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says in one line what it wants where the key is wrong, without the key', async () => {
    const guarded = await startLlama({ slots: 1, key: 'the-right-key-0123456789' });
    try {
      const wrong = 'sk-planted-0123456789';
      const { error } = await draw(sampler(undefined, { baseUrl: guarded.baseUrl, key: wrong }));
      expect(error).toMatch(/does not take the API key \(401\)/);
      expect(error).not.toContain(wrong);
      const right = { baseUrl: guarded.baseUrl, key: 'the-right-key-0123456789' };
      expect((await draw(sampler(undefined, right))).samples).toHaveLength(1);
    } finally {
      await guarded.stop();
    }
  });
});

async function busy(): Promise<boolean> {
  const all = (await (await fetch(`${server.origin}/slots`)).json()) as { is_processing: boolean }[];
  return all.some((slot) => slot.is_processing);
}
