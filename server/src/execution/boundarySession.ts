import path from 'node:path';
import type { Example, LeftOut, NotRun, Sandbox, Specification, Tier } from '../../../protocol/index.ts';
import { type Offer, withoutLine } from '../specification/index.ts';
import { openSettings } from '../support/nextStep.ts';
import { Evaluations, launched, type Started } from './evaluations.ts';
import { ExecutionError } from './executionError.ts';
import type { Interpreter } from './interpreter.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { BoundaryReady, BoundaryVerdicts, Context, Program } from './wire.ts';

export interface Preparation {
  readonly specification: Specification;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  /** Python source that the candidates' process executes before it gets a candidate: `childSource` of the stub. */
  readonly context: string;
  /** Other names of the file that a candidate may define itself, from `namesAtHand`. */
  readonly atHand?: readonly string[];
  /** The split of the file between child and evaluator, where the noting run has found it. */
  readonly offer?: Offer;
  /** Modules outside of the standard library that candidates import. */
  readonly preload: readonly string[];
  /** CPU seconds for each example; ten times that on the wall. */
  readonly timeout: number;
  /** Megabytes above the size of the warmed process. */
  readonly memory: number;
  readonly minimum: Tier;
  /** Total seconds in which a candidate may wait without computing; the runner has a default. */
  readonly waiting?: number;
}

export interface EvaluationOptions {
  readonly trace?: boolean;
  readonly order?: boolean;
  /** In the plain process: whether to look for changes by a passing candidate; `order` implies it. Across the boundary this always happens. */
  readonly marks?: boolean;
  readonly timeouts?: number;
  readonly always?: readonly number[];
}

const WEAKEST_FIRST: readonly Tier[] = ['none', 'limits', 'partial', 'full'];

/**
 * Judges across the boundary, for one specification: the zygote holds the context, and each evaluator judges one candidate. If a host
 * dies, a new one takes its jobs once.
 */
export class Session implements ExpandedExamples {
  readonly #evaluations: Evaluations<'host', Ready>;

  private constructor(evaluations: Evaluations<'host', Ready>) {
    this.#evaluations = evaluations;
  }

  /** Starts the processes and loads the file. Throws ExecutionError. */
  static async start(preparation: Preparation, slots: number, signal: AbortSignal): Promise<Session> {
    return new Session(await Evaluations.start((one, settle) => launch(preparation, slots, one, settle), signal));
  }

  /** Settles when the session has ended for good, closed or dead. */
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
   * Runs one candidate and returns the outcome of each example, in order. With `trace`, also the lines of failing calls; with
   * `order`, also whether the order of the examples matters. After `timeouts` time-outs, only the examples in `always` still run.
   * Rejects with ExecutionError, or with the abort's reason.
   */
  async evaluate(
    source: string,
    signal: AbortSignal,
    { trace = false, order = false, timeouts = 3, always = [] }: EvaluationOptions = {},
  ): Promise<Outcome[]> {
    return [...(await this.time(source, signal, { trace, order, timeouts, always })).outcomes];
  }

  /** The same, with the seconds in which the candidate did not compute: another run of it waits less. */
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

/** Starts a host and lets it load the file. Throws ExecutionError. */
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
  // The context, for the process from which candidates are forked.
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

/** Throws ExecutionError if the sandbox is weaker than the user's minimum. */
export function holdsMinimum(sandbox: Sandbox, minimum: Tier): void {
  if (WEAKEST_FIRST.indexOf(sandbox.tier as Tier) >= WEAKEST_FIRST.indexOf(minimum)) return;
  throw new ExecutionError(
    `The sandbox reaches only the tier "${sandbox.tier}" here (${sandbox.reason ?? 'no reason given'}), below assay.sandbox.minimum "${minimum}". No candidate was run. Lower the setting to run anyway.`,
    openSettings('sandbox.minimum'),
  );
}

/** The specification's examples, after collection by the test frameworks: a parametrized test becomes several, a rejected one none. */
export interface ExpandedExamples {
  /** The examples of the outcomes, in the same order. */
  readonly examples: readonly Example[];
  /** The index of each in the specification. */
  readonly origins: readonly number[];
  /** Test functions without a case. */
  readonly notRun: readonly NotRun[];
  /** Statements that the plain process had to leave out. */
  readonly leftOut?: readonly LeftOut[];
}

/** Replaces test functions by their cases. */
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

/** The assumed number of cases of a parametrized test: collection counts them only after the limits are set. */
const CASES = 100;

/** The limit for all examples together, as a multiple of the limit of one. */
function patienceOf({ examples, steps }: Specification): number {
  const more = steps.flatMap((step) => {
    if (step.do === 'tests') return [step.tests.length * CASES];
    return step.do === 'example' ? [(step.patience ?? 1) - 1] : [];
  });
  return more.reduce((sum, one) => sum + one, examples.length);
}

/** The folders for the file's own imports: its package's root, its folder, the workspace and its `src`. */
export function importRoots(specification: Specification, workspace: string | undefined): string[] {
  const folder = path.dirname(specification.file);
  const isPackage = path.basename(specification.file) === '__init__.py';
  const depth = specification.module.split('.').length - (isPackage ? 0 : 1);
  const root = path.resolve(folder, ...Array<string>(depth).fill('..'));
  const roots = workspace ? [root, path.join(workspace, 'src'), workspace] : [root];
  return [...new Set(roots)];
}
