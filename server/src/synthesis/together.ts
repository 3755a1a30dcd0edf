/** Several functions that are judged together: what their examples come from, and what the child holds. */
import type { Example, Specification } from '../../../protocol/index.ts';
import type { PythonDocument } from '../specification/index.ts';

/** Where `document` holds candidates for other functions as well, which nobody has accepted: they run with the function, in the child alone. */
export interface Together {
  /** The user's own text: nothing else runs outside of the child. */
  readonly document: PythonDocument;
  /** In that text, the specification whose examples judge, each function of `others` among what they may call. */
  readonly specification: Specification;
  readonly others: readonly Specification[];
  /** The candidates in `document` are expressions of Assay's own grammar, which may run where the embedded search does. */
  readonly isOwnGrammar: boolean;
}

interface Request {
  readonly document: PythonDocument;
  readonly specification: Specification;
  readonly together?: Together;
}

/** What the evaluator and the child's first context are made from. */
export function judging({ document, specification, together }: Request): Omit<Together, 'isOwnGrammar'> {
  return together ?? { document, specification, others: [] };
}

/** A function without examples of its own is reported on those that judged it. */
export function reported({ specification, together }: Request): Specification {
  const judged = together?.specification ?? specification;
  if (judged.target.name === specification.target.name || !together) return judged;
  const own = together.others.find(({ target }) => target.name === specification.target.name);
  return { ...judged, target: (own ?? specification).target };
}

/** Where examples of one specification stand in another of the same function. */
export function sameExamples(
  { examples }: Specification,
  indexes: ReadonlySet<number>,
  other: Specification,
): ReadonlySet<number> {
  const keyOf = ({ file, source, case: id }: Example) => JSON.stringify([file, source, id]);
  const keys = new Set([...indexes].map((index) => keyOf(examples[index]!)));
  return new Set(other.examples.flatMap((example, index) => (keys.has(keyOf(example)) ? [index] : [])));
}
