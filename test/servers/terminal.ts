/** The built `assay` command, as a shell starts it. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const assay = path.join(import.meta.dirname, '..', '..', 'bin', 'assay.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Verified {
  readonly code: number | null;
  readonly stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test checks the parts that it expects.
  readonly object: any;
}

interface Place {
  readonly cwd: string;
  /** Additional variables. The test's own environment is passed without variables that choose a model or an interpreter. */
  readonly env?: NodeJS.ProcessEnv;
}

export function startAssay(
  args: readonly string[],
  { cwd, env }: Place,
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const neutral = { OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined, ASSAY_INTERPRETER: undefined };
  const child = spawn(process.execPath, [assay, ...args], { cwd, env: { ...process.env, ...neutral, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

export function runAssay(args: readonly string[], place: Place): Promise<Ended> {
  return startAssay(args, place).ended;
}

/** `assay … --json`. */
export async function assayJson(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Verified> {
  const { code, stdout, stderr } = await runAssay([...args, '--json'], {
    cwd,
    env: { VIRTUAL_ENV: undefined, ...env },
  });
  return { code, stderr, object: stdout.trim() === '' ? undefined : JSON.parse(stdout) };
}

/** `assay verify … --json`. */
export function verifyJson(args: readonly string[], cwd: string): Promise<Verified> {
  return assayJson(['verify', ...args], cwd);
}
