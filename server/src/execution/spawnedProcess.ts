import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cantStart, endingOf, lastLine, privateFolder, runnerFolder, startBare } from './bareInterpreter.ts';
import { ExecutionError } from './executionError.ts';
import { fromRunner } from './frameSchemas.ts';
import { readFrames, writeFrame } from './frames.ts';
import type { Interpreter } from './interpreter.ts';
import type { Mode, RunnerProcess, Take } from './runnerProcess.ts';
import type { ToRunner } from './wire.ts';

const alive = new Set<RunnerProcess>();
process.on('exit', () => {
  for (const one of alive) one.kill();
});

/**
 * One session of server/runner without forks: an interpreter that starts others, see server/runner/processes/spawning.py. On Windows
 * these are in a job object that ends with it; elsewhere they are one process group.
 */
export class SpawnedProcess<M extends Mode> implements RunnerProcess {
  readonly ended: Promise<ExecutionError>;
  readonly #child: ChildProcess;

  constructor(interpreter: Interpreter, mode: M, take: Take<M>) {
    const folder = privateFolder();
    const { child, said } = startBare(interpreter, ['-I', '-S', runnerFolder(), mode], folder);
    this.#child = child;
    alive.add(this);
    let broken: ExecutionError | undefined;
    readFrames(this.#child.stdout!, fromRunner[mode], take, (why) => {
      broken = new ExecutionError(why);
      this.kill();
    });
    this.ended = new Promise((resolve) => {
      const over = (why: ExecutionError) => {
        if (!alive.delete(this)) return;
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
        resolve(why);
      };
      this.#child.on('error', (error) => over(cantStart(interpreter.path, error)));
      this.#child.on('close', (code, signal) =>
        over(broken ?? (said() ? new ExecutionError(`Python ended: ${lastLine(said())}`) : endingOf(code ?? signal!))),
      );
    });
  }

  send(message: ToRunner): void {
    if (this.#child.stdin!.writable) writeFrame(this.#child.stdin!, message);
  }

  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    if (process.platform === 'win32') {
      this.#child.kill();
      return;
    }
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      // The process has ended by itself, and `close` will report it.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
