/** What changes several cells of a notebook, or adds lines to one: the whole notebook, examples, answers and fixes. */
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asked, Suggested } from '../../protocol/commands.ts';
import type { Acceptance, FirstExample, Previews } from '../../protocol/messages.ts';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { askedFor } from '../servers/scripted.ts';
import { Editor, modern, until, vscode } from './editor.ts';

const words = `%matplotlib inline
def words_of(text: str) -> list:
    """Return the words of text in lower case."""


assert words_of("A b") == ["a", "b"]`;
const longest = `%%time
def longest(text: str) -> str:
    """Return the longest of the words_of text."""


assert longest("a bcd ef") == "bcd"`;
const first = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"`;
const proposals = '```python\nassert first_word("a b") == "a"\nassert first_word("c d") == "c"\n```';
const bodies = ['return text.split()[0]', 'return text.split(" ")[0]', 'return text.partition(" ")[0]'];

const place = scratch('notebook-cells', 'each');
let editor: Editor;
let model: ModelServer;
beforeEach(async () => {
  let turn = 0;
  model = await startAnswering(({ messages }) => {
    const prompt = messages.map(({ content }) => content).join('\n');
    if (prompt.includes('assert statements')) return proposals;
    const name = askedFor(prompt);
    if (name === 'words_of')
      return fenced('import re\n\ndef words_of(text):\n    return re.findall(r"[a-z]+", text.lower())');
    if (name === 'longest')
      return fenced('import operator\n\ndef longest(text):\n    return max(words_of(text), key=operator.length_hint)');
    return fenced(`def first_word(text: str) -> str:\n    ${bodies[turn++ % bodies.length]}`);
  });
});
afterEach(async () => {
  await editor.stop();
  await model.close();
});

async function open(cells: readonly string[], capabilities = vscode, samples = 3) {
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples, repairRounds: 0 };
  editor = await Editor.start({ capabilities, settings, env: { ASSAY_HISTORY: place.in('h.db') } });
  return editor.openNotebook(cells);
}

const titles = async (cell: string, word: string) => (await editor.actions(cell, word)).map(({ title }) => title);
/** An edit of an action, applied as the client does. */
async function take(cell: string, word: string, title: RegExp): Promise<void> {
  const action = (await editor.actions(cell, word)).find((one) => title.test(one.title));
  await editor.apply(action!.edit!);
}

describe('all stubs of a notebook', () => {
  const cells = ['#md # Words', words, '!pip install nothing', '#md Then', longest, '%%bash\necho "def f():"'];

  it('are found together and accepted by one edit of several cells, each with its own imports and magics', async () => {
    const {
      notebook,
      cells: [one, pip, two, bash],
    } = await open(cells, modern);
    expect(await titles(two!, 'longest')).toContain('Synthesize all 2 stubs of this notebook');
    const outcome = await editor.execute('assay.server.synthesizeFile', { uri: two!, wait: true });
    expect(outcome).toMatchObject({ function: 'notebook1.ipynb', state: 'done', passing: 6 });
    expect(await editor.titles(one!)).toContain('2 of 2 functions found · Accept all');
    await editor.execute('assay.server.acceptFile', { uri: notebook });
    expect(editor.applied).toHaveLength(1);
    expect(editor.applied[0]!.edit.documentChanges).toMatchObject([
      { textDocument: { uri: one, version: 1 } },
      { textDocument: { uri: two, version: 1 } },
    ]);
    expect(editor.text(one!)).toMatch(
      /^import re\n\n\n%matplotlib inline\ndef words_of[\s\S]+lower case\."""\n {4}return re\.findall/,
    );
    expect(editor.text(two!)).toMatch(
      /^%%time\nimport operator\n\n\ndef longest[\s\S]+words_of text\."""\n {4}return max/,
    );
    expect([pip, bash].map((cell) => editor.text(cell!))).toEqual([cells[2], cells[5]]);
    expect((await editor.titles(one!))[0]).toMatch(/^accepted · /);
    expect((await editor.titles(two!))[0]).toMatch(/^accepted · /);
  });

  it('are shown to our client cell by cell, where the cells are now', async () => {
    const {
      notebook,
      cells: [one, , two, bash],
    } = await open(cells);
    await editor.execute('assay.server.synthesizeFile', { uri: notebook, wait: true });
    await editor.arrangeCells(notebook, [bash!, one!, two!]);
    await editor.changeCells(notebook, { insert: 'import re\nprint("new")' });
    const whole = { uri: notebook, whole: true };
    const { previews } = await editor.connection.sendRequest<Previews>('assay/preview', whole);
    expect(previews).toMatchObject([{ uri: one, title: '2 of 2 functions found', others: [{ uri: two }] }]);
    // The new cell above has the import.
    expect(previews[0]!.text).toMatch(/^%matplotlib inline\ndef words_of/);
    expect(previews[0]!.others![0]!.text).toMatch(/^%%time\nimport operator/);
    const accepted = await editor.connection.sendRequest<Acceptance>('assay/acceptance', whole);
    expect([accepted.uri, ...accepted.others!.map(({ uri }) => uri)]).toEqual([one, two]);
    for (const { uri, version, edits } of [accepted, ...accepted.others!]) {
      expect(version).toBe(1);
      for (const { expected } of edits) expect(editor.text(uri)).toContain(expected);
    }
    await editor.arrangeCells(notebook, [one!]);
    const left = await editor.connection.sendRequest<Acceptance>('assay/acceptance', whole);
    expect(left.uri).toBe(one);
    expect(left.others).toBeUndefined();
  });

  it('may have one name in two cells', async () => {
    const other = first.replace('first word', 'first of the words').replaceAll('two', 'zwei');
    const {
      notebook,
      cells: [one, two],
    } = await open([first, other], modern);
    await editor.execute('assay.server.synthesizeFile', { uri: notebook, wait: true });
    await editor.execute('assay.server.acceptFile', { uri: notebook });
    expect([one, two].map((cell) => editor.text(cell!).match(/return text/g)?.length)).toEqual([1, 1]);
  });
});

