/** How much of a reply comes along, beside what it adds: its variants, the least code first. */

export interface Taking {
  /** Whose definition counts where the reply defines or imports a name of the file otherwise. */
  readonly restated: 'file' | 'reply';
  /** Decorators, attributes and further parameters of the reply's function: with them it is a helper that the user's calls. */
  readonly wrapping: 'left' | 'taken';
}

/** The reply as it is. */
export const whole: Taking = { restated: 'reply', wrapping: 'taken' };

/** What else could be taken of a reply, where it restates something, wraps its function, or both. */
export function lesser(differs: ReadonlySet<keyof Taking>): Taking[] {
  const restated = differs.has('restated') ? (['file', 'reply'] as const) : ([whole.restated] as const);
  const wrapping = differs.has('wrapping') ? (['left', 'taken'] as const) : ([whole.wrapping] as const);
  return wrapping.flatMap((wrap) => restated.map((own) => ({ restated: own, wrapping: wrap }))).slice(0, -1);
}
