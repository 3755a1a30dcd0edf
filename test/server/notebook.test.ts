/** Stubs in notebooks, for a client that supports cells. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelServer } from '../servers/modelServer.ts';
import { startScripted } from '../servers/scripted.ts';
import { Editor, modern, until, vscode } from './editor.ts';

let editor: Editor;
let model: ModelServer | undefined;
afterEach(async () => {
  await editor.stop();
  await model?.close();
  model = undefined;
});

const helpers = `%matplotlib inline
import math
!pip install nothing
LIMIT = 3
WANTED = ["a", "b", "c"]


def shorten(words):
    return words[:LIMIT]
`;
const stub = `def area(radius: float) -> float:
    """Return the area of a circle."""


assert area(0) == 0
assert round(area(1), 4) == round(math.pi, 4)`;
const later = `text = "a b c d"


def short(text):
    """Return the first words of text, shortened by shorten."""


assert short(text) == WANTED`;

async function start(cells: readonly string[], capabilities = vscode, more: object = {}) {
  model = await startScripted({
    area: ['import math\nfrom operator import mul\n\ndef area(radius):\n    return mul(math.pi, radius**2)'],
    short: ['def short(text):\n    return shorten(text.split())'],
  });
  const settings = {
    sampler: 'openai',
    baseUrl: model.baseUrl,
    model: 'scripted',
    samples: 2,
    repairRounds: 0,
    ...more,
  };
  editor = await Editor.start({ capabilities, settings });
  return editor.openNotebook(cells);
}

describe('a stub in a notebook', () => {
  const cells = ['#md # A title', helpers, stub, later];

  it('has its lens in its own cell, and is synthesized with the cells above', async () => {
    const {
      notebook,
      cells: [first, second, third],
    } = await start(cells);
    expect(await editor.titles(first!)).toEqual([]);
    expect(await editor.titles(second!)).toEqual(['Synthesize from 2 asserts']);
    const [lens] = await editor.lenses(third!);
    expect(lens!.range.start).toEqual(editor.at(third!, 'def short'));
    const outcome = await editor.execute('assay.server.synthesize', { ...lens!.command!.arguments![0], wait: true });
    expect(outcome).toMatchObject({ function: 'short', state: 'done', passing: 2 });
    expect(await editor.hover(third!, 'assert short')).toContain('100% (2 of 2) of the samples pass this example');
    expect(await editor.titles(second!)).toEqual(['Synthesize from 2 asserts']);
    const prompt = model!.asked[0]!.body.messages.map(({ content }) => content).join('\n');
    expect(prompt).toContain('def shorten(words):');
    expect(prompt).not.toContain('matplotlib');
    // The server asks for the notebook's interpreter, not for a cell's.
    expect(new Set(editor.interpreterAsked)).toEqual(new Set([notebook]));
  });

  it('is found at the cursor in its cell, and accepted there alone: imports too, but for those that the notebook has', async () => {
    const {
      cells: [first, second, third],
    } = await start(cells, modern);
    const position = editor.at(second!, 'area(0)');
    const outcome = await editor.execute('assay.server.synthesize', { uri: second!, position, wait: true });
    expect(outcome).toMatchObject({ function: 'area', passing: 2 });
    await until('the note', () => editor.diagnostics.get(second!)?.length === 1);
    expect(editor.diagnostics.get(second!)![0]!.range.start).toEqual({ line: 0, character: 4 });
    expect(editor.diagnostics.get(first!) ?? []).toEqual([]);
    await editor.execute('assay.server.accept', { uri: second!, position });
    expect(editor.applied[0]!.edit.documentChanges).toMatchObject([{ textDocument: { uri: second, version: 1 } }]);
    expect(editor.text(second!)).toBe(
      `from operator import mul\n\n\n${stub.replace('circle."""', 'circle."""\n    return mul(math.pi, radius**2)')}`,
    );
    expect([editor.text(first!), editor.text(third!)]).toEqual([helpers, later]);
    expect((await editor.titles(second!))[0]).toMatch(/^accepted · /);
    const verified = await editor.execute('assay.server.verify', {
      uri: second!,
      position: editor.at(second!, 'area(0)'),
      wait: true,
    });
    expect(verified!.message).toBe('area: passes all 2 asserts.');
  });

  it('gives our client the cell to edit and to compare with, with the text that is there', async () => {
    const magic = `%%time\n${stub}`;
    const {
      notebook,
      cells: [, second],
    } = await start([helpers, magic]);
    const about = { uri: notebook, function: 'area' };
    await editor.execute('assay.server.synthesize', { ...about, wait: true });
    type Accepted = {
      uri: string;
      version: number;
      edits: { expected: string; newText: string; range: { start: { line: number } } }[];
    };
    const accepted = await editor.connection.sendRequest<Accepted>('assay/acceptance', about);
    expect(accepted).toMatchObject({ uri: second, version: 1 });
    for (const { expected, range } of accepted.edits) {
      expect(magic).toContain(expected);
      // A cell magic stays on the first line of its cell.
      expect(range.start.line).toBeGreaterThan(0);
    }
    const { previews } = await editor.connection.sendRequest<{ previews: { uri: string; text: string }[] }>(
      'assay/preview',
      about,
    );
    expect(previews[0]!.uri).toBe(second);
    expect(previews[0]!.text).toMatch(/^%%time\n[\s\S]+return mul/);
  });

  it('is judged again with a cell above, and follows cells that come and go', async () => {
    const {
      notebook,
      cells: [first, , third],
    } = await start(cells);
    const position = editor.at(third!, 'def short');
    await editor.execute('assay.server.synthesize', { uri: third!, position, wait: true });
    expect((await editor.titles(third!))[0]).toMatch(/ · Accept$/);
    await editor.replace(first!, 'import math\n', 'import math\nimport os\n');
    await editor.changeCells(notebook, { insert: 'print("first")\nmore = 1' });
    const [lens] = await editor.lenses(third!);
    expect(lens!.range.start).toEqual(editor.at(third!, 'def short'));
    expect((await editor.titles(third!))[0]).toMatch(/ · Accept$/);
    await editor.replace(first!, 'WANTED = ["a", ', 'WANTED = ["z", ');
    await until('the lens', async () => /^none of \d+ passes now · draw more$/.test((await editor.titles(third!))[0]!));
    await editor.changeCells(notebook, { take: 2 });
    await editor.replace(third!, '== WANTED', '== ["a"]');
    expect((await editor.lenses(third!))[0]!.range.start).toEqual(editor.at(third!, 'def short'));
  });

  it('has code actions in its cell', async () => {
    const {
      cells: [, second],
    } = await start(cells);
    const titles = (await editor.actions(second!, 'area(radius')).map(({ title }) => title);
    expect(titles).toEqual(['Synthesize area from 2 asserts', 'Synthesize all 2 stubs of this notebook']);
    const bare = await editor.openNotebook(['x = 1', 'def bare(n):\n    """Bare."""']);
    const [add] = await editor.actions(bare.cells[1]!, 'bare');
    expect(add!.edit!.documentChanges).toMatchObject([{ textDocument: { uri: bare.cells[1] } }]);
  });

  it('is marked in its cell when the notebook is saved, and forgotten when it is closed', async () => {
    const body = stub.replace('circle."""', 'circle."""\n    return 3 * radius');
    const {
      notebook,
      cells: [first, second],
    } = await start([helpers, body], vscode, { verifyOnSave: true });
    await editor.connection.sendNotification('notebookDocument/didSave', { notebookDocument: { uri: notebook } });
    await until('the marks', () => editor.marks.get(notebook)?.length === 2);
    expect(editor.marks.get(notebook)).toMatchObject([
      { uri: second, line: 5, status: 'pass' },
      { uri: second, line: 6, status: 'fail', text: expect.stringMatching(/^got 3/) },
    ]);
    await editor.connection.sendNotification('notebookDocument/didClose', {
      notebookDocument: { uri: notebook },
      cellTextDocuments: [first, second].map((uri) => ({ uri })),
    });
    await until('them to go', () => editor.marks.get(notebook)?.length === 0);
    expect(await editor.titles(second!)).toEqual([]);
  });
});
