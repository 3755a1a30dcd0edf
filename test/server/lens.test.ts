import { afterEach, describe, expect, it } from 'vitest';
import { serverCommands } from '../../protocol/commands.ts';
import { Editor, vscode } from './editor.ts';
import { doctest, firstWord, search, working } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

describe('the lens', () => {
  it('says from how many asserts a stub can be synthesized, and names a command that the server executes', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    const [lens, ...others] = await editor.lenses(uri);
    expect(others).toEqual([]);
    expect(lens!.command).toEqual({
      title: 'Synthesize from 2 asserts',
      command: 'assay.server.synthesize',
      arguments: [{ uri, function: 'first_word' }],
    });
    expect(lens!.range.start.line).toBe(0);
    expect(editor.greeting.capabilities.executeCommandProvider!.commands).toEqual(Object.values(serverCommands));
  });

  it("names VS Code's own command for our client alone", async () => {
    editor = await Editor.start({ settings: search, capabilities: vscode });
    const [lens] = await editor.lenses(await editor.open(firstWord));
    expect(lens!.command!.command).toBe('assay.synthesizeFunction');
  });

  it('counts doctests as doctests, and says examples where kinds are mixed', async () => {
    editor = await Editor.start({ settings: search });
    expect(await editor.titles(await editor.open(doctest))).toEqual(['Synthesize from 1 doctest']);
    const mixed = `${doctest}\n\nassert shout("a") == "A"\n`;
    expect(await editor.titles(await editor.open(mixed))).toEqual(['Synthesize from 2 examples']);
  });

  it('verifies a function with a body and examples, and is gone once it passes', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(working);
    const [lens] = await editor.lenses(uri);
    expect(lens!.command).toMatchObject({ title: 'Verify 2 asserts', command: 'assay.server.verify' });
    await editor.execute('assay.server.verify', { uri, function: 'double', wait: true });
    expect(await editor.titles(uri)).toEqual([]);
    await editor.replace(uri, 'number + number', 'number * 3');
    expect(await editor.titles(uri)).toEqual(['changed by hand · Verify']);
    await editor.execute('assay.server.verify', { uri, function: 'double', wait: true });
    expect(await editor.titles(uri)).toEqual(['passes 0 of 2 asserts', 'Synthesize another body']);
  });

  it('adds a first assert below a stub without examples, and stands over no placeholder', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open('def f(x):\n    """Nothing to go by."""\n\n\ndef g(x):\n    ...\n');
    const [lens, ...others] = await editor.lenses(uri);
    expect([lens!.command!.title, ...others]).toEqual(['Add an example']);
    const [about] = lens!.command!.arguments as [{ uri: string }];
    expect(await editor.connection.sendRequest('assay/firstExample', about)).toMatchObject({
      version: 1,
      position: { line: 2, character: 0 },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet's tab stops
      snippet: '\nassert f(${1:x}) == ${2:...}\n',
    });
    await editor.execute(lens!.command!.command, about);
    expect(editor.text(uri)).toContain('\nassert f(x) == ...\n');
    expect(await editor.titles(uri)).toEqual(['Synthesize from 1 assert']);
  });

  it('stands over stubs alone, or nowhere, as the settings say; true and false are as before', async () => {
    editor = await Editor.start({ settings: { ...search, codeLens: 'stubs' } });
    const uri = await editor.open(`${firstWord}\n\n${working}`);
    expect(await editor.titles(uri)).toEqual(['Synthesize from 2 asserts']);
    for (const [codeLens, count] of [
      ['off', 0],
      [false, 0],
      [true, 2],
      ['all', 2],
    ] as const) {
      await editor.configure({ ...search, codeLens });
      expect(await editor.titles(uri)).toHaveLength(count);
    }
  });

  it('follows what is typed', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await editor.replace(uri, 'assert first_word("one', 'assert first_word("a b") == "a"\nassert first_word("one');
    expect(await editor.titles(uri)).toEqual(['Synthesize from 3 asserts']);
  });

  it('stays over its function while the next one is half typed', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(`${firstWord}\n\ndef other(x):\n    y = x\n`);
    await editor.replace(uri, 'y = x', 'return (x,');
    expect(await editor.titles(uri)).toEqual(['Synthesize from 2 asserts']);
  });

  it('is there in an untitled document, and in one with Windows line endings', async () => {
    editor = await Editor.start({ settings: search });
    expect(await editor.titles(await editor.open(firstWord, 'untitled:Untitled-1'))).toEqual([
      'Synthesize from 2 asserts',
    ]);
    expect(await editor.titles(await editor.open(firstWord.replaceAll('\n', '\r\n')))).toEqual([
      'Synthesize from 2 asserts',
    ]);
  });
});
