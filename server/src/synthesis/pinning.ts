/** Finds what the examples don't pin down: small changes of the first candidate that pass them all and do something else. */
import type { Question, Specification } from '../../../protocol/index.ts';
import type { CandidateJudge } from '../execution/index.ts';
import type { Unpinned } from '../report/behaviours.ts';
import { quoteIn } from '../selection/calls.ts';
import type { Input } from '../selection/inputs.ts';
import { mutantsOf } from '../selection/mutants.ts';
import { rowsOf, same } from '../selection/outcomes.ts';
import type { Passer } from '../selection/passer.ts';
import { questionsOf } from '../selection/question.ts';
import type { Passing } from './observing.ts';

/** Milliseconds for all changes: many of them never end. */
const MOST = 1000;

/** Undefined if the file has the candidate's text not exactly once. Rejects with ExecutionError, or with the reason of `signal`. */
export async function unpinned(
  specification: Specification,
  best: Passing,
  observed: { readonly passer: Passer; readonly inputs: readonly Input[] },
  session: CandidateJudge,
  signal: AbortSignal,
): Promise<Unpinned | undefined> {
  const { text } = best.subject;
  if (text.split(best.solution).length !== 2) return undefined;
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(MOST)]);
  const sources = observed.inputs.map(({ source }) => source);
  const tried = await Promise.all(
    mutantsOf(best.solution).map(async (solution) => {
      const subject = { text: text.replace(best.solution, () => solution), child: best.subject.child };
      try {
        const { outcomes } = await session.evaluate(subject, bounded, { timeouts: 1 });
        const passes = outcomes.every((one) => one.kind === 'verdict' && one.verdict.status === 'pass');
        return { solution, observation: passes ? await session.observe(subject, sources, bounded) : undefined };
      } catch (error) {
        signal.throwIfAborted();
        if (bounded.aborted) return undefined;
        throw error;
      }
    }),
  );
  const judged = tried.filter((one) => one !== undefined);
  const others = judged.flatMap(({ solution, observation }, at): Passer[] =>
    observation && differs(observed.passer, observation)
      ? [{ id: `change ${at}`, samples: 1, solution, observation }]
      : [],
  );
  const passers = [{ ...observed.passer, samples: 1 }, ...others];
  const rows = rowsOf(
    passers.map((one) => one.observation),
    sources.length,
  );
  const questions = questionsOf(observed.inputs, rows, passers, quoteIn(specification)).map((one) =>
    ownAnswers(one, best.id),
  );
  return { tried: judged.length, unnoticed: others.length, questions };
}

function differs({ observation }: Passer, other: Passer['observation']): boolean {
  return observation.outputs.some((outcome, at) => {
    const changed = other.outputs[at]!;
    return outcome.kind !== 'unknown' && changed.kind !== 'unknown' && !same(outcome, changed);
  });
}

/** Gives a weight only to the candidate's own answer, because no sample gave the changes. */
function ownAnswers({ call, answers }: Question, id: string): Question {
  const made = answers.map((one) => {
    const candidates = one.candidates.filter((each) => each === id);
    return { ...one, candidates, weight: candidates.length };
  });
  return { call, answers: made.sort((one, other) => other.weight - one.weight) };
}
