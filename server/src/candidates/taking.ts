/** How much of a reply is taken besides its additions; this makes its variants, least code first. */

export interface Taking {
  /** The side whose definition counts if the reply redefines a name of the file. */
  readonly restated: 'file' | 'reply';
  /** Decorators, attributes and further parameters of the reply's function: with them it is a helper that the user's calls. */
  readonly wrapping: 'left' | 'taken';
}

/** The whole reply. */
export const whole: Taking = { restated: 'reply', wrapping: 'taken' };

/** The smaller takings of a reply that redefines a name, wraps its function, or both. */
export function lesser(differs: ReadonlySet<keyof Taking>): Taking[] {
  const restated = differs.has('restated') ? (['file', 'reply'] as const) : ([whole.restated] as const);
  const wrapping = differs.has('wrapping') ? (['left', 'taken'] as const) : ([whole.wrapping] as const);
  return wrapping.flatMap((wrap) => restated.map((own) => ({ restated: own, wrapping: wrap }))).slice(0, -1);
}
