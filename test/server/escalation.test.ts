/** A stronger model draws as well where no candidate is likely right, and is not asked elsewhere. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { assayJson } from '../servers/terminal.ts';
import { Editor, vscode } from './editor.ts';

const source = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;
const code = (body: string) => fenced(`def first_word(text: str) -> str:\n    ${body}`);
const right = 'return text.split()[0]';

const place = scratch('escalation', 'each');
let model: ModelServer;
let editor: Editor | undefined;
let small: string[];
let asked: string[];
beforeEach(async () => {
  asked = [];
  model = await startAnswering((request, turn) => {
    asked.push(request.model);
    return code(request.model === 'big' ? right : small[turn % small.length]!);
  });
});
afterEach(async () => {
  await editor?.stop();
  await model.close();
  editor = undefined;
});

const counts = () => ({
  small: asked.filter((one) => one === 'small').length,
  big: asked.filter((one) => one === 'big').length,
});

async function synth(more: readonly string[] = ['--escalate-to', 'big']) {
  const file = place.file(source, 'words.py');
  const args = ['synth', `${file}::first_word`, '-k', '4', '--model', 'small', '--repair-rounds', '0', ...more];
  const env = { OPENAI_BASE_URL: model.baseUrl, ASSAY_HISTORY: place.in('h.db') };
  return assayJson(args, place.folder, env);
}

describe('a stronger model', () => {
  it('draws where nothing passes', async () => {
    small = ['return text', 'return text[0]'];
    const { object } = await synth();
    expect(counts()).toEqual({ small: 4, big: 4 });
    expect(object.samples).toMatchObject({ requested: 8, received: 8 });
    expect(object.candidates[0]).toMatchObject({ passed: true, samples: 4 });
    expect(object.note).toMatch(/big was asked as well/);
  });

  it('draws where those that pass disagree', async () => {
    small = [right, 'return text.split(" ")[0]', 'return text', 'return text[0]'];
    await synth();
    expect(counts()).toEqual({ small: 4, big: 4 });
  });

  it('is not asked where a candidate is likely right, or none is named', async () => {
    small = [right];
    await synth(['--escalate-to', 'big', '-k', '40']);
    expect(counts().big).toBe(0);
    small = ['return text'];
    asked = [];
    await synth([]);
    expect(counts()).toEqual({ small: 4, big: 0 });
  });

  it('is not asked again for what the history has', async () => {
    small = ['return text'];
    await synth();
    asked = [];
    const { object } = await synth();
    expect(asked).toEqual([]);
    expect(object.candidates[0].passed).toBe(true);
  });

  it('is a setting of the editor', async () => {
    small = ['return text'];
    const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'small', samples: 2, repairRounds: 0 };
    editor = await Editor.start({
      settings: { ...settings, escalateTo: 'big' },
      capabilities: vscode,
      env: { ASSAY_HISTORY: place.in('h.db') },
    });
    const uri = await editor.open(source);
    const about = { uri, function: 'first_word', wait: true };
    expect(await editor.execute('assay.server.synthesize', about)).toMatchObject({ passing: 2, received: 4 });
    expect(counts()).toEqual({ small: 2, big: 2 });
  });
});
