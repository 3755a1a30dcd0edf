/** Reads a file as the last commit has it. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { shimEnvironment } from './shimEnvironment.ts';

const run = promisify(execFile);

const LONGEST = 2000;
const LARGEST = 4_000_000;

/** Git reads objects of this repository only, waits for nobody and takes no lock. */
const quiet = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };

/**
 * The text of a file in git's `HEAD`; undefined where git, a repository or the file in it is missing. `cat-file` shows the bytes as they are: no
 * filter and no program that a repository's configuration names runs, and no object stands for another.
 */
export async function committedText(file: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const asked = ['--no-replace-objects', '-C', path.dirname(file), 'cat-file', 'blob', `HEAD:./${path.basename(file)}`];
  try {
    const { stdout } = await run('git', asked, {
      env: { ...shimEnvironment(env), ...quiet },
      timeout: LONGEST,
      maxBuffer: LARGEST,
      windowsHide: true,
    });
    return stdout;
  } catch {
    return undefined;
  }
}
