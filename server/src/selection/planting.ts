/** Puts a constant of a candidate's code into the arguments of a call. */
import type { Value } from '../python/values.ts';
import type { Random } from './random.ts';

/** The text or container with so many characters or items: those that it has, again and again. */
export function lengthened(value: Value, length: number): Value | undefined {
  if (value[0] !== 'str' && value[0] !== 'list' && value[0] !== 'tuple') return undefined;
  if (value[1].length === 0) return undefined;
  if (value[0] === 'str') return ['str', repeated([...value[1]], length).join('')];
  return [value[0], repeated(value[1] as readonly Value[], length)];
}

function repeated<Item>(items: readonly Item[], length: number): Item[] {
  return Array.from({ length }, (_, at) => items[at % items.length]!);
}

/** The value with the constant at a place for its kind; undefined if there is no such place. */
export function planted(value: Value, constant: Value, random: Random): Value | undefined {
  const isNumber = constant[0] === 'int' || constant[0] === 'float';
  switch (value[0]) {
    case 'int':
      return constant[0] === 'int' ? constant : undefined;
    case 'float':
      return isNumber ? ['float', constant[0] === 'int' ? `${constant[1]}.0` : (constant[1] as string)] : undefined;
    case 'str':
      if (constant[0] !== 'str') return undefined;
      return ['str', random.next() < 0.4 ? constant[1] : inserted(value[1], constant[1], random)];
    case 'list':
    case 'tuple':
    case 'set': {
      const items = value[1] as readonly Value[];
      const length = constant[0] === 'int' ? Number(constant[1]) : 0;
      if (length >= 2 && length <= 20 && items.length > 0 && random.next() < 0.3) {
        return [value[0], Array.from({ length }, (_, at) => items[at % items.length]!)];
      }
      const start = random.below(items.length);
      for (let step = 0; step < items.length; step++) {
        const at = (start + step) % items.length;
        const changed = planted(items[at]!, constant, random);
        if (changed) return [value[0], items.map((one, index) => (index === at ? changed : one))];
      }
      return undefined;
    }
    case 'dict': {
      const pairs = value[1] as readonly (readonly [Value, Value])[];
      for (const [at, [key, one]] of pairs.entries()) {
        const changed = planted(one, constant, random);
        if (changed) return ['dict', pairs.map((pair, index) => (index === at ? [key, changed] : pair))];
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function inserted(text: string, part: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + part + text.slice(at);
}
