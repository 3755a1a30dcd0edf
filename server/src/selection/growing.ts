/** Makes calls of the function on larger and larger inputs, like those of the examples, to see how the candidates' costs grow. */
import type { Specification } from '../../../protocol/index.ts';
import { sourceOf, type Value } from '../python/values.ts';
import { type Call, callsIn, textOf } from './calls.ts';
import { limitsOf } from './limits.ts';

/** A call on an input of this size: the length of its sequences, or its number. */
export interface Sized {
  readonly size: number;
  readonly source: string;
}

/** Each is about twice the last. They are prime, because a divisor that comes early would end many a search. */
const LENGTHS = [13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191];
const NUMBERS = [...LENGTHS, 16381, 32749, 65521];
/** A prime factor and a prime modulus, by which numbers up to the largest length come in another order. */
const [STEP, MODULUS] = [7919, 8191];
/** The most items of the examples to repeat. */
const MOST_ITEMS = 8;

/** The smallest first; empty if no argument of an example can grow. The arguments are expressions, because their values would be long. */
export function growing(specification: Pick<Specification, 'target' | 'examples'>): Sized[] {
  const calls = callsIn(specification);
  const limits = limitsOf(specification.target.docstring);
  const largest = [...calls].sort((one, other) => sizeIn(other) - sizeIn(one))[0];
  if (!largest) return [];
  const alike = calls.filter((one) => one.arguments.length === largest.arguments.length);
  const seen = largest.arguments.map((_, at) => alike.map((one) => one.arguments[at]!.value));
  const sequences = seen.map((values) => (length: number) => sequence(values, length, limits.sorted));
  const hasSequence = sequences.some((make) => make(1) !== undefined);
  const makers = hasSequence ? sequences : seen.map((values) => (size: number) => number(values, size));
  if (makers.every((make) => make(1) === undefined)) return [];
  return (hasSequence ? LENGTHS : NUMBERS).map((size) => {
    const given = largest.arguments.map((one, at): (typeof largest.arguments)[number] => {
      const made = makers[at]!(size);
      return made === undefined ? one : { ...one, value: ['code', made] };
    });
    return { size, source: textOf(largest, given) };
  });
}

function sizeIn(call: Call): number {
  return call.arguments.reduce(
    (sum, { value }) => sum + (Array.isArray(value[1]) ? 100 : 1) * sourceOf(value).length,
    0,
  );
}

function number(values: readonly Value[], size: number): string | undefined {
  return values.every(([kind]) => kind === 'int') ? String(size) : undefined;
}

/** The source of a sequence like these, of some length; undefined if they are none, or records. */
function sequence(values: readonly Value[], length: number, isSorted: boolean): string | undefined {
  const [kind] = values[0]!;
  if (values.some((one) => one[0] !== kind)) return undefined;
  if (kind === 'str') {
    const characters = [...new Set(values.flatMap((one) => [...(one[1] as string)]))];
    if (characters.length === 0) return undefined;
    const text = sourceOf(['str', characters.join('')]);
    return `''.join(${text}[(i * i * 31 + i * 7) % ${characters.length}] for i in range(${length}))`;
  }
  if (kind !== 'list' && kind !== 'tuple' && kind !== 'set') return undefined;
  const all = values.map((one) => one[1] as readonly Value[]);
  const isRecord = kind === 'tuple' && new Set(all.map((one) => one.length)).size === 1;
  const item = isRecord ? undefined : itemOf(all, kind === 'set');
  if (item === undefined) return undefined;
  const items = `[${item} for i in range(${length})]`;
  const ordered = isSorted || (kind !== 'set' && areSorted(all)) ? `sorted(${items})` : items;
  return kind === 'list' ? ordered : `${kind}(${ordered})`;
}

/** The source of the item number `i`, like these; the same item may come again only if it does in the examples. */
function itemOf(all: readonly (readonly Value[])[], isSet: boolean): string | undefined {
  const items = all.flat();
  if (items.length === 0 || items.some(([kind]) => kind === 'code' || kind === 'opaque')) return undefined;
  const areDistinct = all.every((one) => new Set(one.map((each) => sourceOf(each))).size === one.length) || isSet;
  const known = [...new Map(items.map((one) => [sourceOf(one), one])).keys()];
  if (items.every(([kind]) => kind === 'int')) {
    const numbers = items.map((one) => Number(one[1]));
    const least = Math.min(...numbers);
    return areDistinct
      ? `${least} + i * ${STEP} % ${MODULUS}`
      : `${least} + (i * i * 31 + i * 7) % ${Math.max(...numbers) - least + 1}`;
  }
  const repeated = `[${known.slice(0, MOST_ITEMS).join(', ')}][i % ${Math.min(known.length, MOST_ITEMS)}]`;
  if (!areDistinct) return repeated;
  if (items.every(([kind]) => kind === 'float')) return `${repeated} + i * ${STEP} % ${MODULUS}`;
  if (items.every(([kind]) => kind === 'str')) {
    const letters = [1, 26, 676].map((by) => `chr(97 + i // ${by} % 26)`).join(' + ');
    return `${repeated} + ${letters}`;
  }
  return isSet ? undefined : repeated;
}

function areSorted(all: readonly (readonly Value[])[]): boolean {
  const numbers = all.map((one) =>
    one.map((each) => (each[0] === 'int' || each[0] === 'float' ? Number(each[1]) : NaN)),
  );
  return (
    numbers.some((one) => one.length > 2) &&
    numbers.every((one) => one.every((each, at) => at === 0 || each >= one[at - 1]!))
  );
}
