import { afterEach, describe, expect, it } from 'vitest';
import { chooseSampler, type SamplerChoice, type SamplingEvent } from '../../server/src/sampling/index.ts';
import { startFaulty } from '../servers/faults.ts';
import { completion, json, type ModelServer, startServer } from '../servers/modelServer.ts';
import { specified } from '../servers/specified.ts';
import { draw } from './sampling.ts';

const running: ModelServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function serving(...models: string[]): Promise<ModelServer> {
  const server = await startServer({
    models,
    chat: ({ body }, response) => json(response, 200, completion(body.model, ['…'])),
  });
  running.push(server);
  return server;
}

/** Nothing is configured and no server runs on this machine, except the given ones. Only this machine is reachable. */
function choose(given: Partial<SamplerChoice['settings']>, more: Partial<SamplerChoice> = {}) {
  return chooseSampler({
    settings: { sampler: 'auto', requestTimeout: 5, ...given },
    env: {},
    ports: [],
    signal: new AbortController().signal,
    fetch: (input, init) => {
      if (!/^http:\/\/127\.0\.0\.1:/.test(String(input))) throw new Error(`${input} was asked`);
      return fetch(input, init);
    },
    ...more,
  });
}

async function inUse(...of: Parameters<typeof choose>): Promise<string> {
  const chosen = await choose(...of);
  if ('error' in chosen) return chosen.error;
  const { name, model, destination } = chosen.sampler;
  return [name, model, destination].filter(Boolean).join(' · ');
}

/** The authorization header that a draw with these settings sends to the server. */
async function authorization(server: ModelServer, ...of: Parameters<typeof choose>): Promise<string | undefined> {
  const chosen = await choose(...of);
  if ('error' in chosen) throw new Error(chosen.error);
  const evaluate = async function* () {};
  const events: SamplingEvent[] = [];
  const tools = { evaluate, signal: new AbortController().signal };
  for await (const event of chosen.sampler.draw({ specification: specified(), k: 1, temperature: 0 }, tools))
    events.push(event);
  return server.asked.at(-1)?.headers.authorization;
}

describe('auto', () => {
  it('is the search where nothing else is there', async () => {
    expect(await inUse({})).toBe('search · this machine');
  });

  it('takes the server of assay.baseUrl before that of OPENAI_BASE_URL', async () => {
    const [setting, variable] = [await serving('one', 'two'), await serving('three')];
    const env = { OPENAI_BASE_URL: variable.baseUrl };
    expect(await inUse({ baseUrl: setting.baseUrl }, { env })).toBe('openai · one · this machine');
    expect(await inUse({}, { env })).toBe('openai · three · this machine');
  });

  it('takes a configured server before the editor’s models, and these before a local server', async () => {
    const [configured, local] = [await serving('configured'), await serving('local')];
    const editor = {
      name: 'languageModel',
      asksModel: true,
      destination: 'the editor',
      sent: () => undefined,
      draw: async function* () {},
    };
    const languageModel = async () => editor;
    const ports = [local.port];
    expect(await inUse({ baseUrl: configured.baseUrl }, { languageModel, ports })).toBe(
      'openai · configured · this machine',
    );
    expect(await inUse({}, { languageModel, ports })).toBe('languageModel · the editor');
    expect(await inUse({}, { ports })).toBe('openai · local · this machine');
  });

  it('takes the first local server whose /v1/models answers in its shape', async () => {
    const page = await startServer({ models: [], chat: () => undefined });
    running.push(page);
    const server = await serving('nomic-embed-text', 'qwen2.5-coder');
    expect(await inUse({}, { ports: [page.port, server.port] })).toBe('openai · qwen2.5-coder · this machine');
  });

  it('takes the local server that lists the configured model', async () => {
    const [one, two] = [await serving('one'), await serving('zero', 'two')];
    expect(await inUse({ model: 'two' }, { ports: [one.port, two.port] })).toBe('openai · two · this machine');
  });

  it('takes OpenAI for a configured model that no local server lists, where there is a key', async () => {
    const local = await serving('local');
    const env = { OPENAI_API_KEY: 'sk-1' };
    expect(await inUse({ model: 'gpt-4.1' }, { env, ports: [local.port] })).toBe('openai · gpt-4.1 · api.openai.com');
    expect(await inUse({ model: 'gpt-4.1' }, { ports: [local.port] })).toMatch(
      /^No server on this machine has the model 'gpt-4\.1'\. Choose one/,
    );
  });

  it('is not configured by an OPENAI_API_KEY alone, and says how to use it', async () => {
    const chosen = await choose({}, { env: { OPENAI_API_KEY: 'sk-1' } });
    expect(chosen).toMatchObject({
      sampler: { name: 'search' },
      note: { message: expect.stringContaining('set assay.model') },
    });
  });

  it('asks the configured server for the model that the function’s comment names', async () => {
    const server = await serving('usual');
    expect(await inUse({ baseUrl: server.baseUrl }, { directive: { model: 'special' } })).toBe(
      'openai · special · this machine',
    );
    expect(await inUse({}, { directive: { model: 'special' } })).toBe('search · this machine');
  });
});

