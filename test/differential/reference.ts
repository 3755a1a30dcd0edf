/** Asks plain Python about a case: `reference.py`, which keeps running. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Case } from './specs.ts';

interface Judged {
  readonly id: string;
  readonly accepted: boolean;
  /** The number of tests that pytest collected; 0 with another runner. */
  readonly tests: number;
  readonly output: string;
}

export interface Reference {
  /** The target's own `def`, without its decorators. */
  readonly original: string;
  readonly stub: boolean;
  /** The body in the file, named `present`, then the others in order. */
  readonly bodies: readonly Judged[];
}

export class ReferenceServer {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(python: string) {
    this.#child = spawn(python, [path.join(import.meta.dirname, 'reference.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#reader = createInterface({ input: this.#child.stdout! });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** Judges the bodies of a case in `folder`. One case at a time. */
  async judge(folder: string, { file, target, runner, bodies }: Case): Promise<Reference> {
    const job = { folder, file, target, runner, bodies: bodies.map(({ id, text }) => ({ id, text })) };
    this.#child.stdin!.write(`${JSON.stringify(job)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('reference.py has ended');
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  close(): void {
    this.#child.stdin!.end();
    this.#reader.close();
  }
}
