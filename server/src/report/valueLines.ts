/** Two values line by line: what they share stands once, and what differs stands as expected and as given. */
import { diffArrays, diffChars, diffLines } from 'diff';
import type { ValueLine, ValuePart } from '../../../protocol/index.ts';
import { alike, sourceOf, type Value } from '../python/values.ts';
import { literalIn } from '../specification/literals.ts';
import { printable, printableLines } from '../support/printable.ts';

/** The most lines; a reader of more needs another tool. */
const MOST_LINES = 120;
/** Equal items in a row of which only the first and the last stand there. */
const LONGEST_RUN = 3;
/** A value of at most so many characters stays in one line. */
const WIDTH = 56;
/** Longer values are not compared. A report has shorter ones. */
const LONGEST = 5000;
/** Sequences that differ in more items are compared place by place. */
const MOST_CHANGES = 60;
/** Texts longer than this are not compared character by character. */
const LONGEST_COMPARED = 2000;

/** Both texts are Python's reprs or the output of a doctest. Empty where both are short: side by side they say as much. */
export function valueLines(expected: string, actual: string): ValueLine[] {
  if (Math.max(expected.length, actual.length) > LONGEST) return [];
  const [wanted, got] = [literalIn(expected), literalIn(actual)];
  if (wanted === undefined || got === undefined) return limited(textLines(expected, actual));
  if (!isNested(wanted) && !isNested(got) && expected.length <= WIDTH && actual.length <= WIDTH) return [];
  return limited(between(wanted, got, 0, '', ''));
}

function limited(lines: readonly ValueLine[]): ValueLine[] {
  if (lines.length <= MOST_LINES) return [...lines];
  return [...lines.slice(0, MOST_LINES), leftOut(`${lines.length - MOST_LINES} more lines`, 0)];
}

/** `before` and `after` stand around the value in its line: a key, a comma. */
function between(wanted: Value, got: Value, indent: number, before: string, after: string): ValueLine[] {
  if (isList(wanted) && isList(got) && wanted[0] === got[0]) return betweenLists(wanted, got, indent, before, after);
  if (wanted[0] === 'dict' && got[0] === 'dict') return betweenDicts(wanted[1], got[1], indent, before, after);
  const [one, other] = [sourceOf(wanted), sourceOf(got)];
  if (wanted[0] === 'str' && got[0] === 'str' && one.length + other.length < LONGEST_COMPARED) {
    return inTexts(one, other, indent, before, after);
  }
  const around = (text: string) => framed(before, [{ text, differs: true }], after);
  return [
    { in: 'expected', indent, parts: around(one) },
    { in: 'actual', indent, parts: around(other) },
  ];
}

function framed(before: string, parts: readonly ValuePart[], after: string): ValuePart[] {
  return [{ text: before }, ...parts, { text: after }].filter(({ text }) => text !== '');
}

/** Two texts with the characters marked that differ. */
function inTexts(one: string, other: string, indent: number, before: string, after: string): ValueLine[] {
  const changes = diffChars(one, other);
  const parts = (left: 'added' | 'removed'): ValuePart[] =>
    changes.flatMap((change) => {
      if (change[left]) return [];
      const isOwn = change.added || change.removed;
      return [{ text: change.value, ...(isOwn && { differs: true as const }) }];
    });
  return [
    { in: 'expected', indent, parts: framed(before, parts('added'), after) },
    { in: 'actual', indent, parts: framed(before, parts('removed'), after) },
  ];
}

type Items = readonly ['list' | 'tuple' | 'set', readonly Value[]];
const brackets = { list: ['[', ']'], tuple: ['(', ')'], set: ['{', '}'] } as const;

function isList(value: Value): value is Items {
  return value[0] === 'list' || value[0] === 'tuple' || value[0] === 'set';
}

function isNested(value: Value): boolean {
  return isList(value) || value[0] === 'dict';
}

function betweenLists(
  [kind, wanted]: Items,
  [, got]: Items,
  indent: number,
  before: string,
  after: string,
): ValueLine[] {
  const [open, close] = brackets[kind];
  const lines: ValueLine[] = [];
  let missing: readonly Value[] = [];
  // Items that stand at one place on both sides are compared with each other.
  const settle = (extra: readonly Value[]) => {
    const pairs = Math.max(missing.length, extra.length);
    for (let at = 0; at < pairs; at++) {
      const [one, other] = [missing[at], extra[at]];
      if (one && other && kind !== 'set') lines.push(...between(one, other, indent + 1, '', ','));
      else {
        if (one) lines.push(line('expected', one, indent + 1));
        if (other) lines.push(line('actual', other, indent + 1));
      }
    }
    missing = [];
  };
  const changes = kind === 'set' ? setChanges(wanted, got) : sequenceChanges(wanted, got);
  for (const change of changes) {
    if (change.removed) missing = change.value;
    else if (change.added) settle(change.value);
    else {
      settle([]);
      lines.push(...shared(change.value, indent + 1));
    }
  }
  settle([]);
  return [both(before + open, indent), ...lines, both(close + after, indent)];
}

