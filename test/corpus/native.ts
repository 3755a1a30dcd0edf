/** tree-sitter's native library, through its Python binding, whose packages run on older systems than Node's prebuilt one. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const root = path.join(import.meta.dirname, '..', '..');

/** A folder with the binding and the same grammar as ours, installed once; or the reason why there is none. */
export function installNative(): { folder: string } | { missing: string } {
  const grammar = require('tree-sitter-python/package.json').version as string;
  const folder = path.join(root, 'node_modules', '.cache', `tree-sitter-python-${grammar}`);
  if (existsSync(path.join(folder, 'tree_sitter_python'))) return { folder };
  const wanted = [`tree-sitter-python==${grammar}`, `tree-sitter~=${grammar}`];
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
  const done = spawnSync('python3', [...pip, '--target', folder, ...wanted], { encoding: 'utf8', timeout: 120_000 });
  if (done.status === 0) return { folder };
  rmSync(folder, { recursive: true, force: true });
  const why = done.error?.message ?? done.stderr.trim().split('\n').at(-1);
  return { missing: `pip can't install ${wanted.join(' and ')}: ${why}` };
}
