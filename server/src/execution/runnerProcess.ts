import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFrames, writeFrame } from './frames.ts';
import type { Interpreter } from './interpreter.ts';

/** The folder of the Python runner, found from wherever this code was bundled to. */
export function runnerFolder(): string {
  let folder = typeof __dirname === 'string' ? __dirname : import.meta.dirname;
  for (;;) {
    const found = path.join(folder, 'server', 'runner');
    if (existsSync(path.join(found, '__main__.py'))) return found;
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('The folder server/runner is missing: install Assay again.');
    folder = parent;
  }
}

/**
 * The environment of every interpreter that Assay starts: the platform's minimum, never the user's, which holds secrets.
 * Numeric libraries get one thread: Assay runs candidates side by side.
 */
function cleanEnvironment(temporary: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    PATH: process.platform === 'win32' ? process.env.PATH : '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
    // Forking after Objective-C has started crashes on macOS unless this was set before.
    OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES',
  };
  for (const name of ['SystemRoot', 'TZ']) if (process.env[name]) environment[name] = process.env[name];
  return environment;
}

const alive = new Set<RunnerProcess>();
process.on('exit', () => {
  for (const one of alive) one.kill();
});

/** One interpreter that runs server/runner, in a process group of its own that ends as a whole. */
export class RunnerProcess {
  /** Settles when the process is gone, with what it last wrote to standard error. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  readonly #temporary: string;

  constructor(
    interpreter: Interpreter,
    mode: 'host' | 'search',
    cwd: string,
    take: (message: Record<string, unknown>) => void,
  ) {
    this.#temporary = mkdtempSync(path.join(tmpdir(), 'assay-'));
    this.#child = spawn(interpreter.path, ['-I', '-S', '-B', runnerFolder(), mode], {
      cwd,
      env: cleanEnvironment(this.#temporary),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    alive.add(this);
    let said = '';
    this.#child.stderr!.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4000);
    });
    // A write to a process that has just died fails: its end is reported by `ended`.
    this.#child.stdin!.on('error', (error) => {
      said = said || error.message;
    });
    readFrames(this.#child.stdout!, take);
    this.ended = new Promise((resolve) => {
      const end = (why: string) => {
        this.#forget();
        resolve(why);
      };
      this.#child.on('error', (error) => end(error.message));
      this.#child.on('close', () => end(said.trim()));
    });
  }

  send(message: unknown): void {
    if (this.#child.stdin!.writable) writeFrame(this.#child.stdin!, message);
  }

  /** Ends the process and all that it forked, for certain and at once. */
  kill(): void {
    const pid = this.#child.pid;
    if (pid === undefined || !alive.has(this)) return;
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    this.#forget();
  }

  #forget(): void {
    alive.delete(this);
    rmSync(this.#temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}
