import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { Failure } from '../failure.ts';

/** One task of a benchmark, whatever its file's form. */
export interface Task {
  readonly id: string;
  /** The module up to and with the function's docstring. */
  readonly prompt: string;
  readonly entryPoint: string;
  /** Statements that run before everything else. */
  readonly setup: string;
  /** Visible to the sampler and the ranking; absent where the docstring's doctests are. */
  readonly asserts?: readonly string[];
  /** Statements of the hidden test; they end in a call of `check` where they define it. */
  readonly test: string;
}

const humanEval = z.looseObject({
  task_id: z.union([z.string(), z.number()]),
  prompt: z.string(),
  entry_point: z.string(),
  test: z.string(),
  asserts: z.array(z.string()).optional(),
  setup: z.string().optional(),
});

const mbpp = z.looseObject({
  task_id: z.union([z.string(), z.number()]),
  text: z.string(),
  code: z.string(),
  test_list: z.array(z.string()).min(1),
  test_setup_code: z.string().optional(),
});

/** The tasks of a JSON Lines file: HumanEval's form or MBPP's own. Throws Failure. */
export function readTasks(name: string): Task[] {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    throw new Failure(`${name} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const tasks = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    return [taskOf(line, `${name}, line ${index + 1}`)];
  });
  if (tasks.length === 0) throw new Failure(`${name} holds no task.`);
  return tasks;
}

function taskOf(line: string, where: string): Task {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new Failure(`${where}: not JSON (${(error as Error).message}).`);
  }
  const own = humanEval.safeParse(value);
  if (own.success) {
    const { task_id, prompt, entry_point, test, asserts, setup } = own.data;
    const calls = /^def check\(/m.test(test) && !/^check\(/m.test(test);
    return {
      id: String(task_id),
      prompt,
      entryPoint: entry_point,
      setup: setup ?? '',
      ...(asserts === undefined ? {} : { asserts }),
      test: calls ? `${test}\ncheck(${entry_point})\n` : test,
    };
  }
  const other = mbpp.safeParse(value);
  if (!other.success) throw new Failure(`${where}: neither a HumanEval task nor an MBPP task.`);
  return fromMbpp(other.data, where);
}

/** MBPP gives no signature: that of its own solution is what its asserts call. */
function fromMbpp(task: z.infer<typeof mbpp>, where: string): Task {
  const called = /\b([A-Za-z_]\w*)\s*\(/g;
  const names = [...task.test_list.join('\n').matchAll(called)].map((match) => match[1]!);
  const header = names
    .map((name) => new RegExp(`^def ${name}\\s*\\([^:]*\\)(?:\\s*->[^:]+)?:`, 'm').exec(task.code))
    .find((match) => match !== null);
  if (!header) throw new Failure(`${where}: its asserts call no function of its code.`);
  const entryPoint = /^def (\w+)/.exec(header[0])![1]!;
  return {
    id: String(task.task_id),
    prompt: `${header[0]}\n    ${JSON.stringify(task.text)}\n`,
    entryPoint,
    setup: task.test_setup_code ?? '',
    asserts: task.test_list,
    test: task.test_list.join('\n'),
  };
}
