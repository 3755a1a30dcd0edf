/** The parts of the packaged extension around the editor: status item, settings, doctor, Testing view, output. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest';
import { offerSettings } from '../../scripts/editorSettings.ts';
import { vsix } from '../../scripts/package.ts';
import {
  installExtension,
  installVsCodeServer,
  startVsCodeServer,
  type VsCodeServer,
} from '../../scripts/vscode-server.ts';
import { launchBrowser } from '../browser.ts';
import { Workbench } from './workbench.ts';

const token = 'a-token-of-the-test';
let scratch: string;
let folder: string;
let server: VsCodeServer;
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(vsix)) throw new Error('There is no .vsix: run `npm run package` first.');
  scratch = mkdtempSync(path.join(tmpdir(), 'assay-views-'));
  folder = path.join(scratch, 'numbers');
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'assay.sampler': 'search' }));
  const body = 'def double(number):\n    """Return twice number."""\n    return number + 1\n';
  writeFileSync(path.join(folder, 'double.py'), `${body}\n\nassert double(1) == 2\nassert double(5) == 10\n`);
  await installVsCodeServer();
  const dataFolder = path.join(scratch, 'data');
  offerSettings(path.join(dataFolder, 'data', 'User'));
  installExtension(dataFolder, process.env.ASSAY_VSIX ?? vsix);
  server = await startVsCodeServer({ dataFolder, token });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.keyboard.type(title, { delay: 10 });
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().click();
}

it('are reached from the status item and the palette', async () => {
  const page = await browser.newPage({ viewport: { width: 1100, height: 680 } });
  const workbench = new Workbench(page);
  onTestFailed(async () => {
    await workbench.screenshot('failed-views');
  });
  await workbench.open(`${server.address}/?tkn=${token}&folder=${folder}`, { trust: true });
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
  await command(page, 'Test: Run All Tests');
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

  await command(page, 'Assay: Doctor');
  await page.getByRole('tab', { name: /Assay Doctor/ }).waitFor();
  await page.waitForTimeout(2500);
  await workbench.screenshot('10-doctor');

  await command(page, 'Assay: Show Output');
  await page.getByText('the language server has started').first().waitFor();
  await workbench.screenshot('11-output');

  // In a remote window, machine-scoped settings are in the remote settings.
  await command(page, 'Preferences: Open Remote Settings');
  await page.locator('.settings-editor .search-container').click();
  await page.keyboard.type('assay base url');
  await page.locator('.settings-editor').getByText('Base Url', { exact: true }).first().waitFor();
  await page.waitForTimeout(500);
  await workbench.screenshot('12-settings');
  await page.close();
});
