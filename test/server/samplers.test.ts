import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFaulty } from '../servers/faults.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { Editor, until, vscode } from './editor.ts';

const add = `def add(a, b):
    """Return the sum of a and b."""


assert add(1, 2) == 3
assert add(-1, 1) == 0
assert add(2, 40) == 42
`;

let state: string;
let model: ModelServer;
let editor: Editor | undefined;

beforeEach(() => {
  state = mkdtempSync(path.join(tmpdir(), 'assay-state-'));
});
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
  await model.close();
  rmSync(state, { recursive: true, force: true });
});

async function synthesize(settings: Record<string, unknown> = {}) {
  // A separate process, as after a restart.
  await editor?.stop();
  editor = await Editor.start({
    settings: { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', ...settings },
    capabilities: vscode,
    initializationOptions: { state },
  });
  return timed(await editor.open(add));
}

async function timed(uri: string) {
  const began = performance.now();
  const outcome = await editor!.execute('assay.server.synthesize', { uri, function: 'add', wait: true });
  const seconds = (performance.now() - began) / 1000;
  return { uri, outcome: outcome!, seconds, hover: await editor!.hover(uri, 'add') };
}

describe('a server that answers in a second a sample and ignores n', () => {
  it('gives ten samples with their verdicts in two rounds, and in one when it is known', async () => {
    model = await startFaulty('slow');
    const first = await synthesize();
    const restarted = await synthesize();
    const again = await timed(restarted.uri);
    for (const { outcome } of [first, restarted, again]) expect(outcome).toMatchObject({ received: 10, passing: 10 });
    const [one, two, three] = [first, restarted, again].map(({ seconds }) => seconds.toFixed(2));
    console.log(`ten samples: ${one} s at first contact; known: ${two} s in a new server, ${three} s in the same`);
    expect(model.asked.map(({ body }) => body.n)).toEqual([10, ...new Array(29).fill(undefined)]);
    // Ten rounds would take ten seconds.
    expect(model.rounds).toBeLessThan(15);
  });
});

describe('a sample that is complete while others still stream', () => {
  it('is run, judged and shown at once, and can be accepted after the rest was cancelled', async () => {
    model = await startFaulty('halfSlow');
    const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 2 };
    editor = await Editor.start({ settings, capabilities: vscode });
    const uri = await editor.open(add);
    const outcome = editor.execute('assay.server.synthesize', { uri, function: 'add', wait: true });
    const shown = () => editor!.statuses.some(({ running }) => running[0]?.progress === '1 of 2 samples · one passes');
    await until('the first sample', shown);
    await editor.execute('assay.server.cancel', { uri, function: 'add' });
    expect(await outcome).toMatchObject({ state: 'cancelled', passing: 1, received: 1 });
    while (model.abandoned === 0) await pause(10);
    await editor.execute('assay.server.accept', { uri, function: 'add' });
    expect(editor.text(uri)).toContain('return a + b');
  });
});

describe('tokens', () => {
  it('are shown by synthesis, and added up for the session, with their price', async () => {
    model = await startFaulty('outOfOrder');
    const { hover, uri } = await synthesize({ samples: 3, price: { prompt: 1000, completion: 10_000 } });
    expect(hover).toContain('100 tokens in, 57 out, at a cost of 0.67');
    await editor!.execute('assay.server.synthesize', { uri, function: 'add', wait: true });
    expect(editor!.statuses.at(-1)!.tokens).toEqual({ prompt: 200, completion: 114, cost: expect.closeTo(1.34) });
  });

  it('over the ceiling end the drawing, which is told', async () => {
    model = await startFaulty('ignoresN');
    const { outcome, hover } = await synthesize({ samples: 100, tokenCeiling: 1500 });
    expect(outcome.state).toBe('done');
    expect(outcome.received).toBeGreaterThan(1);
    expect(outcome.received).toBeLessThan(60);
    expect(hover).toMatch(/Drawing stopped at assay\.tokenCeiling, after \d+ of 100 samples/);
  });
});

