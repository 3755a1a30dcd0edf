import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseSettings, type Settings } from '../config.ts';
import { findInterpreter, type Interpreter } from '../execution/index.ts';
import { Failure } from './failure.ts';

/** `FILE` or `FILE::NAME`. */
export function parseTarget(argument: string): { file: string; name?: string } {
  const at = argument.lastIndexOf('::');
  if (at < 0) return { file: argument };
  const [file, name] = [argument.slice(0, at), argument.slice(at + 2)];
  if (!file || !name) throw new Failure(`"${argument}" is neither FILE nor FILE::NAME.`);
  return { file, name };
}

const markers = ['pyproject.toml', 'setup.py', 'setup.cfg', '.git', '.venv'];

/** The project's folder: the nearest one above the file that looks like a project, else the working directory, else the file's folder. */
export function workspaceOf(file: string): string {
  const own = path.dirname(file);
  for (let folder = own; ; folder = path.dirname(folder)) {
    if (markers.some((marker) => existsSync(path.join(folder, marker)))) return folder;
    if (folder === path.dirname(folder)) break;
  }
  const called = process.cwd();
  return own === called || own.startsWith(called + path.sep) ? called : own;
}

/** Options that several commands share. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly interpreter?: string;
  readonly timeout?: string;
  readonly memory?: string;
  readonly minimum?: string;
}

/** Reads settings from flags. Throws Failure for a wrong one, and never falls back to the default silently. */
export function settingsFrom(options: CommonOptions, more: Record<string, unknown> = {}): Settings {
  const { settings, problems } = parseSettings({
    timeout: number(options.timeout),
    memory: number(options.memory),
    'sandbox.minimum': options.minimum,
    ...more,
  });
  if (problems.length > 0) throw new Failure(problems[0]!.message.replace(/; until then .*$/, '.'));
  return settings;
}

/** Text that is not a number stays text, for the settings' own message. */
export function number(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

export async function interpreterFor(file: string, workspace: string, options: CommonOptions): Promise<Interpreter> {
  const flag = options.interpreter === undefined ? {} : { flag: options.interpreter };
  const found = await findInterpreter({ file, workspace, ...flag, env: process.env });
  if ('error' in found) throw new Failure(found.error);
  return found.interpreter;
}
