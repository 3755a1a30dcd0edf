import path from 'node:path';
import type { Example, NotRun, Sandbox, Specification, Tier } from '../../../protocol/index.ts';
import { ExecutionError } from './failure.ts';
import { Inbox } from './inbox.ts';
import type { Interpreter } from './interpreter.ts';
import { type Outcome, outcomeOf, type RawVerdict } from './outcome.ts';
import type { RunnerProcess } from './runnerProcess.ts';
import { startRunner } from './startRunner.ts';

export interface Preparation {
  readonly specification: Specification;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  /** What the candidates' process executes before any candidate comes: Python source, as `childSource` gives it for the stub. */
  readonly context: string;
  /** Names of the file that a candidate may bring along besides, as `namesAtHand` gives them. */
  readonly atHand?: readonly string[];
  /** Modules outside of the standard library that candidates import. */
  readonly preload: readonly string[];
  /** CPU seconds for each example; ten times that on the wall. */
  readonly timeout: number;
  /** Megabytes above what the warmed process holds. */
  readonly memory: number;
  readonly minimum: Tier;
}

interface EvaluationOptions {
  readonly trace?: boolean;
  readonly order?: boolean;
  readonly timeouts?: number;
  readonly always?: readonly number[];
}

/** A candidate that has been handed to the host. */
interface Waiting {
  readonly job: { readonly source: string } & EvaluationOptions;
  /** How often its host has died under it. */
  deaths: number;
  resolve(outcomes: Outcome[]): void;
  reject(error: Error): void;
}

const STARTING_SECONDS = 30;
const WEAKEST_FIRST: readonly Tier[] = ['none', 'limits', 'partial', 'full'];

/**
 * A host for one specification: its zygote holds the context, its evaluators judge one candidate each. A host that dies is
 * replaced once for what it was given.
 */
export class Session implements ExpandedExamples {
  /** Settles when the session is over for good, closed or dead. */
  readonly ended: Promise<void>;
  readonly #preparation: Preparation;
  readonly #slots: number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #closing = new AbortController();
  #end: () => void = () => undefined;
  #started!: Started;
  #failure: string | undefined;
  #next = 0;

