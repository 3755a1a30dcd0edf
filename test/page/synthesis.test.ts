/** The packaged extension in VS Code's page, from an empty file to an accepted body and back. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { installed } from './installed.ts';

const vscode = installed();
const small = { width: 1000, height: 620 };

const stub = [
  'def count_words(text: str) -> int:',
  '    """Return the number of words in text."""',
  '',
  '',
  'assert count_words("to be or not to be") == 6',
  'assert count_words("") == 0',
  '',
];

it('fills a stub that was typed, from its lens, and takes the body back with one undo', async () => {
  const files = { '.vscode/settings.json': JSON.stringify({ 'assay.sampler': 'search' }) };
  const { workbench, page, folder } = await vscode.open({ name: 'words', files }, small, 'failed');
  const file = path.join(folder, 'words.py');
  const onDisk = () => readFileSync(file, 'utf8');

  await workbench.newFile('words.py');
  await workbench.type(stub);
  await workbench.save();
  await expect.poll(onDisk).toBe(stub.join('\n'));

  await workbench.lens(/Synthesize from 2 asserts/).waitFor();
  await workbench.screenshot('1-lens');
  await workbench.lens(/Synthesize from 2 asserts/).click();
  await workbench.lens(/fits \d+ asserts?/).waitFor();

  await expect.poll(() => workbench.statusItem.textContent()).toMatch(/search · this machine · sandbox \w+/);

  const hover = await workbench.hover('count_words', 'def count_words');
  expect(await hover.textContent()).toMatch(/fits \d+ asserts?.*Accept · Next · Compare · Why/s);
  await workbench.screenshot('2-hover');

  await workbench.chooseFromLightbulb('count_words', 'def count_words', /Accept/, async () => {
    await workbench.screenshot('3-lightbulb');
  });
  await workbench.lens(/accepted/).waitFor();
  await workbench.screenshot('4-accepted');
  await workbench.save();
  await expect
    .poll(onDisk)
    .toMatch(
      /^def count_words\(text: str\) -> int:\n {4}"""Return the number of words in text\."""\n {4}return .+\n\n\nassert/,
    );

  await workbench.undo();
  await workbench.save();
  await expect.poll(onDisk).toBe(stub.join('\n'));
  await page.close();
});

it('marks examples on save when asked to, with what came back beside one that fails', async () => {
  const files = {
    '.vscode/settings.json': JSON.stringify({ 'assay.verifyOnSave': true }),
    'double.py':
      'def double(number):\n    return f"<{number}\'\\n"\n\n\nassert double(1) == 2\nassert double(5) == "<5\'\\n"\n',
  };
  const { workbench, page } = await vscode.open({ name: 'numbers', files }, small, 'failed-marks');
  await workbench.openFile('double.py');
  expect(await workbench.gutterIcons('pass.svg')).toBe(0);
  await workbench.lines.first().click();
  // Before the extension has started, a save has no effect.
  await workbench.lightbulb.waitFor();
  await workbench.save();
  await expect.poll(() => workbench.gutterIcons('pass.svg'), { timeout: 20_000 }).toBe(1);
  expect(await workbench.gutterIcons('fail.svg')).toBe(1);
  expect(await workbench.textBeside('assert double(1)')).toBe(`got "<1'\\n"`);
  await workbench.screenshot('5-marks');
  await page.close();
});

it('leads from a message to the setting that it names', async () => {
  const settings = { 'assay.sampler': 'search', 'assay.interpreter': '/nowhere/python' };
  const files = { '.vscode/settings.json': JSON.stringify(settings), 'words.py': stub.join('\n') };
  const { workbench, page } = await vscode.open({ name: 'nowhere', files }, small, 'failed-message');
  await workbench.openFile('words.py');
  await workbench.lens(/Synthesize from 2 asserts/).click();
  const toast = page.locator('.notification-toast').filter({ hasText: '/nowhere/python' });
  await toast.hover();
  await workbench.screenshot('6-message');
  await toast.getByRole('button', { name: 'Open Settings' }).click();
  await page.locator('.settings-editor').getByText('Interpreter', { exact: true }).first().waitFor();
  await page.close();
});
