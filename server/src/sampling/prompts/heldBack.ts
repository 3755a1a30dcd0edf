import type { Specification } from '../../../../protocol/index.ts';

/**
 * Which examples a model is not shown, so that they check what it made of the others: the last `count` that stand outside of
 * the docstring, by their index. One is always shown. What has one text (the cases of a parametrized test) is held back as one.
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
