/** The .vsix: its files, the files that must not be in it, and its use from a folder without write permission. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { vsix } from '../../scripts/package.ts';
import { pythonForAnyone, runUnprivileged } from './unprivileged.ts';
import { readVsix, unpack } from './vsix.ts';

const root = path.join(import.meta.dirname, '..', '..');
const runner = readdirSync(path.join(root, 'server', 'runner'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.py'))
  .map((name) => `server/runner/${name}`);
const media = readdirSync(path.join(root, 'media'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.\w+$/.test(name) && name !== 'screenshot.png')
  .map((name) => `media/${name}`);

const data = ['syntaxes', 'l10n'].flatMap((folder) =>
  readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
);

/** Everything that ships, except package.json, README and licence. */
const shipped = [
  ...['client.js', 'server.js', 'cli.js', 'web-tree-sitter.wasm', 'tree-sitter-python.wasm'].map(
    (name) => `dist/${name}`,
  ),
  ...['candidates.js', 'candidates.css', 'codicon.ttf'].map((name) => `dist/${name}`),
  ...['package.nls.json', 'package.nls.de.json', 'bin/assay.js', ...runner, ...media, ...data],
];

let files: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  if (!existsSync(vsix)) throw new Error('There is no .vsix: run `npm run package` first.');
  files = await readVsix(vsix);
});

describe('the .vsix', () => {
  it('holds what ships and nothing else', () => {
    const formalities = ['[Content_Types].xml', 'extension.vsixmanifest'];
    const documents = ['package.json', 'readme.md', 'LICENSE.txt'];
    const expected = [...formalities, ...[...documents, ...shipped].map((name) => `extension/${name}`)];
    expect([...files.keys()].toSorted()).toEqual(expected.toSorted());
  });

  it('holds every file that its manifest names', () => {
    const packed = JSON.parse(files.get('extension/package.json')!.toString());
    const named = [packed.main, ...Object.values(packed.bin), packed.icon, ...pathsIn(packed.contributes)];
    const missing = named
      .filter((name) => typeof name === 'string')
      .filter((name) => !files.has(path.posix.join('extension', name)));
    expect(missing).toEqual([]);
  });

  it('is small', () => {
    const size = statSync(vsix).size;
    console.log(`${path.basename(vsix)}: ${(size / 1e6).toFixed(2)} MB`);
    expect(size).toBeLessThan(3e6);
  });

  it('shows its pictures from where the Marketplace may load them', () => {
    const readme = files.get('extension/readme.md')!.toString();
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)|<img[^>]+src="([^"]+)"/g)].map(
      (found) => found[1] ?? found[2],
    );
    expect(pictures.filter((address) => !address!.startsWith('https://'))).toEqual([]);
  });
});

it('is the npm package too', () => {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const [packed] = JSON.parse(listing);
  const names: string[] = packed.files.map((file: { path: string }) => file.path);
  expect(names.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json', ...shipped].toSorted());
});

describe.skipIf(process.platform === 'win32')('the unpacked .vsix in a folder that may not be written to', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-package-'));
  const extension = path.join(scratch, 'extension');
  const project = path.join(scratch, 'project');
  const node = path.join(scratch, 'node');
  const listing = () => readdirSync(extension, { recursive: true }).toSorted();

  beforeAll(() => {
    unpack(files, scratch);
    mkdirSync(project);
    writeFileSync(
      path.join(project, 'sums.py'),
      'def add(a, b):\n    return a + b\n\n\nassert add(1, 2) == 3\nassert add(2, 2) == 4\n',
    );
    // This one may be where only this user may read.
    copyFileSync(process.execPath, node);
    chmodSync(node, 0o755);
    chmodSync(scratch, 0o755);
    chmodSync(project, 0o777);
    spawnSync('chmod', ['-R', 'a-w', extension]);
  });

  afterAll(() => {
    spawnSync('chmod', ['-R', 'u+w', extension]);
    rmSync(scratch, { recursive: true, force: true });
  });

  it('verifies a function, and leaves no file behind', ({ skip }) => {
    const python = pythonForAnyone(project) ?? skip('no Python that an unprivileged user can start');
    const before = listing();
    const cli = path.join(extension, manifest.bin.assay);
    const done = runUnprivileged(node, [cli, 'verify', 'sums.py', '--json', '--interpreter', python], project);
    expect(done.stderr).not.toMatch(/error/i);
    expect(done.status).toBe(0);
    const [report] = JSON.parse(done.stdout).functions;
    expect(report).toMatchObject({ function: 'add', passRate: 1, candidates: [{ id: 'present', passed: true }] });
    expect(report.candidates[0].verdicts.map(({ status }: { status: string }) => status)).toEqual(['pass', 'pass']);
    expect(listing()).toEqual(before);
    expect(readdirSync(project)).toEqual(['sums.py']);
  });
});

/** Every value of the manifest that is a relative path to a file. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\.?\.?\/?[\w./-]+\.(svg|png|json|js|ttf|woff|md)$/.test(value) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(pathsIn) : [];
}
