#!/usr/bin/env node
// Starts the `assay` command. Plain JavaScript that Node 18 understands: it only finds a Node that can run dist/cli.js.
const { existsSync } = require('node:fs');
const { spawn } = require('node:child_process');
const path = require('node:path');

const cli = path.join(__dirname, '..', 'dist', 'cli.js');
const node24 = path.join(
  __dirname,
  '..',
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

if (!existsSync(cli)) {
  console.error('assay is not built: run `npm ci && npm run build` in its folder.');
  process.exit(2);
}
if (Number(process.versions.node.split('.')[0]) >= 22) {
  require(cli);
} else if (existsSync(node24)) {
  const child = spawn(node24, [cli, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 130 : code));
} else {
  console.error(`assay needs Node 22 or later; this is ${process.version}.`);
  process.exit(2);
}
