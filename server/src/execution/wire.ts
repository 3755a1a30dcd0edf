/** The types of all frames between Node and the runner; server/runner/transport/frames.py has them in Python, docs/protocol.md explains them. */
import type { ExampleKind, Parameter, Sandbox, Step } from '../../../protocol/index.ts';
import type { LibraryFunction } from '../sampling/sampler.ts';
import type { Offer } from '../specification/index.ts';
import type { RawVerdict } from './outcome.ts';

/** Node ⇄ parent. */
export type ToParent =
  | {
      readonly op: 'start';
      readonly session: number;
      readonly mode: string;
      readonly socket: string;
      readonly temporary: string;
    }
  | { readonly op: 'end'; readonly session: number };
export interface FromParent {
  readonly op: 'ended';
  readonly session: number;
  /** An exit status, or a negative signal number. */
  readonly status: number;
}

/** The place of a file, for every process that loads it. */
interface Place {
  readonly module: string;
  readonly file: string;
  /** The first folders in which its imports are looked up. */
  readonly path: readonly string[];
  readonly cwd: string;
  readonly target: string;
}

/** Across the boundary, the first frame: the source that the candidates' process executes before it gets a candidate. */
export interface Context extends Place {
  readonly op: 'context';
  readonly source: string;
  readonly preload: readonly string[];
  readonly modules: readonly string[];
  /** Bytes. */
  readonly memory: number;
  /** CPU seconds for all of a candidate's examples. */
  readonly cpu: number;
}

/** Across the boundary, the second frame: the file and its examples, for the evaluator. */
export interface Program extends Place {
  readonly op: 'program';
  readonly steps: readonly Step[];
  readonly atHand: readonly string[];
  readonly kept: readonly string[];
  /** Seconds for an example, of CPU and of wall-clock time. */
  readonly cpu: number;
  readonly wall: number;
  /** The number of examples. */
  readonly count: number;
  readonly slots: number;
  readonly waiting?: number;
}

/** The options of a job for either host. */
interface JobOptions {
  readonly trace?: boolean;
  readonly order?: boolean;
  readonly timeouts?: number;
  readonly always?: readonly number[];
}
interface BoundaryJob extends JobOptions {
  readonly op: 'job';
  readonly id: number;
  readonly source: string;
}

/** A file and a line of it, counted from 1. */
export type PlaceInFile = readonly [file: string, line: number];

/** The first frame to the plain process: the whole file. */
export interface Order extends Place {
  readonly op: 'order';
  readonly text: string;
  readonly mended?: string;
  readonly line: number;
  readonly stub: boolean;
  readonly together: readonly string[];
  readonly listed: readonly string[];
  readonly listedCases: readonly PlaceInFile[];
  readonly patience: Readonly<Record<string, number>>;
  readonly excluded: readonly PlaceInFile[];
  readonly tests: readonly string[];
  readonly around: readonly string[];
  readonly unsaved: Readonly<Record<string, string>>;
  readonly cpu: number;
  readonly memory: number;
  readonly slots: number;
}
interface Again {
  readonly op: 'again';
  readonly order: Order;
}
interface PlainJob extends JobOptions {
  readonly op: 'job';
  readonly id: number;
  readonly text: string;
  readonly mended?: string;
  readonly lines?: boolean;
  readonly reference?: boolean;
  readonly force?: boolean;
  readonly strict?: boolean;
  readonly marks?: boolean;
  readonly waited?: number;
  readonly way?: 'swap' | 'afresh';
}
/** Asks for the results of a candidate on these inputs. */
export interface Observe {
  readonly op: 'observe';
  readonly id: number;
  readonly text: string;
  readonly mended?: string;
  /** Calls of the function, as source. */
  readonly inputs: readonly string[];
  /** Seconds of CPU for all of them. */
  readonly seconds: number;
  /** Their costs are wanted instead of their results, from the smallest on. */
  readonly measures?: boolean;
}
interface Cancel {
  readonly op: 'cancel';
  readonly id: number;
}

interface Loaded {
  readonly op: 'loaded';
}
interface Stale {
  readonly op: 'stale';
}
interface Broken {
  readonly op: 'broken';
  readonly broken: string;
}

export interface BoundaryReady {
  readonly op: 'ready';
  readonly failure: string | null;
  readonly sandbox: Sandbox;
  readonly threads: number;
  readonly memory: number;
  readonly examples: readonly { readonly example: number; readonly case: string | null }[];
  /** Reasons by the indexes of examples. */
  readonly notRun: Readonly<Record<string, string>>;
}
export interface BoundaryVerdicts {
  readonly op: 'verdicts';
  readonly id: number;
  readonly verdicts: readonly RawVerdict[];
  readonly waited: number;
}

