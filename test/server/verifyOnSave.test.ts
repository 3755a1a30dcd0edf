import { afterEach, describe, expect, it } from 'vitest';
import { processTree } from '../../scripts/processes.ts';
import { printable } from '../../server/src/support/printable.ts';
import { Editor, modern, until, vscode } from './editor.ts';
import { broken, doctest, firstWord, search, working } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

const settings = { ...search, verifyOnSave: true };

/** The diagnostics in the editor: `line: status text`, with lines from 0. */
function marks(uri: string): string[] {
  return (editor.marks.get(uri) ?? []).map(
    ({ line, status, text, stale }) =>
      `${line}: ${status}${text === undefined ? '' : ` ${text}`}${stale ? ' (stale)' : ''}`,
  );
}

const shown = (uri: string, ...expected: string[]) =>
  until(`the marks ${expected.join(', ')}`, () => marks(uri).join('|') === expected.join('|')).catch((error) => {
    expect(marks(uri)).toEqual(expected);
    throw error;
  });

async function saved(text: string, more: object = {}, options: { inOwnProcess?: true } = {}): Promise<string> {
  editor = await Editor.start({ capabilities: vscode, settings: { ...settings, ...more }, ...options });
  const uri = await editor.open(text);
  await editor.save(uri);
  return uri;
}

describe('verify on save', () => {
  it('ticks the examples that the body passes, and shows what came back where it fails', async () => {
    const uri = await saved(broken.replace('double(5) == 10', 'double(5) == 6'));
    await shown(uri, '5: fail got 3', '6: pass');
    expect(editor.progress).toEqual([]);
    expect(editor.messages).toEqual([]);
    expect(editor.diagnostics.get(uri) ?? []).toEqual([]);
  });

  it('shows an exception, and the value of a doctest beside what it expected', async () => {
    const uri = await saved(
      `${doctest.replace("'HELLO'", "'HALLO'")}    return text.upper()\n\n\nassert shout(None) == ''\n`,
    );
    await until('the marks', () => marks(uri).length === 2);
    expect(editor.marks.get(uri)).toMatchObject([
      { line: 3, textLine: 4, status: 'fail', text: "got 'HELLO'" },
      { line: 9, textLine: 9, status: 'error', text: expect.stringMatching(/^AttributeError: /) },
    ]);
  });

  it('shows text that would be obeyed spelled out, in one line', async () => {
    const uri = await saved(broken.replace('number + 1', "'\\u202e\\x1b[31m' + chr(10) + \"';}\""));
    await until('the marks', () => marks(uri).length === 2);
    const { text } = editor.marks.get(uri)![0]!;
    expect(text).toMatch(/^got .*u202e/);
    expect(text).toBe(printable(text!));
  });

  it('gives a client that knows no marks a warning at each example that fails', async () => {
    editor = await Editor.start({ capabilities: modern, settings });
    const uri = await editor.open(broken);
    await editor.save(uri);
    await until('the warnings', () => editor.diagnostics.get(uri)?.length === 2);
    expect(editor.diagnostics.get(uri)).toMatchObject([
      { severity: 2, source: 'assay', range: { start: { line: 5 } }, message: 'double: got 3, not 4' },
      { severity: 2, source: 'assay', range: { start: { line: 6 } }, message: 'double: got 6, not 10' },
    ]);
    expect(editor.methods.filter((method) => method.startsWith('assay/'))).toEqual([]);
    await editor.replace(uri, 'number + 1', 'number * 2');
    await until('them to go with the edit', () => editor.diagnostics.get(uri)?.length === 0);
  });

  it('lists what fails among the problems as well, if the settings say so', async () => {
    const uri = await saved(broken, { problems: true });
    await shown(uri, '5: fail got 3', '6: fail got 6');
    await until('the problems', () => editor.diagnostics.get(uri)?.length === 2);
    await editor.configure(settings);
    await until('them to go', () => editor.diagnostics.get(uri)?.length === 0);
    expect(marks(uri)).toHaveLength(2);
  });

  it('verifies an accepted body that was changed by hand', async () => {
    editor = await Editor.start({ capabilities: vscode, settings });
    const uri = await editor.open(firstWord);
    await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    await shown(uri, '5: pass', '6: pass');
    await editor.replace(uri, 'return ', 'return "x" + ');
    expect(await editor.titles(uri)).toEqual(['changed by hand · Verify']);
    await editor.save(uri);
    await until('its verdicts', async () => (await editor.titles(uri))[0] === 'passes 0 of 2 asserts');
  });

  it('starts nothing, not even an interpreter, before it is turned on', async () => {
    const uri = await saved(broken, { verifyOnSave: false }, { inOwnProcess: true });
    await editor.titles(uri);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(marks(uri)).toEqual([]);
    expect(processTree(editor.pid)).toEqual([editor.pid]);
    await editor.configure(settings);
    await editor.save(uri);
    await shown(uri, '5: fail got 3', '6: fail got 6');
  });

  it('leaves stubs alone', async () => {
    const uri = await saved(`${firstWord}\n\n${working}`);
    await shown(uri, '13: pass', '14: pass');
    expect(await editor.titles(uri)).toEqual(['Synthesize from 2 asserts']);
  });
});

