/** The samples of an earlier synthesis that can be judged again: the function is the one for which they were drawn. */
import type { Specification, Target } from '../../../../protocol/index.ts';
import { splice } from '../../candidates/index.ts';
import { type PythonDocument, proseOf } from '../../specification/index.ts';
import { type Entry, type Placed, type Programs, sameSource } from '../reports.ts';

export interface SamplesAtHand {
  /** The entry of the run that drew the samples. */
  readonly drawn: Drawn;
  /** The specification of now. */
  readonly specification: Specification;
  /** The candidate that is the function's body now. */
  readonly accepted?: string;
}

type Drawn = Entry & Required<Pick<Entry, 'report' | 'programs'>>;

/** Undefined where the report is not stale, and where the samples were drawn for another function or the user wrote a body. */
export function samplesAtHand(
  { entry, specification, standing }: Placed,
  python: PythonDocument,
): SamplesAtHand | undefined {
  if (standing.kind !== 'stale' || entry.phase !== 'ended') return undefined;
  const drawn = entry.drawn ?? entry;
  if (!hasSamples(drawn) || !isSameTask(drawn.specification.target, specification.target)) return undefined;
  const { target } = specification;
  const then = drawn.specification.target;
  const isOpen = target.body === 'stub' ? then.body === 'stub' : sameSource(target.source, then.source);
  if (isOpen) return { drawn, specification };
  const accepted = bodyAmong(drawn.programs, specification, python);
  return accepted === undefined ? undefined : { drawn, specification, accepted };
}

function hasSamples(entry: Entry): entry is Drawn {
  return entry.report?.job === 'synthesis' && entry.programs !== undefined && entry.programs.size > 0;
}

/** Whether a prompt would say the same, except for the examples. */
function isSameTask(one: Target, other: Target): boolean {
  return (
    one.name === other.name && one.signature === other.signature && proseOf(one.docstring) === proseOf(other.docstring)
  );
}

/** The candidate whose code the function has now. Its program is put into the text of now, whose docstring may have other doctests. */
function bodyAmong(programs: Programs, specification: Specification, python: PythonDocument): string | undefined {
  for (const [id, program] of programs) {
    if (sameSource(splice(python, specification, program).solution, specification.target.source)) return id;
  }
  return undefined;
}
