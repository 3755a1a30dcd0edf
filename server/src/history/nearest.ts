/** Finds the user's accepted functions that are similar to the wanted one. */
import type { Target } from '../../../protocol/index.ts';
import type { AcceptedFunction } from '../sampling/sampler.ts';

/** Compares the words of docstring and signature (Jaccard's index). Nearest first, without duplicates or functions that share no word. */
export function nearest<T extends AcceptedFunction>(
  { docstring = '', signature }: Pick<Target, 'docstring' | 'signature'>,
  accepted: readonly T[],
  limit: number,
): T[] {
  const wanted = wordsOf(`${docstring} ${signature}`);
  const seen = new Set<string>();
  return accepted
    .filter(({ stub }) => !seen.has(stub) && seen.add(stub))
    .map((one) => ({ one, likeness: likeness(wanted, wordsOf(one.stub)) }))
    .filter(({ likeness: value }) => value > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, limit)
    .map(({ one }) => one);
}

const common = new Set([
  'a',
  'an',
  'and',
  'async',
  'def',
  'in',
  'is',
  'of',
  'or',
  'return',
  'returns',
  'self',
  'the',
  'to',
]);

function wordsOf(text: string): Set<string> {
  const words =
    text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? [];
  return new Set(words.filter((word) => !common.has(word)));
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, one.size + other.size - shared);
}
