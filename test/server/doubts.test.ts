/** Examples that are doubtful: what most samples fail in the same way, and what contradicts another example. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { assayJson, runAssay } from '../servers/terminal.ts';
import { Editor, vscode } from './editor.ts';

const typo = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "on"
assert first_word("a") == "a"
`;
const contradicting = typo.replace('first_word("one two three") == "on"', 'first_word("hello world") == "Hello"');

const place = scratch('doubts', 'each');
let editor: Editor | undefined;
let model: ModelServer | undefined;
afterEach(async () => {
  await editor?.stop();
  await model?.close();
  editor = model = undefined;
});

const answering = () => startAnswering(() => fenced('def first_word(text: str) -> str:\n    return text.split()[0]'));

const drawing = (file: string, count: number) => [
  'synth',
  `${file}::first_word`,
  '--model',
  'replay',
  '-k',
  String(count),
  '--repair-rounds',
  '0',
];
const env = () => ({ OPENAI_BASE_URL: model!.baseUrl, ASSAY_HISTORY: place.in('h.db') });

async function noted(uri: string, code: string) {
  return vi.waitFor(() => {
    const found = editor!.diagnostics.get(uri)?.find((one) => one.code === code);
    expect(found).toBeDefined();
    return found!;
  }, 5000);
}

describe('an example that most samples fail with the same other value', () => {
  it('is pointed out in the editor, with a fix', async () => {
    model = await answering();
    const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 5, repairRounds: 0 };
    editor = await Editor.start({ settings, capabilities: vscode, env: { ASSAY_HISTORY: place.in('h.db') } });
    const uri = await editor.open(typo);
    await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    const note = await noted(uri, 'suspicious');
    expect(note).toMatchObject({ severity: 3, range: { start: { line: 5 } } });
    expect(note.message).toContain("5 of 5 samples give 'one' here, not 'on'");
    const actions = await editor.actions(uri, 'assert first_word("one');
    expect(actions.map(({ title }) => title)).toContain('Expect "one" instead');
  });

  it('is told by the terminal, in words and as JSON', async () => {
    model = await answering();
    const file = place.file(typo, 'words.py');
    const { code, object, stderr } = await assayJson(drawing(file, 5), place.folder, env());
    expect(code).toBe(1);
    expect(object.suspicious).toEqual([
      { example: 1, line: 6, expected: "'on'", instead: "'one'", samples: 5, weight: 1 },
    ]);
    expect(stderr).not.toContain('no program passes both');
  });
});

describe('examples that contradict each other', () => {
  it('are a warning as soon as the document is open, until they are mended', async () => {
    editor = await Editor.start({ capabilities: vscode });
    const uri = await editor.open(contradicting);
    expect((await noted(uri, 'contradiction')).message).toContain("expects 'Hello' where line 5 expects 'hello'");
    await editor.replace(uri, '"hello world") == "Hello"', '"one two") == "one"');
    await vi.waitFor(() => expect(editor!.diagnostics.get(uri)).toEqual([]), 5000);
  });

  it('are a warning in the terminal, which draws all the same', async () => {
    model = await answering();
    const file = place.file(contradicting, 'words.py');
    const { object, stderr } = await assayJson(drawing(file, 3), place.folder, env());
    expect(stderr).toContain("first_word: line 6 expects 'Hello' where line 5 expects 'hello' of the same call");
    expect(object.samples.received).toBe(3);
  });
});

describe('where nothing passes', () => {
  it('the terminal shows what came nearest, and the JSON by how little it misses', async () => {
    model = await startAnswering(() =>
      fenced('def first_word(text: str) -> str:\n    return text.partition(" ")[0] + "\\u00a0"'),
    );
    const file = place.file(contradicting, 'words.py');
    const { code, object, stderr } = await assayJson(drawing(file, 2), place.folder, env());
    expect(code).toBe(1);
    expect(object.candidates[0].verdicts[0].difference).toBe("'\\xa0' is too much at the end");
    expect(stderr).not.toContain('nearest');
    const told = await runAssay(drawing(file, 2), { cwd: place.folder, env: env() });
    expect(told.stderr).toContain('The nearest candidate, 2 of 2 samples, passes 0 of 3:');
    expect(told.stderr).toContain("'\\xa0' is too much at the end");
  });
});
