/**
 * `npm start`: opens VS Code on examples/ with the extension from this tree. Uses the desktop's VS Code where there is one,
 * else one in the browser (`npm start -- --browser` forces that, `--port N` sets its port). Runs until Ctrl-C.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './build.ts';
import { offerSettings } from './editorSettings.ts';
import { packageExtension } from './package.ts';
import { endProcesses, processTree } from './processes.ts';
import { installExtension, installVsCodeServer, startVsCodeServer } from './vscode-server.ts';

const root = path.join(import.meta.dirname, '..');
const examples = path.join(root, 'examples');
/** A data folder of its own: the settings, extensions and trusted folders of the user's VS Code stay untouched. */
const dataFolder = path.join(root, '.vscode-test', 'start');

const { values: options } = parseArgs({ options: { browser: { type: 'boolean' }, port: { type: 'string' } } });

const code = options.browser ? undefined : desktopEditor();
await (code ? openOnDesktop(code) : openInBrowser());

/** Resolves on a signal. Call it just before the first process that must be ended: until then a signal ends this script. */
function interruption(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'));
  });
}

/** `code` on the PATH, where there is a display to show it on. */
function desktopEditor(): string | undefined {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return hasDisplay ? folders.map((folder) => path.join(folder, name)).find(existsSync) : undefined;
}

async function openOnDesktop(code: string): Promise<void> {
  await bundle({ production: false });
  offerSettings(path.join(dataFolder, 'desktop', 'User'));
  const interrupted = interruption();
  const editor = spawn(
    code,
    [
      ...['--wait', '--new-window', '--disable-telemetry', `--extensionDevelopmentPath=${root}`],
      ...['--user-data-dir', path.join(dataFolder, 'desktop')],
      ...['--extensions-dir', path.join(dataFolder, 'desktop-extensions'), examples],
    ],
    { detached: true, stdio: 'ignore', shell: process.platform === 'win32' },
  );
  console.log('VS Code is open on examples/. Ctrl-C here, or closing its window, ends it.');
  const ended = new Promise<void>((resolve, reject) => editor.once('error', reject).once('close', () => resolve()));
  await Promise.race([interrupted, ended]);
  if (editor.exitCode === null && editor.pid !== undefined) await endProcesses(processTree(editor.pid));
}

async function openInBrowser(): Promise<void> {
  const folder = path.join(dataFolder, 'browser');
  const vsix = await packageExtension();
  await installVsCodeServer();
  offerSettings(path.join(folder, 'data', 'User'));
  installExtension(folder, vsix);

  const interrupted = interruption();
  const token = randomBytes(24).toString('hex');
  const port = Number(options.port ?? 0);
  const server = await startVsCodeServer({ dataFolder: folder, token, port, shielded: true });
  const address = new URL(server.address);
  address.search = new URLSearchParams({ tkn: token, folder: examples }).toString();
  console.log(`\nVS Code runs at\n\n  ${address}\n\nOpen it in a browser on this machine. Ctrl-C here ends it.`);

  const how = await Promise.race([interrupted, server.ended.then(() => 'ended')]);
  await server.stop();
  if (how === 'interrupted') return;
  console.error(`The VS Code server ended unexpectedly; ${path.relative(root, server.log)} may say why.`);
  process.exitCode = 1;
}
