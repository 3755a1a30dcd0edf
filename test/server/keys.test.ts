/** A key goes only to its server: never into output, messages, logs or files, whatever the server does with it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FaultName, startFaulty } from '../servers/faults.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { Editor, vscode } from './editor.ts';

const key = 'sk-planted/0123456789+abc';
const forms = [key, encodeURIComponent(key), Buffer.from(key).toString('base64')];
const add = 'def add(a, b):\n    """Return the sum of a and b."""\n\n\nassert add(1, 2) == 3\n';
const assay = path.join(import.meta.dirname, '..', '..', 'bin', 'assay.js');
const faults: FaultName[] = [
  'unauthorized',
  'repeatsKey',
  'repeatsKeyInStream',
  'repeatsKeyInJson',
  'repeatsKeyEncoded',
  'redirects',
  'close',
  'limitsN',
];

let folder: string;
let server: ModelServer;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-keys-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** The places of any form of the key in the texts and in the files of `folder`. */
function leaks(texts: Readonly<Record<string, string>>): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const all = {
    ...texts,
    ...Object.fromEntries(
      files.map(({ name, parentPath }) => [name, readFileSync(path.join(parentPath, name), 'latin1')]),
    ),
  };
  return Object.entries(all).flatMap(([name, text]) => (forms.some((form) => text.includes(form)) ? [name] : []));
}

describe.each(faults)('with a server that %s', (fault) => {
  it('the terminal shows no key', async () => {
    server = await startFaulty(fault);
    const file = path.join(folder, 'add.py');
    writeFileSync(file, add);
    for (const flags of [[], ['--json'], ['--write']]) {
      const { stdout, stderr } = await run(['synth', file, '-k', '2', '--sampler', 'openai', '--model', 'm', ...flags]);
      expect(stdout + stderr).not.toBe('');
      expect(leaks({ stdout, stderr })).toEqual([]);
    }
    expect(readdirSync(folder)).toContain('history.db');
    const doctor = await run(['doctor', '--json']);
    expect(leaks(doctor)).toEqual([]);
    expect(server.asked[0]!.headers.authorization).toBe(`Bearer ${key}`);
  });

  it('the language server tells no key', async () => {
    server = await startFaulty(fault);
    const settings = { sampler: 'openai', baseUrl: server.baseUrl, model: 'm', samples: 2 };
    const editor = await Editor.start({ settings, capabilities: vscode, env: remembering(), inOwnProcess: true });
    try {
      editor.key = key;
      const uri = await editor.open(add);
      await editor.execute('assay.server.synthesize', { uri, function: 'add', wait: true });
      await editor.hover(uri, 'add');
      await editor.actions(uri, 'add');
      await editor.execute('assay.server.accept', { uri, function: 'add' });
      expect(leaks({ written: editor.written, text: editor.text(uri) })).toEqual([]);
      expect(server.asked[0]!.headers.authorization).toBe(`Bearer ${key}`);
    } finally {
      await editor.stop();
    }
  });
});

/** The knowledge about servers, and the history with every prompt and sample. */
function remembering(): Record<string, string> {
  return { ASSAY_STATE: folder, ASSAY_HISTORY: path.join(folder, 'history.db') };
}

async function run(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, OPENAI_API_KEY: key, OPENAI_BASE_URL: server.baseUrl, ...remembering() };
  const child = spawn(process.execPath, [assay, ...args], {
    cwd: folder,
    env: { ...env, ASSAY_INTERPRETER: undefined },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    written.stdout += text;
  });
  child.stderr.on('data', (text) => {
    written.stderr += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return written;
}
