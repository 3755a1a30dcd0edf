/** Reads from a docstring which values it rules out. */
import { sourceOf, type Value } from '../python/values.ts';

/** The limits for all parameters. */
export interface Limits {
  /** Numbers above zero, or from zero on. */
  readonly positive: boolean;
  readonly natural: boolean;
  readonly nonEmpty: boolean;
  readonly sorted: boolean;
  readonly lowercase: boolean;
}

/** The limits of the docstring. One that the examples break is left out: the docstring means something else. */
export function limitsOf(docstring = '', seen: readonly Value[] = []): Limits {
  const told = toldBy(docstring.toLowerCase());
  const kept = (Object.keys(told) as (keyof Limits)[]).map((name) => [
    name,
    told[name] && seen.every((value) => keeps(value, { ...noLimits, [name]: true })),
  ]);
  return Object.fromEntries(kept);
}

const noLimits: Limits = { positive: false, natural: false, nonEmpty: false, sorted: false, lowercase: false };

/** Whether the value is within the limits, with all its parts. */
export function keeps(value: Value, limits: Limits): boolean {
  switch (value[0]) {
    case 'int':
    case 'float':
      return (!limits.positive || Number(value[1]) > 0) && (!limits.natural || Number(value[1]) >= 0);
    case 'str':
      return (!limits.nonEmpty || value[1] !== '') && (!limits.lowercase || value[1] === value[1].toLowerCase());
    case 'list':
    case 'tuple':
    case 'set':
      return (
        (!limits.nonEmpty || value[1].length > 0) &&
        (!limits.sorted || value[0] === 'set' || isSorted(value[1])) &&
        value[1].every((one) => keeps(one, limits))
      );
    case 'dict':
      return (!limits.nonEmpty || value[1].length > 0) && value[1].flat().every((one) => keeps(one, limits));
    default:
      return true;
  }
}

function isSorted(items: readonly Value[]): boolean {
  const ordered = inOrder(items);
  return items.every((one, at) => ordered[at] === one);
}

/** The items in order: numbers by size, other values by their source. */
export function inOrder(items: readonly Value[]): Value[] {
  const numbers = items.every(([kind]) => kind === 'int' || kind === 'float');
  return [...items].sort((one, other) => {
    if (numbers) return Number(one[1]) - Number(other[1]);
    const [a, b] = [sourceOf(one), sourceOf(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

function toldBy(text: string): Limits {
  return {
    positive:
      /\bpositive\b|\bgreater than (?:0|zero)\b/.test(text) &&
      !/\bnegative\b/.test(text.replaceAll('non-negative', '')),
    natural: /\bnon-?negative\b|\bnatural number/.test(text),
    nonEmpty: /\bnon-?empty\b|\bnot empty\b|\bat least one\b/.test(text),
    sorted: /\b(?:sorted|ascending|increasing) (?:list|array|sequence|tuple|numbers|integers|arrays|lists)\b/.test(
      text,
    ),
    lowercase: /\blower-?case (?:string|word|letters|english)/.test(text),
  };
}
