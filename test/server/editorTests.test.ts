/** Test files in the editor: unsaved buffers, marks at tests, cases in the hover. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Editor, until, vscode } from './editor.ts';
import { search } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

const working = 'def double(number):\n    """Return twice number."""\n    return number + number\n';
const stub = 'def double(number):\n    """Return twice number."""\n';
const unittest = (body: string) =>
  `import unittest\nfrom words import double\n\n\nclass WordsTest(unittest.TestCase):\n    def test_double(self):\n        ${body}\n`;

async function opened(text: string, test: string): Promise<{ uri: string; test: string }> {
  editor = await Editor.start({ capabilities: vscode, settings: { ...search, verifyOnSave: true } });
  writeFileSync(path.join(editor.folder, 'words.py'), text);
  writeFileSync(path.join(editor.folder, 'test_words.py'), test);
  return { uri: await editor.open(text, 'words.py'), test: await editor.open(test, 'test_words.py') };
}

it('a stub has a lens for the tests of other files, and follows what is typed there', async () => {
  const { uri, test } = await opened(stub, unittest('self.assertEqual(double(2), 4)'));
  expect(await editor.titles(uri)).toEqual(['Synthesize from 1 test']);
  await editor.replace(test, editor.text(test), unittest('pass'));
  expect(await editor.titles(uri)).toEqual(['Add an example']);
  await editor.replace(
    test,
    editor.text(test),
    `${unittest('double(1)')}\n    def test_more(self):\n        double(2)\n`,
  );
  expect(await editor.titles(uri)).toEqual(['Synthesize from 2 tests']);
});

it('what is typed in a test file is what runs, and its marks stand in the test file', async () => {
  const { uri, test } = await opened(working, unittest('self.assertEqual(double(2), 4)'));
  await editor.replace(test, editor.text(test), unittest('self.assertEqual(double(2), 5)'));
  await editor.save(uri);
  await until('a mark', () => (editor.marks.get(uri) ?? []).length === 1);
  expect(editor.marks.get(uri)).toMatchObject([{ uri: test, line: 5, status: 'fail', text: 'got 4' }]);
  await editor.replace(test, editor.text(test), unittest('self.assertEqual(double(3), 6)'));
  await editor.save(test);
  await until('a tick', () => editor.marks.get(uri)?.[0]?.status === 'pass');
});
