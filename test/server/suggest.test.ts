/** Examples that a model suggests: the editor shows them, the user takes them one by one, and they never count as truth. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Suggested } from '../../protocol/commands.ts';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { runAssay } from '../servers/terminal.ts';
import { Editor, until, vscode } from './editor.ts';

const source = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
`;
const bodies = ['return text.split()[0]', 'return text.split(" ")[0]', 'return text.partition(" ")[0]'];
const proposals = `Some examples:

\`\`\`python
assert first_word("one two three") == "one"
assert first_word("  padded") == "padded"
assert first_word("hello world") == "hello"
assert first_word(open("/etc/passwd").read()) == "root"
import os
first_word("\\u2003wide")
first_word("tab\\tbed")
first_word(__import__("os").getcwd())
\`\`\`
`;

const place = scratch('suggest', 'each');
let editor: Editor | undefined;
let model: ModelServer;
beforeEach(async () => {
  let turn = 0;
  model = await startAnswering(({ messages }) => {
    if (messages[0]!.content.includes('assert statements')) return proposals;
    return fenced(`def first_word(text: str) -> str:\n    ${bodies[turn++ % bodies.length]}`);
  });
});
afterEach(async () => {
  await editor?.stop();
  await model.close();
  editor = undefined;
});

async function open(text = source): Promise<string> {
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 3 };
  editor = await Editor.start({ settings, env: { ASSAY_HISTORY: place.in('h.db') } });
  return editor.open(text);
}

const suggest = (uri: string) =>
  editor!.execute<Suggested | null>('assay.server.suggestExamples', { uri, function: 'first_word' });
const titles = async (uri: string) => (await editor!.actions(uri, 'first_word')).map(({ title }) => title);

describe('suggested examples', () => {
  it('say how many candidates agree, and are in the file only when a person has taken them', async () => {
    const uri = await open();
    await editor!.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    const suggested = await suggest(uri);
    expect(suggested).toEqual({
      function: 'first_word',
      suggestions: [
        {
          source: 'assert first_word("one two three") == "one"',
          samples: 3,
          agree: 3,
          of: 3,
          label: 'assert first_word("one two three") == "one"',
          agreement: '3 of 3 candidates agree',
        },
        {
          source: 'assert first_word("  padded") == "padded"',
          samples: 3,
          agree: 1,
          of: 3,
          label: 'assert first_word("  padded") == "padded"',
          agreement: '1 of 3 candidates agrees',
        },
      ],
    });
    expect(editor!.text(uri)).toBe(source);
    expect(await editor!.titles(uri)).toEqual(['3 of 3 pass · Accept', '2 behaviours · which is right?']);

    const actions = await editor!.actions(uri, 'first_word');
    const action = actions.find(({ title }) => title.startsWith('Add example: assert first_word("  padded")'))!;
    expect(action.title).toContain('(1 of 3 candidates agrees)');
    expect(action.edit!.documentChanges).toEqual([
      {
        textDocument: { uri, version: 1 },
        edits: [
          {
            range: { start: { line: 4, character: 43 }, end: { line: 4, character: 43 } },
            newText: '\nassert first_word("  padded") == "padded"',
          },
        ],
      },
    ]);
    const example = 'assert first_word("one two three") == "one"';
    await editor!.execute('assay.server.addExample', { uri, function: 'first_word', example });
    expect(editor!.applied).toHaveLength(1);
    expect(editor!.text(uri)).toBe(`${source}${example}\n`);
    expect((await titles(uri)).filter((title) => title.startsWith('Add example'))).toEqual([
      expect.stringContaining('padded'),
    ]);
    await until('the lens', async () => (await editor!.titles(uri))[0] === '3 of 3 pass · Accept');
  });

  it('are offered for a function with few examples, also with none, and go when it means something else', async () => {
    const uri = await open('def first_word(text: str) -> str:\n    """Return the first word of text."""\n');
    await editor!.lenses(uri);
    expect(await titles(uri)).toEqual(['Add an assert for first_word', 'Suggest examples for first_word']);
    const suggested = await suggest(uri);
    expect(suggested!.suggestions.map((one) => one.agreement)).toEqual(Array(3).fill('proposed in 3 answers'));
    const { source: example } = suggested!.suggestions[0]!;
    await editor!.execute('assay.server.addExample', { uri, function: 'first_word', example });
    expect(editor!.text(uri)).toMatch(/the first word of text\."""\n+assert first_word\(.*\n$/);
    await editor!.replace(uri, 'first word of text', 'last word of text');
    expect((await titles(uri)).filter((title) => title.startsWith('Add example'))).toEqual([]);
    await editor!.execute('assay.server.addExample', {
      uri,
      function: 'first_word',
      example: suggested!.suggestions[1]!.source,
    });
    expect(editor!.messages.at(-1)!.message).toMatch(/no longer suggested for first_word/);
  });

  it('need a model, and say so', async () => {
    editor = await Editor.start({ settings: { sampler: 'search' }, capabilities: vscode });
    const uri = await editor.open(source);
    await editor.lenses(uri);
    expect(await titles(uri)).not.toContain('Suggest examples for first_word');
    expect(await suggest(uri)).toBeNull();
    expect(editor.messages.map(({ message }) => message)).toEqual([expect.stringMatching(/^The search can't suggest/)]);
  });

  it('are not asked for where the workspace is not trusted', async () => {
    editor = await Editor.start({
      settings: { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay' },
      initializationOptions: { trusted: false },
    });
    expect(await suggest(await editor.open(source))).toBeNull();
    expect(model.asked).toEqual([]);
  });
});

describe('assay suggest', () => {
  const run = (...args: string[]) =>
    runAssay(args, {
      cwd: place.folder,
      env: { OPENAI_BASE_URL: model.baseUrl, ASSAY_HISTORY: place.in('h.db') },
    });

  it('prints asserts, with what the candidates of the last synthesis say, and changes nothing', async () => {
    const file = place.file(source, 'words.py');
    const alone = await run('suggest', 'words.py::first_word', '--model', 'replay');
    expect(alone).toEqual({
      code: 0,
      stdout:
        'assert first_word("one two three") == "one"  # proposed in 3 answers\n' +
        'assert first_word("  padded") == "padded"  # proposed in 3 answers\n',
      stderr: '',
    });
    await run('synth', 'words.py::first_word', '--model', 'replay', '-k', '3');
    const { stdout } = await run('suggest', 'words.py::first_word', '--model', 'replay', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      function: 'first_word',
      suggestions: [
        { source: 'assert first_word("one two three") == "one"', agree: 3, of: 3 },
        { source: 'assert first_word("  padded") == "padded"', agree: 1, of: 3 },
      ],
      dropped: expect.arrayContaining([{ reason: 'is there already', count: 3 }]),
    });
    expect(readFileSync(file, 'utf8')).toBe(source);
  });

  it('leaves inputs for the next synthesis to compare its candidates on', async () => {
    place.file(source, 'words.py');
    const inputs = async () => {
      const { stdout } = await run('synth', 'words.py::first_word', '--model', 'replay', '-k', '3', '--json');
      return JSON.parse(stdout).behaviours.inputs as number;
    };
    const before = await inputs();
    await run('suggest', 'words.py::first_word', '--model', 'replay');
    expect(await inputs()).toBeGreaterThan(before);
  });

  it('ends with 2 where no model is there to be asked, or no function is named', async () => {
    place.file(source, 'words.py');
    const search = await run('suggest', 'words.py::first_word', '--sampler', 'search');
    expect(search.code).toBe(2);
    expect(search.stderr).toMatch(/^assay: The search can't suggest examples: choose a model/);
    expect((await run('suggest', 'words.py')).code).toBe(2);
  });
});
