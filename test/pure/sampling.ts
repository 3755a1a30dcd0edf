/** Draws from faulty servers. */
import { afterEach } from 'vitest';
import type { Dialects } from '../../server/src/sampling/dialect.ts';
import { OpenAISampler } from '../../server/src/sampling/openai.ts';
import type { Sampler, SamplingEvent, SamplingRequest } from '../../server/src/sampling/sampler.ts';
import { type FaultName, startFaulty } from '../servers/faults.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { specified } from '../servers/specified.ts';

const running: ModelServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** Starts a faulty server, which is closed after the test. */
export async function faulty(name: FaultName): Promise<ModelServer> {
  const server = await startFaulty(name);
  running.push(server);
  return server;
}

export function samplerAt(
  baseUrl: string,
  more: { key?: string; requestTimeout?: number; dialects?: Dialects; model?: string } = {},
): OpenAISampler {
  return new OpenAISampler({ baseUrl, model: 'replay', requestTimeout: 5, fetch, ...more });
}

export async function draw(
  sampler: Sampler,
  request: Partial<SamplingRequest> = {},
  signal = new AbortController().signal,
) {
  const events: SamplingEvent[] = [];
  const evaluate = async function* () {};
  const wanted = { specification: specified(), k: 1, temperature: 0.8, ...request };
  for await (const event of sampler.draw(wanted, { signal, evaluate })) events.push(event);
  const ended = events.at(-1)!;
  if (ended.kind !== 'ended') throw new Error('the last event must say why it ended');
  return {
    samples: events.flatMap((event) => (event.kind === 'sample' ? [event.sample.text] : [])),
    refused: events.flatMap((event) => (event.kind === 'refused' ? [event.reason] : [])),
    ...ended,
  };
}
