/** The tools that check and test the runner, in an environment of their own that git ignores. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'artifacts', 'python-tools');
const wanted = path.join(root, 'requirements-dev.txt');

/** Where `mypy`, `pytest` and `ruff` are; installed first where they are missing or other versions are wanted. Throws with what to do. */
export function pythonTool(name: 'mypy' | 'pytest' | 'ruff'): string {
  const made = path.join(folder, 'made');
  const versions = readFileSync(wanted, 'utf8');
  if (!existsSync(made) || readFileSync(made, 'utf8') !== versions) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.dirname(folder), { recursive: true });
    run('python3', ['-m', 'venv', folder]);
    run(path.join(folder, 'bin', 'python'), [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      wanted,
    ]);
    writeFileSync(made, versions);
  }
  return path.join(folder, 'bin', name);
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 300_000 });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim().split('\n').at(-1);
  throw new Error(
    `What checks and tests the runner needs what requirements-dev.txt names: ${program} ${args.join(' ')}: ${why}`,
  );
}
