/** `npm start` for a new user, on a machine without a desktop VS Code. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFailed, onTestFinished } from 'vitest';
import { isAlive, processTree } from '../../scripts/processes.ts';
import { launchBrowser } from '../browser.ts';
import { Workbench } from './workbench.ts';

const root = path.join(import.meta.dirname, '..', '..');

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

it('opens examples/ at an address that needs its token, and leaves no process after Ctrl-C', async () => {
  const start = spawn(process.execPath, [path.join(root, 'scripts', 'node24.js'), 'scripts/start.ts', '--browser'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => start.once('close', resolve));
  onTestFinished(async () => {
    start.kill('SIGTERM');
    await ended;
  });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    start.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?tkn=\S+/.exec(printed);
      if (found) resolve(found[0]);
    });
    ended.then(() => reject(new Error(`npm start ended before it printed an address:\n${printed}`)));
  });
  expect((await fetch(new URL('/', address))).status).toBe(403);

  const workbench = new Workbench(await browser.newPage({ viewport: { width: 1200, height: 720 } }));
  onTestFailed(async () => {
    await workbench.screenshot('start-failed');
  });
  await workbench.open(address, { trust: true });
  await workbench.openFile('words.py');
  await workbench
    .lens(/Synthesize from \d+ /)
    .first()
    .click();
  await workbench
    .lens(/fits \d+ asserts?/)
    .first()
    .waitFor();
  await workbench.screenshot('start');

  const processes = processTree(start.pid!);
  expect(processes.length).toBeGreaterThan(3);
  start.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(processes.filter(isAlive)).toEqual([]);
});
