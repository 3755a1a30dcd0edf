import path from 'node:path';
import type { Example, NotRun, Sandbox, Specification, Tier, Verdict } from '../../../protocol/index.ts';
import type { Interpreter } from './interpreter.ts';
import { RunnerProcess } from './runnerProcess.ts';

/** An expected failure of the machine, the interpreter or the user's file; the message says what to do. */
export class ExecutionError extends Error {}

export interface Preparation {
  readonly specification: Specification;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  /** What the candidates' process executes before any candidate comes: Python source, as `childSource` gives it for the stub. */
  readonly context: string;
  /** Modules outside of the standard library that candidates import. */
  readonly preload: readonly string[];
  /** CPU seconds for each example; ten times that on the wall. */
  readonly timeout: number;
  /** Megabytes above what the warmed process holds. */
  readonly memory: number;
  readonly minimum: Tier;
}

/** What came of one example: a verdict, or why it can't be one. */
export type Outcome =
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      readonly changedArguments: boolean;
      /** Of an example that failed, where it was asked for. */
      readonly trace?: readonly TracedLine[];
    }
  | { readonly kind: 'notRun'; readonly reason: string };

/** A line that the candidate executed; the candidate's own word, made of text within bounds. */
export interface TracedLine {
  /** In the source that was run, from 1; 0 stands for lines left out. */
  readonly line: number;
  readonly text: string;
  /** Variables that it changed, with their shortened reprs. */
  readonly values: readonly (readonly [name: string, value: string])[];
  /** `returned 3`, `raised ValueError: …` */
  readonly ended?: string;
}

interface RawVerdict {
  readonly example: number;
  readonly status: Verdict['status'] | 'notRun';
  readonly expected?: string;
  readonly actual?: string;
  readonly message?: string;
  readonly changed?: boolean;
  /** Judged in the candidate's own process, because the specification leaves no other way. */
  readonly inside?: boolean;
  readonly ms: number;
  readonly trace?: readonly TracedLine[];
}

interface Waiting {
  resolve(outcomes: Outcome[]): void;
  reject(error: Error): void;
}

const STARTING_SECONDS = 30;
const WEAKEST_FIRST: readonly Tier[] = ['none', 'limits', 'partial', 'full'];

/** A running host for one specification: its zygote holds the context, its evaluators judge one candidate each. */
export class Session implements ExpandedExamples {
  readonly sandbox: Sandbox;
  /** Bytes that the zygote had mapped when it was ready. */
  readonly memory: number;
  readonly examples: readonly Example[];
  readonly origins: readonly number[];
  readonly notRun: readonly NotRun[];
  readonly #process: RunnerProcess;
  readonly #waiting: Map<number, Waiting>;
  #next = 0;

  private constructor(
    running: RunnerProcess,
    waiting: Map<number, Waiting>,
    { sandbox, memory }: { sandbox: Sandbox; memory: number },
    { examples, origins, notRun }: ExpandedExamples,
  ) {
    this.#process = running;
    this.#waiting = waiting;
    this.sandbox = sandbox;
    this.memory = memory;
    this.examples = examples;
    this.origins = origins;
    this.notRun = notRun;
  }

  /** Starts the processes, loads the file. Throws ExecutionError. */
  static async start(preparation: Preparation, slots: number, signal: AbortSignal): Promise<Session> {
    signal.throwIfAborted();
    const { specification, interpreter } = preparation;
    const cwd = preparation.workspace ?? path.dirname(specification.file);
    const waiting = new Map<number, Waiting>();
    const inbox = new Inbox();
    const running = await RunnerProcess.start(interpreter, 'host', (message) => {
      if (message.op === 'verdicts') settle(waiting, message);
      else inbox.put(message);
    });
    const abort = () => running.kill();
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const late = setTimeout(() => {
      inbox.fail(
        `The file's imports and definitions took more than ${STARTING_SECONDS} s: move what is slow below \`if __name__ == "__main__":\`.`,
      );
    }, STARTING_SECONDS * 1000);
    running.ended.then((message) => {
      inbox.fail(message);
      for (const one of waiting.values()) one.reject(new ExecutionError(message));
      waiting.clear();
    });
    try {
      const roots = importRoots(specification, preparation.workspace);
      const shared = { module: specification.module, file: specification.file, path: roots };
      const examples = specification.examples.length;
      // The context, for the process that candidates are forked from.
      running.send({
        ...shared,
        cwd,
        target: specification.target.name,
        source: preparation.context,
        preload: preparation.preload,
        memory: preparation.memory * 1024 * 1024,
        cpu: Math.ceil(preparation.timeout * (patienceOf(specification) + 2)) + 2,
      });
      // The file and its examples, for the evaluator.
      running.send({
        ...shared,
        cwd,
        target: specification.target.name.replace(/@\d+$/, ''),
        steps: specification.steps,
        cpu: preparation.timeout,
        wall: preparation.timeout * 10,
        count: examples,
        slots,
      });
      const ready = await inbox.take();
      if (ready.op !== 'ready') throw new ExecutionError(`Python could not load the file: ${String(ready.broken)}`);
      const sandbox = ready.sandbox as Sandbox;
      if (WEAKEST_FIRST.indexOf(sandbox.tier as Tier) < WEAKEST_FIRST.indexOf(preparation.minimum)) {
        throw new ExecutionError(
          `The sandbox reaches only the tier "${sandbox.tier}" here (${sandbox.reason ?? 'no reason given'}), below assay.sandbox.minimum "${preparation.minimum}". No candidate was run. Lower the setting to run all the same.`,
        );
      }
      const told = { sandbox, memory: ready.memory as number };
      return new Session(running, waiting, told, expanded(specification, ready));
    } catch (error) {
      running.kill();
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(late);
      signal.removeEventListener('abort', abort);
    }
  }

