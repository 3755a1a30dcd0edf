import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSettings } from '../support/nextStep.ts';
import { ExecutionError } from './executionError.ts';
import type { Interpreter } from './interpreter.ts';

/** A socket's path has at most 104 bytes on macOS, 108 on Linux. */
const LONGEST_FOLDER = 60;

/** The folder of the Python runner, relative to the bundle. */
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
 * The environment of every interpreter that Assay starts: the platform's minimum, never the user's, which contains secrets.
 * Numeric libraries get one thread, because Assay runs candidates in parallel.
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
    // The loader resolves symbols before the first fork, not in each fork.
    LD_BIND_NOW: '1',
    // Forking after Objective-C has started crashes on macOS unless this was set before.
    OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES',
  };
  for (const name of ['SystemRoot', 'TZ']) if (process.env[name]) environment[name] = process.env[name];
  return environment;
}

/** A new folder for temporary files and sockets, private to this user. */
export function privateFolder(): string {
  const base = tmpdir();
  return mkdtempSync(path.join(base.length > LONGEST_FOLDER && process.platform !== 'win32' ? '/tmp' : base, 'assay-'));
}

/** Starts server/runner in its own folder, in a role or as the warmed parent; `said` is the end of its standard error. */
export function startBare(
  interpreter: Interpreter,
  args: readonly string[],
  folder: string,
): { child: ChildProcess; said: () => string } {
  const child = spawn(interpreter.path, args, {
    cwd: folder,
    env: cleanEnvironment(folder),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4000);
  });
  // A write to a process that has just died fails; `close` reports its end.
  child.stdin!.on('error', (error) => {
    said ||= error.message;
  });
  return { child, said: () => said };
}

/** The reason why an interpreter could not be started, with a remedy. */
export function cantStart(interpreter: string, { code, message }: NodeJS.ErrnoException): ExecutionError {
  if (code !== 'ENOENT') return new ExecutionError(`Python could not be started: ${message}`);
  return new ExecutionError(
    `The interpreter ${interpreter} is no longer there. Choose another in assay.interpreter.`,
    openSettings('interpreter'),
  );
}

/** The message for a process that has ended. The status is a negative signal number, a signal's name, or an exit status. */
export function endingOf(status: number | NodeJS.Signals): ExecutionError {
  const bySignal = typeof status === 'string' ? status : status < 0 ? `signal ${-status}` : undefined;
  const how = bySignal ? `was killed by ${bySignal}` : `ended with exit status ${status}`;
  return new ExecutionError(
    `The Python that runs the file ${how}: check whether the file's own code does this on import, or try again.`,
  );
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)!.slice(0, 300);
}
