import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Sample } from '../../sampling/sampler.ts';
import { Failure } from '../failure.ts';
import { evalPlusTest } from './evalPlus.ts';

/** One task of a benchmark, independent of the form of its file. */
export interface Task {
  readonly id: string;
  /** The module up to the end of the function's docstring. */
  readonly prompt: string;
  readonly entryPoint: string;
  /** Statements that run before everything else. */
  readonly setup: string;
  /** Asserts that are visible to the sampler and the ranking; absent where the docstring's doctests are the visible examples. */
  readonly asserts?: readonly string[];
  /** Statements of the hidden test; they end in a call of `check` where they define it. */
  readonly test: string;
  /** Set-up of the hidden test, which only the judge runs, once for all candidates. */
  readonly before?: string;
  /** The task's own solution: its run sets the limits for candidates. */
  readonly reference?: Sample;
}

const id = z.union([z.string(), z.number()]);

const humanEval = z.looseObject({
  task_id: id,
  prompt: z.string(),
  entry_point: z.string(),
  test: z.string(),
  canonical_solution: z.string().optional(),
  asserts: z.array(z.string()).optional(),
  setup: z.string().optional(),
});

const evalPlus = z.looseObject({
  task_id: id,
  prompt: z.string(),
  entry_point: z.string(),
  canonical_solution: z.string(),
  base_input: z.array(z.array(z.unknown())),
  plus_input: z.array(z.array(z.unknown())).optional(),
  asserts: z.array(z.string()).optional(),
  assertion: z.string().optional(),
});

const mbpp = z.looseObject({
  task_id: id,
  text: z.string(),
  code: z.string(),
  test_list: z.array(z.string()).min(1),
  test_setup_code: z.string().optional(),
});

/** The tasks of a JSON Lines file: HumanEval's form, EvalPlus's, or MBPP's own. Throws Failure. */
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
  if (tasks.length === 0) throw new Failure(`${name} contains no task.`);
  const ids = new Set<string>();
  for (const task of tasks) {
    if (ids.has(task.id)) throw new Failure(`${name}: duplicate task ${task.id}.`);
    ids.add(task.id);
  }
  return tasks;
}

function taskOf(line: string, where: string): Task {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new Failure(`${where}: not JSON (${(error as Error).message}).`);
  }
  // EvalPlus comes first, because its tasks for HumanEval also have the original test.
  const inputs = evalPlus.safeParse(value);
  if (inputs.success) return fromEvalPlus(inputs.data, line, where);
  const own = humanEval.safeParse(value);
  if (own.success) return fromHumanEval(own.data);
  const other = mbpp.safeParse(value);
  if (!other.success) throw new Failure(`${where}: not a task in the form of HumanEval, EvalPlus or MBPP.`);
  return fromMbpp(other.data, where);
}

function fromHumanEval(task: z.infer<typeof humanEval>): Task {
  const { task_id, prompt, entry_point, setup } = task;
  const [test = '', ...asserts] = withoutImports([task.test, ...(task.asserts ?? [])], task.canonical_solution ?? '');
  const defines = /^def check\(/m.test(test);
  // The test's `check` would hide a function under test that is also called `check`.
  const checker = entry_point === 'check' ? 'check_candidate' : 'check';
  const calls = defines && (checker !== 'check' || !/^check\(/m.test(test));
  return {
    id: String(task_id),
    prompt,
    entryPoint: entry_point,
    setup: setup ?? '',
    ...(task.asserts && { asserts }),
    test: calls ? `${test.replace(/^def check\(/m, `def ${checker}(`)}\n${checker}(${entry_point})\n` : test,
    ...(task.canonical_solution !== undefined && { reference: referenceOf(task.canonical_solution, entry_point) }),
  };
}

/** HumanEval's solutions continue the prompt; some files have whole functions. */
function referenceOf(text: string, entryPoint: string): Sample {
  const isWhole = new RegExp(`^(?:async )?def ${entryPoint}\\b`, 'm').test(text);
  return { form: isWhole ? 'solution' : 'completion', text };
}

/** The tasks that EvalPlus took from HumanEval have the signature in the prompt, those from MBPP only in the solution. */
function fromEvalPlus(task: z.infer<typeof evalPlus>, line: string, where: string): Task {
  const { entry_point: entryPoint, canonical_solution: solution, assertion } = task;
  const isWhole = new RegExp(`^(?:async )?def ${entryPoint}\\b`, 'm').test(solution);
  const { before, test } = evalPlusTest(line, entryPoint, isWhole ? solution : task.prompt + solution);
  const asserts = task.asserts ?? assertion?.split('\n').filter((one) => one.startsWith('assert '));
  const signature = isWhole ? headOf(solution, entryPoint) : undefined;
  if (isWhole && signature === undefined) throw new Failure(`${where}: its solution does not define ${entryPoint}.`);
  const text = task.prompt.replaceAll('"""', '').trim();
  return {
    id: String(task.task_id),
    prompt: signature === undefined ? task.prompt : `${signature}\n    ${JSON.stringify(text)}\n`,
    entryPoint,
    setup: '',
    ...(asserts === undefined || asserts.length === 0 ? {} : { asserts }),
    test,
    before,
    reference: isWhole ? { form: 'solution', text: solution } : { form: 'completion', text: solution },
  };
}

/** MBPP gives no signature, so it comes from the function of the solution that the asserts call. */
function fromMbpp(task: z.infer<typeof mbpp>, where: string): Task {
  const called = /\b([A-Za-z_]\w*)\s*\(/g;
  const names = [...task.test_list.join('\n').matchAll(called)].map((match) => match[1]!);
  const entryPoint = names.find((name) => headOf(task.code, name) !== undefined);
  if (entryPoint === undefined) throw new Failure(`${where}: its asserts call no function of its code.`);
  const asserts = withoutImports(task.test_list, task.code);
  return {
    id: String(task.task_id),
    prompt: `${headOf(task.code, entryPoint)}\n    ${JSON.stringify(task.text)}\n`,
    entryPoint,
    setup: task.test_setup_code ?? '',
    asserts,
    test: asserts.join('\n'),
    reference: { form: 'solution', text: task.code },
  };
}

/**
 * Rewrites checks that use modules (`sys.getsizeof((1, 2))`) which only the task's own solution imports, so that they need no import.
 * They bind no name: a candidate that needs the import and lacks it stays wrong.
 */
function withoutImports(checks: readonly string[], solution: string): string[] {
  const imports = [...solution.matchAll(/^import\s+([A-Za-z_]\w*)(?:\s+as\s+(\w+))?\s*$/gm)];
  return checks.map((check) =>
    imports.reduce(
      (text, [, module, alias]) =>
        text.replace(
          new RegExp(`(?<![\\w.'"]|\\b(?:from|import)\\s+)${alias ?? module}(?=\\.)`, 'g'),
          () => `__import__("${module}")`,
        ),
      check,
    ),
  );
}

function headOf(code: string, name: string): string | undefined {
  return new RegExp(`^(?:async )?def ${name}\\s*\\([^:]*(?::[^:()]*)*\\)(?:\\s*->[^:]+)?:`, 'm').exec(code)?.[0];
}
