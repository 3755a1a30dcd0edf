/** Installs VS Code for the browser from packages alone, starts it, and ends it with all its processes. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endProcesses, processTree } from './processes.ts';

const root = path.join(import.meta.dirname, '..');
/** It has its own package and lock, to keep its dependencies apart from the extension's. */
const home = path.join(root, 'test', 'vscode', 'editor');
const vscode = path.join(home, 'node_modules', 'code-server', 'lib', 'vscode');
const serverMain = path.join(vscode, 'out', 'server-main.js');
const stamp = path.join(home, 'node_modules', '.complete');

/**
 * Installs the VS Code server if needed, and returns the path of its server-main.js. Repeats an install that was interrupted
 * or that another lock made. Throws npm's own message where npm fails.
 */
export async function installVsCodeServer(): Promise<string> {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(home, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    replaceLogger();
    return serverMain;
  }

  console.error('Installing the VS Code that runs in a browser (once, about 15 seconds) …');
  rmSync(path.join(home, 'node_modules'), { recursive: true, force: true });
  // The install scripts need a compiler and Kerberos headers, for parts that the tests do not use. Besides these parts, the scripts
  // only install these two folders of plain packages.
  npm(home, ['ci', '--ignore-scripts']);
  npm(vscode, ['install', '--omit=dev', '--ignore-scripts']);
  npm(path.join(vscode, 'extensions'), ['install', '--omit=dev', '--ignore-scripts']);
  replaceLogger();
  writeFileSync(stamp, wanted);
  return serverMain;
}

/** The output panel reads log files, which the native logger would write. */
function replaceLogger(): void {
  const spdlog = path.join(vscode, 'node_modules', '@vscode', 'spdlog');
  copyFileSync(path.join(import.meta.dirname, 'plainLogger.js'), path.join(spdlog, 'index.js'));
}

function npm(folder: string, args: readonly string[]): void {
  const done = spawnSync('npm', [...args, '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (done.status === 0) return;
  const why = done.error?.message ?? done.stderr.trim();
  throw new Error(`npm ${args.join(' ')} failed in ${path.relative(root, folder)}; run it there to see more:\n${why}`);
}

export interface VsCodeServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly log: string;
  /** Resolves when the server has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Ends the server and every process under it. */
  stop(): Promise<void>;
}

export interface VsCodeServerOptions {
  /** The folder for settings, state, extensions and the log. */
  readonly dataFolder: string;
  /** `undefined` leaves the server unguarded, which only a test may do. */
  readonly token: string | undefined;
  /** 0 or undefined takes a free port. */
  readonly port?: number;
  readonly flags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Keeps a terminal's Ctrl-C from the server, for a caller that then ends it in order by `stop`. */
  readonly shielded?: boolean;
}

/** Starts an installed server on the loopback address; resolves when it answers. */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const log = path.join(options.dataFolder, 'server.log');
  const server = spawn(
    process.execPath,
    [
      serverMain,
      ...['--accept-server-license-terms', '--disable-telemetry', '--host', '127.0.0.1'],
      ...['--port', String(options.port ?? 0), '--server-data-dir', options.dataFolder],
      ...guard(options),
      ...(options.flags ?? []),
    ],
    {
      detached: options.shielded ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    },
  );
  const record = createWriteStream(log);
  server.stdout.pipe(record);
  server.stderr.pipe(record);

  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async () => {
    if (server.pid !== undefined) await endProcesses(processTree(server.pid));
    await ended;
  };
  try {
    const port = await new Promise<string>((resolve, reject) => {
      let seen = '';
      server.stdout.on('data', (chunk: Buffer) => {
        seen += chunk;
        const listening = /Extension host agent listening on (\d+)/.exec(seen);
        if (listening) resolve(listening[1]!);
      });
      server.once('error', reject);
      server.once('close', () => reject(new Error(`The VS Code server ended before it was ready; see ${log}.`)));
      setTimeout(
        () => reject(new Error(`The VS Code server was not ready after 60 seconds; see ${log}.`)),
        60_000,
      ).unref();
    });
    return { address: `http://127.0.0.1:${port}`, log, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function guard({ token, dataFolder }: VsCodeServerOptions): string[] {
  if (token === undefined) return ['--without-connection-token'];
  // The token is in a file, because every user of the machine can read a command line.
  const file = path.join(dataFolder, 'token');
  writeFileSync(file, token, { mode: 0o600 });
  return ['--connection-token-file', file];
}

/** Puts a .vsix into the server's extensions, in place of an older one. */
export function installExtension(dataFolder: string, vsix: string): void {
  const done = spawnSync(
    process.execPath,
    [
      serverMain,
      '--accept-server-license-terms',
      '--server-data-dir',
      dataFolder,
      '--install-extension',
      vsix,
      '--force',
    ],
    { encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(`VS Code did not install ${vsix}:\n${done.stdout}${done.stderr}`);
}
