import type { Verdict } from '../../../protocol/index.ts';

/** The outcome of one example: a verdict, or the reason why there is none. */
export type Outcome =
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      /** Variables, states of the process and files that the candidate changed and that a check read later. */
      readonly changes: readonly string[];
      /** It fails when each example has its own process. */
      readonly orderDependent?: true;
      /** The candidate's result kept its loop or condition from reaching the check. */
      readonly unreached?: true;
      /** The lines of a failing example, on request. */
      readonly trace?: readonly TracedLine[];
    }
  | { readonly kind: 'notRun'; readonly reason: string };

/** A line that the candidate executed. The candidate may forge it; only its size is checked. */
export interface TracedLine {
  /** The line of the source, counted from 1; 0 stands for omitted lines. */
  readonly line: number;
  readonly text: string;
  /** Variables that it changed, with their shortened reprs. */
  readonly values: readonly (readonly [name: string, value: string])[];
  /** `returned 3`, `raised ValueError: …` */
  readonly ended?: string;
}

/** A verdict from the runner's host: `Verdict` of server/runner/transport/frames.py. */
export interface RawVerdict {
  readonly example: number;
  readonly status: Verdict['status'] | 'notRun';
  readonly expected?: string;
  readonly actual?: string;
  readonly message?: string;
  /** Of values that are cut: the place at which they differ, and what stands there, expected first. */
  readonly apart?: readonly string[];
  readonly changed?: readonly string[];
  readonly orderDependent?: boolean;
  readonly unreached?: boolean;
  /** Set by the plain process. */
  readonly integrity?: Verdict['integrity'];
  readonly ms: number;
  /** Seconds. */
  readonly cpu?: number;
  readonly reached?: boolean;
  /** It used a value from an earlier process of the candidate. */
  readonly reachedBack?: boolean;
  readonly trace?: readonly TracedLine[];
}

/** The most characters of a text in a verdict. The runner cuts texts to this length; we cut them again. */
const LONGEST = 1000;
/** The most names in a verdict. */
const MOST_NAMES = 64;

export function outcomeOf(raw: RawVerdict): Outcome {
  if (raw.status === 'notRun') return { kind: 'notRun', reason: cut(raw.message) ?? 'it could not be run' };
  const { status, ms } = raw;
  const [expected, actual, said] = [cut(raw.expected), cut(raw.actual), cut(raw.message)];
  const [place, wanted, found] = raw.apart ?? [];
  const message = status === 'blocked' ? `blocked: ${said}` : said;
  return {
    kind: 'verdict',
    changes: (raw.changed ?? []).slice(0, MOST_NAMES).map((name) => cut(name)!),
    ...(raw.orderDependent ? { orderDependent: true } : {}),
    ...(raw.unreached ? { unreached: true } : {}),
    ...(raw.trace === undefined ? {} : { trace: raw.trace }),
    verdict: {
      status,
      integrity: raw.integrity ?? 'boundary',
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
      ...(message === undefined ? {} : { message }),
      ...(place === undefined ? {} : { difference: cut(`${place}: ${found} ≠ ${wanted}`) }),
      ms,
    },
  };
}

function cut(text: string | undefined): string | undefined {
  return text === undefined || text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