  private constructor(preparation: Preparation, slots: number) {
    this.#preparation = preparation;
    this.#slots = slots;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Starts the processes, loads the file. Throws ExecutionError. */
  static async start(preparation: Preparation, slots: number, signal: AbortSignal): Promise<Session> {
    const session = new Session(preparation, slots);
    await session.#launch(signal);
    return session;
  }

  get sandbox(): Sandbox {
    return this.#started.sandbox;
  }

  /** Bytes that the zygote had mapped when it was ready. */
  get memory(): number {
    return this.#started.memory;
  }

  get examples(): readonly Example[] {
    return this.#started.examples;
  }

  get origins(): readonly number[] {
    return this.#started.origins;
  }

  get notRun(): readonly NotRun[] {
    return this.#started.notRun;
  }

  /**
   * Runs one candidate: the outcome of each example, in order; with `trace` the lines of failing calls too, with `order`
   * whether the order of the examples matters to it; after `timeouts` time-outs none but the examples in `always` is
   * tried. Rejects with ExecutionError, or with the abort's reason.
   */
  async evaluate(
    source: string,
    signal: AbortSignal,
    { trace = false, order = false, timeouts = 3, always = [] }: EvaluationOptions = {},
  ): Promise<Outcome[]> {
    signal.throwIfAborted();
    if (this.#failure !== undefined) throw new ExecutionError(this.#failure);
    const id = this.#next++;
    const job = { source, ...(trace && { trace }), ...(order && { order }), timeouts, always };
    const outcomes = new Promise<Outcome[]>((resolve, reject) => {
      this.#waiting.set(id, { job, deaths: 0, resolve, reject });
    });
    const cancel = () => {
      this.#started.running.send({ op: 'cancel', id });
      this.#waiting.get(id)?.reject(signal.reason);
      this.#waiting.delete(id);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#started.running.send({ op: 'job', id, ...job });
    try {
      return await outcomes;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Ends every process of the session. */
  close(): void {
    this.#closing.abort();
    this.#started.running.kill();
    this.#fail('The session was closed.');
  }

  async #launch(signal: AbortSignal): Promise<void> {
    this.#started = await start(this.#preparation, this.#slots, signal, (message) => {
      const id = message.id as number;
      this.#waiting.get(id)?.resolve((message.verdicts as RawVerdict[]).map(outcomeOf));
      this.#waiting.delete(id);
    });
    this.#started.ended.then((message) => this.#replace(message));
  }

  /** The host has died: what it was given goes to another, but for what another has died under as well. */
  async #replace(message: string): Promise<void> {
    if (this.#failure !== undefined) return;
    for (const [id, one] of this.#waiting) {
      if (++one.deaths < 2) continue;
      one.reject(new ExecutionError(message));
      this.#waiting.delete(id);
    }
    try {
      await this.#launch(this.#closing.signal);
    } catch (error) {
      this.#fail(error instanceof ExecutionError ? error.message : message);
      return;
    }
    for (const [id, { job }] of this.#waiting) this.#started.running.send({ op: 'job', id, ...job });
  }

  #fail(message: string): void {
    if (this.#failure !== undefined) return;
    this.#failure = message;
    for (const one of this.#waiting.values()) one.reject(new ExecutionError(message));
    this.#waiting.clear();
    this.#end();
  }
}

/** A host that is ready for candidates. */
interface Started extends ExpandedExamples {
  readonly running: RunnerProcess;
  /** Settles when it is gone, with what it said of that, or what is to be said. */
  readonly ended: Promise<string>;
  readonly sandbox: Sandbox;
  readonly memory: number;
}

/** Starts a host and has it load the file; `settle` takes the verdicts of each candidate. Throws ExecutionError. */
async function start(
  preparation: Preparation,
  slots: number,
  signal: AbortSignal,
  settle: (message: Record<string, unknown>) => void,
): Promise<Started> {
  signal.throwIfAborted();
  const { specification, interpreter } = preparation;
  const inbox = new Inbox();
  let broken: string | undefined;
  const running = await startRunner(interpreter, 'host', (message) => {
    if (message.op === 'broken') broken = String(message.broken);
    if (message.op === 'verdicts') settle(message);
    else inbox.put(message);
  });
  const ended = running.ended.then((message) => broken ?? message);
  const abort = () => running.kill();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  const late = setTimeout(() => {
    inbox.fail(
      `The file's imports and definitions took more than ${STARTING_SECONDS} s: move what is slow below \`if __name__ == "__main__":\`.`,
    );
  }, STARTING_SECONDS * 1000);
  ended.then((message) => inbox.fail(message));
  try {
    const shared = {
      module: specification.module,
      file: specification.file,
      path: importRoots(specification, preparation.workspace),
      cwd: preparation.workspace ?? path.dirname(specification.file),
    };
    // The context, for the process that candidates are forked from.
    running.send({
      ...shared,
      target: specification.target.name,
      source: preparation.context,
      preload: preparation.preload,
      memory: preparation.memory * 1024 * 1024,
      cpu: Math.ceil(preparation.timeout * (patienceOf(specification) + 2)) + 2,
    });
    // The file and its examples, for the evaluator.
    running.send({
      ...shared,
      target: specification.target.name.replace(/@\d+$/, ''),
      steps: specification.steps,
      atHand: preparation.atHand ?? [],
      cpu: preparation.timeout,
      wall: preparation.timeout * 10,
      count: specification.examples.length,
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
    return { running, ended, sandbox, memory: ready.memory as number, ...expanded(specification, ready) };
  } catch (error) {
    running.kill();
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', abort);
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
