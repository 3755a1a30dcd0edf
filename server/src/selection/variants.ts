/** Makes values near a value, by type. Off-by-one errors, forgotten cases and lucky orders show on them. */
import { floatOf, sourceOf, type Value } from '../python/values.ts';
import { pythonFloat } from '../specification/literals.ts';
import type { Domain } from './domain.ts';
import { inOrder, type Limits } from './limits.ts';
import type { Random } from './random.ts';

/** The limits and the random numbers by which values are made. */
export interface Source {
  readonly limits: Limits;
  readonly random: Random;
}

/** Numbers that reveal small mistakes. */
const SMALL = [0, 1, 2, 3, -1, 4, 5, 10, 6, 7, 8, 9, 12];

const none: Domain = { seen: [], kinds: new Set(), lengths: [] };

/** Simple values of the domain: empty, one element, zero. */
export function boundaries(domain: Domain, { limits }: Source): Value[] {
  const made: Value[] = [];
  for (const kind of domain.kinds) {
    if (kind === 'int') made.push(...ints(limits, SMALL));
    else if (kind === 'float') made.push(...ints(limits, [0, 1, -1]).map(([, text]): Value => ['float', `${text}.0`]));
    else if (kind === 'str') made.push(...(limits.nonEmpty ? [] : [['str', ''] as Value]), ['str', 'a']);
    else if (kind === 'bool') made.push(['bool', false], ['bool', true]);
    else if (kind === 'none') made.push(['none']);
    else if (kind === 'list' || kind === 'set' || (kind === 'tuple' && !domain.places)) {
      if (!limits.nonEmpty) made.push([kind, []]);
      for (const one of (domain.items?.seen ?? []).slice(0, 2)) made.push([kind, [one]]);
    } else if (kind === 'dict' && !limits.nonEmpty) made.push(['dict', []]);
  }
  return made;
}

function ints({ positive, natural }: Limits, wanted: readonly number[]): [kind: 'int', text: string][] {
  const least = positive ? 1 : natural ? 0 : Number.NEGATIVE_INFINITY;
  return wanted.filter((one) => one >= least).map((one) => ['int', String(one)]);
}

/** A value that is one step away from `value`. */
export function variant(value: Value, domain: Domain, source: Source): Value {
  const { random, limits } = source;
  switch (value[0]) {
    case 'int':
      return within(intNear(BigInt(value[1]), domain, random), limits);
    case 'float':
      return floatNear(floatOf(value[1]), domain, source);
    case 'bool':
      return ['bool', !value[1]];
    case 'str':
      return ['str', textNear(value[1], domain, source)];
    case 'list':
    case 'tuple':
    case 'set':
      return sequenceNear(value[0], value[1], domain, source);
    case 'dict':
      return dictNear(value[1], domain, source);
    case 'none': {
      const others = domain.seen.filter(([kind]) => kind !== 'none');
      return others.length > 0 ? random.pick(others) : value;
    }
    default:
      return domain.seen.length > 0 ? random.pick(domain.seen) : value;
  }
}

function within(number: bigint, { positive, natural }: Limits): Value {
  const least = positive ? 1n : 0n;
  if ((positive || natural) && number < least) return ['int', String(-number > least ? -number : least)];
  return ['int', String(number)];
}

function intNear(number: bigint, domain: Domain, random: Random): bigint {
  const seen = domain.seen.flatMap((one) => (one[0] === 'int' ? [BigInt(one[1])] : []));
  const choice = random.below(12);
  if (choice < 2) return number + 1n;
  if (choice < 4) return number - 1n;
  if (choice < 6) return -number;
  if (choice === 6) return number * 2n;
  if (choice === 7) return number / 2n;
  if (choice === 8 && seen.length > 0) return random.pick(seen);
  const sorted = [...seen, number].sort(ascending);
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const span = Number(most - least) || 10;
  return Number.isSafeInteger(span) ? least + BigInt(Math.floor(random.next() * (span * 1.3 + 2))) : number + 2n;
}

function ascending(one: bigint, other: bigint): number {
  return one < other ? -1 : Number(one > other);
}

function floatNear(number: number, domain: Domain, { random, limits }: Source): Value {
  const seen = domain.seen.flatMap((one) => (one[0] === 'float' || one[0] === 'int' ? [Number(one[1])] : []));
  const made = [
    number + 1,
    number + 0.5,
    number - 0.25,
    Math.round(number),
    number * 2,
    number / 2,
    seen.length > 0 ? random.pick(seen) : number * 10,
    limits.positive || limits.natural ? number + 2 : -number,
  ];
  const found = random.pick(made);
  const rounded = Number.isSafeInteger(found * 100) ? found : Number(found.toPrecision(6));
  if (!limits.positive && !limits.natural) return ['float', pythonFloat(rounded)];
  return ['float', pythonFloat(Math.abs(rounded) || (limits.positive ? 1 : 0))];
}