  /**
   * Runs one candidate: the outcome of each example, in order; with `trace` the lines of failing calls too. Rejects with
   * ExecutionError, or with the abort's reason.
   */
  async evaluate(source: string, signal: AbortSignal, { trace = false } = {}): Promise<Outcome[]> {
    signal.throwIfAborted();
    const id = this.#next++;
    const outcomes = new Promise<Outcome[]>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const cancel = () => {
      this.#process.send({ op: 'cancel', id });
      this.#waiting.get(id)?.reject(signal.reason);
      this.#waiting.delete(id);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#process.send({ op: 'job', id, source, ...(trace && { trace }) });
    try {
      return await outcomes;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Ends every process of the session. */
  close(): void {
    this.#process.kill();
  }
}

/** The specification's examples, as the test frameworks know them: a parametrized test is several, one that they don't take is none. */
export interface ExpandedExamples {
  /** What outcomes are about, in their order. */
  readonly examples: readonly Example[];
  /** Of each the index in the specification. */
  readonly origins: readonly number[];
  /** Test functions that have no case. */
  readonly notRun: readonly NotRun[];
}

/** The cases of test functions in their functions' places. */
function expanded({ examples }: Specification, ready: Record<string, unknown>): ExpandedExamples {
  const found = ready.examples as readonly { example: number; case: string | null }[];
  const reasons = Object.entries(ready.notRun as Record<string, string>);
  return {
    examples: found.map(({ example, case: id }) => ({ ...examples[example]!, ...(id === null ? {} : { case: id }) })),
    origins: found.map(({ example }) => example),
    notRun: reasons.map(([index, reason]) => {
      const { file, line, source } = examples[Number(index)]!;
      return { file, line, source, reason };
    }),
  };
}

/** Parametrized tests are counted when they are collected, after the limits are set. */
const CASES = 100;

/** Messages before the first job, each taken once. */
class Inbox {
  #messages: Record<string, unknown>[] = [];
  #wake: (() => void) | undefined;
  #failure: string | undefined;

  put(message: Record<string, unknown>): void {
    this.#messages.push(message);
    this.#wake?.();
  }

  fail(message: string): void {
    this.#failure ??= message;
    this.#wake?.();
  }

  async take(): Promise<Record<string, unknown>> {
    while (this.#messages.length === 0) {
      if (this.#failure) throw new ExecutionError(this.#failure);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#messages.shift()!;
  }
}

function settle(waiting: Map<number, Waiting>, message: Record<string, unknown>): void {
  const id = message.id as number;
  waiting.get(id)?.resolve((message.verdicts as RawVerdict[]).map(outcomeOf));
  waiting.delete(id);
}

function outcomeOf(raw: RawVerdict): Outcome {
  if (raw.status === 'notRun') return { kind: 'notRun', reason: raw.message ?? 'it could not be run' };
  const { status, expected, actual, ms } = raw;
  const message = status === 'blocked' ? `blocked: ${raw.message}` : raw.message;
  return {
    kind: 'verdict',
    changedArguments: raw.changed === true,
    ...(raw.trace === undefined ? {} : { trace: raw.trace }),
    verdict: {
      status,
      integrity: raw.inside ? 'in-process' : 'boundary',
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
      ...(message === undefined ? {} : { message }),
      ms,
    },
  };
}

/** How many times the limit of one example all of them may take. */
function patienceOf({ examples, steps }: Specification): number {
  const more = steps.flatMap((step) => {
    if (step.do === 'tests') return [step.tests.length * CASES];
    return step.do === 'example' ? [(step.patience ?? 1) - 1] : [];
  });
  return more.reduce((sum, one) => sum + one, examples.length);
}

/** Where the file's own imports are looked up: its package's root, its folder, the workspace and its `src`. */
export function importRoots(specification: Specification, workspace: string | undefined): string[] {
  const folder = path.dirname(specification.file);
  const isPackage = path.basename(specification.file) === '__init__.py';
  const depth = specification.module.split('.').length - (isPackage ? 0 : 1);
  const root = path.resolve(folder, ...Array<string>(depth).fill('..'));
  const roots = workspace ? [root, path.join(workspace, 'src'), workspace] : [root];
  return [...new Set(roots)];
}
