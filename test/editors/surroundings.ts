/** What each editor finds: a function with two asserts, a model that answers, and `assay` on the PATH. */
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Scratch } from '../scratch.ts';

const root = path.join(import.meta.dirname, '..', '..');

export const recipes = path.join(root, 'docs', 'editors');

export const source = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

/** Bodies that pass, and differ where the text begins with a blank. */
export const bodies = ['return text.split()[0]', 'return text.split()[0]', 'return text.split(" ")[0]'];

/** The environment of an editor whose user has a model server and `assay`. */
export function surroundings(place: Scratch, baseUrl: string): NodeJS.ProcessEnv {
  const bin = place.in('bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(path.join(root, 'bin', 'assay.js'), path.join(bin, 'assay'));
  const { PATH = '', ...others } = process.env;
  return { ...others, PATH: `${bin}${path.delimiter}${PATH}`, HOME: place.folder, OPENAI_BASE_URL: baseUrl };
}

/** Asks again until the answer holds; fails with the last answer. */
export async function eventually<T>(what: string, ask: () => T, holds: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = ask();
    if (holds(answer)) return answer;
    if (Date.now() > end) throw new Error(`Waited for ${what}; the last answer: ${JSON.stringify(answer)}`);
    await pause(100);
  }
}
