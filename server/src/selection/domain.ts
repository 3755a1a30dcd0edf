/** Reads the domain of a parameter, the values that it may get, from examples and type hints. */
import type { Value } from '../python/values.ts';

/** The domain of one place: a parameter, or a place within its values. */
export interface Domain {
  /** Every value that the examples have there, each once. */
  readonly seen: readonly Value[];
  readonly kinds: ReadonlySet<Value[0]>;
  /** The domain of the items of lists, tuples and sets, and of the values of dicts. */
  readonly items?: Domain;
  /** The domain of the keys of dicts. */
  readonly keys?: Domain;
  /** The domains of a tuple's places, if it is a record. */
  readonly places?: readonly Domain[];
  readonly lengths: readonly number[];
}

/**
 * The number of ways in which a value leaves what the examples show: a negative number, an empty list, a kind or a sort of character that
 * none of them has. Right programs may differ there, because nobody has said what is right.
 */
export function oddness(value: Value, domain: Domain | undefined): number {
  if (domain === undefined) return 0;
  const { seen } = domain;
  const hasKind = seen.length === 0 || domain.kinds.has(value[0]);
  switch (value[0]) {
    case 'int':
    case 'float': {
      const numbers = seen.flatMap((one) => (one[0] === 'int' || one[0] === 'float' ? [Number(one[1])] : []));
      const number = Number(value[1]);
      if (numbers.length === 0 || number >= Math.min(0, ...numbers)) {
        const isZero = number === 0 && numbers.length > 0 && !numbers.includes(0);
        return hasKind || numbers.length > 0 ? (isZero ? 0.5 : 0) : 1;
      }
      return 1;
    }
    case 'str': {
      const texts = seen.flatMap((one) => (one[0] === 'str' ? [one[1]] : []));
      if (!hasKind) return 1;
      if (texts.length === 0) return 0;
      if (value[1] === '') return texts.includes('') ? 0 : 0.5;
      const known = new Set(texts.flatMap((one) => [...one].map(sortOf)));
      return [...value[1]].every((one) => known.has(sortOf(one))) ? 0 : 0.5;
    }
    case 'list':
    case 'tuple':
    case 'set': {
      if (!hasKind) return 1;
      if (domain.places && domain.places.length !== value[1].length) return 1;
      const empty = value[1].length === 0 && domain.lengths.length > 0 && !domain.lengths.includes(0) ? 0.5 : 0;
      const inner = value[1].map((one, at) => oddness(one, domain.places?.[at] ?? domain.items));
      return empty + Math.max(0, ...inner);
    }
    case 'dict': {
      const empty = value[1].length === 0 && domain.lengths.length > 0 && !domain.lengths.includes(0) ? 0.5 : 0;
      const inner = value[1].map(([key, one]) => Math.max(oddness(key, domain.keys), oddness(one, domain.items)));
      return empty + Math.max(0, ...inner);
    }
    default:
      return hasKind ? 0 : 1;
  }
}

function sortOf(character: string): string {
  if (/\p{Lu}/u.test(character)) return 'upper';
  if (/\p{L}/u.test(character)) return character < '\u0080' ? 'lower' : 'letter';
  if (/\d/.test(character)) return 'digit';
  return /\s/.test(character) ? 'space' : character;
}

const nothing: Domain = { seen: [], kinds: new Set(), lengths: [] };

