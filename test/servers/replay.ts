/** A model server that answers from recorded replies. `node test/servers/replay.ts --port 0` prints its address. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { completion, json, type ModelServer, startServer } from './modelServer.ts';
import { askedFor } from './scripted.ts';

export interface Task {
  readonly task_id: string;
  readonly prompt: string;
  readonly entry_point: string;
  readonly asserts: readonly string[];
  readonly setup: string;
  readonly canonical_solution: string;
}

/** A task whose replies were recorded. */
export interface RecordedTask extends Task {
  readonly replies: readonly string[];
}

export interface ReplayOptions {
  readonly tasks: readonly RecordedTask[];
  /** The most samples in an answer, like a server that ignores `n`. */
  readonly most?: number;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  readonly port?: number;
  readonly models?: readonly string[];
}

const data = path.join(import.meta.dirname, '../../../shared/data');

/** Whether the recorded data exists; tests that need it are skipped without it. */
export const isRecorded = existsSync(path.join(data, 'replies.dev.jsonl'));

/** MBPP's tasks that have recorded replies. */
export function recordedTasks(): RecordedTask[] {
  const replies = new Map<string, string[]>();
  for (const { task_id, reply } of lines<{ task_id: string; reply: string }>('replies.dev.jsonl')) {
    replies.set(task_id, [...(replies.get(task_id) ?? []), reply]);
  }
  return lines<Task>('mbpp.dev.jsonl').flatMap((task) => {
    const recorded = replies.get(task.task_id);
    return recorded ? [{ ...task, replies: recorded }] : [];
  });
}

/** Answers with the recorded replies for the function in the prompt; several tasks take turns. */
export function startReplay({
  tasks,
  most = Number.POSITIVE_INFINITY,
  delay = 0,
  port,
  models,
}: ReplayOptions): Promise<ModelServer> {
  const turns = new Map<string, number>();
  const next = (task: RecordedTask): string => {
    const turn = turns.get(task.task_id) ?? 0;
    turns.set(task.task_id, turn + 1);
    return task.replies[turn % task.replies.length]!;
  };
  return startServer({
    port,
    models,
    async chat({ body }, response) {
      await pause(delay);
      const prompt = body.messages.map(({ content }) => content).join('\n');
      const task = taskIn(prompt, tasks);
      if (!task) return json(response, 400, { error: { message: 'No recorded task is asked for in the prompt.' } });
      const count = Math.min(body.n ?? 1, most);
      json(
        response,
        200,
        completion(
          body.model,
          Array.from({ length: count }, () => next(task)),
        ),
      );
    },
  });
}

/** The task for a prompt. The docstring decides between tasks with the same function name. The prompt may show other functions too. */
function taskIn(prompt: string, tasks: readonly RecordedTask[]): RecordedTask | undefined {
  const asked = askedFor(prompt);
  const named = tasks.filter(({ entry_point }) =>
    asked === undefined ? prompt.includes(`def ${entry_point}(`) : entry_point === asked,
  );
  const words = (task: RecordedTask) => task.prompt.split('"""')[1]?.trim() ?? '';
  return named.find((task) => prompt.includes(words(task))) ?? named[0];
}

function lines<T>(file: string): T[] {
  const text = readFileSync(path.join(data, file), 'utf8');
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as T]));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, delay: { type: 'string' }, most: { type: 'string' } },
  });
  if (!isRecorded) {
    console.error(`The recorded replies are not there: ${path.relative(process.cwd(), data)} is missing.`);
    process.exit(2);
  }
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const [port, delay, most] = [number(values.port), number(values.delay), number(values.most)];
  console.log((await startReplay({ tasks: recordedTasks(), port, delay, most })).baseUrl);
}
