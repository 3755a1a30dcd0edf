/** A candidate as a report shows it, from its outcomes so far. */
import type { CandidateReport, Reach, TextEdit, Verdict } from '../../../protocol/index.ts';
import type { Outcome } from '../execution/index.ts';
import type { Searched } from '../sampling/sampler.ts';
import { differenceOf } from './valueDiff.ts';

/** A candidate while its report grows. */
export interface Entry {
  readonly id: string;
  samples: number;
  /** The mean log-probability of the tokens of each sample for which it is told. */
  logprobs?: readonly number[];
  readonly solution: string;
  readonly edits: readonly TextEdit[];
  readonly refused?: string;
  /** Notes for the user about the program. */
  readonly notes?: readonly string[];
  /** The number of samples from each round, first round first; the builder counts them. */
  perRound?: number[];
  /** In the order of the specification's examples; undefined while it runs. */
  outcomes?: readonly Outcome[];
  /** The reasons why it is not confined. */
  reaches?: readonly Reach[];
  /** Lines of the solution, from 1, that no example runs, once they are known. */
  untried?: readonly number[];
  growth?: CandidateReport['growth'];
  /** It is the user's own body, whose passes count in any process. */
  readonly isTrusted?: true;
  /** Of a program of the embedded search. */
  readonly searched?: Searched;
}

export function candidateReport(entry: Entry, kept: readonly number[]): CandidateReport {
  const { id, samples, solution, edits, refused, outcomes } = entry;
  const verdicts = outcomes ? kept.map((index) => verdictOf(outcomes[index]!)) : [];
  const passes = verdicts.length > 0 && verdicts.every((verdict) => verdict.status === 'pass');
  const told = kept.flatMap((index) => {
    const outcome = outcomes?.[index];
    return outcome?.kind === 'verdict' ? [outcome] : [];
  });
  const logprob = logprobOf(entry);
  const changes = [...new Set(told.flatMap((one) => one.changes))];
  const inProcess = !entry.isTrusted && verdicts.some((verdict) => verdict.integrity === 'in-process');
  return {
    id,
    samples,
    ...(logprob === undefined ? {} : { logprob }),
    solution,
    edits,
    passed: passes && !inProcess,
    ...(passes && inProcess ? { unverified: true } : {}),
    ...(entry.reaches && entry.reaches.length > 0 ? { reaches: entry.reaches } : {}),
    ...(passes && changes.length > 0 ? { changes } : {}),
    ...(passes && told.some((one) => one.orderDependent) ? { orderDependent: true } : {}),
    ...(passes && told.some((one) => one.unreached) ? { unreached: true } : {}),
    ...(passes && entry.untried ? { untried: entry.untried } : {}),
    ...(passes && entry.growth ? { growth: entry.growth } : {}),
    ...(refused === undefined ? {} : { refused }),
    ...(entry.notes ? { notes: entry.notes } : {}),
    ...(entry.searched ? { searched: entry.searched } : {}),
    verdicts,
    ...(entry.perRound ? { round: 1 + entry.perRound.findIndex(Boolean) } : {}),
  };
}

/** The mean over the candidate's samples. */
export function logprobOf({ logprobs = [] }: Entry): number | undefined {
  return logprobs.length === 0 ? undefined : logprobs.reduce((sum, one) => sum + one, 0) / logprobs.length;
}

/** The verdict of an outcome. If the example ran for other candidates, a candidate for which it could not run fails. */
function verdictOf(outcome: Outcome): Verdict {
  if (outcome.kind === 'verdict') return compared(outcome.verdict);
  return { status: 'error', integrity: 'confined', message: outcome.reason, ms: 0 };
}

const differences = new WeakMap<Verdict, Verdict>();

/** The verdict with its difference. A report is built many times while it grows. */
function compared(verdict: Verdict): Verdict {
  const { status, expected, actual, difference: known } = verdict;
  if (status !== 'fail' || expected === undefined || actual === undefined || known !== undefined) return verdict;
  const made = differences.get(verdict);
  if (made) return made;
  const difference = differenceOf(expected, actual);
  const found = difference === undefined ? verdict : { ...verdict, difference };
  differences.set(verdict, found);
  return found;
}
