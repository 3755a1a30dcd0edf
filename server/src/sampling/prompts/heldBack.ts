import type { Specification } from '../../../../protocol/index.ts';

/**
 * The indexes of the examples to hold back from a model, so that they check its candidates: the last `count` outside of
 * the docstring. One example is always shown. Examples with the same text (the cases of a parametrized test) count as one.
 */
export function heldBackOf({ examples }: Specification, count: number): ReadonlySet<number> {
  const texts = [...new Set(examples.filter(({ kind }) => kind !== 'doctest').map(({ source }) => source))];
  const inDocstring = examples.some(({ kind }) => kind === 'doctest');
  const most = Math.max(0, Math.min(count, texts.length - (inDocstring ? 0 : 1)));
  const held = new Set(most === 0 ? [] : texts.slice(-most));
  return new Set(
    examples.flatMap(({ kind, source }, index) => (kind !== 'doctest' && held.has(source) ? [index] : [])),
  );
}
