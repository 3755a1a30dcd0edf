/** `npm run check`: the static checks of the source. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pythonTool } from './pythonTools.ts';

const root = path.join(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

/** The Python that ruff formats and checks: the runner and its tests. */
const python = ['server/runner', 'test/runner'];

export interface Check {
  readonly name: string;
  /** Called when the check's turn comes, because it may install tools first. */
  readonly command: () => readonly [string, ...string[]];
}

export const checks: readonly Check[] = [
  { name: 'format and lint', command: () => [bin('biome'), 'ci', '.'] },
  { name: 'types', command: () => [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'types of the page', command: () => [bin('tsc'), '--noEmit', '-p', 'webview'] },
  { name: 'imports', command: () => [process.execPath, '--no-warnings', path.join(root, 'scripts', 'imports.ts')] },
  // An export that no file imports is needless, or hides something from its readers. A folder's index file exports only what others import.
  { name: 'exports', command: () => [bin('knip'), '--no-progress'] },
  { name: 'Python format', command: () => [pythonTool('ruff'), 'format', '--check', ...python] },
  { name: 'Python lint', command: () => [pythonTool('ruff'), 'check', ...python] },
  { name: 'Python imports', command: () => [pythonTool('lint-imports'), '--no-cache', '.importlinter'] },
  { name: 'Python types', command: () => [pythonTool('mypy'), '--config-file', 'mypy.ini'] },
];

/** Runs one check with its output on the terminal; true if it found nothing. */
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
