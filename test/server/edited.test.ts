import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Drawn, impossible, last, padded, split } from './edited.ts';
import { until, vscode } from './editor.ts';
import { firstWord } from './sources.ts';

let drawn: Drawn;
afterEach(() => drawn.stop());

const all = '4 of 4 pass · Accept';
const stale = 'stale · synthesize again';
/** More than the pause after an edit and the time of a judgement. */
const LONG = 800;

describe('an edit of the examples', () => {
  it('has the samples at hand judged again, each time', async () => {
    drawn = await Drawn.start();
    await drawn.shows(all);
    await drawn.add(padded);
    await drawn.shows('3 of 4 pass · Accept');
    expect(await drawn.editor.hover(drawn.uri, 'assert first_word("  padded')).toContain('75% (3 of 4) of the samples');
    await drawn.editor.replace(drawn.uri, '== "padded"', '== ""');
    await drawn.shows('1 of 4 passes · Accept');
    await drawn.editor.replace(drawn.uri, 'assert first_word("  padded here") == ""\n', '');
    await drawn.shows(all);
  });

  it('has small changes of the best tried as well, where all that pass do the same', async () => {
    const guarded = split.replace('text.split()[0]', '"" if len(text) < 1 else text.split()[0]');
    drawn = await Drawn.start({ replies: [guarded] });
    await drawn.add(padded);
    await drawn.shows(all);
    const told = async () => {
      const hover = JSON.stringify(await drawn.editor.hover(drawn.uri, 'first_word'));
      return hover.includes("Your examples don't tell") && !hover.includes('stale');
    };
    await until('the changes', told);
    drawn.isQuiet();
  });

  it('makes the best of those that pass now the one to accept', async () => {
    drawn = await Drawn.start();
    await drawn.add('assert first_word("  padded") == ""\n');
    await drawn.shows('1 of 4 passes · Accept');
    await drawn.editor.execute('assay.server.accept', { uri: drawn.uri, function: 'first_word' });
    expect(drawn.editor.text(drawn.uri)).toContain('return text.partition(" ")[0]');
    await drawn.shows('accepted · passes 3 of 3 asserts');
  });

  it('leads to the model only where no sample passes, and on request', async () => {
    drawn = await Drawn.start();
    await drawn.add(impossible);
    await drawn.shows('none of 4 passes now · draw more', 'is line 7 right?');
    const [lens] = await drawn.editor.lenses(drawn.uri);
    expect(lens!.command).toMatchObject({ command: 'assay.synthesizeFunction', arguments: [{ fresh: true }] });
  });

  it('brings the former report back at once when it is undone', async () => {
    drawn = await Drawn.start();
    await drawn.add(padded);
    await drawn.shows('3 of 4 pass · Accept');
    await drawn.editor.replace(drawn.uri, padded, '');
    expect(await drawn.titles()).toEqual([all]);
    await drawn.add(padded);
    expect(await drawn.titles()).toEqual(['3 of 4 pass · Accept']);
    drawn.isQuiet();
  });

  it('counts once it rests: of several in a row only the last is judged', async () => {
    drawn = await Drawn.start();
    for (const word of ['one', 'two', 'three', 'four'])
      await drawn.add(`assert first_word("${word} more") == "${word}"\n`);
    await drawn.add(padded);
    await drawn.shows('3 of 4 pass · Accept');
    const hover = await drawn.editor.hover(drawn.uri, 'assert first_word("four more")');
    expect(hover).toContain('100% (4 of 4) of the samples pass this example');
    expect(hover).not.toContain('stale');
  });

  it('is followed for doctests as for asserts', async () => {
    const text = firstWord.replace('of text."""', 'of text.\n\n    >>> first_word("a b")\n    \'a\'\n    """');
    drawn = await Drawn.start({ text });
    await drawn.shows(all);
    await drawn.editor.replace(drawn.uri, '>>> first_word("a b")', '>>> first_word(" a b")');
    await drawn.shows('3 of 4 pass · Accept');
  });

  it('of an untitled document is followed too', async () => {
    drawn = await Drawn.start({ open: (editor) => editor.open(firstWord, 'untitled:Untitled-1') });
    await drawn.add(padded);
    await drawn.shows('3 of 4 pass · Accept');
  });

  it('of a notebook is followed too', async () => {
    drawn = await Drawn.start({
      open: async (editor) => (await editor.openNotebook([firstWord.replace(last, ''), last])).cells[0]!,
    });
    await drawn.shows(all);
    await drawn.editor.replace(drawn.uri, 'assert first_word("hello world") == "hello"\n', padded);
    await drawn.shows('3 of 4 pass · Accept');
  });

  it('of a test file is followed in the file of the function', async () => {
    const test = 'from words import first_word\n\n\ndef test_first_word():\n    assert first_word("a b") == "a"\n';
    let tests = '';
    drawn = await Drawn.start({
      open: async (editor) => {
        mkdirSync(path.join(editor.folder, 'tests'));
        writeFileSync(path.join(editor.folder, 'words.py'), firstWord);
        writeFileSync(path.join(editor.folder, 'tests', 'test_words.py'), test);
        tests = await editor.open(test, path.join('tests', 'test_words.py'));
        return editor.open(firstWord, 'words.py');
      },
    });
    await drawn.shows(all);
    expect(tests).toBe(pathToFileURL(path.join(drawn.editor.folder, 'tests', 'test_words.py')).href);
    await drawn.editor.replace(tests, '"a b"', '"  a b"');
    await drawn.shows('3 of 4 pass · Accept');
  });

  it('that several functions share is followed by each', async () => {
    const head = 'def last_word(text: str) -> str:\n    """Return the last word of text."""\n';
    const lastWord = `\`\`\`python\n${head}    return text.split(" ")[-1]\n\`\`\``;
    const shared = 'assert first_word("a b") + last_word("a b") == "ab"\n';
    drawn = await Drawn.start({
      text: `${head}\n\n${firstWord}assert last_word("x y") == "y"\n`,
      replies: [split, split, split, split, lastWord, lastWord, lastWord, lastWord],
    });
    await drawn.shows(all, 'Synthesize from 1 assert');
    const { editor, uri } = drawn;
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    await drawn.synthesize('last_word');
    await editor.execute('assay.server.accept', { uri, function: 'last_word' });
    await drawn.shows('accepted · passes 2 of 2 asserts', 'accepted · passes 1 of 1 assert');
    await drawn.add(shared);
    await drawn.shows('accepted · passes 3 of 3 asserts', 'accepted · passes 2 of 2 asserts');
    await editor.replace(uri, '"a b") == "ab"', '" a b ") == "ab"');
    await drawn.shows(
      ...['accepted · fails 1 of 3 asserts', 'none of 4 passes now · draw more'],
      ...['accepted · fails 1 of 2 asserts', 'none of 4 passes now · draw more'],
    );
  });
});