describe('a notebook of another language', () => {
  it('has nothing of Assay but in its Python cells', async () => {
    const { cells } = await open([first]);
    expect(await editor.titles(cells[0]!)).toEqual(['Synthesize from 2 asserts']);
    const uri = `${pathToFileURL(editor.folder).href}/r.ipynb`;
    const all = ['r', 'python'].map((languageId, index) => ({
      uri: `${uri}#${index}`,
      languageId,
      version: 1,
      text: first,
    }));
    await editor.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        ...{ uri, notebookType: 'jupyter-notebook', version: 1 },
        cells: all.map(({ uri: document }) => ({ kind: 2, document })),
      },
      cellTextDocuments: all,
    });
    expect(await editor.titles(all[0]!.uri)).toEqual([]);
    const [lens] = await editor.lenses(all[1]!.uri);
    expect(lens!.range.start).toEqual({ line: 0, character: 0 });
  });
});

describe('an example for a function in a notebook', () => {
  const below = 'print("below")';

  it('is suggested, and added below the others in their cell', async () => {
    const {
      notebook,
      cells: [, cell],
    } = await open(['x = 1', first, below], modern);
    const suggested = await editor.execute<Suggested>('assay.server.suggestExamples', {
      uri: cell!,
      function: 'first_word',
    });
    expect(suggested.suggestions).toHaveLength(2);
    await take(cell!, 'first_word', /^Add example: .*"a b"/);
    expect(editor.text(cell!)).toBe(`${first}\nassert first_word("a b") == "a"`);
    const example = 'assert first_word("c d") == "c"';
    await editor.execute('assay.server.addExample', { uri: notebook, function: 'first_word', example });
    expect(editor.text(cell!)).toBe(`${first}\nassert first_word("a b") == "a"\n${example}`);
  });

  it('is added as the first one in its own cell', async () => {
    const bare = first.slice(0, first.indexOf('\n\n\n'));
    const {
      cells: [, cell, last],
    } = await open(['x = 1', bare, below]);
    expect(await editor.titles(cell!)).toEqual(['Add an example']);
    const position = editor.at(cell!, 'first_word');
    const made = await editor.connection.sendRequest<FirstExample>('assay/firstExample', { uri: cell, position });
    expect(made).toMatchObject({ uri: cell, position: { line: 1 }, newText: '\n\nassert first_word(text) == ...' });
    await take(cell!, 'first_word', /^Add an assert/);
    expect(editor.text(cell!)).toBe(`${bare}\n\nassert first_word(text) == ...`);
    expect(editor.text(last!)).toBe(below);
  });

  it('is the answer to the question about programs that differ', async () => {
    const {
      notebook,
      cells: [cell],
    } = await open([first, below], vscode, 6);
    await editor.execute('assay.server.synthesize', { uri: cell!, function: 'first_word', wait: true });
    expect(await editor.titles(cell!)).toEqual(['6 of 6 pass · Accept', '2 behaviours · which is right?']);
    const { question } = (await editor.execute<Asked | null>('assay.server.ask', {
      uri: notebook,
      function: 'first_word',
    }))!;
    const { value } = question.answers.find(({ kind }) => kind === 'value')!;
    expect((await titles(cell!, 'first_word')).some((title) => title.startsWith(`Answer: ${question.call}`))).toBe(
      true,
    );
    const answer = { call: question.call, value, kind: 'value' } as const;
    await editor.execute('assay.server.answer', { uri: notebook, function: 'first_word', answer });
    expect(editor.text(cell!)).toBe(`${first}\nassert ${question.call} == ${value}`);
    await until('a new judgement', async () => /^[1-5] of 6 pass/.test((await editor.titles(cell!))[0]!));
  });

  it('is mended where most samples give another value, in another cell than the function', async () => {
    const [stub, examples] = first.split('\n\n\n');
    const {
      cells: [, asserts],
    } = await open([stub!, examples!.replace('"one"', '"on"')]);
    const [cell] = [asserts!];
    await editor.execute('assay.server.synthesize', {
      uri: cell,
      position: editor.at(cell, 'first_word("one'),
      wait: true,
    });
    await until('the note', () => editor.diagnostics.get(cell)?.some(({ code }) => code === 'suspicious'));
    await take(cell, 'assert first_word("one', /^Expect "one" instead$/);
    expect(editor.text(cell)).toBe(examples);
  });
});
