/** LiteLLM's proxy with a model that repeats its prompt: another implementation of the protocol. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RememberedDialects } from '../../server/src/sampling/dialect.ts';
import { OpenAISampler } from '../../server/src/sampling/openai.ts';
import { draw } from '../pure/sampling.ts';
import { hasProxy, type RealServer, startProxy } from './environment.ts';

const key = 'sk-planted-0123456789-0123456789';
const reply = '```python\ndef add(a, b):\n    return a + b\n```';
let folder: string;
let server: RealServer;

describe.skipIf(!hasProxy)('LiteLLM (installed by `npm run test:models -- --litellm`)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'assay-litellm-'));
    const config = path.join(folder, 'config.yaml');
    const model = {
      model_name: 'mock',
      litellm_params: { model: 'openai/mock', api_key: 'none', mock_response: reply },
    };
    // YAML includes JSON.
    writeFileSync(config, JSON.stringify({ model_list: [model], general_settings: { master_key: key } }));
    server = await startProxy(config);
  });
  afterAll(async () => {
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true });
  });

  const sampler = (model: string, given?: string) => {
    const asked: { n?: number; stream?: boolean }[] = [];
    const recording: typeof fetch = (input, init) => {
      asked.push(JSON.parse(String(init?.body)));
      return fetch(input, init);
    };
    const options = { baseUrl: server.baseUrl, model, requestTimeout: 30, fetch: recording, key: given };
    return { asked, sampler: new OpenAISampler({ ...options, dialects: new RememberedDialects() }) };
  };

  it('gives what is asked for, whatever it makes of n', async () => {
    const { asked, sampler: one } = sampler('mock', key);
    const { samples, error, usage } = await draw(one, { k: 7 });
    expect(error).toBeUndefined();
    expect(samples).toEqual(new Array(7).fill(reply));
    expect(usage!.completion).toBeGreaterThan(7);
    console.log(
      `requests: ${JSON.stringify(asked.map(({ n, stream }) => ({ n, stream })))}, usage ${JSON.stringify(usage)}`,
    );
  });

  it('wants another key in one line that does not show it', async () => {
    const wrong = 'sk-another-0123456789';
    const { error } = await draw(sampler('mock', wrong).sampler);
    expect(error).toMatch(/API key|\(40[013]\)/);
    expect(error).not.toContain(wrong);
    expect(error).not.toMatch(/\n/);
  });

  it('fails in one line where it gets no key at all, which it answers with a 500', async () => {
    const { error } = await draw(sampler('mock').sampler);
    expect(error).toMatch(/\((401|500)\)/);
    expect(error).not.toMatch(/\n/);
  });

  it('says which model it does not have', async () => {
    const { error } = await draw(sampler('another', key).sampler);
    expect(error).toMatch(/another/);
    expect(error).not.toContain(key);
  });
});
