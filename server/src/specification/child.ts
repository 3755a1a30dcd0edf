/** The module for a candidate's process: the code that the function needs, without anything that reveals its examples. */
import type { Specification } from '../../../protocol/index.ts';
import type { Piece } from '../python/pieces.ts';
import { letsNest } from '../python/recursion.ts';
import { evaluate } from './docstring.ts';
import type { PythonDocument } from './document.ts';
import { type Checks, checksOf } from './examples.ts';
import { type Model, modelOf } from './model.ts';
import { Needs } from './needs.ts';
import { NOTHING_KEPT, type Offer } from './offer.ts';
import { blank, replaced, withoutCode } from './pieceSource.ts';
import { hiddenNames, secretsOf } from './secrets.ts';
import type { Snapshot } from './snapshot.ts';
import type { Statement } from './statement.ts';
import { statementsOf } from './statements.ts';
import { dottedName, type FunctionTarget, runningFunction, targetsIn, withoutLine } from './targets.ts';

/**
 * The part of a document (with or without a candidate in it) that the target `name` needs. Other lines are blank, so that line numbers
 * stay. It has no examples, no tables or helpers that only they use, no doctests and no comments. It is empty without the target. With
 * `together`, it also has the code for the targets of these specifications, which are judged with it.
 */
export function childSource(
  { snapshot: document }: PythonDocument,
  name: string,
  original: Specification,
  together: readonly Specification[] = [],
  offer: Offer = NOTHING_KEPT,
): string {
  const target = findAgain(document, name, original);
  if (!target) return '';
  const model = modelOf(statementsOf(document));
  const rules = [rulesFor(model, target, original, offer)];
  for (const one of together) {
    const other = findAgain(document, one.target.name, one);
    if (other && other.function.names !== target.function.names) rules.push(rulesFor(model, other, one, offer));
  }
  const isTarget = (statement: Statement) => rules.some((rule) => rule.target.statement === statement);
  const needs = new Needs(model, {
    changers: true,
    skip: (statement, wanted) =>
      !isTarget(statement) && rules.some((rule) => rule.hidden.has(wanted) || !isAllowed(statement, wanted, rule)),
  });
  for (const one of rules) {
    needs.addDefinition(one.target.statement);
    needs.add(runningFunction(one.target).names);
    for (const name of one.classes) needs.addName(name);
  }
  for (const one of model.statements) if (letsNest(document.text.slice(one.start, one.end))) needs.addDefinition(one);
  const isDeletion = ({ start, end }: Statement) => /^del\b/.test(document.text.slice(start, end));
  const isOfExamples = ({ star, start, end }: Statement) =>
    star && offer.stars.includes(/^from\s*([\w.]+)\s*import\b/.exec(document.text.slice(start, end))?.[1] ?? '');
  const kept = model.statements.filter(
    (one) => isTarget(one) || (needs.statements.has(one) && isKept(one) && !isDeletion(one) && !isOfExamples(one)),
  );
  return assembled(document, kept, rules, offer);
}

/** Names of data of the file that `childSource` gives to a candidate that reads them; the candidate shares their values. */
export function namesAtHand(
  { snapshot: document }: PythonDocument,
  original: Specification,
  offer: Offer = NOTHING_KEPT,
): string[] {
  const target = findAgain(document, original.target.name, original);
  if (!target) return [];
  const model = modelOf(statementsOf(document));
  const rules = rulesFor(model, target, original, offer);
  const isData = ({ kind }: Statement) => kind === 'other';
  return [...model.binders].flatMap(([name, binders]) =>
    !rules.hidden.has(name) && binders.some((one) => isData(one) && isAllowed(one, name, rules)) ? [name] : [],
  );
}

function rulesFor(model: Model, target: FunctionTarget, original: Specification, { secrets, kept }: Offer): Rules {
  const checks = checksOf(model, target);
  const known = secretsOf(original)?.hidden ?? hiddenNames(model, target, checks, needsOf(model, target, checks));
  // A class whose values can't be removed is left out as a whole.
  const uncut = kept.flatMap((one) => {
    const [owner = '', name = ''] = one.split('.');
    return model.classes.get(owner)?.statement.class?.values.has(name) ? [] : [owner];
  });
  const hidden = new Set([...known, ...secrets, ...uncut]);
  const classes = [...(secretsOf(original)?.classes ?? [])].filter((name) => !hidden.has(name));
  return { target, checks, hidden, classes };
}

/** Finds the function again after a candidate has moved lines: of several functions with its name, its ordinal stays the same. */
function findAgain(document: Snapshot, name: string, original: Specification): FunctionTarget | undefined {
  const dotted = withoutLine(name);
  const same = targetsIn(document).filter((one) => dottedName(one.function) === dotted);
  return same[secretsOf(original)?.ordinal ?? 0] ?? same.at(-1);
}

