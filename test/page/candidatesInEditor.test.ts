/** The candidates view in VS Code's page: opened by its command, used by keys alone. */
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { installed } from './installed.ts';

const stub = [
  'def first_word(text: str) -> str:',
  '    """Return the first word of text."""',
  '',
  '',
  'assert first_word("hello world") == "hello"',
  'assert first_word("one two three") == "one"',
  '',
];
const bodies = ['return text.split()[0]', 'return text.split(" ")[0]', 'return text'];

let model: ModelServer;
const vscode = installed(async (scratch) => {
  model = await startAnswering((_, turn) =>
    fenced(`def first_word(text: str) -> str:\n    ${bodies[turn % bodies.length]}`),
  );
  return {
    settings: { 'assay.sampler': 'openai', 'assay.baseUrl': model.baseUrl, 'assay.model': 'replay' },
    env: { ASSAY_HISTORY: path.join(scratch, 'history.db') },
  };
});
afterAll(() => model?.close());

it('opens by its command, and accepts by the keyboard', async () => {
  const words = { name: 'words', files: { 'words.py': stub.join('\n') } };
  const { workbench, page } = await vscode.open(words, { width: 1280, height: 800 }, 'failed-candidates');
  await workbench.openFile('words.py');
  await workbench.lens(/Synthesize from 2 asserts/).click();
  await workbench.lens(/Accept/).waitFor();

  await workbench.word('first_word', 'def first_word').click();
  await page.locator('.editor-actions').getByRole('button', { name: 'Show Candidates' }).waitFor();
  await workbench.command('Assay: Show Candidates');
  const view = viewIn(page.frameLocator('iframe.webview.ready'));
  await view.getByRole('heading', { name: 'first_word', level: 1 }).waitFor();
  await view.getByRole('grid').waitFor();
  await workbench.screenshot('candidates-in-editor');

  // From the head of the view on, by keys alone.
  const accept = view.getByRole('button', { name: 'Accept the best' });
  await view.getByRole('button', { name: 'Stay at this function' }).focus();
  for (let presses = 0; presses < 10 && !(await isFocused(accept)); presses++) await page.keyboard.press('Tab');
  expect(await isFocused(accept)).toBe(true);
  await page.keyboard.press('Enter');
  await workbench.lens(/accepted/).waitFor();
  expect(await workbench.lines.allTextContents()).toContainEqual(expect.stringMatching(/return\stext\.split/));
  await view.getByText(/^accepted · /).waitFor();
  await workbench.screenshot('candidates-accepted');

  // A reload of the window starts another server, which has the report from the history.
  await workbench.save();
  const loaded = page.waitForEvent('load');
  await workbench.command('Developer: Reload Window');
  await loaded;
  await view.getByText(/^accepted · /).waitFor({ timeout: 90_000 });
  expect(await view.getByRole('row').count()).toBe(4);
  await workbench.screenshot('candidates-reloaded');
  await page.close();
}, 300_000);

/** The page of the extension is a frame in VS Code's own frame. */
function viewIn(outer: FrameLocator): FrameLocator {
  return outer.frameLocator('#active-frame');
}

function isFocused(button: ReturnType<FrameLocator['locator']>): Promise<boolean> {
  return button.evaluate(
    (one) => one === (one as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement,
  );
}