describe('a remote host', () => {
  const baseUrl = 'https://models.example/v1';

  it('is used only after its name was confirmed', async () => {
    const asked: string[] = [];
    const confirmHost = (answer: boolean) => async (host: string) => {
      asked.push(host);
      return answer;
    };
    expect(await inUse({ baseUrl, model: 'm' }, { confirmHost: confirmHost(true) })).toBe(
      'openai · m · models.example',
    );
    expect(await inUse({ baseUrl }, { confirmHost: confirmHost(false) })).toMatch(
      /^Nothing was sent to models\.example/,
    );
    expect(asked).toEqual(['models.example', 'models.example']);
  });

  it('is used unasked where nobody can be asked and the user has named it', async () => {
    expect(await inUse({ model: 'm' }, { env: { OPENAI_BASE_URL: baseUrl } })).toBe('openai · m · models.example');
  });
});

describe('sampler', () => {
  it('search is the search, whatever else is configured', async () => {
    expect(await inUse({ sampler: 'search', baseUrl: 'https://models.example/v1', model: 'm' })).toBe(
      'search · this machine',
    );
  });

  it('openai says how to configure a server where there is none', async () => {
    expect(await inUse({ sampler: 'openai' })).toMatch(
      /^No model server is configured, .*Set assay\.baseUrl and assay\.model/,
    );
  });

  it('openai wants a name for a model of OpenAI', async () => {
    expect(await inUse({ sampler: 'openai' }, { env: { OPENAI_API_KEY: 'sk-1' } })).toMatch(
      /choose one in assay\.model/,
    );
  });

  it('openai takes a local server where there is no key', async () => {
    const { port } = await serving('local');
    expect(await inUse({ sampler: 'openai' }, { ports: [port] })).toBe('openai · local · this machine');
  });

  it('languageModel says so where the editor has none', async () => {
    expect(await inUse({ sampler: 'languageModel' })).toMatch(/^There is no VS Code language model here/);
  });
});

describe('a configured address that does not work', () => {
  it.each([
    ['localhost:11434', /^assay\.baseUrl is not an http or https address/],
    ['ftp://models.example/v1', /^assay\.baseUrl is not an http or https address/],
    ['https://me:secret@models.example/v1', /^assay\.baseUrl holds a user name or password/],
  ])('%s is told', async (baseUrl, line) => {
    expect(await inUse({ baseUrl })).toMatch(line);
  });

  it('is told when nothing answers there', async () => {
    const { baseUrl, close } = await startFaulty('page');
    await close();
    expect(await inUse({ baseUrl })).toMatch(/^Nothing answers at http:\/\/127/);
  });

  it('is told when it has no models', async () => {
    const server = await serving();
    expect(await inUse({ baseUrl: server.baseUrl })).toMatch(/has no model\. Load one there/);
    expect(await inUse({ baseUrl: server.baseUrl.replace('/v1', '/api') })).toMatch(/\(404\).*usually ends in \/v1/);
  });
});

describe('keys', () => {
  it('OPENAI_API_KEY goes to loopback and to the OPENAI_BASE_URL of its environment', async () => {
    const server = await serving('m');
    expect(await authorization(server, { baseUrl: server.baseUrl }, { env: { OPENAI_API_KEY: 'sk-1' } })).toBe(
      'Bearer sk-1',
    );
    expect(
      await authorization(server, {}, { env: { OPENAI_API_KEY: 'sk-2\n', OPENAI_BASE_URL: server.baseUrl } }),
    ).toBe('Bearer sk-2');
  });

  it('OPENAI_API_KEY goes to no other host, to which only the key stored for it goes', async () => {
    const server = await serving('m');
    // `models.example` resolves to the local server.
    const more = {
      env: { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'https://else.example/v1' },
      fetch: ((input, init) =>
        fetch(String(input).replace('https://models.example/v1', server.baseUrl), init)) as typeof fetch,
    };
    const settings = { baseUrl: 'https://models.example/v1' };
    expect(await authorization(server, settings, more)).toBeUndefined();
    const origins: string[] = [];
    const keyFor = async (origin: string) => {
      origins.push(origin);
      return 'sk-stored';
    };
    expect(await authorization(server, settings, { ...more, keyFor })).toBe('Bearer sk-stored');
    expect(new Set(origins)).toEqual(new Set(['https://models.example']));
  });

  it.each([
    ['https://mine.openai.azure.com/openai/v1', '/openai/v1/chat/completions'],
    [
      'https://mine.openai.azure.com/openai/deployments/mini?api-version=2024-10-21',
      '/openai/deployments/mini/chat/completions?api-version=2024-10-21',
    ],
  ])('a key of Azure goes in the header that it wants: %s', async (baseUrl, path) => {
    const server = await serving('m');
    const asked: { url: string; headers: Headers }[] = [];
    const azure: typeof fetch = (input, init) => {
      asked.push({ url: String(input), headers: new Headers(init?.headers) });
      return fetch(`${server.baseUrl}/chat/completions`, init);
    };
    const chosen = await choose({ baseUrl, model: 'm' }, { fetch: azure, keyFor: async () => 'azure-key-0123456789' });
    if ('error' in chosen) throw new Error(chosen.error);
    await draw(chosen.sampler);
    expect(asked[0]!.url).toBe(`https://mine.openai.azure.com${path}`);
    expect(asked[0]!.headers.get('api-key')).toBe('azure-key-0123456789');
    expect(asked[0]!.headers.has('authorization')).toBe(false);
  });

  it('a key that cannot be one is refused without being shown', async () => {
    const error = await inUse({ baseUrl: 'http://127.0.0.1:1/v1', model: 'm' }, { keyFor: async () => 'two words' });
    expect(error).toMatch(/^The API key for 127\.0\.0\.1:1 holds spaces .*“Assay: Set API Key”/);
    expect(error).not.toContain('two words');
  });
});
