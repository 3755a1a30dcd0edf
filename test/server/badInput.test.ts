import { afterEach, describe, expect, it } from 'vitest';
import { Editor, modern, until } from './editor.ts';
import { firstWord, search } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

const told = () => editor.messages.map(({ message }) => message);

describe('what cannot be done is told in one line that says what to do', () => {
  it('no function at the cursor', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(`x = 1\n\n\n${firstWord}`);
    await editor.execute('assay.server.synthesize', { uri, position: { line: 0, character: 0 }, wait: true });
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatch(/function/);
  });

  it('a function that is not there', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await editor.execute('assay.server.synthesize', { uri, function: 'last_word', wait: true });
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('last_word');
  });

  it('a function without examples: a lens and an action that add an assert below it', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open('def area(width, height=1, *, unit):\n    """Return the area."""\n\n\ndone = True\n');
    expect(await editor.titles(uri)).toEqual(['Add an example']);
    await editor.execute('assay.server.synthesize', { uri, function: 'area', wait: true });
    expect(told()).toEqual([
      'area has no examples. Write an assert below it or a doctest in its docstring; a code action adds a first one.',
    ]);
    const [action] = await editor.actions(uri, 'area');
    expect(action!.title).toBe('Add an assert for area');
    expect(action!.edit!.documentChanges).toEqual([
      {
        textDocument: { uri, version: 1 },
        edits: [
          {
            range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
            newText: '\nassert area(width, unit=unit) == ...\n',
          },
        ],
      },
    ]);
  });

  it('gives that assert with places to fill in, to an editor that knows such', async () => {
    const capabilities = {
      ...modern,
      workspace: { ...modern.workspace, workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
    };
    editor = await Editor.start({ settings: search, capabilities });
    const uri = await editor.open('class Shape:\n    def area(self, unit):\n        ...\n');
    const [action] = await editor.actions(uri, 'area');
    const value = '\nassert Shape().area($' + '{1:unit}) == $' + '{2:...}\n';
    expect(action!.edit!.documentChanges![0]).toMatchObject({ edits: [{ snippet: { kind: 'snippet', value } }] });
  });

  it('a syntax error inside the function', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open('def f(x):\n    """Doc."""\n    return (x,\n\n\nassert f(1) == 1\n');
    await editor.execute('assay.server.synthesize', { uri, function: 'f', wait: true });
    expect(told()).toHaveLength(1);
    expect(await editor.titles(uri)).toEqual([]);
  });

  it('a document that is not open', async () => {
    editor = await Editor.start({ settings: search });
    await editor.execute('assay.server.synthesize', { uri: 'file:///nowhere.py', wait: true });
    expect(told()).toEqual(['file:///nowhere.py is not open in the editor. Open it and try again.']);
  });

  it('a command that is not there: to its caller, and not to the user', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    const called = editor.execute('assay.server.nothing', { uri });
    await expect(called).rejects.toMatchObject({ code: -32602, message: 'Assay has no command assay.server.nothing.' });
    await expect(editor.connection.sendRequest('workspace/executeCommand', { command: 'other' })).rejects.toThrow(
      'Assay has no command other.',
    );
    expect(await editor.titles(uri)).toHaveLength(1);
    expect(told()).toEqual([]);
  });

  it('an interpreter that is not there, told once', async () => {
    editor = await Editor.start({ settings: { ...search, interpreter: '/nowhere/python3' } });
    const uri = await editor.open(firstWord);
    const outcome = await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    expect(outcome!.state).toBe('failed');
    await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('/nowhere/python3');
    expect(await editor.titles(uri)).toEqual(['could not run · try again']);
    expect(await editor.hover(uri, 'first_word')).toContain('python3');
    await editor.configure(search);
    await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    expect((await editor.titles(uri))[0]).toMatch(/ · Accept$/);
  });

  it('a model server that is not there', async () => {
    editor = await Editor.start({ settings: { sampler: 'openai', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' } });
    const uri = await editor.open(firstWord);
    await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('127.0.0.1:9');
    expect(editor.text(uri)).toBe(firstWord);
  });

  it('a docstring that changes while samples are drawn', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    const ended = editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    await editor.replace(uri, 'the first word', 'the very first word');
    await ended;
    await until('the message', () => told().length > 0);
    expect(told()).toEqual([
      'first_word or its examples changed while it was running, so its report is stale. Synthesize again.',
    ]);
    expect(editor.applied).toEqual([]);
  });

  it('an editor that does not take the edit', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    editor.connection.onRequest('workspace/applyEdit', () => ({ applied: false, failureReason: 'read-only' }));
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(told()).toEqual(['The editor did not take the edit for first_word (read-only). Accept it again.']);
  });

  it('something to accept where nothing was drawn', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(told()).toEqual(['Nothing has been synthesized for first_word yet. Synthesize it first.']);
  });
});
