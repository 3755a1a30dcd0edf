/** Solved tasks to show to a model: the user's own, nearest first, and then some of ours. */
import type { Specification } from '../../../../protocol/index.ts';
import type { AcceptedFunction } from '../sampler.ts';

/** A task, its tests and its code. */
export interface Shot {
  readonly docstring: string;
  readonly tests: readonly string[];
  readonly code: string;
}

const ours: readonly Shot[] = [
  {
    docstring: 'Return the words of text that are longer than limit, in their order.',
    tests: ['assert long_words("a quick brown fox", 3) == ["quick", "brown"]', 'assert long_words("", 2) == []'],
    code: 'def long_words(text, limit):\n    return [word for word in text.split() if len(word) > limit]',
  },
  {
    docstring: 'Return how often each item occurs in items.',
    tests: ['assert tally(["a", "b", "a"]) == {"a": 2, "b": 1}', 'assert tally([]) == {}'],
    code: 'def tally(items):\n    counts = {}\n    for item in items:\n        counts[item] = counts.get(item, 0) + 1\n    return counts',
  },
  {
    docstring: 'Return the largest difference between two neighbours in numbers, or None if there are fewer than two.',
    tests: ['assert widest_step([1, 4, 2, 9]) == 7', 'assert widest_step([5]) is None'],
    code: 'def widest_step(numbers):\n    steps = [abs(b - a) for a, b in zip(numbers, numbers[1:])]\n    return max(steps, default=None)',
  },
  {
    docstring: 'Return whether the brackets in text are balanced.',
    tests: ['assert is_balanced("(a[b])") is True', 'assert is_balanced("(]") is False'],
    code: 'def is_balanced(text):\n    partner = {")": "(", "]": "[", "}": "{"}\n    open_ones = []\n    for character in text:\n        if character in partner.values():\n            open_ones.append(character)\n        elif character in partner:\n            if not open_ones or open_ones.pop() != partner[character]:\n                return False\n    return not open_ones',
  },
  {
    docstring: 'Return the sum of the decimal digits of number.',
    tests: ['assert digit_sum(1203) == 6', 'assert digit_sum(-45) == 9'],
    code: 'def digit_sum(number):\n    return sum(int(digit) for digit in str(abs(number)))',
  },
  {
    docstring: 'Merge pairs into a dictionary from each key to the list of its values.',
    tests: ['assert group_pairs([("a", 1), ("b", 2), ("a", 3)]) == {"a": [1, 3], "b": [2]}'],
    code: 'from collections import defaultdict\n\ndef group_pairs(pairs):\n    groups = defaultdict(list)\n    for key, value in pairs:\n        groups[key].append(value)\n    return dict(groups)',
  },
];

/** At most `count` tasks, the nearest last, where a model notices it most. The user's own always come before ours. */
export function shotsFor(specification: Specification, accepted: readonly AcceptedFunction[], count: number): Shot[] {
  const { signature, docstring = '', simpleName } = specification.target;
  const wanted = wordsOf(`${docstring} ${signature}`);
  // The function itself must not be among the shown tasks.
  const own = accepted.filter(({ stub }) => !defines(stub, simpleName)).map(shotOf);
  const nearest = (shots: readonly Shot[]) =>
    shots
      .map((shot) => ({ shot, likeness: likeness(wanted, wordsOf(`${shot.docstring} ${headerOf(shot.code)}`)) }))
      .sort((a, b) => b.likeness - a.likeness)
      .map(({ shot }) => shot);
  return [...nearest(own), ...nearest(ours)].slice(0, count).reverse();
}

function shotOf({ stub, docstring, examples, solution }: AcceptedFunction): Shot {
  return { docstring: docstring ?? headerOf(stub), tests: examples, code: solution };
}

function defines(stub: string, name: string): boolean {
  return new RegExp(`^\\s*(async\\s+)?def\\s+${name}\\b`, 'm').test(stub);
}

function headerOf(code: string): string {
  return /^[ \t]*(?:async\s+)?def [^\n]*/m.exec(code)?.[0] ?? '';
}

const common = new Set(
  'a an and are as at be by def for from given if in into is it of on or return returns that the to with'.split(' '),
);

function wordsOf(text: string): Set<string> {
  const words =
    text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !common.has(word)));
}

/** The number of shared words over the number of all words. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, one.size + other.size - shared);
}
