/** Relations between the examples' arguments: two lists have one length, a number counts the items of a list. */
import { sourceOf, type Value } from '../python/values.ts';
import type { Argument } from './calls.ts';
import type { Random } from './random.ts';

type Relation =
  | { readonly kind: 'equalLengths'; readonly one: number; readonly other: number }
  /** The number is the length, or lies from 1 to it. */
  | { readonly kind: 'length' | 'upToLength'; readonly number: number; readonly of: number };

/** The relations that hold in each of `calls`, which have their arguments in the same order. One call alone shows none. */
export function relationsOf(calls: readonly (readonly Argument[])[]): Relation[] {
  const [first] = calls;
  if (first === undefined || calls.length < 2) return [];
  const found: Relation[] = [];
  const holds = (test: (given: readonly Argument[]) => boolean) => calls.every(test);
  for (let one = 0; one < first.length; one++) {
    for (let other = 0; other < first.length; other++) {
      if (one === other) continue;
      const number = (given: readonly Argument[]) => numberOf(given[one]?.value);
      const length = (given: readonly Argument[]) => lengthOf(given[other]?.value);
      if (
        one < other &&
        holds((given) => lengthOf(given[one]?.value) !== undefined && lengthOf(given[one]?.value) === length(given))
      ) {
        found.push({ kind: 'equalLengths', one, other });
      } else if (holds((given) => number(given) !== undefined && number(given) === length(given))) {
        found.push({ kind: 'length', number: one, of: other });
      } else if (holds((given) => within(number(given), length(given)))) {
        found.push({ kind: 'upToLength', number: one, of: other });
      }
    }
  }
  return found;
}

function within(number: number | undefined, length: number | undefined): boolean {
  return number !== undefined && length !== undefined && number >= 1 && number <= length;
}

/** Changes the arguments so that the relations hold again. The argument at `kept` stays if possible. */
export function related(
  given: readonly Argument[],
  relations: readonly Relation[],
  kept: number,
  random: Random,
): Argument[] {
  const made = [...given];
  const put = (at: number, value: Value) => {
    if (sourceOf(value) === sourceOf(made[at]!.value)) return;
    made[at] = { ...made[at]!, value };
  };
  for (const relation of relations) {
    if (relation.kind === 'equalLengths') {
      const [from, to] = kept === relation.other ? [relation.other, relation.one] : [relation.one, relation.other];
      put(to, ofLength(made[to]!.value, lengthOf(made[from]!.value) ?? 0, made[from]!.value));
    } else {
      const length = lengthOf(made[relation.of]!.value) ?? 0;
      const number = numberOf(made[relation.number]!.value) ?? 0;
      if (relation.kind === 'length') put(relation.number, ['int', String(length)]);
      else if (!within(number, length) && length > 0) put(relation.number, ['int', String(1 + random.below(length))]);
    }
  }
  return made;
}

function numberOf(value: Value | undefined): number | undefined {
  return value?.[0] === 'int' ? Number(value[1]) : undefined;
}

function lengthOf(value: Value | undefined): number | undefined {
  return value?.[0] === 'list' || value?.[0] === 'tuple' ? value[1].length : undefined;
}

function ofLength(value: Value, length: number, other: Value): Value {
  if (value[0] !== 'list' && value[0] !== 'tuple') return value;
  const items = value[1].slice(0, length);
  const pool = value[1].length > 0 ? value[1] : ((other as readonly [string, readonly Value[]])[1] ?? []);
  while (items.length < length && pool.length > 0) items.push(pool[items.length % pool.length]!);
  return [value[0], items];
}
