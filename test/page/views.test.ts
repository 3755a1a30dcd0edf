/** The parts of the packaged extension around the editor: status item, settings, doctor, Testing view, output. */
import { expect, it } from 'vitest';
import { installed } from './installed.ts';

const vscode = installed();
const numbers = {
  name: 'numbers',
  files: {
    '.vscode/settings.json': JSON.stringify({ 'assay.sampler': 'search' }),
    'double.py': `def double(number):
    """Return twice number."""
    return number + 1


assert double(1) == 2
assert double(5) == 10
`,
  },
};

it('are reached from the status item and the palette', async () => {
  const { workbench, page } = await vscode.open(numbers, { width: 1100, height: 680 }, 'failed-views');
  await workbench.openFile('double.py');
  // Once it is started, the extension has actions for the lightbulb.
  await workbench.lines.first().click();
  await workbench.lightbulb.waitFor();
  const offer = page.locator('.notification-toast').filter({ hasText: 'walkthrough' });
  await offer.getByRole('button', { name: 'Open Walkthrough' }).click();
  await page.getByText('Get Started with Assay').first().waitFor();
  await page.keyboard.press('Control+b');
  await page.waitForTimeout(1000);
  await workbench.screenshot('7-walkthrough');
  await page.keyboard.press('Control+b');
  await workbench.openFile('double.py');

  await workbench.lines.first().click();
  await expect.poll(() => workbench.statusItem.textContent(), { timeout: 20_000 }).toMatch(/search · this machine/);

  await page.getByRole('tab', { name: 'Testing' }).click();
  const tree = page.locator('.test-explorer');
  await tree.getByText('double.py').first().waitFor();
  await workbench.command('Test: Run All Tests');
  await tree.getByText('double.py').first().click();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
  }
  await tree.getByText('assert double(5) == 10').waitFor();
  await expect.poll(() => tree.locator('.codicon-testing-failed-icon').count(), { timeout: 30_000 }).toBeGreaterThan(0);
  await page.waitForTimeout(500);
  await workbench.screenshot('8-testing');

  await workbench.statusItem.hover();
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'Code goes to' });
  await hover.waitFor();
  expect(await hover.textContent()).toMatch(/Sandbox\s(full|partial)[\s\S]*Interpreter\sPython\s3[\s\S]*Choose\sModel/);
  await workbench.screenshot('9-status');
  await page.mouse.move(5, 5);

  await workbench.command('Assay: Doctor');
  await page.getByRole('tab', { name: /Assay Doctor/ }).waitFor();
  await page.waitForTimeout(2500);
  await workbench.screenshot('10-doctor');

  await workbench.command('Assay: Show Output');
  await page.getByText('the language server has started').first().waitFor();
  await workbench.screenshot('11-output');

  // In a remote window, machine-scoped settings are in the remote settings.
  await workbench.command('Preferences: Open Remote Settings');
  await page.locator('.settings-editor .search-container').click();
  await page.keyboard.type('assay base url');
  await page.locator('.settings-editor').getByText('Base Url', { exact: true }).first().waitFor();
  await page.waitForTimeout(500);
  await workbench.screenshot('12-settings');
  await page.close();
});
