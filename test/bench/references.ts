/** Other ways to judge programs, implemented in references.py. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { runnerFolder } from '../../server/src/execution/bareInterpreter.ts';
import type { Interpreter } from '../../server/src/execution/index.ts';
import type { Candidate } from './candidates.ts';

/** Wall-clock seconds, and CPU seconds of all processes but this one, which depend least on other load. */
export interface Cost {
  readonly seconds: number;
  readonly cpu: number;
}

/** A process of test/bench/references.py for each lane, each with its share. */
export function referenceOf(
  interpreter: Interpreter,
  way: string,
): (jobs: readonly Candidate[], abreast: number) => Promise<Cost> {
  return async (jobs, abreast) => {
    const shares = Array.from({ length: abreast }, (_, lane) => jobs.filter((_, index) => index % abreast === lane));
    const script = path.join(import.meta.dirname, 'references.py');
    const command = [script, way, path.dirname(runnerFolder())];
    const told = await Promise.all(
      shares.map((share) => output(interpreter, ['-I', ...command], JSON.stringify(share))),
    );
    const costs = told.map((text) => JSON.parse(text) as Cost);
    return { seconds: Math.max(...costs.map((one) => one.seconds)), cpu: costs.reduce((sum, one) => sum + one.cpu, 0) };
  };
}

export function output(python: Interpreter, args: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(python.path, args, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
    let [said, errors] = ['', ''];
    child.stdout!.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr!.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(errors))));
    child.stdin?.end(input);
  });
}