function needsOf(model: Model, target: FunctionTarget, { found }: Checks): Needs {
  const needs = new Needs(model, { changers: true, without: target });
  for (const { statement } of found) {
    const own = new Needs(model, { changers: true, without: target });
    own.add(statement.names, model.indexes.get(statement));
    needs.merge(own);
  }
  return needs;
}

interface Rules {
  readonly target: FunctionTarget;
  readonly checks: Checks;
  readonly hidden: ReadonlySet<string>;
  /** Classes that the examples use. */
  readonly classes: Iterable<string>;
}

function isAllowed(statement: Statement, name: string, { target, checks, hidden }: Rules): boolean {
  if (!isKept(statement) || checks.found.some((one) => one.statement === statement)) return false;
  if (name === target.function.path[0]) return false;
  if (statement.functions.some((one) => one.isTest)) return false;
  const { binds, uses } = statement.names;
  // If other code uses a name of an import too, the whole import stays.
  if (statement.kind === 'import' ? [...binds].every((one) => hidden.has(one)) : meet(binds, hidden)) return false;
  if (meet(uses, hidden)) return false;
  return !checks.calls.of(statement).some((relation) => relation === 'calls' || relation === 'reads');
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((name) => other.has(name));
}

function isKept({ kind, inMain }: Statement): boolean {
  return !inMain && kind !== 'broken' && kind !== 'docstring' && kind !== 'assert';
}

/** Writes each statement at its own line; statements on one line are joined by semicolons. */
function assembled(
  document: Snapshot,
  statements: readonly Statement[],
  rules: readonly Rules[],
  { kept }: Offer,
): string {
  const { text } = document;
  let out = '';
  let at = 0;
  let line = 0;
  for (const statement of statements) {
    const { start, end } = statement;
    const skipped = lineBreaks(text.slice(at, start));
    const own = rules.filter(({ target }) => target.statement === statement);
    const tests = own.flatMap(({ target, checks }) => testsWithin(statement, target, checks.calls));
    const values = kept.flatMap((one) => {
      const [owner = '', name = ''] = one.split('.');
      return owner === statement.class?.name ? (statement.class.values.get(name) ?? []) : [];
    });
    const code = cleaned(document, statement, [...tests, ...values]);
    out += skipped.length > 0 ? skipped.join('') : line > 0 ? '; ' : '';
    out += code;
    at = end;
    line++;
  }
  return `${out}${lineBreaks(text.slice(at)).join('')}`;
}

function lineBreaks(text: string): string[] {
  return text.match(/\r\n?|\n/g) ?? [];
}

/** Asserts and calls in the block around the function. */
function testsWithin(statement: Statement, target: FunctionTarget, calls: Checks['calls']): Piece[] {
  const relations = calls.of(statement);
  return statement.parts.filter(
    (part, index) =>
      part.kind === 'assert' ||
      (relations[index] && part.kind === 'other' && !target.function.path.some((name) => part.names.binds.has(name))),
  );
}

function cleaned(document: Snapshot, statement: Statement, tests: readonly Piece[]): string {
  const { text } = document;
  const { start, end, broken, comments, docstrings } = statement;
  const relative = ({ start: from, end: to }: Piece): Piece => ({ start: from - start, end: to - start });
  const cuts = docstrings.flatMap((tokens) => (holdsDoctests(text, tokens) ? cutsOf(text, tokens) : []));
  const code = [...broken, ...tests].map(relative);
  const gone = [...comments, ...cuts].map(relative);
  const without = replaced(text.slice(start, end), gone, blank);
  return replaced(without, code, withoutCode);
}

function holdsDoctests(text: string, tokens: readonly Piece[]): boolean {
  return (
    tokens.some(({ start, end }) => text.slice(start, end).includes('>>>')) ||
    (evaluate(text, tokens)?.value.includes('>>>') ?? false)
  );
}

/** The parts of a docstring to cut: everything from the first `>>>`, except line breaks and quotes; all of it if no `>>>` is visible. */
function cutsOf(text: string, tokens: readonly Piece[]): Piece[] {
  const cuts: Piece[] = [];
  let isCutting = false;
  const isVisible = tokens.some(({ start, end }) => text.slice(start, end).includes('>>>'));
  for (const { start, end } of tokens) {
    const token = text.slice(start, end);
    const [, prefix = '', quote = ''] = /^([a-zA-Z]*)("""|'''|"|')/.exec(token) ?? [];
    const from = start + prefix.length + quote.length;
    const at = isCutting || !isVisible ? 0 : token.indexOf('>>>');
    if (at < 0) continue;
    isCutting = true;
    let cut = at === 0 ? from : start + at;
    // A remaining backslash would escape the line break or the quote.
    while (cut > from && text[cut - 1] === '\\') cut--;
    cuts.push({ start: cut, end: end - quote.length });
  }
  return cuts;
}
