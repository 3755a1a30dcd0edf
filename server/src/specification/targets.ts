/** Finds the functions of a document by the names that users give them. */
import type { Target } from '../../../protocol/index.ts';
import { nameFrom } from '../python/identifiers.ts';
import { cleandoc, evaluate, type Literal } from './docstring.ts';
import type { PythonDocument } from './document.ts';
import { dedented } from './pieceSource.ts';
import type { Snapshot } from './snapshot.ts';
import type { FunctionAt, Statement } from './statement.ts';
import { statementsOf } from './statements.ts';

/** A function that could be synthesised or verified. */
export interface FunctionTarget extends Target {
  readonly function: FunctionAt;
  /** The top-level statement with the function in it. */
  readonly statement: Statement;
  /** The number of functions with its name before it, which identifies the function even after it moves. */
  readonly ordinal: number;
  readonly decorators: readonly string[];
}

/** A target's name without its line: `Class.method` for `Class.method@12`. */
export function withoutLine(name: string): string {
  return name.replace(/@\d+$/, '');
}

/** A function's name without `@LINE`: `Class.method`, `Class.prop.setter`. */
export function dottedName({ path, accessor }: Pick<FunctionAt, 'path' | 'accessor'>): string {
  return accessor ? `${path.join('.')}.${accessor}` : path.join('.');
}

/** The outer function of a nested one, which runs for it; for others, the function itself. */
export function runningFunction({ function: own, statement }: FunctionTarget): FunctionAt {
  const holds = (one: FunctionAt) =>
    one.outerFunctions === 0 &&
    one.base + one.start <= own.base + own.start &&
    own.base + own.end <= one.base + one.end;
  return own.outerFunctions === 0 ? own : (statement.functions.find(holds) ?? own);
}

const listed = new WeakMap<readonly Statement[], readonly FunctionTarget[]>();

/** Every function that could be a target (with or without examples), in the file's order. Cheap enough for every keystroke. */
export function targetsOf({ snapshot }: Pick<PythonDocument, 'snapshot'>): readonly FunctionTarget[] {
  return targetsIn(snapshot);
}

export function targetsIn(document: Snapshot): readonly FunctionTarget[] {
  const statements = statementsOf(document);
  const known = listed.get(statements);
  if (known) return known;
  const found = statements.flatMap((statement) =>
    statement.functions
      .filter((one) => !one.promised)
      .map((one) => ({ statement, function: one, name: dottedName(one) })),
  );
  const counts = new Map<string, number>();
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  const before = new Map<string, number>();
  const targets = found.map(({ statement, function: one, name }) => {
    const ordinal = before.get(name) ?? 0;
    before.set(name, ordinal + 1);
    return describe(document, statement, one, { name, ordinal, repeats: counts.get(name)! > 1 });
  });
  listed.set(statements, targets);
  return targets;
}

function describe(
  document: Snapshot,
  statement: Statement,
  one: FunctionAt,
  { name, ordinal, repeats }: { name: string; ordinal: number; repeats: boolean },
): FunctionTarget {
  const { base } = one;
  const line = document.positionAt(base + one.def).line + 1;
  const text = textsOf(document, statement, one);
  return {
    name: repeats ? `${name}@${line}` : name,
    simpleName: one.path.at(-1)!,
    line,
    signature: text.signature,
    parameters: one.parameters,
    ...(one.returns !== undefined && { returns: one.returns }),
    isAsync: one.isAsync,
    ...(one.receiver !== undefined && { receiver: one.receiver }),
    ...(text.docstring !== undefined && { docstring: text.docstring }),
    source: text.source,
    body: one.body,
    range: document.rangeAt(base + one.start, base + one.end),
    nameRange: document.rangeAt(base + one.nameStart, base + one.nameEnd),
    ...(one.docstring && {
      docstringRange: document.rangeAt(base + one.docstring[0]!.start, base + one.docstring.at(-1)!.end),
    }),
    function: one,
    statement,
    ordinal,
    decorators: one.decorators,
  };
}

interface Texts {
  readonly signature: string;
  readonly docstring?: string;
  readonly source: string;
}

