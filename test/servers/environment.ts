/** Virtual environments for tests, each with the packages that it is asked for. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** The interpreter of a new environment in `folder`; undefined, with a word, where pip can't install the packages. */
export function newEnvironment(folder: string, packages: readonly string[]): string | undefined {
  const pip = packages.length > 0 ? [] : ['--without-pip'];
  const made = spawnSync('python3', ['-m', 'venv', ...pip, folder], { encoding: 'utf8', timeout: 120_000 });
  const python = path.join(folder, 'bin', 'python');
  if (made.status !== 0) return leftOut(`python3 -m venv: ${made.stderr}`);
  if (packages.length === 0) return python;
  const options = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  const installed = spawnSync(python, options, { encoding: 'utf8', timeout: 180_000 });
  return installed.status === 0 ? python : leftOut(`pip install ${packages.join(' ')}: ${installed.stderr}`);
}

function leftOut(why: string): undefined {
  console.log(`Left out: ${why.trim().split('\n').at(-1)}`);
  return undefined;
}
