/** Says by how little a value misses the expected one: `index 399: 0 ≠ 1`, `key 'b': missing`. */
import { alike, sourceOf, type Value } from '../python/values.ts';
import { literalIn } from '../specification/literals.ts';
import { shortened } from '../support/printable.ts';
import { charactersDiffer, linesDiffer } from './textDiff.ts';

/** The most characters of a value in a difference. */
const SHOWN = 40;
/** A person compares two values of at most so many characters at a glance. */
const GLANCE = 12;

/**
 * The difference in one line, with the actual value to the left of `≠`; undefined if the two texts side by side say as much. Both texts are
 * Python's reprs or the output of a doctest, and may be cut.
 */
export function differenceOf(expected: string, actual: string): string | undefined {
  if (expected === actual) return undefined;
  const isCut = expected.endsWith('…') || actual.endsWith('…');
  const [wanted, got] = [expected, actual].map(isCut ? partOf : literalIn) as [Value?, Value?];
  if (wanted === undefined || got === undefined) return linesDiffer(expected, actual);
  if (isCut) return firstInside(got, wanted) ?? linesDiffer(expected, actual);
  const isShort = expected.length <= GLANCE && actual.length <= GLANCE;
  return isShort && got[0] === wanted[0] && !isHidden(expected + actual) ? undefined : between(got, wanted);
}

function isHidden(text: string): boolean {
  return /[^\x21-\x7e]/.test(text.replaceAll(', ', '')) || text.includes('\\');
}

/** The first items of a sequence, or the first characters of a string, of which the text is cut. */
function partOf(text: string): Value | undefined {
  const whole = text.endsWith('…') ? undefined : literalIn(text);
  if (whole) return whole;
  if (/^['"]/.test(text)) return literalIn(text.slice(0, -1) + text[0]) ?? literalIn(text.slice(0, -2) + text[0]);
  const close = { '[': ']', '(': ',)' }[text[0]!];
  if (close === undefined) return undefined;
  // The last comma may be within an item; then the comma before it may end one.
  for (let at = text.lastIndexOf(', '), tries = 0; at > 0 && tries < 20; at = text.lastIndexOf(', ', at - 1), tries++) {
    const value = literalIn(text.slice(0, at) + close);
    if (value) return value;
  }
  return undefined;
}

function firstInside(got: Value, wanted: Value): string | undefined {
  if (got[0] === 'str' && wanted[0] === 'str') {
    const length = Math.min(got[1].length, wanted[1].length);
    const [own, others] = [got[1].slice(0, length), wanted[1].slice(0, length)];
    return own === others ? undefined : charactersDiffer(own, others);
  }
  if (!isSequence(got) || !isSequence(wanted)) return undefined;
  const at = got[1].findIndex((one, index) => wanted[1][index] && !alike(one, wanted[1][index]));
  return at < 0 ? undefined : within(`index ${at}`, between(got[1][at]!, wanted[1][at]!));
}

type Sequence = readonly ['list' | 'tuple', readonly Value[]];

function isSequence(value: Value): value is Sequence {
  return value[0] === 'list' || value[0] === 'tuple';
}

/** The difference between two values that are not equal. */
function between(got: Value, wanted: Value): string {
  if (got[0] === 'str' && wanted[0] === 'str') return charactersDiffer(got[1], wanted[1]);
  if (isSequence(got) && isSequence(wanted)) return betweenSequences(got, wanted);
  if (got[0] === 'dict' && wanted[0] === 'dict') return betweenDicts(got[1], wanted[1]);
  if (got[0] === 'set' && wanted[0] === 'set') return betweenSets(got[1], wanted[1]);
  const plain = `${shown(got)} ≠ ${shown(wanted)}`;
  const isPlain =
    got[0] === wanted[0] || (isNumber(got) && isNumber(wanted)) || got[0] === 'none' || wanted[0] === 'none';
  return isPlain ? plain : `${plain}: ${kindOf(got)}, not ${kindOf(wanted)}`;
}

function betweenSequences(got: Sequence, wanted: Sequence): string {
  const [own, others] = [got[1], wanted[1]];
  const same = own.findIndex((one, at) => others[at] === undefined || !alike(one, others[at]));
  if (same < 0 && own.length === others.length) return `${kindOf(got)}, not ${kindOf(wanted)}`;
  const kind = got[0] === wanted[0] ? '' : `${kindOf(got)}, not ${kindOf(wanted)}; `;
  if (own.length === others.length) {
    const sorted = [own, others].map((items) => ['set', items] as const);
    if (alike(sorted[0]!, sorted[1]!)) return `${kind}the same items in another order, from index ${same} on`;
    const count = own.filter((one, at) => !alike(one, others[at]!)).length;
    const more = count > 1 ? ` (${count} of ${own.length} items differ)` : '';
    return `${kind}${within(`index ${same}`, between(own[same]!, others[same]!))}${more}`;
  }
  const lengths = `${kind}${counted(own.length)} ≠ ${others.length}`;
  if (same < 0) return `${lengths}, index ${own.length}: missing ${shown(others[own.length]!)}`;
  const next = others[same];
  if (next === undefined) return `${lengths}, index ${same}: ${shown(own[same]!)} is too many`;
  return `${lengths}, ${within(`index ${same}`, between(own[same]!, next))}`;
}

function counted(count: number): string {
  return `${count} item${count === 1 ? '' : 's'}`;
}

type Pairs = readonly (readonly [Value, Value])[];

function betweenDicts(got: Pairs, wanted: Pairs): string {
  const valueIn = (pairs: Pairs, key: Value) => pairs.find(([one]) => alike(one, key))?.[1];
  const parts = [
    ...wanted.flatMap(([key, value]) => {
      const own = valueIn(got, key);
      if (own === undefined) return [`key ${shown(key)}: missing`];
      return alike(own, value) ? [] : [within(`key ${shown(key)}`, between(own, value))];
    }),
    ...got.flatMap(([key]) => (valueIn(wanted, key) === undefined ? [`key ${shown(key)}: too many`] : [])),
  ];
  return several(parts);
}

function betweenSets(got: readonly Value[], wanted: readonly Value[]): string {
  const without = (some: readonly Value[], others: readonly Value[]) =>
    some.filter((one) => !others.some((other) => alike(one, other))).map(shown);
  const [missing, extra] = [without(wanted, got), without(got, wanted)];
  const parts = [missing.length > 0 && `missing ${several(missing)}`, extra.length > 0 && `too many ${several(extra)}`];
  return parts.filter(Boolean).join('; ');
}

/** The most differences that the line lists. */
const MOST = 3;

function several(parts: readonly string[]): string {
  const more = parts.length - MOST;
  return more > 0 ? `${parts.slice(0, MOST).join(', ')} and ${more} more` : parts.join(', ');
}

/** `index 3, key 'b': 0 ≠ 1` */
function within(place: string, inner: string): string {
  return /^(?:index \d|key )/.test(inner) ? `${place}, ${inner}` : `${place}: ${inner}`;
}

function shown(value: Value): string {
  return shortened(sourceOf(value), SHOWN);
}

function isNumber([kind]: Value): boolean {
  return kind === 'int' || kind === 'float' || kind === 'bool';
}

function kindOf([kind]: Value): string {
  return kind === 'int' ? 'an int' : `a ${kind}`;
}
