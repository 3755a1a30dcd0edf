/** A workspace of several folders: each has its own settings, tests and environment. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Editor, vscode } from './editor.ts';
import { search } from './sources.ts';

const asserted = 'def double(x):\n    """Return twice x."""\n    return 2 * x\n\n\nassert double(2) == 4\n';
const untested = asserted.slice(0, asserted.indexOf('\n\n\n') + 1);
const test = 'from doubling import double\n\n\ndef test_double():\n    assert double(3) == 6\n';

let editor: Editor;
afterEach(() => editor.stop());

async function start(folders: readonly string[]): Promise<void> {
  const env = { VIRTUAL_ENV: undefined, ASSAY_INTERPRETER: undefined };
  editor = await Editor.start({ capabilities: vscode, settings: search, folders, env });
}

function write(name: string, text: string): void {
  const file = path.join(editor.folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Python's `sys.executable` is the path by which it was started. */
function environmentIn(folder: string): string {
  const python = path.join(editor.folder, folder, '.venv', 'bin', 'python');
  mkdirSync(path.dirname(python), { recursive: true });
  const real = execFileSync('python3', ['-c', 'import os, sys; print(os.path.realpath(sys.executable))']);
  symlinkSync(String(real).trim(), python);
  return python;
}

async function interpreterFor(name: string): Promise<string> {
  const uri = await editor.open(asserted, name);
  await editor.execute('assay.server.verify', { uri, function: 'double', wait: true });
  return editor.statuses.at(-1)!.interpreter!;
}

describe('a workspace of several folders', () => {
  it('has settings of its own in each, for the cells of notebooks too', async () => {
    await start(['one', 'two']);
    const of = (uri: string) => (uri.startsWith(`${pathToFileURL(editor.folder).href}/two/`) ? 'off' : 'all');
    editor.settingsOf = (uri) => ({ ...search, codeLens: of(uri) });
    expect(await editor.titles(await editor.open(asserted, 'one/a.py'))).toEqual(['Verify 1 assert']);
    expect(await editor.titles(await editor.open(asserted, 'two/a.py'))).toEqual([]);
    expect(await editor.titles((await editor.openNotebook([asserted], 'one/a.ipynb')).cells[0]!)).toHaveLength(1);
    expect(await editor.titles((await editor.openNotebook([asserted], 'two/a.ipynb')).cells[0]!)).toEqual([]);
  });

  it('lets each choose whether a model may suggest examples', async () => {
    await start(['one', 'two']);
    editor.settingsOf = (uri) => (uri.includes('/two/') ? { sampler: 'auto' } : search);
    const offers = async (uri: string) =>
      (await editor.actions(uri, 'double')).some(({ title }) => title.startsWith('Suggest examples'));
    const [two, one] = [await editor.open(asserted, 'two/a.py'), await editor.open(asserted, 'one/a.py')];
    await editor.titles(two);
    await editor.titles(one);
    expect([await offers(one), await offers(two)]).toEqual([false, true]);
  });

  it.skipIf(process.platform === 'win32')(
    'runs each with its own environment, and no file with one from above its folder',
    async () => {
      await start(['one', 'two']);
      const [own, above] = [environmentIn('two'), environmentIn('.')];
      expect(await interpreterFor('two/src/a.py')).toContain(own);
      expect(await interpreterFor('one/a.py')).not.toContain('.venv');
      expect(await interpreterFor('outside/src/a.py')).not.toContain('.venv');
      expect(await interpreterFor('a.py')).toContain(above);
    },
  );

  it('finds tests within a folder, which may come and go', async () => {
    await start(['one']);
    write('tests/test_doubling.py', test);
    write('two/tests/test_doubling.py', test);
    const one = await editor.open(untested, 'one/doubling.py');
    const two = await editor.open(untested, 'two/src/doubling.py');
    expect([await editor.titles(one), await editor.titles(two)]).toEqual([[], []]);
    const { refreshes } = editor;
    await editor.changeFolders({ added: ['two'] });
    expect(await editor.titles(two)).toEqual(['Verify 1 test']);
    expect(editor.refreshes).toBeGreaterThan(refreshes);
    await editor.changeFolders({ removed: ['two', 'one'] });
    expect([await editor.titles(one), await editor.titles(two)]).toEqual([[], []]);
  });

  it('takes no path of another file system for one of this machine', async () => {
    await start([]);
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: `vscode-vfs://github${editor.folder}/two`, name: 'two' }], removed: [] },
    });
    write('two/tests/test_doubling.py', test);
    expect(await editor.titles(await editor.open(untested, 'two/src/doubling.py'))).toEqual([]);
    const remote = await editor.open(untested, `vscode-vfs://github${editor.folder}/two/src/doubling.py`);
    expect(await editor.titles(remote)).toEqual([]);
  });
});
