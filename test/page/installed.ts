/** The packaged extension in a VS Code of its own, which a browser shows, on folders that tests fill. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page, ViewportSize } from 'playwright-core';
import { afterAll, beforeAll, onTestFailed } from 'vitest';
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

interface Prepared {
  /** Settings of the user and of the machine. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** A folder's name, and its files by their names. */
interface Folder {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

interface Opened {
  readonly workbench: Workbench;
  readonly page: Page;
  /** The folder's path. */
  readonly folder: string;
}

interface Installed {
  /** Makes the folder and opens it, trusted, in a new page. A test that fails leaves a picture with the name. */
  open(folder: Folder, viewport: ViewportSize, failed: string): Promise<Opened>;
}

/** Call this where hooks are allowed. `prepare` is called before VS Code starts, with a folder that is removed at the end. */
export function installed(prepare: (scratch: string) => Promise<Prepared> = async () => ({})): Installed {
  let scratch: string;
  let server: VsCodeServer;
  let browser: Browser;

  beforeAll(async () => {
    if (!existsSync(vsix)) throw new Error('There is no .vsix: run `npm run package` first.');
    scratch = mkdtempSync(path.join(tmpdir(), 'assay-page-'));
    const { settings, env } = await prepare(scratch);
    await installVsCodeServer();
    const dataFolder = path.join(scratch, 'data');
    const user = path.join(dataFolder, 'data', 'User');
    offerSettings(user);
    if (settings) {
      const own = path.join(user, 'settings.json');
      write(own, JSON.stringify({ ...JSON.parse(readFileSync(own, 'utf8')), ...settings }));
      // The machine's settings of a remote.
      write(path.join(dataFolder, 'data', 'Machine', 'settings.json'), JSON.stringify(settings));
    }
    installExtension(dataFolder, process.env.ASSAY_VSIX ?? vsix);
    server = await startVsCodeServer({ dataFolder, token, ...(env && { env }) });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  });

  return {
    async open({ name, files }, viewport, failed) {
      const folder = path.join(scratch, name);
      for (const [file, text] of Object.entries(files)) write(path.join(folder, file), text);
      const page = await browser.newPage({ viewport });
      const workbench = new Workbench(page);
      onTestFailed(async () => {
        await workbench.screenshot(failed);
      });
      await workbench.open(`${server.address}/?tkn=${token}&folder=${folder}`, { trust: true });
      return { workbench, page, folder };
    },
  };
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
