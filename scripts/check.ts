/** `npm run check`: what can be said of the source without running it. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** The checks of this machine: ruff only where it is at hand. */
export function checks(): readonly Check[] {
  return [
    { name: 'format and lint', command: [bin('biome'), 'ci', '.'] },
    { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.'] },
    ...(hasRuff() ? [{ name: 'Python lint', command: ['ruff', 'check', 'server/runner'] } satisfies Check] : []),
  ];
}

function hasRuff(): boolean {
  return spawnSync('ruff', ['--version']).status === 0;
}

/** Runs one, its output to the terminal; whether it found nothing. */
export function passes({ command: [program, ...args] }: Check): boolean {
  const done = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.error) console.error(`${program} could not be started: ${done.error.message}`);
  return done.status === 0;
}

if (import.meta.main) {
  const failed = checks().filter((check) => !passes(check));
  if (failed.length > 0) console.error(`Failed: ${failed.map(({ name }) => name).join(', ')}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
