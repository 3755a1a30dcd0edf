import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Problem } from '../../../protocol/index.ts';
import { openSettings } from '../support/nextStep.ts';
import { shimEnvironment } from './shimEnvironment.ts';

export interface Interpreter {
  /** The real executable, after shims. */
  readonly path: string;
  readonly version: string;
  /** Where it was found, for the user: `assay.interpreter`, `.venv`, `python3`, … */
  readonly source: string;
  /** Its processes serve one candidate each, where the platform has no fork: see server/runner/processes/spawning.py. */
  readonly singleUse?: boolean;
}

export interface InterpreterSearch {
  /** The absolute path of the Python file to run. */
  readonly file: string;
  readonly workspace?: string;
  /** `--interpreter` of the terminal. */
  readonly flag?: string;
  /** The setting `assay.interpreter`. */
  readonly setting?: string;
  /** The choice of the editor's Python extension. */
  readonly editor?: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Choice {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly source: string;
  /** The user named it, so a failure is an error, and no other interpreter is tried. */
  readonly named: boolean;
}

const run = promisify(execFile);
const windows = process.platform === 'win32';
const asked = new Map<string, Promise<Interpreter>>();

/** Finds the interpreter, in the order of the README; starts each one that it tries. The error names a remedy. */
export async function findInterpreter(search: InterpreterSearch): Promise<{ interpreter: Interpreter } | Problem> {
  const tried: string[] = [];
  for (const choice of choices(search)) {
    try {
      return { interpreter: await ask(choice, folderOf(search), search.env) };
    } catch (error) {
      const why = reasonOf(error);
      if (choice.named) {
        return {
          error: `The interpreter ${choice.command} (${choice.source}) can't be used: ${why} Choose another in assay.interpreter.`,
          next: openSettings('interpreter'),
        };
      }
      tried.push(`${choice.command}: ${why}`);
    }
  }
  return {
    error: `No usable Python was found (${tried.join(' ')}) Install Python 3.8 or later, or name one in assay.interpreter.`,
    next: openSettings('interpreter'),
  };
}

function* choices(search: InterpreterSearch): Iterable<Choice> {
  const named: [string | undefined, string][] = [
    [search.flag, '--interpreter'],
    [search.env.ASSAY_INTERPRETER, 'ASSAY_INTERPRETER'],
    [search.setting, 'assay.interpreter'],
    [search.editor, "the editor's choice"],
  ];
  for (const [command, source] of named) {
    if (command) yield { command: fromWorkspace(command, search), arguments: [], source, named: true };
  }
  const environment = search.env.VIRTUAL_ENV;
  if (environment && existsSync(pythonOf(environment))) {
    yield { command: pythonOf(environment), arguments: [], source: 'VIRTUAL_ENV', named: false };
  }
  const nearest = nearestEnvironment(search);
  if (nearest) yield { command: nearest, arguments: [], source: '.venv', named: false };
  for (const command of ['python3', 'python']) yield { command, arguments: [], source: command, named: false };
  if (windows) yield { command: 'py', arguments: ['-3'], source: 'py -3', named: false };
}

/** Resolves a path with a folder in it from the workspace; a bare name is looked up on the PATH. */
function fromWorkspace(command: string, search: InterpreterSearch): string {
  const isPath = command.includes('/') || command.includes(path.sep);
  return isPath && !path.isAbsolute(command) ? path.resolve(search.workspace ?? folderOf(search), command) : command;
}

function pythonOf(environment: string): string {
  return windows ? path.join(environment, 'Scripts', 'python.exe') : path.join(environment, 'bin', 'python');
}

function nearestEnvironment(search: InterpreterSearch): string | undefined {
  let folder = path.dirname(search.file);
  for (;;) {
    const found = pythonOf(path.join(folder, '.venv'));
    if (existsSync(found)) return found;
    const parent = path.dirname(folder);
    if (folder === search.workspace || parent === folder) return undefined;
    folder = parent;
  }
}

/** The folder in which version managers look for the project's choice. */
function folderOf(search: InterpreterSearch): string {
  for (const folder of [path.dirname(search.file), search.workspace]) {
    if (folder && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  }
  return process.cwd();
}

const QUESTION = 'import sys; print("%d.%d.%d" % sys.version_info[:3]); print(sys.executable)';

function ask(choice: Choice, cwd: string, environment: NodeJS.ProcessEnv): Promise<Interpreter> {
  const env = shimEnvironment(environment);
  // The answer of a shim depends on the folder and on variables such as PYENV_VERSION.
  const key = JSON.stringify([choice.command, choice.arguments, cwd, env]);
  let answer = asked.get(key);
  if (!answer) {
    answer = askNow(choice, cwd, env);
    asked.set(key, answer);
    // A failed interpreter may be installed later.
    answer.catch(() => asked.delete(key));
  }
  return answer.then((found) => {
    if (existsSync(found.path)) return found;
    asked.delete(key);
    return askNow(choice, cwd, env);
  });
}

async function askNow(choice: Choice, cwd: string, env: NodeJS.ProcessEnv): Promise<Interpreter> {
  const { stdout } = await run(choice.command, [...choice.arguments, '-I', '-S', '-c', QUESTION], {
    cwd,
    env,
    timeout: 10_000,
    windowsHide: true,
  });
  const [version, executable] = stdout.trim().split(/\r?\n/);
  const match = /^(\d+)\.(\d+)\.\d+$/.exec(version ?? '');
  if (!match || !executable) throw new Error('it does not answer as Python does.');
  const [major, minor] = [Number(match[1]), Number(match[2])];
  if (major !== 3 || minor < 8) throw new Error(`it is Python ${major}.${minor}; Assay needs 3.8 or later.`);
  return { path: executable, version: version!, source: choice.source, ...(windows && { singleUse: true }) };
}

function reasonOf(error: unknown): string {
  const failure = error as NodeJS.ErrnoException & { killed?: boolean; stderr?: string };
  if (failure.code === 'ENOENT') return 'not found.';
  if (failure.code === 'EACCES') return 'it is not executable.';
  if (failure.killed) return 'it did not answer within 10 seconds.';
  // Python 2 does not know -I and says so.
  if (failure.stderr?.includes('Unknown option: -I')) return 'it is Python 2; Assay needs 3.8 or later.';
  const said = failure.stderr?.trim().split('\n').at(-1) ?? '';
  if (said) return `it ended with: ${said.slice(0, 200)}.`;
  return failure.message.split('\n')[0]!.slice(0, 200);
}
