import type { Verdict } from '../../../protocol/index.ts';

/** What came of one example: a verdict, or why it can't be one. */
export type Outcome =
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      /** Variables, states of the process and files that the candidate has changed and that a check then read. */
      readonly changes: readonly string[];
      /** It fails where each example has a process of its own. */
      readonly orderDependent?: true;
      /** Because of what the candidate gave, its loop or condition never came to the check. */
      readonly unreached?: true;
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

/** As the runner's host reports it: `Verdict` of server/runner/transport/frames.py. */
export interface RawVerdict {
  readonly example: number;
  readonly status: Verdict['status'] | 'notRun';
  readonly expected?: string;
  readonly actual?: string;
  readonly message?: string;
  readonly changed?: readonly string[];
  readonly orderDependent?: boolean;
  readonly unreached?: boolean;
  /** Of the plain process. */
  readonly integrity?: Verdict['integrity'];
  readonly ms: number;
  /** Seconds. */
  readonly cpu?: number;
  readonly reached?: boolean;
  /** It used what an earlier process of the candidate's gave. */
  readonly reachedBack?: boolean;
  readonly trace?: readonly TracedLine[];
}

/** Characters of a text of a verdict: the runner cuts them, and whoever gets past that is cut here. */
const LONGEST = 1000;
/** Names in a verdict. */
const MOST_NAMES = 64;

export function outcomeOf(raw: RawVerdict): Outcome {
  if (raw.status === 'notRun') return { kind: 'notRun', reason: cut(raw.message) ?? 'it could not be run' };
  const { status, ms } = raw;
  const [expected, actual, said] = [cut(raw.expected), cut(raw.actual), cut(raw.message)];
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
      ms,
    },
  };
}

function cut(text: string | undefined): string | undefined {
  return text === undefined || text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
