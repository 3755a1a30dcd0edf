import { afterEach, describe, expect, it } from 'vitest';
import type { ModelServer } from '../servers/modelServer.ts';
import { startScripted } from '../servers/scripted.ts';
import { Editor, until, vscode } from './editor.ts';
import { search } from './sources.ts';

let editor: Editor;
let model: ModelServer | undefined;
afterEach(async () => {
  await editor.stop();
  await model?.close();
  model = undefined;
});

const text = `def longest(text):
    """Return the longest of \`words_of\` text."""


def words_of(text):
    """Return the words of text in lower case."""


assert words_of("A b") == ["a", "b"]
assert longest("a bcd ef") == "bcd"
assert longest(" ".join(words_of("A BB"))) == "bb"
`;
const riddle = `

def riddle(x):
    """Guess."""


assert riddle(1) == "k7"
`;

async function start(source: string, capabilities = vscode): Promise<string> {
  model = await startScripted({
    words_of: ['def words_of(text):\n    return text.lower().split()'],
    longest: ['import operator\n\ndef longest(text):\n    return max(words_of(text), key=len)'],
    riddle: ['def riddle(x):\n    return x'],
  });
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'scripted', samples: 2, repairRounds: 0 };
  editor = await Editor.start({ capabilities, settings });
  return editor.open(source);
}

const synthesize = (uri: string) => editor.execute('assay.server.synthesizeFile', { uri, wait: true });

