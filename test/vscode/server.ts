import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { offerSettings } from '../../scripts/editorSettings.ts';
import { installVsCodeServer, startVsCodeServer } from '../../scripts/vscode-server.ts';
import { launchBrowser } from '../browser.ts';
import type { Launch } from './launch.ts';

/** Milliseconds; longer than all tests of a suite together. */
const patience = 300_000;
const kept = path.join(import.meta.dirname, '..', '..', 'artifacts', 'vscode.log');

/** Runs the tests in the packaged VS Code server, with Chromium as its window. */
export async function runInServer(launch: Launch): Promise<void> {
  await installVsCodeServer();
  offerSettings(path.join(launch.dataFolder, 'data', 'User'));
  // A server takes all extensions in this folder at its first start.
  cpSync(launch.provider, path.join(launch.dataFolder, 'extensions', 'assay-test.language-models-1.0.0'), {
    recursive: true,
  });
  const server = await startVsCodeServer({
    dataFolder: launch.dataFolder,
    token: undefined,
    flags: ['--enable-smoke-test-driver', ...(launch.trusted ? ['--disable-workspace-trust'] : [])],
    env: launch.env,
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // The output of the extension host, without VS Code's many repetitions.
    const log = new Set<string>();
    const exited = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) =>
      log.add(args.map(String).join(' ')),
    );
    await page.goto(pageFor(launch, server.address));
    const code = await Promise.race([exited, sleep(patience, undefined, { ref: false })]);
    if (existsSync(launch.env.ASSAY_TEST_RESULTS!)) return;
    const end = code === undefined ? `did not end in ${patience / 1000} s` : `ended with code ${code}`;
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, [...log, readFileSync(server.log, 'utf8')].join('\n'));
    const errors = [...log].filter((line) => line.startsWith('Error')).map((line) => line.slice(0, 1000));
    throw new Error(`The suite ${end} and left no results. All that was printed: ${kept}\n${errors.join('\n')}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

function pageFor(launch: Launch, address: string): string {
  const remote = (file: string) => address.replace('http:', 'vscode-remote:') + file;
  const payload = [
    ['extensionDevelopmentPath', remote(launch.extension)],
    ['extensionTestsPath', remote(launch.tests)],
    ['skipWelcome', 'true'],
  ];
  return `${address}/?folder=${launch.workspace}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
