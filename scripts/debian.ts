/** Installs packages of Debian's for the tests, where that needs no password. */
import { spawnSync } from 'node:child_process';

export function mayInstallPackages(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/** Throws an error with what apt-get said. */
export function installPackages(...names: readonly string[]): void {
  console.error(`Installing ${names.join(', ')} (apt-get) …`);
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', ...names]);
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env });
  if (done.status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${done.stderr}`);
}
