/** Makes simpler values of a value, as a shrinker of tests does: smaller numbers, and texts and containers with less in them. */
import { sourceOf, type Value } from '../python/values.ts';

/** The most places of a text or a container from which one item is left out, and of which one is made simpler. */
const MOST_DROPPED = 8;
const MOST_SIMPLER = 3;

/** Each once, none of them the value itself. */
export function simpler(value: Value): Value[] {
  const found = new Map(stepsFrom(value).map((one) => [sourceOf(one), one]));
  found.delete(sourceOf(value));
  return [...found.values()];
}

function stepsFrom(value: Value): Value[] {
  switch (value[0]) {
    case 'int':
      return intsBelow(BigInt(value[1])).map((one) => ['int', String(one)]);
    case 'float': {
      const whole = Math.trunc(Number(value[1]));
      return Number.isSafeInteger(whole) ? [0n, 1n, BigInt(whole)].map((one) => ['float', `${one}.0`]) : [];
    }
    case 'str':
      return partsOf([...value[1]]).map((one) => ['str', one.join('')]);
    case 'list':
    case 'tuple':
    case 'set':
      return [...partsOf(value[1]), ...withSimplerItem(value[1])].map((one) => [value[0], one] as Value);
    case 'dict':
      return partsOf(value[1]).map((one) => ['dict', one]);
    case 'bool':
      return [['bool', false]];
    default:
      return [];
  }
}

function intsBelow(number: bigint): bigint[] {
  const sign = number < 0n ? -1n : 1n;
  return number === 0n ? [] : [0n, 1n, sign, number / 2n, number - sign, ...(number < 0n ? [-number] : [])];
}

/** Nothing, each half, and all but one of the items. */
function partsOf<Item>(items: readonly Item[]): Item[][] {
  const half = Math.ceil(items.length / 2);
  const dropped = items.slice(0, MOST_DROPPED).map((_, at) => items.filter((_item, index) => index !== at));
  return [[], items.slice(0, half), items.slice(half), ...dropped];
}

function withSimplerItem(items: readonly Value[]): Value[][] {
  return items
    .slice(0, MOST_SIMPLER)
    .flatMap((item, at) => simpler(item).map((one) => items.map((other, index) => (index === at ? one : other))));
}