/** An example that the interpreter found. */
export type ToldExample = readonly [
  file: string,
  line: number,
  kind: ExampleKind,
  source: string,
  case_: string | null,
];
/** A reason why a program is not confined, or a failure, by line. */
export type ToldReason = readonly [line: number, what: string];

export interface PlainReady {
  readonly op: 'ready';
  readonly sandbox: Sandbox;
  /** The verdicts of the present function. */
  readonly present: readonly RawVerdict[];
  readonly reaches: readonly ToldReason[];
  readonly stuck: string | null;
  readonly offer: Offer;
  readonly memory: number;
  readonly waiting: number;
  readonly examples: readonly ToldExample[];
  readonly notRun: readonly (readonly [...ToldExample, reason: string])[];
  /** Reasons by test file. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly failures: readonly ToldReason[];
}
interface PlainVerdicts extends BoundaryVerdicts {
  /** Lines of the candidate that no example runs. */
  readonly unrun?: readonly number[];
  readonly reaches: readonly ToldReason[];
}
interface Unconfined {
  readonly op: 'unconfined';
  readonly id: number;
  readonly reaches: readonly ToldReason[];
  readonly secret: boolean;
}

/** The result of one input. `value` and the changed arguments are trees of server/runner/observing/values.py. */
export interface Output {
  readonly input: number;
  readonly value?: unknown;
  readonly raises?: string;
  readonly message?: string;
  readonly timeout?: true;
  readonly unbuilt?: string;
  readonly peak?: number;
  readonly unstable?: true;
  readonly printed?: string;
  readonly changed?: unknown;
  readonly cpu: number;
}
export interface Observed {
  readonly op: 'observed';
  readonly id: number;
  readonly outputs: readonly Output[];
  readonly stuck: string | null;
}

export interface Search extends Place {
  readonly op: 'search';
  readonly steps: readonly Step[];
  readonly context: string;
  readonly receiver?: string;
  /** A model's programs for the function, best first, which steer the search. */
  readonly samples?: readonly string[];
  /** What a body may call besides, the most alike first. */
  readonly library?: readonly LibraryFunction[];
  readonly parameters: readonly Parameter[];
  readonly words: readonly string[];
  readonly seconds: number;
  readonly limit: number;
  readonly shares: 'both' | 'expressions' | 'skeletons';
}
type FromSearch =
  | {
      readonly op: 'found';
      readonly body: string;
      readonly program?: string;
      readonly imports: readonly string[];
      /** The texts of functions from the library that the body calls. */
      readonly helpers?: readonly string[];
      readonly how: string;
      readonly size: number;
      readonly rank: number;
      readonly behaviour: string;
    }
  | { readonly op: 'reached'; readonly cost: number; readonly fits: number; readonly near: number }
  | { readonly op: 'end'; readonly unread?: 'uncalled' | 'arguments' | 'results'; readonly broken?: string };

/** The frames to and from a ready host, by the kind of host. */
export interface Hosts {
  host: { order: Context | Program; job: BoundaryJob; ready: BoundaryReady; answer: BoundaryVerdicts };
  plain: {
    order: Order | Again;
    job: PlainJob | Observe;
    ready: PlainReady;
    answer: PlainVerdicts | Unconfined | Observed;
  };
}
export type HostMode = keyof Hosts;
export type OrderTo<M extends HostMode> = Hosts[M]['order'];
/** A job without the number that `Evaluations` gives it. */
export type JobFor<M extends HostMode> = WithoutId<Hosts[M]['job']>;
type WithoutId<J> = J extends unknown ? Omit<J, 'id'> : never;
export type ReadyOf<M extends HostMode> = Hosts[M]['ready'];
export type AnswerOf<M extends HostMode> = Hosts[M]['answer'];
/** The frames before the first answer. */
export type NewsOf<M extends HostMode> = Loaded | Stale | Broken | ReadyOf<M>;
export type FromHost<M extends HostMode> = NewsOf<M> | AnswerOf<M>;
/** The frames from a session of the runner, by its mode. */
export type FromRunner<M extends HostMode | 'search'> = M extends HostMode ? FromHost<M> : FromSearch;
/** The frames to a session of the runner. */
export type ToRunner = OrderTo<HostMode> | Hosts[HostMode]['job'] | Cancel | Search;
