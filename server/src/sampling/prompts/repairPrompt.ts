/** The feedback on a failed program: its failing examples, its wrong values, and a failing call line by line. */
import { fenced } from './fence.ts';

/** An example that the program does not pass. */
export interface FailedExample {
  readonly source: string;
  readonly status: 'fail' | 'error' | 'timeout' | 'blocked';
  readonly expected?: string;
  readonly actual?: string;
  readonly message?: string;
}

export interface Shortcomings {
  readonly failed: readonly FailedExample[];
  /** The number of all examples. */
  readonly examples: number;
  /** The first failing call: its lines with the values that they changed. */
  readonly trace?: string;
}

/** The limits for one program: characters of a value, failing examples, characters of the trace, and characters in total. */
const LONGEST = 300;
const MOST = 5;
const LONGEST_TRACE = 2500;
const MOST_CHARACTERS = 6000;

export function repairFeedback({ failed, examples, trace }: Shortcomings): string {
  const shown = failed
    .slice(0, MOST)
    .map(({ source, ...outcome }) => `${fenced(cut(source, 600))}\n${inWords(outcome)}`);
  const more = failed.length > MOST ? [`${failed.length - MOST} more fail.`] : [];
  const traced = trace ? [`The first of these calls, line by line:\n\n${fenced(cut(trace, LONGEST_TRACE))}`] : [];
  const parts = [
    `That program fails ${failed.length} of ${examples} examples.`,
    ...shown,
    ...more,
    ...traced,
    'Find the mistake, and answer with the corrected program in one Python code block.',
  ];
  return cut(parts.join('\n\n'), MOST_CHARACTERS);
}

function inWords({ status, expected, actual, message }: Omit<FailedExample, 'source'>): string {
  if (status === 'fail' && actual !== undefined) {
    return `It gave ${cut(actual, LONGEST)}${expected === undefined ? '' : `, not ${cut(expected, LONGEST)}`}.`;
  }
  const wanted = expected === undefined ? '' : ` It should give ${cut(expected, LONGEST)}.`;
  const why = message ? `: ${cut(message, LONGEST)}` : '';
  return `${{ fail: 'It failed', error: 'It raised', timeout: 'It took too long', blocked: 'It was stopped' }[status]}${why}.${wanted}`;
}

/** Cuts the middle of a text, because its end is as informative as its start. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor((limit - 3) / 2);
  return `${text.slice(0, half)} … ${text.slice(text.length - half)}`;
}
