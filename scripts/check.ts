/** `npm run check`: what can be said of the source without running it. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pythonTool } from './pythonTools.ts';

const root = path.join(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

/** Where the Python is that is held to one format: the runner, and its tests. */
const python = ['server/runner', 'test/runner'];

export interface Check {
  readonly name: string;
  /** Asked for when it is its turn: what it needs may have to be installed. */
  readonly command: () => readonly [string, ...string[]];
}

export const checks: readonly Check[] = [
  { name: 'format and lint', command: () => [bin('biome'), 'ci', '.'] },
  { name: 'types', command: () => [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'imports', command: () => [process.execPath, '--no-warnings', path.join(root, 'scripts', 'imports.ts')] },
  // What nobody imports is either needless or hidden from who looks for it; the door of a folder offers what is asked for.
  { name: 'exports', command: () => [bin('knip'), '--no-progress'] },
  { name: 'Python format', command: () => [pythonTool('ruff'), 'format', '--check', ...python] },
  { name: 'Python lint', command: () => [pythonTool('ruff'), 'check', ...python] },
  { name: 'Python imports', command: () => [pythonTool('lint-imports'), '--no-cache', '.importlinter'] },
  { name: 'Python types', command: () => [pythonTool('mypy'), '--config-file', 'mypy.ini'] },
];

/** Runs one, its output to the terminal; whether it found nothing. */
export function passes({ command }: Check): boolean {
  const [program, ...args] = command();
  const done = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.error) console.error(`${program} could not be started: ${done.error.message}`);
  return done.status === 0;
}

if (import.meta.main) {
  const failed = checks.filter((check) => !passes(check));
  if (failed.length > 0) console.error(`Failed: ${failed.map(({ name }) => name).join(', ')}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
