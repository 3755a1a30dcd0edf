/** What the packaged extension gives agents, in VS Code's page. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it, onTestFailed } from 'vitest';
import { agentCalls } from '../../protocol/agents.ts';
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
const text = `def shout(text: str) -> str:
    """Return the text in upper case."""
    return text.upper()


assert shout("a") == "A"
assert shout("Hello you") == "HELLO YOU"
`;
let scratch: string;
let folder: string;
let server: VsCodeServer;
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(vsix)) throw new Error('There is no .vsix: run `npm run package` first.');
  scratch = mkdtempSync(path.join(tmpdir(), 'assay-agents-'));
  folder = path.join(scratch, 'words');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'words.py'), text);
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

it('lets agent mode find and start the MCP server, and the chat offer the commands of @assay', async () => {
  const page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
  const workbench = new Workbench(page);
  onTestFailed(async () => {
    await workbench.screenshot('agents-failed');
  });
  await workbench.open(`${server.address}/?tkn=${token}&folder=${folder}`, { trust: true });
  await workbench.openFile('words.py');
  await workbench.lines.filter({ hasText: 'upper()' }).click();

  await workbench.command('MCP: List Servers');
  await workbench.choose('Assay');
  await workbench.choose('Start Server');
  await workbench.command('MCP: List Servers');
  await workbench.choose('Assay');
  await workbench.choose('Show Output');
  await page.locator('.part.panel').getByText('Discovered 5 tools').waitFor();

  // VS Code asks no participant where it has no language model of its own.
  await workbench.command('Chat: Open Chat');
  await page.keyboard.type('@assay /', { delay: 50 });
  const commands = page.locator('.suggest-widget').getByRole('option');
  for (const name of agentCalls) await commands.filter({ hasText: `/${name}` }).waitFor();
  await workbench.screenshot('agents');
});