describe('a file that is synthesized as a whole', () => {
  it('is accepted by one edit for all functions, which then have their own reports', async () => {
    const uri = await start(text);
    const outcome = await synthesize(uri);
    expect(outcome).toMatchObject({ state: 'done', passing: 4, received: 4 });
    expect(outcome!.message).toMatch(/^file1\.py: 2 of 2 functions found\./);
    expect(editor.text(uri)).toBe(text);
    expect(await editor.titles(uri)).toEqual([
      '2 of 2 functions found · Accept all',
      'Compare',
      '2 of 2 pass · Accept',
      '2 of 2 pass · Accept',
    ]);
    expect(await editor.hover(uri, 'longest(text)')).toContain('return max(words_of(text), key=len)');
    await editor.execute('assay.server.acceptFile', { uri });
    expect(editor.applied).toHaveLength(1);
    expect(editor.applied[0]!.edit.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    const accepted = editor.text(uri);
    expect(accepted).toContain('    return max(words_of(text), key=len)\n\n\ndef words_of');
    await until('the lenses', async () => (await editor.titles(uri)).every((title) => /^accepted · /.test(title)));
    expect(await editor.hover(uri, 'assert longest(" "')).toContain('100% (2 of 2) of the samples pass this example');
    await until('the marks', () => editor.marks.get(uri)?.length === 3);
    expect(editor.marks.get(uri)!.map(({ status, stale }) => [status, stale])).toEqual(
      Array(3).fill(['pass', undefined]),
    );
    // After an undo, everything can be accepted again, and no report mentions removed code.
    await editor.replace(uri, accepted, text);
    await until('the offer', async () => (await editor.titles(uri))[0] === '2 of 2 functions found · Accept all');
    expect((await editor.titles(uri)).at(-1)).toBe('2 of 2 pass · Accept');
  });

  it('tells at its place what was not found', async () => {
    const uri = await start(text + riddle);
    await synthesize(uri);
    expect(await editor.titles(uri)).toContain('none of 2 passes · synthesize again');
    expect((await editor.titles(uri))[0]).toBe('2 of 3 functions found · Accept all');
    await editor.execute('assay.server.acceptFile', { uri });
    expect(editor.text(uri).endsWith(riddle)).toBe(true);
  });

  it('accepts what still holds once a specification has changed, and refuses where nothing does', async () => {
    const uri = await start(text);
    await synthesize(uri);
    await editor.replace(uri, '"bcd"\n', '"ef"\n');
    expect(await editor.titles(uri)).not.toContain('2 of 2 functions found · Accept all');
    const preview = await editor.connection.sendRequest<object>('assay/preview', { uri, whole: true });
    expect(preview).toMatchObject({ previews: [{ title: '1 of 2 functions found', detail: 'words_of' }] });
    await editor.replace(uri, '["a", "b"]', '["a"]');
    await editor.execute('assay.server.acceptFile', { uri });
    expect(editor.applied).toEqual([]);
    expect(editor.messages.at(-1)!.message).toMatch(/stale\. Synthesize it again\.$/);
  });

  it('is accepted where lines have moved since', async () => {
    const uri = await start(text);
    await synthesize(uri);
    await editor.replace(uri, 'def longest', '# More above.\nimport re\n\n\ndef longest');
    await editor.execute('assay.server.acceptFile', { uri });
    expect(editor.text(uri)).toMatch(/^# More above\.\nimport re\n\n\ndef longest[\s\S]+key=len\)\n/);
  });

  it('gives our client the edits with the text that they expect', async () => {
    const uri = await start(text);
    await synthesize(uri);
    const { version, edits } = await editor.connection.sendRequest<{ version: number; edits: { expected: string }[] }>(
      'assay/acceptance',
      { uri, whole: true },
    );
    expect(version).toBe(1);
    expect(edits).toHaveLength(2);
    for (const { expected } of edits) expect(text).toContain(expected);
  });

  it('can be read by our client as it would be, before it is accepted', async () => {
    const uri = await start(text);
    await synthesize(uri);
    const preview = () => editor.connection.sendRequest<object>('assay/preview', { uri, whole: true });
    expect(await preview()).toMatchObject({
      function: 'file1.py',
      previews: [{ uri, title: '2 of 2 functions found', text: expect.stringContaining('key=len)\n') }],
    });
    expect(editor.text(uri)).toBe(text);
  });

  it('is offered at its stubs, for a class as well, by a command and never as an edit', async () => {
    const member = (name: string) => `    def ${name}(self):\n        """Give one."""\n\n`;
    const uri = await start(`class C:\n${member('one')}${member('two')}\n\nassert C().one() == 1\n${text}`);
    const actions = await editor.actions(uri, 'one(self)');
    const offered = actions.filter(({ command }) => command?.command === 'assay.synthesizeFile');
    expect(offered.map(({ title }) => title)).toEqual([
      'Synthesize the 2 stubs of C',
      'Synthesize all 4 stubs of this file',
    ]);
    expect(offered.every(({ edit }) => edit === undefined)).toBe(true);
  });

  it('is accepted with what was found by runs of single functions', async () => {
    const uri = await start(`${text}\n\ndef other(x):\n    """Return nothing."""\n`);
    const about = { uri, function: 'words_of', wait: true };
    await editor.execute('assay.server.synthesize', about);
    await editor.execute('assay.server.acceptFile', { uri });
    expect(editor.text(uri)).toContain('return text.lower().split()');
    expect(editor.messages).toEqual([]);
    await editor.execute('assay.server.acceptFile', { uri });
    expect(editor.messages.at(-1)!.message).toBe(
      'No function of file1.py has a candidate to accept. Synthesize the file first.',
    );
  });

  it('says so where it has no stub', async () => {
    const uri = await start('x = 1\n');
    expect(await synthesize(uri)).toMatchObject({ state: 'failed', message: expect.stringContaining('has no stub') });
  });

  it('can be cancelled, and leaves no offer', async () => {
    editor = await Editor.start({ capabilities: vscode, settings: search });
    const uri = await editor.open(text);
    const outcome = editor.execute('assay.server.synthesizeFile', { uri, wait: true });
    await until('its run', () => editor.statuses.at(-1)?.running.some((one) => one.function === 'file1.py'));
    await editor.execute('assay.server.cancel', { uri });
    expect(await outcome).toMatchObject({ state: 'cancelled' });
    expect(await editor.titles(uri)).toEqual(['Synthesize from 1 assert', 'Synthesize from 1 assert']);
  });
});
