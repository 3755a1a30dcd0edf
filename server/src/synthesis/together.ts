/** The inputs for judging several functions together: the text with their examples, and the text for the child. */
import type { Example, Specification } from '../../../protocol/index.ts';
import type { PythonDocument } from '../specification/index.ts';

/** Set if `document` contains unaccepted candidates for other functions too. These run with the function, in the child only. */
export interface Together {
  /** The user's own text, the only code that runs outside of the child. */
  readonly document: PythonDocument;
  /** The specification in that text whose examples judge; they may call each function of `others`. */
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

/** The sources for the evaluator and for the child's first context. */
export function judging({ document, specification, together }: Request): Omit<Together, 'isOwnGrammar'> {
  return together ?? { document, specification, others: [] };
}

/** A function without its own examples gets a report on the examples that judged it. */
export function reported({ specification, together }: Request): Specification {
  const judged = together?.specification ?? specification;
  if (judged.target.name === specification.target.name || !together) return judged;
  const own = together.others.find(({ target }) => target.name === specification.target.name);
  return { ...judged, target: (own ?? specification).target };
}

/** Maps examples of one specification to those of another one for the same function. */
export function sameExamples(
  { examples }: Specification,
  indexes: ReadonlySet<number>,
  other: Specification,
): ReadonlySet<number> {
  const keyOf = ({ file, source, case: id }: Example) => JSON.stringify([file, source, id]);
  const keys = new Set([...indexes].map((index) => keyOf(examples[index]!)));
  return new Set(other.examples.flatMap((example, index) => (keys.has(keyOf(example)) ? [index] : [])));
}
