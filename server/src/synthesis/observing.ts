/** Observes the candidates that pass on generated inputs. */
import type { Specification } from '../../../protocol/index.ts';
import type { CandidateJudge, Subject } from '../execution/index.ts';
import { sourceOf, type Value } from '../python/values.ts';
import { constantsIn } from '../selection/constants.ts';
import { type Input, Inputs } from '../selection/inputs.ts';
import type { Passer } from '../selection/passer.ts';
import { type Proposed, withProposed } from '../selection/proposed.ts';

/** The most inputs after the examples, and for constants of the candidates. */
export const GENERAL = 50;
export const FOR_CONSTANTS = 20;
/** The most candidates to observe; those with the most samples come first. */
const MOST = 200;

/** Seconds of CPU for the calls of one candidate, shared among many; candidates that do not end would take hours. */
const MOST_SECONDS = 2;
const LEAST_SECONDS = 0.4;
const ALL_SECONDS = 16;
/** Seconds on the clock after which candidates are left out. */
const LONGEST = 20;

/** A candidate that passes every example. */
export interface Passing {
  readonly id: string;
  readonly samples: number;
  readonly logprob?: number | undefined;
  readonly solution: string;
  readonly subject: Subject;
}

export interface Observed {
  readonly passers: readonly Passer[];
  readonly inputs: readonly Input[];
  /** The source of the inputs, for more of them. */
  readonly made: Inputs;
}

/** Undefined if no example shows how to call the function. Rejects with ExecutionError, or with the abort's reason. */
export async function observe(
  specification: Specification,
  passing: readonly Passing[],
  session: CandidateJudge,
  signal: AbortSignal,
  proposed?: Proposed,
): Promise<Observed | undefined> {
  const made = new Inputs(specification);
  if (made.isEmpty || passing.length === 0) return undefined;
  const chosen = [...passing]
    .sort((one, other) => other.samples - one.samples || (one.solution < other.solution ? -1 : 1))
    .slice(0, MOST);
  const own = [...made.general(GENERAL), ...made.forConstants(constantsOf(chosen), FOR_CONSTANTS)];
  const inputs = proposed ? withProposed(own, proposed, specification, made) : own;
  if (inputs.length === 0) return undefined;
  const sources = inputs.map(({ source }) => source);
  const seconds = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, ALL_SECONDS / chosen.length));
  const late = AbortSignal.timeout(1000 * LONGEST);
  const passers = await Promise.all(
    chosen.map(async ({ id, samples, solution, subject }): Promise<Passer[]> => {
      try {
        const observation = await session.observe(subject, sources, AbortSignal.any([signal, late]), seconds);
        return [{ id, samples, solution, observation }];
      } catch (error) {
        if (late.aborted && !signal.aborted) return [];
        throw error;
      }
    }),
  );
  return { passers: passers.flat(), inputs, made };
}

/** The constants of all these programs, each once, in one order. */
export function constantsOf(passing: readonly Pick<Passing, 'solution'>[]): Value[] {
  const found = passing.flatMap(({ solution }) => constantsIn(solution));
  return [...new Map(found.map((one) => [sourceOf(one), one])).values()].sort((one, other) =>
    sourceOf(one) < sourceOf(other) ? -1 : 1,
  );
}
