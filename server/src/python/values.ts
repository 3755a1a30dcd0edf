/** Python values as data: what a call gave, and what a call may be given. Trees of server/runner/observing/values.py are read here. */

type Pair = readonly [Value, Value];

/** `code` is an expression of the user's whose value is not known here. */
export type Value =
  | readonly ['none']
  | readonly ['ellipsis']
  | readonly ['bool', boolean]
  | readonly ['int' | 'float' | 'complex' | 'str' | 'bytes', string]
  | readonly ['list' | 'tuple' | 'set' | 'iterator', readonly Value[]]
  | readonly ['dict', readonly Pair[]]
  | readonly ['array', string, Value]
  | readonly ['object', string, readonly (readonly [string, Value])[]]
  | readonly ['plain' | 'member' | 'opaque' | 'cut' | 'code', string];

const texts = new Set(['int', 'float', 'complex', 'str', 'bytes', 'plain', 'member', 'opaque', 'cut']);
const sequences = new Set(['list', 'tuple', 'set', 'iterator']);
const unknown: Value = ['opaque', 'unknown'];

/** A tree as the runner says it. A candidate may have said it instead: whatever is none becomes `opaque`. */
export function valueFrom(tree: unknown): Value {
  if (!Array.isArray(tree)) return unknown;
  const [kind, held, more] = tree;
  if (kind === 'none' || kind === 'ellipsis') return [kind];
  if (kind === 'bool') return ['bool', held === true];
  if (texts.has(kind) && typeof held === 'string') return isNumeral(kind, held) ? ([kind, held] as Value) : unknown;
  if (sequences.has(kind) && Array.isArray(held)) return [kind, held.map(valueFrom)] as Value;
  if (kind === 'dict' && Array.isArray(held)) {
    return ['dict', held.filter(isPair).map(([key, value]) => [valueFrom(key), valueFrom(value)] as const)];
  }
  if (kind === 'array' && typeof held === 'string') return ['array', held, valueFrom(more)];
  if (kind === 'object' && typeof held === 'string' && Array.isArray(more)) {
    return ['object', held, more.filter(isPair).map(([name, value]) => [String(name), valueFrom(value)] as const)];
  }
  return unknown;
}

function isPair(one: unknown): one is [unknown, unknown] {
  return Array.isArray(one) && one.length === 2;
}

function isNumeral(kind: string, text: string): boolean {
  return numerals[kind]?.test(text) ?? true;
}

const real = String.raw`(?:\d{1,400}(?:\.\d{1,400})?(?:e[+-]?\d{1,3})?|inf|nan)`;
/** The text of Python's `repr`: some of these texts go into the user's file. */
const numerals: Readonly<Record<string, RegExp>> = {
  int: /^-?\d{1,1500}$/,
  float: new RegExp(`^-?${real}$`),
  complex: new RegExp(`^(?:-?${real}j|\\(-?${real}[+-]${real}j\\))$`),
};

/** Relative difference of floats that are taken for equal: what another order of the same operations makes of them. */
const NEAR = 1e-9;

/** Whether `==` holds, but that floats may differ in their last digits, and that NaN is equal to itself. */
export function alike(one: Value, other: Value): boolean {
  if (one[0] === 'plain' && other[0] === 'plain') return plainly(one[1]) === plainly(other[1]);
  const [a, b] = [numberOf(one), numberOf(other)];
  if (a !== undefined || b !== undefined) return a !== undefined && b !== undefined && near(a, b);
  if (one[0] !== other[0]) return false;
  switch (one[0]) {
    case 'list':
    case 'tuple':
    case 'iterator':
      return allAlike(one[1], other[1] as readonly Value[]);
    case 'set':
      return allAlike(inOrder(one[1]), inOrder(other[1] as readonly Value[]));
    case 'dict':
      return allAlike(pairsInOrder(one[1]), pairsInOrder(other[1] as readonly Pair[]));
    case 'array':
      return alike(one[2], other[2] as Value);
    case 'object': {
      const fields = other[2] as readonly (readonly [string, Value])[];
      return (
        one[1] === other[1] &&
        one[2].length === fields.length &&
        one[2].every(([name, value], at) => name === fields[at]![0] && alike(value, fields[at]![1]))
      );
    }
    default:
      return one[1] === other[1];
  }
}

function allAlike(some: readonly Value[], others: readonly Value[]): boolean {
  return some.length === others.length && some.every((one, at) => alike(one, others[at]!));
}

/** Equal sets have equal values at equal places, whichever order they were written in. */
function inOrder(values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, key: orderKey(value) }))
    .sort(byKey)
    .map(({ value }) => value);
}

function pairsInOrder(pairs: readonly Pair[]): Value[] {
  return pairs
    .map((pair) => ({ pair, key: orderKey(pair[0]) }))
    .sort(byKey)
    .flatMap(({ pair }) => pair);
}

function byKey({ key: one }: { key: string }, { key: other }: { key: string }): number {
  return one < other ? -1 : Number(one > other);
}