describe('its marks', () => {
  it('move with lines above, fade when body or example change, and come back with the next save', async () => {
    const uri = await saved(broken);
    await shown(uri, '5: fail got 3', '6: fail got 6');
    await editor.replace(uri, 'def double', '# More to come.\n\ndef double');
    await shown(uri, '7: fail got 3', '8: fail got 6');
    await editor.replace(uri, 'number + 1', 'number * 2');
    await shown(uri, '7: fail got 3 (stale)', '8: fail got 6 (stale)');
    await editor.save(uri);
    await shown(uri, '7: pass', '8: pass');
    await editor.replace(uri, '== 4', '== 5');
    await shown(uri, '8: pass (stale)');
    await editor.save(uri);
    await shown(uri, '7: fail got 4', '8: pass');
  });

  it('go with their function and with their document', async () => {
    const uri = await saved(working);
    await shown(uri, '5: pass', '6: pass');
    await editor.replace(uri, working, 'x = 1\n');
    await shown(uri);
    await editor.replace(uri, 'x = 1\n', working);
    await editor.save(uri);
    await shown(uri, '5: pass', '6: pass');
    await editor.close(uri);
    await shown(uri);
  });

  it('come with Verify Function and with an accepted candidate, which a save leaves as it is', async () => {
    editor = await Editor.start({ capabilities: vscode, settings });
    const uri = await editor.open(firstWord);
    await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    expect(marks(uri)).toEqual([]);
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    await shown(uri, '5: pass', '6: pass');
    await editor.save(uri);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await editor.hover(uri, 'first_word')).toContain('accepted');
    expect(await editor.titles(uri)).toEqual([]);
    const other = await editor.open(broken);
    await editor.execute('assay.server.verify', { uri: other, function: 'double', wait: true });
    await shown(other, '5: fail got 3', '6: fail got 6');
  });
});

describe('saves in quick succession', () => {
  const endless = `def spin(number):
    """Return number, one day."""
    while number:
        pass
    return number


assert spin(0) == 0
assert spin(1) == 1
`;

  it('are one verification', async () => {
    const uri = await saved(broken);
    for (let count = 0; count < 5; count++) await editor.save(uri);
    await shown(uri, '5: fail got 3', '6: fail got 6');
    const running = editor.statuses.map((status) => status.running.length > 0);
    expect(running.filter((is, index) => is && !running[index - 1])).toHaveLength(1);
  });

  it('end the verification that runs, and only the last text counts', async () => {
    const uri = await saved(endless, { timeout: 600 }, { inOwnProcess: true });
    await until('the endless body to run', () => editor.statuses.at(-1)?.running[0]?.progress.startsWith('0 of'));
    await editor.replace(uri, 'while number:\n        pass\n    return number', 'return number');
    await editor.save(uri);
    // Nobody waits for the ten minutes that it may take.
    await shown(uri, '5: pass', '6: pass');
    const pids = processTree(editor.pid);
    await editor.stop();
    await until('every process to end', () => !pids.some(isAlive));
    editor = await Editor.start();
  });

  it('leave a verification alone that the user has asked for', async () => {
    editor = await Editor.start({ capabilities: vscode, settings: { ...settings, timeout: 1 } });
    const uri = await editor.open(endless);
    const outcome = editor.execute('assay.server.verify', { uri, function: 'spin', wait: true });
    await until('its run', () => editor.statuses.at(-1)?.running.length);
    await editor.save(uri);
    expect(await outcome).toMatchObject({ state: 'done' });
    await until('the marks', () => /^8: timeout /.test(marks(uri)[1] ?? ''));
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
