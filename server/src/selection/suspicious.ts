/** Finds examples that most samples fail with the same other value: perhaps the example is wrong. */
import type { CandidateReport, Example, Suspicion, Verdict } from '../../../protocol/index.ts';

// The limits were chosen on the dev sets. Their examples are right: with ten samples, 0.3% (MBPP) and 1% (HumanEval, a weak model) of them
// are suspected. Of examples that were changed, 74% and 33% are found, nearly all with the right value.
/** The fewest samples that must agree, and their least part of all that were judged on the example. */
const FEWEST = 3;
const MOST_OF = 0.6;
/** The part of the other examples that they must pass. */
const OTHERS = 0.75;
/** The same limits if there is no other example, and for values on which programs agree by chance. */
const FEWEST_POOR = 5;
const MOST_OF_POOR = 0.8;
const few = new Set(['True', 'False', 'None']);
/** Samples that pass every example speak for it. If they are more than this part of those that agree, it is not suspected. */
const PASSING = 0.15;

/** The suspicions. Candidates of a repair do not count as evidence, because the model has seen the expected value. */
export function suspicionsOf(examples: readonly Example[], candidates: readonly CandidateReport[]): Suspicion[] {
  const judged = candidates.filter(({ refused, verdicts }) => refused === undefined && verdicts.length > 0);
  const drawn = judged.filter(({ round = 1 }) => round === 1);
  const passing = samplesOf(judged.filter(({ passed, unverified, overfits }) => (passed || unverified) && !overfits));
  return examples.flatMap((example, at) => {
    const found = mostCommon(drawn, at, examples.length - 1);
    if (found === undefined || passing > PASSING * found.samples) return [];
    const { expected, instead, samples } = found;
    const weight = samples / samplesOf(drawn);
    return [{ example: at, line: example.line, expected, instead, samples, weight }];
  });
}

interface Agreed {
  readonly expected: string;
  readonly instead: string;
  readonly samples: number;
}

/** The other value, if enough samples agree on it. */
function mostCommon(drawn: readonly CandidateReport[], at: number, others: number): Agreed | undefined {
  const found = new Map<string, Agreed>();
  for (const candidate of drawn) {
    const verdict = candidate.verdicts[at];
    if (!isOtherValue(verdict) || passedBeside(candidate, at) < OTHERS * others) continue;
    const { expected, actual } = verdict;
    const key = JSON.stringify([expected, actual]);
    const samples = (found.get(key)?.samples ?? 0) + candidate.samples;
    found.set(key, { expected, instead: actual, samples });
  }
  const [first] = [...found.values()].sort((one, other) => other.samples - one.samples);
  if (first === undefined) return undefined;
  const isPoor = others === 0 || few.has(first.instead);
  const [fewest, part] = isPoor ? [FEWEST_POOR, MOST_OF_POOR] : [FEWEST, MOST_OF];
  return first.samples >= fewest && first.samples >= part * samplesOf(drawn) ? first : undefined;
}

function isOtherValue(verdict: Verdict | undefined): verdict is Verdict & { expected: string; actual: string } {
  if (verdict?.status !== 'fail' || verdict.expected === undefined || verdict.actual === undefined) return false;
  return verdict.actual !== verdict.expected && verdict.actual !== '' && !verdict.actual.endsWith('…');
}

function passedBeside({ verdicts }: CandidateReport, at: number): number {
  return verdicts.filter(({ status }, index) => index !== at && status === 'pass').length;
}

function samplesOf(candidates: readonly CandidateReport[]): number {
  return candidates.reduce((sum, { samples }) => sum + samples, 0);
}
