/** Makes virtual environments of Python, each with the requested packages. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The interpreter of a new environment in `folder`. Throws with the last line of the failed command; `timeout` is pip's, in milliseconds. */
export function newEnvironment(folder: string, packages: readonly string[], timeout = 180_000): string {
  const pip = packages.length > 0 ? [] : ['--without-pip'];
  run('python3', ['-m', 'venv', ...pip, folder], 120_000);
  const python = path.join(folder, 'bin', 'python');
  if (packages.length > 0)
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], timeout);
  return python;
}

/** The same, but keeps the environment until the packages change. */
export function keptEnvironment(folder: string, packages: readonly string[], timeout?: number): string {
  const made = path.join(folder, 'made');
  const asked = packages.join('\n');
  if (existsSync(made) && readFileSync(made, 'utf8') === asked) return path.join(folder, 'bin', 'python');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  const python = newEnvironment(folder, packages, timeout);
  writeFileSync(made, asked);
  return python;
}

function run(program: string, args: readonly string[], timeout: number): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim().split('\n').at(-1);
  throw new Error(`${program} ${args.join(' ')}: ${why}`);
}