/** A cache; its keys are objects that stay the same while a function's text is unchanged. */
const texts = new WeakMap<FunctionAt['names'], Texts>();

function textsOf(document: Snapshot, statement: Statement, one: FunctionAt): Texts {
  const known = texts.get(one.names);
  if (known) return known;
  const { base } = one;
  const docstring = docstringOf(document, one);
  const found = {
    signature: document.text.slice(base + one.def, base + one.signatureEnd),
    ...(docstring && { docstring: cleandoc(docstring.value) }),
    source: dedented(document.text, base + one.start, base + one.end, statement.longStrings),
  };
  texts.set(one.names, found);
  return found;
}

/** The docstring's value in Python; the offsets of its lines are the document's. */
export function docstringOf(document: Snapshot, { base, docstring }: FunctionAt): Literal | null {
  if (!docstring) return null;
  return evaluate(
    document.text,
    docstring.map(({ start, end }) => ({ start: base + start, end: base + end })),
  );
}

/** The target with this name, or one line with a remedy. */
export function findTarget(document: Snapshot, written: string): FunctionTarget | { error: string } {
  const name = nameFrom(written);
  const targets = targetsIn(document);
  const exact = targets.find((one) => one.name === name);
  if (exact) return exact;
  const [dotted, line] = /^(.*)@(\d+)$/.exec(name)?.slice(1) ?? [name];
  const same = targets.filter((one) => dottedName(one.function) === dotted);
  if (line !== undefined) {
    const at = Number(line) - 1;
    const there = same.find(({ range }) => range.start.line <= at && at <= range.end.line);
    if (there) return there;
  } else if (same.length > 0) {
    const stubs = same.filter(({ body }) => body === 'stub');
    if (stubs.length < 2) return same.at(-1)!;
    return {
      error: `${name} is defined ${same.length} times: name one of them, ${listOf(same.map((one) => one.name))}.`,
    };
  }
  return { error: whyMissing(document, dotted!, same) };
}

function whyMissing(document: Snapshot, name: string, same: readonly FunctionTarget[]): string {
  if (same.length > 0)
    return `There is no ${name} on that line: there is ${listOf(same.map((one) => `${dottedName(one.function)}@${one.line}`))}.`;
  const simple = name.split('.').at(-1)!;
  for (const { broken } of statementsOf(document)) {
    const here = broken.find((one) => one.name === simple || one.name === name.split('.')[0]);
    if (here) return `${name} has a syntax error near line ${lineAt(document, here.at)}: fix it and try again.`;
  }
  const statements = statementsOf(document);
  const promised = statements.flatMap((one) => one.functions).find((one) => one.promised && dottedName(one) === name);
  if (promised) {
    return `${name} is abstract or an overload, which has no body of its own: name the function that implements it.`;
  }
  const names = targetsIn(document).map((one) => one.name);
  if (statements.some((one) => one.class?.name === name)) {
    const methods = names.filter((one) => one.startsWith(`${name}.`));
    return `${name} is a class: name one of its methods${methods.length > 0 ? `, such as ${listOf(methods.slice(0, 3))}` : ''}.`;
  }
  const close = closeTo(name, names);
  const file = document.file.split(/[\\/]/).at(-1);
  if (close.length > 0) return `${file} has no function ${name}. Did you mean ${listOf(close)}?`;
  return names.length > 0
    ? `${file} has no function ${name}. It has ${listOf(names.slice(0, 5))}.`
    : `${file} has no functions.`;
}

/** The line of an offset, counted from 1. */
export function lineAt(document: Snapshot, offset: number): number {
  return document.positionAt(offset).line + 1;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function closeTo(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  return names
    .map((one) => {
      const known = one.toLowerCase();
      const last = known.split('.').at(-1)!;
      const distance = last === wanted.split('.').at(-1) ? 0 : Math.min(edits(wanted, known), edits(wanted, last));
      return { one, distance: known.includes(wanted) ? Math.min(distance, 2) : distance };
    })
    .filter(({ one, distance }) => distance <= Math.max(2, Math.floor(one.length / 4)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Levenshtein's distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}
