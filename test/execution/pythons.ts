import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export interface Python {
  readonly path: string;
  /** `3.12.1` */
  readonly version: string;
}

const question =
  'import sys, platform; print(platform.python_implementation(), "%d.%d.%d" % sys.version_info[:3], sys.executable)';

/** Every CPython from 3.8 on: those on the PATH, the system's and pyenv's, oldest first. */
export function everyPython(): Python[] {
  const folders = new Set([...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin']);
  const pyenv = path.join(homedir(), '.pyenv', 'versions');
  for (const version of namesIn(pyenv)) folders.add(path.join(pyenv, version, 'bin'));
  const found = new Map<string, Python>();
  for (const folder of folders) {
    for (const name of namesIn(folder).filter((one) => /^python3(\.\d+)?$/.test(one))) {
      const python = asked(path.join(folder, name));
      if (python && !found.has(realpathSync(python.path))) found.set(realpathSync(python.path), python);
    }
  }
  return [...found.values()].sort((one, other) => minor(one) - minor(other));
}

export function minor(python: Python): number {
  return Number(python.version.split('.')[1]);
}

/** The Python with this name and any version, if it answers. */
function asked(command: string): Python | undefined {
  const { stdout, status } = spawnSync(command, ['-I', '-S', '-c', question], { encoding: 'utf8' });
  const [implementation, version, executable] = status === 0 ? stdout.trim().split(' ') : [];
  if (implementation !== 'CPython' || !version || !executable) return undefined;
  return Number(version.split('.')[1]) >= 8 ? { path: executable, version } : undefined;
}

/** The Python for the short tests. */
export function anyPython(): Python {
  const python = asked('python3');
  if (!python) throw new Error('The tests need Python 3.8 or later as python3 on the PATH.');
  return python;
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