describe('examples that are held back', () => {
  it('are not in the prompt, are judged, and are named in the report', async () => {
    model = await startFaulty('outOfOrder');
    const { uri, outcome, hover } = await synthesize({ samples: 2, heldBack: 1 });
    expect(outcome).toMatchObject({ passing: 2 });
    const prompt = JSON.stringify(model.asked[0]!.body.messages);
    expect(prompt).toContain('assert add(-1, 1) == 0');
    expect(prompt).not.toContain('assert add(2, 40)');
    expect(hover).toContain('not shown to the model');
    expect(await editor!.hover(uri, 'assert add(2, 40)')).toContain('this example, which was not shown to the model');
  });
});

describe('what is remembered', () => {
  it('begins anew where its file is broken, which is told once', async () => {
    writeFileSync(path.join(state, 'servers.json'), '{');
    model = await startFaulty('ignoresN');
    const { outcome } = await synthesize({ samples: 3 });
    expect(outcome).toMatchObject({ received: 3 });
    expect(editor!.messages.map(({ message }) => message)).toEqual([
      expect.stringMatching(/could not be read as JSON. Assay moved it to/),
    ]);
  });
});

describe('a language model of the editor', () => {
  const reply = '```python\ndef add(a, b):\n    return a + b\n```';

  it('is taken by `auto` where no server is configured, and shown with its vendor', async () => {
    model = await startFaulty('outOfOrder');
    editor = await Editor.start({ settings: { samples: 4 }, capabilities: vscode });
    editor.languageModels = [{ id: 'a-1', name: 'Model A', vendor: 'acme', family: 'a' }];
    const seen: unknown[] = [];
    editor.languageModel = (asked) => {
      seen.push(asked);
      return { text: reply };
    };
    const uri = await editor.open(add);
    const outcome = await editor.execute('assay.server.synthesize', { uri, function: 'add', wait: true });
    expect(outcome).toMatchObject({ state: 'done', passing: 4, received: 4 });
    expect(seen).toHaveLength(4);
    expect(seen[0]).toMatchObject({ model: 'a-1', temperature: 0.8, patience: 60_000 });
    expect(editor.statuses.at(-1)).toMatchObject({ sampler: 'languageModel', model: 'Model A' });
    expect(editor.statuses.at(-1)!.destination).toContain('acme');
  });

  it('is never asked where a server is configured, nor by a client that knows nothing of Assay', async () => {
    model = await startFaulty('outOfOrder');
    await synthesize({ samples: 1 });
    expect(editor!.methods).not.toContain('assay/languageModels');
    await editor!.stop();
    editor = await Editor.start({ settings: { sampler: 'languageModel' } });
    const uri = await editor.open(add);
    const outcome = await editor.execute('assay.server.synthesize', { uri, function: 'add', wait: true });
    expect(outcome).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/no VS Code language model here/),
    });
    expect(editor.methods).not.toContain('assay/languageModels');
  });

  it('is none where they can’t be listed, which the log has', async () => {
    model = await startFaulty('outOfOrder');
    editor = await Editor.start({ settings: { sampler: 'languageModel' }, capabilities: vscode });
    Object.defineProperty(editor, 'languageModels', {
      get() {
        throw new Error('There is no such API.');
      },
    });
    const uri = await editor.open(add);
    const outcome = await editor.execute('assay.server.synthesize', { uri, function: 'add', wait: true });
    expect(outcome!.message).toMatch(/^There is no VS Code language model here\./);
    expect(editor.written).toContain('There is no such API.');
  });

  it('has its request cancelled with the run', async () => {
    model = await startFaulty('outOfOrder');
    editor = await Editor.start({ settings: { sampler: 'languageModel' }, capabilities: vscode });
    editor.languageModels = [{ id: 'a-1', name: 'Model A', vendor: 'acme', family: 'a' }];
    const uri = await editor.open(add);
    const cancelled = new Promise<void>((resolve) => {
      editor!.languageModel = (_, token) =>
        new Promise((answer) => {
          token.onCancellationRequested(() => {
            resolve();
            answer({ error: 'Canceled' });
          });
          void editor!.execute('assay.server.cancel', { uri, function: 'add' });
        });
    });
    const outcome = await editor.execute('assay.server.synthesize', { uri, function: 'add', wait: true });
    await cancelled;
    expect(outcome).toMatchObject({ state: 'cancelled' });
  });
});