describe('samples are not judged again', () => {
  const unchanged = async (...titles: string[]) => {
    await sleep(LONG);
    await drawn.shows(...titles);
  };

  it('where the docstring says something else', async () => {
    drawn = await Drawn.start();
    await drawn.editor.replace(drawn.uri, 'Return the first word', 'Return the very first word');
    await unchanged(stale);
  });

  it('where the signature is another', async () => {
    drawn = await Drawn.start();
    await drawn.editor.replace(drawn.uri, '(text: str)', '(text: str, more: int = 0)');
    await unchanged(stale);
  });

  it('where the user has written a body', async () => {
    drawn = await Drawn.start();
    await drawn.editor.replace(drawn.uri, 'of text."""', 'of text."""\n    return text');
    await drawn.add(padded);
    await unchanged('stale · verify again');
  });

  it('while something is half typed, and are once it is whole', async () => {
    drawn = await Drawn.start();
    await drawn.add(padded);
    await drawn.editor.replace(drawn.uri, '"padded"\n', '"padded"\n\n\ndef other(x:\n');
    await unchanged(stale);
    await drawn.editor.replace(drawn.uri, 'def other(x:\n', 'def other(x):\n    return x\n');
    await drawn.shows('3 of 4 pass · Accept');
  });

  it('without any example', async () => {
    drawn = await Drawn.start();
    await drawn.editor.replace(drawn.uri, `assert first_word("hello world") == "hello"\n${last}`, '');
    await unchanged(stale);
  });

  it('in a workspace that is no longer trusted', async () => {
    drawn = await Drawn.start({ capabilities: vscode, initializationOptions: { trusted: true } });
    await drawn.editor.connection.sendNotification('assay/trustChanged', { trusted: false });
    await drawn.add(padded);
    await unchanged(stale);
  });

  it('for a document that is closed meanwhile', async () => {
    drawn = await Drawn.start();
    await drawn.add(padded);
    await sleep(170);
    await drawn.editor.close(drawn.uri);
    await sleep(LONG);
    expect(await drawn.editor.open(drawn.editor.text(drawn.uri), 'file1.py')).toBe(drawn.uri);
    await drawn.shows('Synthesize from 3 asserts');
  });
});
