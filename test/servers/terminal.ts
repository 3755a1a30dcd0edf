/** The built `assay` command. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const assay = path.join(import.meta.dirname, '..', '..', 'bin', 'assay.js');

export interface Verified {
  readonly code: number | null;
  readonly stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it.
  readonly object: any;
}

/** `assay verify … --json`. */
export function verifyJson(args: readonly string[], cwd: string): Promise<Verified> {
  return assayJson(['verify', ...args], cwd);
}

/** `assay … --json`. */
export function assayJson(args: readonly string[], cwd: string): Promise<Verified> {
  const env = { ...process.env, ASSAY_INTERPRETER: undefined, VIRTUAL_ENV: undefined };
  const child = spawn(process.execPath, [assay, ...args, '--json'], { cwd, env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code, stderr, object: stdout.trim() === '' ? undefined : JSON.parse(stdout) }),
    );
  });
}
