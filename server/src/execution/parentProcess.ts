import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFrames, writeFrame } from './frames.ts';
import type { Interpreter } from './interpreter.ts';

/** How long a parent without a session is kept, milliseconds. */
const IDLE = 120_000;
/** A socket's path has at most 104 bytes on macOS, 108 on Linux. */
const LONGEST_FOLDER = 60;

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
    // What the loader finds out once is found out before the first fork.
    LD_BIND_NOW: '1',
    // Forking after Objective-C has started crashes on macOS unless this was set before.
    OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES',
  };
  for (const name of ['SystemRoot', 'TZ']) if (process.env[name]) environment[name] = process.env[name];
  return environment;
}

const alive = new Set<ParentProcess>();
process.on('exit', () => {
  for (const one of alive) one.kill();
});

/** A warmed interpreter that forks a process group for each session, and ends it: see server/runner/parent.py. */
export class ParentProcess {
  /** Where sessions have their sockets and temporary folders; private to this user. */
  readonly folder: string;
  readonly #key: string;
  readonly #child: ChildProcess;
  readonly #sessions = new Map<number, (why: string) => void>();
  #said = '';
  /** Why it is over, once it is. */
  #why: string | undefined;
  #next = 0;
  #idle: NodeJS.Timeout | undefined;

  private constructor(interpreter: Interpreter, key: string) {
    this.#key = key;
    const base = tmpdir();
    this.folder = mkdtempSync(path.join(base.length > LONGEST_FOLDER ? '/tmp' : base, 'assay-'));
    this.#child = spawn(interpreter.path, ['-I', '-S', '-B', runnerFolder()], {
      cwd: this.folder,
      env: cleanEnvironment(this.folder),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    alive.add(this);
    this.#child.stderr!.on('data', (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString('utf8')).slice(-4000);
    });
    // A write to a process that has just died fails: its end is reported by `close`.
    this.#child.stdin!.on('error', (error) => {
      this.#said ||= error.message;
    });
    readFrames(this.#child.stdout!, (message) => this.#ended(Number(message.ended), endingOf(Number(message.status))));
    this.#child.on('error', (error) => this.#over(cantStart(interpreter.path, error)));
    this.#child.on('close', () => this.#over(`Python ended: ${lastLine(this.#said) || 'unexpectedly; try again.'}`));
    this.#rest();
  }

  /** The parent for an interpreter, started where none is; another one where the file under that path has changed. */
  static of(interpreter: Interpreter): ParentProcess {
    const file = statSync(interpreter.path, { throwIfNoEntry: false });
    const key = `${interpreter.path}:${file?.ino}:${file?.mtimeMs}`;
    return [...alive].find((one) => one.#key === key) ?? new ParentProcess(interpreter, key);
  }

  /** Forks a session that connects to `socket`; `ended` hears of its end, once. Its number, for `end`. */
  start(mode: string, socket: string, temporary: string, ended: (why: string) => void): number {
    const number = this.#next++;
    if (this.#why !== undefined) {
      ended(this.#why);
      return number;
    }
    this.#sessions.set(number, ended);
    this.#hold();
    this.#send({ start: number, mode, socket, temporary });
    return number;
  }

  /** Kills the session's process group; `ended` hears when it is gone. */
  end(number: number): void {
    if (this.#sessions.has(number)) this.#send({ end: number });
  }

  /** Ends it with all that it has forked: its end is theirs, by the kernel's doing on Linux, by the end of its input elsewhere. */
  kill(): void {
    if (process.platform === 'linux') this.#child.kill('SIGKILL');
    else this.#child.stdin!.destroy();
    this.#over('Assay is ending.');
  }

  #send(message: unknown): void {
    if (this.#child.stdin!.writable) writeFrame(this.#child.stdin!, message);
  }

  #ended(number: number, why: string): void {
    const ended = this.#sessions.get(number);
    this.#sessions.delete(number);
    if (this.#sessions.size === 0) this.#rest();
    ended?.(why);
  }

  #over(why: string): void {
    if (!alive.delete(this)) return;
    this.#why = why;
    clearTimeout(this.#idle);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    for (const number of [...this.#sessions.keys()]) this.#ended(number, why);
  }

  /** Without a session it keeps nothing waiting: neither this process from ending, nor memory for long. */
  #rest(): void {
    this.#child.unref();
    for (const stream of this.#streams()) stream.unref();
    if (!alive.has(this)) return;
    this.#idle = setTimeout(() => this.kill(), IDLE);
    this.#idle.unref();
  }

  #hold(): void {
    clearTimeout(this.#idle);
    this.#child.ref();
    for (const stream of this.#streams()) stream.ref();
  }

  #streams(): Socket[] {
    return [this.#child.stdin, this.#child.stdout, this.#child.stderr] as unknown as Socket[];
  }
}

function cantStart(interpreter: string, { code, message }: NodeJS.ErrnoException): string {
  if (code !== 'ENOENT') return `Python could not be started: ${message}`;
  return `The interpreter ${interpreter} is no longer there. Choose another with assay.interpreter or --interpreter.`;
}

function endingOf(status: number): string {
  const how = status < 0 ? `was killed by signal ${-status}` : `ended with exit status ${status}`;
  return `The Python that runs the file ${how}: look whether the file's own code does so when it is imported, or try again.`;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)!.slice(0, 300);
}
