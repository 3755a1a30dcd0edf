import { afterEach, describe, expect, it } from 'vitest';
import { Editor, modern, until } from './editor.ts';
import { firstWord, search, working } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

describe('settings', () => {
  it('are pulled where the client can be asked, and change without a restart', async () => {
    editor = await Editor.start({ settings: { codeLens: false } });
    const uri = await editor.open(firstWord);
    expect(await editor.titles(uri)).toEqual([]);
    await editor.configure({ codeLens: true });
    expect(await editor.titles(uri)).toEqual(['Synthesize from 2 asserts']);
  });

  it('are taken from initializationOptions.assay where it cannot', async () => {
    editor = await Editor.start({ capabilities: {}, initializationOptions: { assay: { codeLens: false } } });
    const uri = await editor.open(firstWord);
    expect(await editor.titles(uri)).toEqual([]);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { assay: { codeLens: true } },
    });
    expect(await editor.titles(uri)).toEqual(['Synthesize from 2 asserts']);
  });

  it('of the start hold where the client can be asked and knows nothing of Assay', async () => {
    editor = await Editor.start({ capabilities: modern, initializationOptions: { assay: { codeLens: false } } });
    editor.settings = null as never;
    expect(await editor.titles(await editor.open(firstWord))).toEqual([]);
  });

  it.each([0, 10_000])('name %i samples as wrong once, and go on with ten', async (samples) => {
    editor = await Editor.start({ settings: { ...search, samples } });
    const uri = await editor.open(firstWord);
    const outcome = await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    expect(outcome!.state).toBe('done');
    await editor.titles(await editor.open(working));
    const told = editor.messages.filter(({ message }) => message.includes('assay.samples'));
    expect(told.map(({ message }) => message)).toEqual([
      `assay.samples is ${samples}: it must be a whole number from 1 to 200; until then 10 is used.`,
    ]);
  });

  it('can have functions verified when their file is saved', async () => {
    editor = await Editor.start({ settings: { ...search, verifyOnSave: true } });
    const uri = await editor.open(working);
    expect(await editor.titles(uri)).toEqual(['Verify 2 asserts']);
    await editor.save(uri);
    await until('the verdict', async () => (await editor.titles(uri)).length === 0);
    expect(editor.progress).toEqual([]);
    expect(editor.messages).toEqual([]);
  });
});
