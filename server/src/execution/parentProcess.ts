import type { ChildProcess } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { cantStart, endingOf, lastLine, privateFolder, runnerFolder, startBare } from './bareInterpreter.ts';
import { ExecutionError } from './executionError.ts';
import { fromParent } from './frameSchemas.ts';
import { readFrames, writeFrame } from './frames.ts';
import type { Interpreter } from './interpreter.ts';
import type { ToParent } from './wire.ts';

/** Milliseconds for which a parent without a session is kept. */
const IDLE = 120_000;
const alive = new Set<ParentProcess>();
process.on('exit', () => {
  for (const one of alive) one.kill();
});

/** A warmed interpreter that forks a process group for each session and ends it: see server/runner/parent.py. */
export class ParentProcess {
  /** The folder for the sessions' sockets and temporary folders; private to this user. */
  readonly folder: string;
  readonly #key: string;
  readonly #child: ChildProcess;
  readonly #sessions = new Map<number, (why: ExecutionError) => void>();
  /** The reason why it has ended, once it has. */
  #why: ExecutionError | undefined;
  #next = 0;
  #idle: NodeJS.Timeout | undefined;

  private constructor(interpreter: Interpreter, key: string) {
    this.#key = key;
    this.folder = privateFolder();
    const { child, said } = startBare(interpreter, ['-I', '-S', '-B', runnerFolder()], this.folder);
    this.#child = child;
    alive.add(this);
    readFrames(
      this.#child.stdout!,
      fromParent,
      ({ session, status }) => this.#ended(session, endingOf(status)),
      (why) => this.kill(why),
    );
    this.#child.on('error', (error) => this.#over(cantStart(interpreter.path, error)));
    this.#child.on('close', () =>
      this.#over(new ExecutionError(`Python ended: ${lastLine(said()) || 'unexpectedly; try again.'}`)),
    );
    this.#rest();
  }

  /** The parent for an interpreter. Starts one if none runs, or if the file at that path has changed. */
  static of(interpreter: Interpreter): ParentProcess {
    const file = statSync(interpreter.path, { throwIfNoEntry: false });
    const key = `${interpreter.path}:${file?.ino}:${file?.mtimeMs}`;
    return [...alive].find((one) => one.#key === key) ?? new ParentProcess(interpreter, key);
  }

  /** Forks a session that connects to `socket`, and returns its number for `end`. Calls `ended` once. */
  start(mode: string, socket: string, temporary: string, ended: (why: ExecutionError) => void): number {
    const number = this.#next++;
    if (this.#why !== undefined) {
      ended(this.#why);
      return number;
    }
    this.#sessions.set(number, ended);
    this.#hold();
    this.#send({ op: 'start', session: number, mode, socket, temporary });
    return number;
  }

  /** Kills the session's process group; `ended` is called afterwards. */
  end(number: number): void {
    if (this.#sessions.has(number)) this.#send({ op: 'end', session: number });
  }

  /** Ends the parent and all its forks: these end with it, by the kernel on Linux, and by the end of their input elsewhere. */
  kill(why = 'Assay is shutting down.'): void {
    if (process.platform === 'linux') this.#child.kill('SIGKILL');
    else this.#child.stdin!.destroy();
    this.#over(new ExecutionError(why));
  }

  #send(message: ToParent): void {
    if (this.#child.stdin!.writable) writeFrame(this.#child.stdin!, message);
  }

  #ended(number: number, why: ExecutionError): void {
    const ended = this.#sessions.get(number);
    this.#sessions.delete(number);
    if (this.#sessions.size === 0) this.#rest();
    ended?.(why);
  }

  #over(why: ExecutionError): void {
    if (!alive.delete(this)) return;
    this.#why = why;
    clearTimeout(this.#idle);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    for (const number of [...this.#sessions.keys()]) this.#ended(number, why);
  }

  /** Without a session, the parent does not keep this process from ending, and it ends soon to free its memory. */
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
