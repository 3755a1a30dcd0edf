import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const isRoot = process.getuid?.() === 0;
// Root can write to any file, because file modes do not apply to it.
const asNobody = ['--reuid=nobody', '--regid=nogroup', '--clear-groups', '--no-new-privs'];

/** Runs a command as a user to whom file modes apply: `nobody` if this is root, else the current user. */
export function runUnprivileged(program: string, args: readonly string[], cwd: string) {
  const [command, commandArgs] = isRoot ? ['setpriv', [...asNobody, program, ...args]] : [program, [...args]];
  const env = { PATH: '/usr/bin:/bin', HOME: cwd, LANG: 'C.UTF-8' };
  return spawnSync(command, commandArgs, { cwd, env, encoding: 'utf8' });
}

/** A Python that this user can start; one in root's home is not accessible. */
export function pythonForAnyone(cwd: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders
    .map((folder) => path.join(folder, 'python3'))
    .find((python) => exists(python) && runUnprivileged(python, ['-c', ''], cwd).status === 0);
}

function exists(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