export function domainOf(values: readonly Value[], hint?: string): Domain {
  const hinted = hint === undefined ? nothing : hintedBy(hint);
  const seen = [...new Map(values.map((one) => [JSON.stringify(one), one])).values()];
  const kinds = new Set([...seen.map(([kind]) => kind), ...hinted.kinds]);
  const sequences = seen.flatMap((one) =>
    one[0] === 'list' || one[0] === 'tuple' || one[0] === 'set' ? [one[1]] : [],
  );
  const dicts = seen.flatMap((one) => (one[0] === 'dict' ? [one[1]] : []));
  const tuples = seen.flatMap((one) => (one[0] === 'tuple' ? [one[1]] : []));
  const items = [...sequences.flat(), ...dicts.flatMap((pairs) => pairs.map(([, value]) => value))];
  const places = hinted.places?.length ?? fixedLength(tuples, sequences.length);
  return {
    seen,
    kinds,
    lengths: [...sequences, ...dicts].map((one) => one.length),
    ...(items.length > 0 || hinted.items ? { items: joined(domainOf(items), hinted.items) } : {}),
    ...(dicts.length > 0 || hinted.keys
      ? { keys: joined(domainOf(dicts.flatMap((pairs) => pairs.map(([key]) => key))), hinted.keys) }
      : {}),
    ...(places === undefined
      ? {}
      : {
          places: Array.from({ length: places }, (_, at) =>
            joined(domainOf(tuples.flatMap((one) => (one[at] ? [one[at]] : []))), hinted.places?.[at]),
          ),
        }),
  };
}

function joined(seen: Domain, hinted: Domain | undefined): Domain {
  if (hinted === undefined) return seen;
  const items = seen.items ? joined(seen.items, hinted.items) : hinted.items;
  const keys = seen.keys ?? hinted.keys;
  return {
    ...seen,
    kinds: new Set([...seen.kinds, ...hinted.kinds]),
    ...(items && { items }),
    ...(keys && { keys }),
  };
}

/** Tuples of one length with different kinds in their places are records. Other tuples are like lists. */
function fixedLength(tuples: readonly (readonly Value[])[], sequences: number): number | undefined {
  const length = tuples[0]?.length;
  if (length === undefined || tuples.length < sequences || length > 4) return undefined;
  if (tuples.some((one) => one.length !== length)) return undefined;
  const differ = tuples.some((one) => new Set(one.map(([kind]) => kind)).size > 1);
  return differ || (tuples.length > 2 && length === 2) ? length : undefined;
}

const names: Readonly<Record<string, Value[0]>> = {
  int: 'int',
  float: 'float',
  complex: 'complex',
  str: 'str',
  bytes: 'bytes',
  bool: 'bool',
  None: 'none',
  list: 'list',
  List: 'list',
  Sequence: 'list',
  Iterable: 'list',
  Collection: 'list',
  tuple: 'tuple',
  Tuple: 'tuple',
  set: 'set',
  Set: 'set',
  dict: 'dict',
  Dict: 'dict',
  Mapping: 'dict',
};

/** Reads a type hint such as `list[tuple[str, int]] | None`, as far as it knows the names. */
function hintedBy(hint: string): Domain {
  const text = hint.trim().replace(/^["']|["']$/g, '');
  const parts = split(text, '|');
  if (parts.length > 1) return parts.map(hintedBy).reduce(joined);
  const match = /^(?:\w+\.)*(\w+)(?:\[(.*)\])?$/s.exec(text);
  if (!match) return nothing;
  const [, name = '', inner = ''] = match;
  const given = inner === '' ? [] : split(inner, ',');
  if (name === 'Optional') return joined({ ...nothing, kinds: new Set(['none']) }, hintedBy(inner));
  if (name === 'Union') return given.map(hintedBy).reduce(joined, nothing);
  const kind = names[name];
  if (kind === undefined) return nothing;
  const made: Domain = { ...nothing, kinds: new Set([kind]) };
  if (given.length === 0) return made;
  if (kind === 'dict') return { ...made, keys: hintedBy(given[0]!), items: hintedBy(given[1] ?? '') };
  if (kind !== 'tuple' || given[1]?.trim() === '...') return { ...made, items: hintedBy(given[0]!) };
  return { ...made, places: given.map(hintedBy) };
}

/** Splits a text at separators outside of brackets. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (character === '[' || character === '(') depth++;
    else if (character === ']' || character === ')') depth--;
    else if ((character === separator && depth === 0) || character === undefined) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}
