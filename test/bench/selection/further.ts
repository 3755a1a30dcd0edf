/** Repeats a draw with the second round of inputs, which depends on the candidates and so can't be kept beforehand. */
import type { Interpreter } from '../../../server/src/execution/index.ts';
import { select } from '../../../server/src/selection/select.ts';
import { observe } from '../../../server/src/synthesis/observing.ts';
import { searched } from '../../../server/src/synthesis/searching.ts';
import type { Case } from './draws.ts';
import { type DevSet, eachOpened, referenceOf, subjectOf } from './observed.ts';

export interface Further {
  readonly before: Case;
  readonly after: Case;
  /** The number of inputs that were found, and the milliseconds that it took. */
  readonly found: number;
  readonly milliseconds: number;
}

/** The draws without and with what was found. */
export async function further(set: DevSet, draws: readonly Case[], interpreter: Interpreter): Promise<Further[]> {
  const made: Further[] = [];
  await eachOpened(set, interpreter, async (opened) => {
    const { task, specification, programs, session } = opened;
    for (const one of draws.filter((drawn) => drawn.task.id === task.id)) {
      const signal = AbortSignal.timeout(300_000);
      const passing = one.passers.map(({ id, samples, solution }) => {
        return { id, samples, solution, subject: subjectOf(programs[Number(id)]!.text) };
      });
      const first = await observe(specification, passing, session, signal);
      if (!first) continue;
      const selection = select(first.passers, first.inputs);
      const start = performance.now();
      const { inputs, passers } = await searched(first, selection, passing, session, signal);
      const milliseconds = performance.now() - start;
      const solution = referenceOf(opened);
      const sources = inputs.map(({ source }) => source);
      const run = solution === undefined ? undefined : await session.observe(subjectOf(solution), sources, signal);
      const reference = run && { reference: run };
      const before = { ...one, inputs: first.inputs, passers: first.passers, selection, ...reference };
      const after = { ...one, inputs, passers, selection: select(passers, inputs), ...reference };
      made.push({ before, after, found: inputs.length - first.inputs.length, milliseconds });
    }
  });
  return made;
}
