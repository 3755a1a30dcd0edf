// Runs a script of this repository on the Node 24 that npm installs here, whatever Node started it.
// Plain JavaScript that Node 18 understands: nothing else may be assumed before this file has run.
const { existsSync, statSync } = require('node:fs');
const { spawn, spawnSync } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..');
const installed = path.join(root, 'node_modules', '.package-lock.json');
const wanted = path.join(root, 'package-lock.json');
const node24 = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (Number(process.versions.node.split('.')[0]) < 18) {
  console.error(`Assay's scripts need Node 18 or later; this is ${process.version}.`);
  process.exit(2);
}
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs || !existsSync(node24)) {
  console.error('Installing what package-lock.json names (npm ci) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) process.exit(npm.status || 1);
}
if (!existsSync(node24)) {
  console.error('npm did not install node@24: run `npm ci` without --ignore-scripts and --omit=dev.');
  process.exit(2);
}
// The manifest can't say "type": "module", since VS Code loads dist/client.js as CommonJS.
const child = spawn(node24, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, PATH: path.dirname(node24) + path.delimiter + process.env.PATH },
});
// A terminal sends Ctrl-C to the whole group: the script below decides when to end, this one only waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
