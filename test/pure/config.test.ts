import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { parseSettings } from '../../server/src/config.ts';

const read = (raw: unknown) => parseSettings(raw, 'linux');

describe('settings', () => {
  it('has the defaults of the contract', () => {
    expect(read(undefined)).toEqual({
      problems: [],
      settings: {
        sampler: 'auto',
        samples: 10,
        temperature: 0.8,
        model: undefined,
        baseUrl: undefined,
        requestTimeout: 60,
        prompt: 'auto',
        contextTokens: 1500,
        heldBack: 0,
        tokenCeiling: undefined,
        escalateTo: undefined,
        askModel: false,
        repairRounds: 1,
        timeout: 2,
        memory: 512,
        sandbox: { minimum: 'partial' },
        codeLens: 'all',
        testingView: true,
        verifyOnSave: false,
        problems: false,
        historySize: 64,
        interpreter: undefined,
      },
    });
  });

  it('asks for the strongest sandbox that each platform can be expected to have', () => {
    expect(parseSettings({}, 'darwin').settings.sandbox.minimum).toBe('full');
    expect(parseSettings({}, 'win32').settings.sandbox.minimum).toBe('limits');
  });

  it.each([0, 10_000, 2.5, '10', true])('names the number of samples %j as wrong, and keeps to ten', (samples) => {
    const { settings, problems } = read({ samples });
    expect(settings.samples).toBe(10);
    expect(problems).toEqual([
      {
        message: `assay.samples is ${JSON.stringify(samples)}: it must be a whole number from 1 to 200; until then 10 is used.`,
        next: { kind: 'openSettings', names: ['samples'] },
      },
    ]);
  });

  it('takes empty strings and nulls, which editors send for what is not set, as not set', () => {
    const { settings, problems } = read({ model: '', baseUrl: ' ', interpreter: null, sandbox: { minimum: null } });
    expect(settings).toMatchObject({ model: undefined, sandbox: { minimum: 'partial' } });
    expect(settings.baseUrl).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('finds the minimum of the sandbox nested and dotted', () => {
    expect(read({ sandbox: { minimum: 'full' } }).settings.sandbox.minimum).toBe('full');
    expect(read({ 'sandbox.minimum': 'limits' }).settings.sandbox.minimum).toBe('limits');
  });

  it('wants an address for the server, not a name', () => {
    expect(read({ baseUrl: 'localhost:11434' }).problems[0]!.message).toContain('it must be an http or https address');
    expect(read({ baseUrl: 'http://localhost:11434/v1' }).settings.baseUrl).toBe('http://localhost:11434/v1');
  });

  it('says one line for each wrong setting and reads the others', () => {
    const { settings, problems } = read({ samples: 0, sampler: 'gpt', timeout: 5 });
    expect(problems).toHaveLength(2);
    expect(settings).toMatchObject({ samples: 10, sampler: 'auto', timeout: 5 });
  });

  it('says so when the settings are no object at all', () => {
    expect(read('fast').problems).toEqual([{ message: 'The settings of assay must be an object.' }]);
  });
});

describe('the settings that VS Code shows', () => {
  const groups = manifest.contributes.configuration;
  const all: [string, { default: unknown; scope: string; order: number }][] = groups.flatMap(({ properties }) =>
    Object.entries(properties),
  );

  it('are those that the server reads, with its defaults, and last the one that the client library reads', () => {
    expect(all.at(-1)![0]).toBe('assay.trace.server');
    const ours = all.slice(0, -1);
    const given = Object.fromEntries(ours.map(([name, one]) => [name.replace(/^assay\./, ''), one.default]));
    expect(read(given)).toEqual(read({}));
    const known = Object.keys(flat(read({ price: { prompt: 1, completion: 2 } }).settings));
    expect(Object.keys(given).sort()).toEqual(known.sort());
  });

  it('come in the order of need: sampler, model and address first', () => {
    const orders = all.map(([, { order }]) => order);
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
    expect(new Set(orders).size).toBe(orders.length);
    expect(all.slice(0, 3).map(([name]) => name)).toEqual(['assay.sampler', 'assay.model', 'assay.baseUrl']);
  });

  it('leave to no workspace where code goes, with which key, and what that may cost', () => {
    const machine = all.filter(([, { scope }]) => scope === 'machine').map(([name]) => name);
    for (const name of ['baseUrl', 'model', 'tokenCeiling', 'askModel', 'price.prompt', 'price.completion']) {
      expect(machine).toContain(`assay.${name}`);
    }
    expect(all.filter(([name]) => /key|token$|secret|password/i.test(name))).toEqual([]);
  });
});

function flat(settings: object, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]): [string, unknown][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(flat(value, `${prefix}${name}.`))
        : [[prefix + name, value]],
    ),
  );
}
