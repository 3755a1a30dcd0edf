/** Asks Python itself: one process answers many questions, in order. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A function as Python's own parser sees it. */
export type FunctionSeen = readonly [name: string, line: number, docstring: string | null, isAsync: boolean];

interface Answers {
  places: { readonly stdlib: string; readonly packages: string };
  read: { readonly text: string; readonly functions: readonly FunctionSeen[] } | null;
  changed: string | null;
  native: { readonly tree: string; readonly rows: readonly (readonly [number, number])[] };
}

export class Oracle {
  readonly #process;
  readonly #waiting: PromiseWithResolvers<unknown>[] = [];
  #errors = '';

  /** `packages` is a folder with further packages for Python. */
  constructor(packages = '') {
    this.#process = spawn('python3', [path.join(import.meta.dirname, 'oracle.py')], {
      env: { ...process.env, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' },
    });
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      const { answer, error } = JSON.parse(line);
      const asked = this.#waiting.shift();
      if (error === undefined) asked?.resolve(answer);
      else asked?.reject(new Error(error));
    });
    this.#process.stderr.on('data', (chunk) => {
      this.#errors += chunk;
    });
    const ended = (why: string) => {
      for (const asked of this.#waiting.splice(0)) asked.reject(new Error(`Python has ended: ${why} ${this.#errors}`));
    };
    this.#process.on('error', ({ message }) => ended(message));
    this.#process.on('close', (code) => ended(`code ${code}`));
    this.#process.stdin.on('error', ({ message }) => ended(message));
  }

  ask<Question extends keyof Answers>(question: Question, about: object = {}): Promise<Answers[Question]> {
    const asked = Promise.withResolvers<unknown>();
    this.#waiting.push(asked);
    this.#process.stdin.write(`${JSON.stringify({ ...about, question })}\n`);
    return asked.promise as Promise<Answers[Question]>;
  }

  close(): void {
    this.#process.kill();
  }
}
