/** The tasks on which the search is measured, each with a hidden test that only the scorer sees. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readTasks, type Task } from '../../../server/src/cli/eval/tasks.ts';
import { humanEval, mbpp } from '../selection/sets.ts';

export const setNames = ['mbpp', 'humaneval', 'everyday'] as const;
export type SetName = (typeof setNames)[number];

const everyday = path.join(import.meta.dirname, 'everyday');

/** At most `count` tasks of a set, evenly spread. */
export function tasksOf(name: SetName, count = Number.POSITIVE_INFINITY): Task[] {
  const all = name === 'everyday' ? everydayTasks() : readTasks((name === 'mbpp' ? mbpp : humanEval).tasks);
  const step = Math.max(1, all.length / count);
  return all.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step));
}

/** Each file has a stub and asserts, as a user writes them; the file of the same name in hidden/ a solution and more asserts. */
export function everydayTasks(): Task[] {
  const files = readdirSync(everyday).filter((name) => name.endsWith('.py'));
  return files.sort().map((file) => {
    const [prompt, asserts] = parts(readFileSync(path.join(everyday, file), 'utf8'));
    const [solution, test] = parts(readFileSync(path.join(everyday, 'hidden', file), 'utf8'));
    const name = path.basename(file, '.py');
    return {
      id: name,
      prompt,
      entryPoint: name,
      setup: '',
      asserts: asserts.split(/\n(?=assert )/),
      test: asserts.concat(test),
      reference: { form: 'solution', text: solution },
    };
  });
}

/** The text before the first assert, and the asserts. */
function parts(text: string): [before: string, asserts: string] {
  const at = text.search(/^assert /m);
  return [`${text.slice(0, at).trimEnd()}\n`, text.slice(at)];
}
