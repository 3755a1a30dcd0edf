/** Runs a suite inside a real VS Code, with one of the launchers, and returns the results of its tests. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { runOnDesktop } from './desktop.ts';
import { runInServer } from './server.ts';

const root = path.join(import.meta.dirname, '..', '..');

export interface SuiteResult {
  readonly name: string;
  readonly ms: number;
  /** Absent if the test passed. */
  readonly error?: string;
}

/** The options of both launchers; all paths are absolute. */
export interface Launch {
  /** The folder of the built extension. */
  readonly extension: string;
  /** A CommonJS module that exports `run()`. */
  readonly tests: string;
  readonly workspace: string;
  /** The folder of another extension, which provides language models. */
  readonly provider: string;
  readonly trusted: boolean;
  /** A folder for settings and state, which is deleted afterwards. */
  readonly dataFolder: string;
  /** The environment of the extension host. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * `ASSAY_VSCODE` chooses the launcher: `desktop` downloads a desktop VS Code, a path names the executable of one, and
 * without it the packaged server runs, driven by Chromium.
 */
export const editor = process.env.ASSAY_VSCODE;

/** Runs `suite/<name>.ts`. Throws if VS Code itself fails. */
export async function runSuite(name: string, { trusted }: { trusted: boolean }): Promise<readonly SuiteResult[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-vscode-'));
  const workspace = path.join(scratch, 'workspace');
  const tests = path.join(scratch, 'suite.js');
  const results = path.join(scratch, 'results.json');
  mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
  // A workspace must not be able to choose this server, so it must never get a request.
  const settings = { 'assay.sampler': 'search', 'assay.baseUrl': 'http://127.0.0.1:9/v1', 'assay.model': 'theirs' };
  writeFileSync(path.join(workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
  await build({
    stdin: {
      contents: `import './${name}.ts'; export { run } from './harness.ts';`,
      resolveDir: path.join(import.meta.dirname, 'suite'),
    },
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  try {
    const launch: Launch = {
      extension: root,
      tests,
      workspace,
      provider: path.join(import.meta.dirname, 'provider'),
      trusted,
      dataFolder: path.join(scratch, 'data'),
      env: { ASSAY_TEST_RESULTS: results, ASSAY_HISTORY: path.join(scratch, 'history.db') },
    };
    await (editor ? runOnDesktop(launch, editor) : runInServer(launch));
    return JSON.parse(readFileSync(results, 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
