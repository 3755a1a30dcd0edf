/**
 * `npm test`: sets up what the tests need, runs all of them and ends with one line of counts.
 * `npm test -- pure server` runs only these parts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checks, passes } from './check.ts';
import { findChromium, installChromium } from './chromium.ts';
import { installOtherEditors } from './otherEditors.ts';
import { packageExtension } from './package.ts';
import { pythonTool } from './pythonTools.ts';
import { installVsCodeServer } from './vscode-server.ts';

const root = path.join(import.meta.dirname, '..');

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One part of the tests. A part that throws counts as one failed test. */
type Part = () => Promise<Counts> | Counts;

const parts: Record<string, Part> = {
  ...Object.fromEntries(checks.map((check) => [check.name, () => (passes(check) ? one('passed') : one('failed'))])),
  'build and package': async () => {
    await packageExtension();
    return one('passed');
  },
  pure: () => vitest('pure'),
  runner: pytest,
  server: () => vitest('server'),
  execution: () => vitest('execution'),
  corpus: () => vitest('corpus'),
  differential: () => vitest('differential'),
  package: () => vitest('package'),
  'editor set-up': async () => {
    await installVsCodeServer();
    if (!findChromium()) installChromium();
    return one('passed');
  },
  vscode: () => inEditor('vscode'),
  page: () => inEditor('page'),
  editors: () => {
    installOtherEditors();
    return vitest('editors');
  },
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. The parts are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

/** The parts that run the bundle, which is built again for each run. */
const bundled = ['server', 'execution', 'corpus', 'differential', 'package', 'vscode', 'page', 'editors'];
const wanted = Object.keys(parts).filter(
  (name) =>
    chosen.length === 0 ||
    chosen.includes(name) ||
    (name === 'build and package' && chosen.some((one) => bundled.includes(one))),
);

let total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const name of wanted) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const counts = await run(parts[name]!);
  total = sum(total, counts);
  console.log(`── ${name}: ${inWords(counts)} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function run(part: Part): Promise<Counts> {
  try {
    return await part();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return one('failed');
  }
}

function one(outcome: keyof Counts): Counts {
  return { passed: 0, failed: 0, skipped: 0, [outcome]: 1 };
}

function sum(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function inEditor(project: string): Counts {
  if (findChromium()) return vitest(project);
  console.log('Left out: there is no Chromium.');
  return one('skipped');
}

/** Runs the unit tests of the runner. Pytest counts failed collections as errors. */
function pytest(): Counts {
  return inScratch((scratch) => {
    const file = path.join(scratch, 'report.xml');
    const done = spawnSync(
      pythonTool('pytest'),
      ['--quiet', '-p', 'no:cacheprovider', `--junit-xml=${file}`, 'test/runner'],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
        timeout: 300_000,
      },
    );
    if (done.status === null || !existsSync(file)) return one('failed');
    const suite = /<testsuite [^>]*>/.exec(readFileSync(file, 'utf8'))?.[0] ?? '';
    const count = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    const failed = count('failures') + count('errors');
    const skipped = count('skipped');
    return {
      passed: Math.max(count('tests') - failed - skipped, 0),
      failed: done.status === 0 ? failed : Math.max(failed, 1),
      skipped,
    };
  });
}

/** The fields of vitest's JSON report that this script reads. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Runs one level of the tests. A file that could not be loaded, or an error outside of any test, counts as one failed. */
function vitest(project: string): Counts {
  return inScratch((scratch) => {
    const file = path.join(scratch, 'report.json');
    const cli = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const done = spawnSync(process.execPath, [cli, 'run', '--project', project, ...reporters], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (done.status === null) return one('failed');
    const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'));
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    ).length;
    const failed = report.numFailedTests + broken;
    return {
      passed: report.numPassedTests,
      failed: done.status === 0 ? failed : Math.max(failed, 1),
      skipped: report.numPendingTests,
    };
  });
}

/** Runs `work` with a temporary folder and removes the folder afterwards. */
function inScratch<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-test-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
