/** Makes an example from an answer, in the style of the function's other examples. */
import type { Answer, Example, Specification, TextEdit } from '../../../protocol/index.ts';
import { asOperand } from '../python/parser.ts';
import { floatOf, sourceOf, type Value } from '../python/values.ts';
import type { PythonDocument } from '../specification/index.ts';
import { literalIn } from '../specification/literals.ts';
import { insertion } from './insertion.ts';
import { eolOf } from './style.ts';

/** A call with its value or exception. */
export interface Answered extends Pick<Answer, 'value' | 'kind'> {
  readonly call: string;
}

/** One edit that adds the answer to the document: as a doctest if the function has only doctests, otherwise as an assert. */
export function answerEdit(python: PythonDocument, specification: Specification, given: Answered): TextEdit {
  const answered = given.kind === 'value' ? { ...given, value: asOperand(given.value) } : given;
  return (
    doctestEdit(python, specification, answered) ??
    insertion(python, specification, assertLines(answered, specification.examples))
  );
}

/** `assert f(1) == 2`; for an exception a `try` statement of several lines. */
function assertLines({ call, value, kind }: Answered, examples: readonly Pick<Example, 'source'>[]): string[] {
  if (kind === 'raises') {
    return ['try:', `    ${call}`, `except ${value}:`, '    pass', 'else:', `    raise AssertionError`];
  }
  return [`assert ${compared(call, value, examples.map(({ source }) => source).join('\n'))}`];
}

/** `f(1) is None`, `f(1)` for true and `not f(1)` for false, unless the examples compare these by `==`. */
function compared(call: string, value: string, examples: string): string {
  const near = nearby(call, value, examples);
  if (near !== undefined) return near;
  const isSingleton = value === 'None' || value === 'True' || value === 'False';
  if (isSingleton && new RegExp(`\\bis ${value}\\b`).test(examples)) return `${call} is ${value}`;
  if (!isSingleton || new RegExp(`== *${value}\\b`).test(examples)) return `${call} == ${value}`;
  if (value === 'None') return `${call} is None`;
  return comparesTruth(examples) ? `${call} is ${value}` : value === 'True' ? call : `not ${call}`;
}

/**
 * `abs(f(1) - 0.3) < 1e-9`: programs that sum in another order differ in the last digits. Undefined if `==` is right: for a value that is
 * no float, for a float that is exact in binary, and for a short one if the examples compare such floats by `==`.
 */
function nearby(call: string, value: string, examples: string): string | undefined {
  const literal = literalIn(value);
  if (literal?.[0] !== 'float') return undefined;
  const number = floatOf(literal[1]);
  if (!Number.isFinite(number) || Number.isInteger(number * 1024)) return undefined;
  const isShort = literal[1].replace(/^[-0.]+/, '').length <= 7;
  if (isShort && /== *-?\d*\.\d/.test(examples)) return undefined;
  const digits = Math.floor(Math.log10(Math.max(1, Math.abs(number))));
  const difference = number < 0 ? `${call} + ${literal[1].slice(1)}` : `${call} - ${literal[1]}`;
  return `abs(${difference}) < 1e${digits - 9}`;
}

function comparesTruth(examples: string): boolean {
  return /(?:==|is) *(?:True|False)\b/.test(examples);
}

function doctestEdit(
  python: PythonDocument,
  { file, examples }: Specification,
  { call, value, kind }: Answered,
): TextEdit | undefined {
  const own = examples.filter((one) => one.file === file);
  const last = own.at(-1);
  if (!last || own.some((one) => one.kind !== 'doctest')) return undefined;
  const lines = python.text.split(/\r\n?|\n/);
  const indent = /^\s*(?=>>>)/.exec(lines[last.range.start.line] ?? '')?.[0];
  const below = last.range.end.line + (last.range.end.character > 0 ? 1 : 0);
  // The line after the last expected one may hold the closing quotes.
  if (indent === undefined || /"""|'''/.test(lines[below - 1] ?? '')) return undefined;
  const lineBreak = eolOf(python.text);
  const shown = shownAs({ call, value, kind }, own.map(({ source }) => source).join('\n'));
  // A docstring would read a backslash, and end at its quotes.
  if (shown.some((line) => /[\\\r\n]|"""|'''/.test(line))) return undefined;
  const at = { line: below, character: 0 };
  return { range: { start: at, end: at }, newText: shown.map((line) => indent + line + lineBreak).join('') };
}

/** The expected output. The interpreter shows nothing for None. Of an exception, only the type is known. */
function shownAs({ call, value, kind }: Answered, examples: string): string[] {
  if (kind === 'raises') {
    return [`>>> ${call}  # doctest: +IGNORE_EXCEPTION_DETAIL`, 'Traceback (most recent call last):', value];
  }
  if (value === 'None') return [`>>> ${call} is None`, 'True'];
  const near = nearby(call, value, examples);
  if (near !== undefined) return [`>>> ${near}`, 'True'];
  const literal = literalIn(value);
  return literal && hasOneRepr(literal) ? [`>>> ${call}`, sourceOf(literal)] : [`>>> ${call} == ${value}`, 'True'];
}

/** Whether equal values have one repr: the items of sets and dicts come in any order. */
function hasOneRepr(value: Value): boolean {
  switch (value[0]) {
    case 'list':
    case 'tuple':
      return value[1].every(hasOneRepr);
    case 'set':
      return value[1].length < 2 && value[1].every(hasOneRepr);
    case 'dict':
      return value[1].length < 2 && value[1].flat().every(hasOneRepr);
    default:
      return value[0] !== 'code';
  }
}
