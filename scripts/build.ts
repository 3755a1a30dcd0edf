/** Bundles client, server and terminal command into dist/, with the WASM files that they load at run time beside them. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, stop } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  // A CommonJS bundle has no `import.meta`.
  define: { ASSAY_VERSION: JSON.stringify(manifest.version), 'import.meta.dirname': '__dirname' },
  // Its ES module asks for `import.meta.url`, which is empty in a CommonJS bundle.
  alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
};

/** Writes dist/ anew; a production build is minified and has no source maps. */
export async function bundle({ production }: { production: boolean }): Promise<void> {
  const options: BuildOptions = { ...common, minify: production, sourcemap: production ? false : 'linked' };
  mkdirSync(dist, { recursive: true });
  await Promise.all([
    build({ ...options, entryPoints: { client: 'client/extension.ts' }, outdir: dist, external: ['vscode'] }),
    build({ ...options, entryPoints: { server: 'server/src/main.ts', cli: 'server/src/cli/main.ts' }, outdir: dist }),
  ]);
  for (const wasm of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
    copyFileSync(path.join(root, 'node_modules', wasm), path.join(dist, path.basename(wasm)));
  }
  // Its service would run for as long as the script does.
  await stop();
}

if (import.meta.main) await bundle({ production: process.argv.includes('--production') });