/** One text for all values that are equal in Python: `True`, `1` and `1.0`. */
function orderKey(value: Value): string {
  const number = numberOf(value);
  if (number !== undefined) return `number ${Number.isInteger(Number(number)) ? BigInt(number) : number}`;
  if (value[0] === 'tuple') return `tuple ${value[1].map(orderKey).join(' ')}`;
  if (value[0] === 'set') return `set ${inOrder(value[1]).map(orderKey).join(' ')}`;
  return `${value[0]} ${JSON.stringify(value.slice(1))}`;
}

/** `True == 1 == 1.0` in Python. Whole numbers stay exact. */
function numberOf(value: Value): number | bigint | undefined {
  if (value[0] === 'bool') return value[1] ? 1n : 0n;
  if (value[0] === 'int') return BigInt(value[1]);
  if (value[0] === 'float') return floatOf(value[1]);
  const decimal = value[0] === 'plain' ? decimalIn(value[1]) : undefined;
  return decimal === undefined ? undefined : Number(decimal);
}

/** Of `Decimal('1.50')`: the number. */
function decimalIn(text: string): string | undefined {
  return /^Decimal\('(-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)'\)$/.exec(text)?.[1];
}

/** One text for equal decimals, which may have another number of zeros at the end. */
function plainly(text: string): string {
  const [, sign, whole, part = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(decimalIn(text) ?? '') ?? [];
  if (whole === undefined) return text;
  const digits = (whole + part).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  return kept === '' ? '0' : `${sign}${kept}e${Number(exponent) - part.length + digits.length - kept.length}`;
}

export function floatOf(text: string): number {
  if (text === 'inf') return Number.POSITIVE_INFINITY;
  return text === '-inf' ? Number.NEGATIVE_INFINITY : Number(text);
}

function near(one: number | bigint, other: number | bigint): boolean {
  if (typeof one === 'bigint' && typeof other === 'bigint') return one === other;
  const [a, b] = [Number(one), Number(other)];
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  return Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= NEAR * Math.max(Math.abs(a), Math.abs(b), NEAR);
}

/** Whether `sourceOf` gives an expression that makes an equal value. */
export function readsBack(value: Value): boolean {
  switch (value[0]) {
    case 'float':
      return Number.isFinite(floatOf(value[1]));
    case 'list':
    case 'tuple':
    case 'set':
      return value[1].every(readsBack);
    case 'dict':
      return value[1].flat().every(readsBack);
    case 'complex':
      return !/nan|inf/.test(value[1]);
    case 'none':
    case 'bool':
    case 'int':
    case 'str':
    case 'bytes':
    case 'code':
      return true;
    default:
      return false;
  }
}

export type Quote = "'" | '"';

/** The value as Python's `repr` has it, or as near as can be; texts in `quote`, unless they hold it and not the other. */
export function sourceOf(value: Value, quote: Quote = "'"): string {
  return written(value, quote, false);
}

/** `isHashed`: it stands in a set or a key, where a set is frozen. */
function written(value: Value, quote: Quote, isHashed: boolean): string {
  const own = (one: Value) => written(one, quote, false);
  const all = (values: readonly Value[], hashed: boolean) =>
    values.map((one) => written(one, quote, hashed)).join(', ');
  switch (value[0]) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return '...';
    case 'bool':
      return value[1] ? 'True' : 'False';
    case 'str':
      return quoted(value[1], quote);
    case 'bytes':
      return `b${quoted(value[1], quote, true)}`;
    case 'complex':
      return value[1].startsWith('(') ? value[1] : `(${value[1]})`;
    case 'list':
      return `[${all(value[1], false)}]`;
    case 'tuple':
      return value[1].length === 1 ? `(${all(value[1], isHashed)},)` : `(${all(value[1], isHashed)})`;
    case 'set': {
      const items = value[1].length === 0 ? '' : `{${all(value[1], true)}}`;
      return isHashed ? `frozenset(${items})` : items || 'set()';
    }
    case 'iterator':
      return `<iterator of ${all(value[1], false)}>`;
    case 'dict':
      return `{${value[1].map(([key, one]) => `${written(key, quote, true)}: ${own(one)}`).join(', ')}}`;
    case 'array':
      return `array(${own(value[2])})`;
    case 'object':
      return `${value[1]}(${value[2].map(([name, one]) => `${name}=${own(one)}`).join(', ')})`;
    case 'opaque':
      return `<${value[1]}>`;
    case 'cut':
      return '<more than is shown>';
    default:
      return value[1];
  }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** As Python's `repr` has a text. */
export function quotedText(text: string): string {
  return quoted(text, "'");
}

/** As Python quotes a text: in the other quotes where it holds these and not those. */
function quoted(text: string, wanted: Quote, isBytes = false): string {
  const other = wanted === "'" ? '"' : "'";
  const quote = text.includes(wanted) && !text.includes(other) ? other : wanted;
  let made = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (escapes[character] !== undefined) made += escapes[character];
    else if (character === quote) made += `\\${quote}`;
    else if (code < 32 || code === 127 || (isBytes && code > 126)) made += `\\x${hex(code, 2)}`;
    else if (/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(character)) {
      made += code < 256 ? `\\x${hex(code, 2)}` : code < 65536 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
    } else made += character;
  }
  return quote + made + quote;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
