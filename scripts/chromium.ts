/** The Chromium for the tests: finds it on the machine, or installs it where that needs no password. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installPackages, mayInstallPackages } from './debian.ts';

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
  if (mayInstallPackages()) installPackages('chromium');
  const found = findChromium();
  if (found) return found;
  throw new Error('The editor tests need Chromium or Chrome: install it, or set ASSAY_CHROMIUM to its executable.');
}
