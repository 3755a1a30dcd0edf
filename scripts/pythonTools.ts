/** The tools that check and test the runner. They have their own environment, which git ignores. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { keptEnvironment } from './environment.ts';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'artifacts', 'python-tools');

/** The path of a tool. Installs the tools first if they are missing or have other versions. Throws an error with a remedy. */
export function pythonTool(name: 'lint-imports' | 'mypy' | 'pytest' | 'ruff'): string {
  const lines = readFileSync(path.join(root, 'requirements-dev.txt'), 'utf8').split('\n');
  const packages = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  try {
    return path.join(path.dirname(keptEnvironment(folder, packages, 300_000)), name);
  } catch (error) {
    throw new Error(
      `The checks and tests of the runner need the packages of requirements-dev.txt: ${(error as Error).message}`,
    );
  }
}
