/** Searches for inputs that tell candidates apart more simply than those at hand, or at all (as S* does with a model, arXiv 2502.14382). */
import type { CandidateJudge, Observation } from '../execution/index.ts';
import { bySimplicity, type Input } from '../selection/inputs.ts';
import { soughtIn, telling } from '../selection/seeking.ts';
import type { Selection } from '../selection/select.ts';
import { constantsOf, type Observed, type Passing } from './observing.ts';

/** The most inputs to try at a time. */
const MOST = 40;
/** Seconds of CPU for the calls of one candidate, and milliseconds on the clock after which the search is given up. */
const SECONDS = 0.3;
const LONGEST = 5000;
/** The most inputs to keep: more of one kind would count too much in the agreement. */
const KEPT = 3;

/**
 * What was observed with the inputs that were found; the same if none was, if none is needed, or if it took too long. Rejects like `observe`.
 */
export async function searched(
  observed: Observed,
  selection: Selection,
  passing: readonly Passing[],
  session: CandidateJudge,
  signal: AbortSignal,
): Promise<Observed> {
  const { made, inputs, passers } = observed;
  const sought = soughtIn(selection, passers, inputs);
  if (!sought) return observed;
  const { near, among } = sought;
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]);
  const subjects = new Map(passing.map(({ id, subject }) => [id, subject]));
  const run = (some: readonly { readonly id: string }[], tried: readonly Input[]): Promise<Observation[]> => {
    const sources = tried.map(({ source }) => source);
    return Promise.all(some.map(({ id }) => session.observe(subjects.get(id)!, sources, bounded, SECONDS)));
  };
  const tellingOf = async (tried: readonly Input[]) => {
    const found = tried.length === 0 ? [] : telling(tried, await run(among, tried));
    // Without a question that is simpler than the one at hand, nothing is gained.
    return near[0] ? found.filter((one) => bySimplicity(one, near[0]!) < 0) : found;
  };
  const around = (some: readonly Input[]) =>
    some.flatMap(({ source }) => made.near(source, Math.floor(MOST / some.length)));
  try {
    const first = await tellingOf(near.length > 0 ? around(near) : made.beside(constantsOf(among), MOST));
    // What was found may have something simpler beside it.
    const again = await tellingOf(around(first.slice(0, 1)));
    const kept = [...again, ...first].sort(bySimplicity).slice(0, KEPT);
    if (kept.length === 0) return observed;
    const more = await run(passers, kept);
    return {
      ...observed,
      inputs: [...inputs, ...kept],
      passers: passers.map((one, at) => ({ ...one, observation: joined(one.observation, more[at]!) })),
    };
  } catch (error) {
    if (bounded.aborted && !signal.aborted) return observed;
    throw error;
  }
}

function joined(one: Observation, more: Observation): Observation {
  const count = one.outputs.length;
  return {
    outputs: [...one.outputs, ...more.outputs],
    unstable: new Set([...one.unstable, ...[...more.unstable].map((at) => at + count)]),
    cpu: [...one.cpu, ...more.cpu],
  };
}