function textNear(text: string, domain: Domain, { random, limits }: Source): string {
  const seen = domain.seen.flatMap((one) => (one[0] === 'str' ? [one[1]] : []));
  const alphabet = [...new Set(seen.join('') + text)];
  const points = [...text];
  const letter = () => (alphabet.length > 0 && random.next() < 0.7 ? random.pick(alphabet) : random.pick(others));
  const others = limits.lowercase ? [...'abcxyz'] : [...'abzA Z01,.-é'];
  const at = random.below(points.length + 1);
  switch (random.below(14)) {
    case 0:
      return [...points.slice(0, at), ...points.slice(at + 1)].join('');
    case 1:
    case 2:
      return [...points.slice(0, at), letter(), ...points.slice(at)].join('');
    case 3:
    case 4:
      return [...points.slice(0, at), letter(), ...points.slice(at + 1)].join('');
    case 5:
      return text + text;
    case 6:
      return points.reverse().join('');
    case 7:
      return limits.lowercase ? text + letter() : text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
    case 8:
      return random.shuffled(points).join('');
    case 9:
      return points[0] === undefined ? letter() : points[0].repeat(1 + random.below(4));
    case 10:
      return seen.length > 0 ? text + random.pick(seen) : `${text}a`;
    case 11:
      return limits.lowercase
        ? points.slice(0, at).join('')
        : points.map((one) => (random.next() < 0.5 ? one.toUpperCase() : one.toLowerCase())).join('');
    case 12:
      return points.slice(0, at).join('');
    default:
      return Array.from({ length: 1 + random.below(points.length + 3) }, letter).join('');
  }
}

function sequenceNear(kind: 'list' | 'tuple' | 'set', items: readonly Value[], domain: Domain, source: Source): Value {
  const { random, limits } = source;
  if (kind === 'tuple' && domain.places && items.length === domain.places.length) {
    const at = random.below(items.length);
    return ['tuple', items.map((one, index) => (index === at ? variant(one, domain.places![at]!, source) : one))];
  }
  const made = changed(items, domain, source);
  if (limits.nonEmpty && made.length === 0) return [kind, items];
  if (kind === 'set') return ['set', [...new Map(made.map((one) => [sourceOf(one), one])).values()]];
  return [kind, limits.sorted ? inOrder(made) : made];
}

function changed(items: readonly Value[], domain: Domain, source: Source): Value[] {
  const { random } = source;
  const inner = domain.items ?? none;
  const pool = inner.seen.length > 0 ? inner.seen : items;
  const another = (): Value => {
    if (pool.length === 0) return boundaries(inner, source)[0] ?? ['int', '1'];
    const one = random.pick(pool);
    return random.next() < 0.5 ? variant(one, inner, source) : one;
  };
  const at = random.below(items.length + 1);
  switch (random.below(13)) {
    case 0:
      return [...items.slice(0, at), ...items.slice(at + 1)];
    case 1:
      return items[at] ? [...items.slice(0, at), items[at], ...items.slice(at)] : [...items, another()];
    case 2:
      return [...items].reverse();
    case 3:
      return random.shuffled(items);
    case 4:
      return [...items, another()];
    case 5:
      return [another(), ...items];
    case 6:
      return inOrder(items);
    case 7:
      return items[0] ? items.map(() => items[0]!) : [another()];
    case 8:
      return Array.from({ length: 1 + random.below(items.length + 4) }, another);
    case 9:
      return items.slice(0, at);
    case 10:
      return [...items, ...items];
    default:
      return items.length === 0
        ? [another()]
        : items.map((one, index) => (index === at % items.length ? variant(one, inner, source) : one));
  }
}

function dictNear(pairs: readonly (readonly [Value, Value])[], domain: Domain, source: Source): Value {
  const { random } = source;
  const [keys, items] = [domain.keys ?? none, domain.items ?? none];
  const at = random.below(pairs.length);
  const seen = (of: Domain): Value =>
    of.seen.length > 0 ? random.pick(of.seen) : (boundaries(of, source)[0] ?? ['int', '1']);
  const choice = pairs.length === 0 ? 1 : random.below(4);
  let made = pairs;
  if (choice === 0) made = pairs.filter((_, index) => index !== at);
  else if (choice === 1) made = [...pairs, [variant(seen(keys), keys, source), seen(items)]];
  else if (choice === 2)
    made = pairs.map(([key, value], index) => (index === at ? [key, variant(value, items, source)] : [key, value]));
  else made = pairs.map(([key, value], index) => (index === at ? [variant(key, keys, source), value] : [key, value]));
  return ['dict', [...new Map(made.map((pair) => [sourceOf(pair[0]), pair])).values()]];
}
