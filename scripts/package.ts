/** Makes assay-<version>.vsix of a production build. */
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import manifest from '../package.json' with { type: 'json' };
import { bundle } from './build.ts';

const root = path.join(import.meta.dirname, '..');
export const vsix = path.join(root, `${manifest.name}-${manifest.version}.vsix`);

/** Builds and packs; resolves with the path of the .vsix. */
export async function packageExtension(): Promise<string> {
  await bundle({ production: true });
  // Everything is bundled: nothing of node_modules ships.
  await createVSIX({ cwd: root, packagePath: vsix, dependencies: false });
  return vsix;
}

if (import.meta.main) await packageExtension();
