/**
 * `npm run build`: bundles client, server and terminal command into dist/, with the WASM files that they load at run time beside
 * them. `npm run watch` (`--watch`) does so again whenever a source changes, until Ctrl-C.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, context, stop } from 'esbuild';
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
  // The ES module of web-tree-sitter reads `import.meta.url`, which is empty in a CommonJS bundle.
  alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
};

/** The page of the candidates view runs in a browser, which loads the font of the icons beside it. */
const page: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'browser',
  target: 'chrome130',
  format: 'iife',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

/** The bundles. Only the client's leaves `vscode` to the editor. */
function bundles(options: BuildOptions): readonly BuildOptions[] {
  return [
    { ...common, ...options, entryPoints: { client: 'client/extension.ts' }, outdir: dist, external: ['vscode'] },
    {
      ...common,
      ...options,
      entryPoints: { server: 'server/src/main.ts', cli: 'server/src/cli/main.ts' },
      outdir: dist,
    },
    {
      ...page,
      ...options,
      entryPoints: [
        { in: 'webview/main.ts', out: 'candidates' },
        { in: 'webview/candidates.css', out: 'candidates' },
      ],
      outdir: dist,
    },
  ];
}

function copyParsers(): void {
  mkdirSync(dist, { recursive: true });
  for (const wasm of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
    copyFileSync(path.join(root, 'node_modules', wasm), path.join(dist, path.basename(wasm)));
  }
}

/** Writes dist/ again; a production build is minified and has no source maps. */
export async function bundle({ production }: { production: boolean }): Promise<void> {
  copyParsers();
  const all = bundles({ minify: production, sourcemap: production ? false : 'linked' });
  await Promise.all(all.map((one) => build(one)));
  // Otherwise esbuild's service runs as long as the script.
  await stop();
}

/** Writes dist/ for development, now and after each change, until the script ends. The tasks of .vscode/ read its output. */
async function watch(): Promise<void> {
  copyParsers();
  for (const one of bundles({ sourcemap: 'linked', logLevel: 'info' })) await (await context(one)).watch();
}

if (import.meta.main) {
  if (process.argv.includes('--watch')) await watch();
  else await bundle({ production: process.argv.includes('--production') });
}
