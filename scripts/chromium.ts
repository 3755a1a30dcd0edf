/** The Chromium for the tests: finds it on the machine, or installs it where that needs no password. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The executable: `ASSAY_CHROMIUM`, else a Chromium on the PATH, else one in the usual places. */
export function findChromium(): string | undefined {
  if (process.env.ASSAY_CHROMIUM) return process.env.ASSAY_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...elsewhere].find(existsSync);
}

/** Installs Debian's Chromium where this user may do so; else throws an error with a remedy. */
export function installChromium(): string {
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (mayInstall) {
    console.error('Installing Chromium (apt-get) …');
    apt(['update']);
    apt(['install', '-y', '--no-install-recommends', 'chromium']);
  }
  const found = findChromium();
  if (found) return found;
  throw new Error('The editor tests need Chromium or Chrome: install it, or set ASSAY_CHROMIUM to its executable.');
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env });
  if (done.status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${done.stderr}`);
}
