import { afterEach, describe, expect, it } from 'vitest';
import { processTree } from '../../scripts/processes.ts';
import { Editor, vscode } from './editor.ts';
import { firstWord, search } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

const children = () => processTree(editor.pid).slice(1);

describe('a workspace that is not trusted', () => {
  it('gets a lens that says so, runs nothing, and tells what to do', async () => {
    editor = await Editor.start({
      ...{ settings: search, capabilities: vscode, initializationOptions: { trusted: false } },
      inOwnProcess: true,
    });
    const uri = await editor.open(firstWord);
    expect(await editor.titles(uri)).toEqual(['Synthesize from 2 asserts (restricted: trust this workspace first)']);
    expect(await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true })).toBeNull();
    expect(await editor.execute('assay.server.verify', { uri, function: 'first_word', wait: true })).toBeNull();
    expect(editor.messages.at(-1)!.message).toBe(
      'This workspace is in restricted mode, where Assay runs nothing. Trust the workspace, then try again.',
    );
    expect(editor.messages.at(-1)!.next).toEqual({ kind: 'manageTrust' });
    expect(children()).toEqual([]);
    expect(editor.methods).not.toContain('assay/editorInterpreter');
  });

  it('is like any other once it is trusted', async () => {
    editor = await Editor.start({ settings: search, capabilities: vscode, initializationOptions: { trusted: false } });
    const uri = await editor.open(firstWord);
    await editor.connection.sendNotification('assay/trustChanged', { trusted: true });
    expect(await editor.titles(uri)).toEqual(['Synthesize from 2 asserts']);
    expect(await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true })).toMatchObject({
      state: 'done',
    });
  });

  it('is not what a client means that says nothing', async () => {
    editor = await Editor.start({ settings: search, inOwnProcess: true });
    expect(await editor.titles(await editor.open(firstWord))).toEqual(['Synthesize from 2 asserts']);
    expect(children()).toEqual([]);
  });
});
