import path from 'node:path';
import type { Example, LeftOut, NotRun, Sandbox, Specification, Tier } from '../../../protocol/index.ts';
import { type Offer, withoutLine } from '../specification/index.ts';
import { Evaluations, launched, type Started } from './evaluations.ts';
import { ExecutionError } from './executionError.ts';
import type { Interpreter } from './interpreter.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { BoundaryReady, BoundaryVerdicts, Context, Program } from './wire.ts';

export interface Preparation {
  readonly specification: Specification;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  /** What the candidates' process executes before any candidate comes: Python source, as `childSource` gives it for the stub. */
  readonly context: string;
  /** Names of the file that a candidate may bring along besides, as `namesAtHand` gives them. */
  readonly atHand?: readonly string[];
  /** What of the file is whose, where that is known. */
  readonly offer?: Offer;
  /** Modules outside of the standard library that candidates import. */
  readonly preload: readonly string[];
  /** CPU seconds for each example; ten times that on the wall. */
  readonly timeout: number;
  /** Megabytes above what the warmed process holds. */
  readonly memory: number;
  readonly minimum: Tier;
  /** Seconds in which a candidate need compute nothing, in all; the runner's own choice where it is not given. */
  readonly waiting?: number;
}

export interface EvaluationOptions {
  readonly trace?: boolean;
  readonly order?: boolean;
  /** Of the plain process: whether what a passing candidate changes is looked for; with `order` it is. Across the boundary it always is. */
  readonly marks?: boolean;
  readonly timeouts?: number;
  readonly always?: readonly number[];
}

const WEAKEST_FIRST: readonly Tier[] = ['none', 'limits', 'partial', 'full'];

/**
 * Judging across the boundary, for one specification: its zygote holds the context, its evaluators judge one candidate each. A host
 * that dies is replaced once for what it was given.
 */
export class Session implements ExpandedExamples {
  readonly #evaluations: Evaluations<'host', Ready>;

  private constructor(evaluations: Evaluations<'host', Ready>) {
    this.#evaluations = evaluations;
  }

  /** Starts the processes, loads the file. Throws ExecutionError. */
  static async start(preparation: Preparation, slots: number, signal: AbortSignal): Promise<Session> {
    return new Session(await Evaluations.start((one, settle) => launch(preparation, slots, one, settle), signal));
  }

  /** Settles when the session is over for good, closed or dead. */
  get ended(): Promise<void> {
    return this.#evaluations.ended;
  }

  get sandbox(): Sandbox {
    return this.#evaluations.started.sandbox;
  }

  /** Bytes that the zygote had mapped when it was ready. */
  get memory(): number {
    return this.#evaluations.started.memory;
  }

  get examples(): readonly Example[] {
    return this.#evaluations.started.examples;
  }

  get origins(): readonly number[] {
    return this.#evaluations.started.origins;
  }

  get notRun(): readonly NotRun[] {
    return this.#evaluations.started.notRun;
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
    return [...(await this.time(source, signal, { trace, order, timeouts, always })).outcomes];
  }

  /** The same, and the seconds in which the candidate computed nothing: it is not waited for as long again elsewhere. */
  async time(
    source: string,
    signal: AbortSignal,
    { trace = false, order = false, timeouts = 3, always = [] }: EvaluationOptions = {},
  ): Promise<{ readonly outcomes: readonly Outcome[]; readonly waited: number }> {
    const job = { op: 'job' as const, source, ...(trace && { trace }), ...(order && { order }), timeouts, always };
    const answer = await this.#evaluations.run(job, signal);
    return { outcomes: answer.verdicts.map(outcomeOf), waited: answer.waited };
  }

  /** Ends every process of the session. */
  close(): void {
    this.#evaluations.close();
  }
}

interface Ready extends ExpandedExamples, Started<'host'> {
  readonly sandbox: Sandbox;
  readonly memory: number;
}

/** Starts a host and has it load the file. Throws ExecutionError. */
function launch(
  preparation: Preparation,
  slots: number,
  signal: AbortSignal,
  settle: (message: BoundaryVerdicts) => void,
): Promise<Ready> {
  const { specification, interpreter } = preparation;
  const shared = {
    module: specification.module,
    file: specification.file,
    path: importRoots(specification, preparation.workspace),
    cwd: preparation.workspace ?? path.dirname(specification.file),
  };
  // The context, for the process that candidates are forked from.
  const context: Context = {
    op: 'context',
    ...shared,
    target: specification.target.name,
    source: preparation.context,
    preload: preparation.preload,
    modules: preparation.offer?.modules ?? [],
    memory: preparation.memory * 1024 * 1024,
    cpu: Math.ceil(preparation.timeout * (patienceOf(specification) + 2)) + 2,
  };
  // The file and its examples, for the evaluator.
  const program: Program = {
    op: 'program',
    ...shared,
    target: withoutLine(specification.target.name),
    steps: specification.steps,
    atHand: preparation.atHand ?? [],
    kept: preparation.offer?.kept ?? [],
    cpu: preparation.timeout,
    wall: preparation.timeout * 10,
    count: specification.examples.length,
    slots,
    ...(preparation.waiting !== undefined && { waiting: preparation.waiting }),
  };
  const make = (ready: BoundaryReady) => {
    const { sandbox, memory } = ready;
    holdsMinimum(sandbox, preparation.minimum);
    return { sandbox, memory, ...expanded(specification, ready) };
  };
  return launched(interpreter, 'host', { orders: [context, program], make }, signal, settle);
}

/** Throws ExecutionError where the sandbox is weaker than the user wants it. */
export function holdsMinimum(sandbox: Sandbox, minimum: Tier): void {
  if (WEAKEST_FIRST.indexOf(sandbox.tier as Tier) >= WEAKEST_FIRST.indexOf(minimum)) return;
  throw new ExecutionError(
    `The sandbox reaches only the tier "${sandbox.tier}" here (${sandbox.reason ?? 'no reason given'}), below assay.sandbox.minimum "${minimum}". No candidate was run. Lower the setting to run anyway.`,
  );
}

/** The specification's examples, as the test frameworks know them: a parametrized test is several, one that they don't take is none. */
export interface ExpandedExamples {
  /** What outcomes are about, in their order. */
  readonly examples: readonly Example[];
  /** Of each the index in the specification. */
  readonly origins: readonly number[];
  /** Test functions that have no case. */
  readonly notRun: readonly NotRun[];
  /** Of the plain process: statements that it had to pass over. */
  readonly leftOut?: readonly LeftOut[];
}

/** The cases of test functions in their functions' places. */
function expanded({ examples }: Specification, ready: BoundaryReady): ExpandedExamples {
  const reasons = Object.entries(ready.notRun);
  return {
    examples: ready.examples.map(({ example, case: id }) => ({
      ...examples[example]!,
      ...(id === null ? {} : { case: id }),
    })),
    origins: ready.examples.map(({ example }) => example),
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