interface Change {
  readonly value: readonly Value[];
  readonly added?: boolean;
  readonly removed?: boolean;
}

function sequenceChanges(wanted: readonly Value[], got: readonly Value[]): readonly Change[] {
  const options = { comparator: alike, maxEditLength: MOST_CHANGES };
  const changes = diffArrays([...wanted], [...got], options);
  return (
    changes ?? [
      { value: wanted, removed: true },
      { value: got, added: true },
    ]
  );
}

function setChanges(wanted: readonly Value[], got: readonly Value[]): Change[] {
  const isIn = (some: readonly Value[]) => (one: Value) => some.some((other) => alike(one, other));
  return [
    { value: wanted.filter(isIn(got)) },
    { value: wanted.filter((one) => !isIn(got)(one)), removed: true },
    { value: got.filter((one) => !isIn(wanted)(one)), added: true },
  ];
}

type Pairs = readonly (readonly [Value, Value])[];

function betweenDicts(wanted: Pairs, got: Pairs, indent: number, before: string, after: string): ValueLine[] {
  const valueIn = (pairs: Pairs, key: Value) => pairs.find(([one]) => alike(one, key))?.[1];
  const lines: ValueLine[] = [];
  let same: (readonly [Value, Value])[] = [];
  const flush = () => {
    lines.push(
      ...folded(
        same.map(([key, value]) => `${sourceOf(key)}: ${sourceOf(value)},`),
        indent + 1,
      ),
    );
    same = [];
  };
  for (const pair of wanted) {
    const [key, value] = pair;
    const own = valueIn(got, key);
    if (own !== undefined && alike(own, value)) {
      same.push(pair);
      continue;
    }
    flush();
    const named = `${sourceOf(key)}: `;
    if (own === undefined) lines.push(line('expected', value, indent + 1, named));
    else lines.push(...between(value, own, indent + 1, named, ','));
  }
  flush();
  for (const [key, value] of got) {
    if (valueIn(wanted, key) === undefined) lines.push(line('actual', value, indent + 1, `${sourceOf(key)}: `));
  }
  return [both(`${before}{`, indent), ...lines, both(`}${after}`, indent)];
}

function line(side: 'expected' | 'actual', value: Value, indent: number, before = ''): ValueLine {
  return { in: side, indent, parts: [{ text: `${before}${sourceOf(value)},`, differs: true }] };
}

function both(text: string, indent: number): ValueLine {
  return { in: 'both', indent, parts: [{ text }] };
}

function shared(values: readonly Value[], indent: number): ValueLine[] {
  return folded(
    values.map((one) => `${sourceOf(one)},`),
    indent,
  );
}

/** Lines that both have; of many, those next to a difference. */
function folded(texts: readonly string[], indent: number): ValueLine[] {
  const lines = texts.map((text) => both(text, indent));
  if (lines.length <= LONGEST_RUN) return lines;
  return [lines[0]!, leftOut(`${lines.length - 2} equal items`, indent), lines.at(-1)!];
}

function leftOut(text: string, indent: number): ValueLine {
  return { in: 'left out', indent, parts: [{ text }] };
}

/** Of texts that are no literals. A difference within one line is marked. */
function textLines(expected: string, actual: string): ValueLine[] {
  const [wanted, got] = [printableLines(expected), printableLines(actual)];
  const isShort = (text: string) => !text.includes('\n') && text.length <= WIDTH;
  if (isShort(wanted) && isShort(got)) return [];
  if (!wanted.includes('\n') && !got.includes('\n') && wanted.length + got.length < LONGEST_COMPARED) {
    return inTexts(printable(wanted), printable(got), 0, '', '');
  }
  return diffLines(wanted, got).flatMap(({ value, added, removed }) => {
    const texts = value.replace(/\n$/, '').split('\n');
    if (!added && !removed) return folded(texts, 0);
    const side = added ? 'actual' : 'expected';
    return texts.map((text): ValueLine => ({ in: side, indent: 0, parts: [{ text, differs: true }] }));
  });
}
