/** Selects the context of a function that a model sees. */

import type { Piece } from '../python/pieces.ts';
import type { Checks } from './examples.ts';
import type { Model } from './model.ts';
import { blank, dedented, replaced } from './pieceSource.ts';
import type { Snapshot } from './snapshot.ts';
import type { FunctionAt, Statement } from './statement.ts';
import type { FunctionTarget } from './targets.ts';

/** The most characters of the context. */
const most = 6000;
const mostOfOne = 1500;

/** Imports, constants, classes and helpers that the function could use, in the file's order; if they are too long, only the near ones. */
export function promptContext(
  document: Snapshot,
  model: Model,
  target: FunctionTarget,
  checks: Checks,
  hidden: ReadonlySet<string>,
): string {
  const own = model.indexes.get(target.statement)!;
  const examples = new Set(checks.found.map(({ statement }) => statement));
  const shown = model.statements
    .map((statement, index) => ({ statement, index, cost: costOf(statement, Math.abs(index - own)) }))
    .filter(({ statement }) => !examples.has(statement) && isVisible(statement, target, checks, hidden))
    .sort((a, b) => a.cost - b.cost)
    .map((one) => ({ ...one, text: textOf(document, one.statement, target) }))
    .filter(({ text }) => text !== '');
  let left = most;
  const kept = shown.filter(({ text }) => {
    const fits = text.length + 2 <= left;
    if (fits) left -= text.length + 2;
    return fits;
  });
  return kept
    .sort((a, b) => a.index - b.index)
    .map(({ text, statement }, index) => {
      const before = kept[index - 1]?.statement.kind;
      const apart =
        index > 0 &&
        (isDefinition(statement.kind) ||
          (before !== undefined && (isDefinition(before) || (before === 'import') !== (statement.kind === 'import'))));
      return apart ? `\n${text}` : text;
    })
    .join('\n');
}

function isDefinition(kind: Statement['kind']): boolean {
  return kind === 'function' || kind === 'class';
}

function isVisible(
  statement: Statement,
  target: FunctionTarget,
  { calls }: Checks,
  hidden: ReadonlySet<string>,
): boolean {
  if (statement.inMain || statement.kind === 'docstring' || statement.kind === 'broken' || statement.kind === 'assert')
    return false;
  if (statement === target.statement) return statement.class !== null || target.function.outerFunctions > 0;
  if (statement.functions.some((one) => one.isTest)) return false;
  if ([...statement.names.binds].some((name) => hidden.has(name))) return false;
  if (statement.names.binds.size === 0 && statement.kind !== 'import') return false;
  return statement.parts.length === 0 || !calls.of(statement).some(Boolean);
}

function costOf({ kind }: Statement, distance: number): number {
  return distance - (kind === 'import' || kind === 'future' ? 1e6 : 0);
}

/** The shown texts of statements without the target. They stay valid while the document's text is unchanged. */
const texts = new WeakMap<Statement, string>();

function textOf(document: Snapshot, statement: Statement, target: FunctionTarget): string {
  if (statement === target.statement) return shorten(document, statement, target);
  const known = texts.get(statement) ?? shorten(document, statement, target);
  texts.set(statement, known);
  return known;
}

/** Shortens long functions, and the methods of long classes, to signature and docstring. The target is left out. */
function shorten(document: Snapshot, statement: Statement, target: FunctionTarget): string {
  const { start, end, longStrings, functions } = statement;
  const relative = (one: Piece): Piece => ({ start: one.start - start, end: one.end - start });
  let text = document.text.slice(start, end);
  if (statement === target.statement) {
    const { base, start: from, end: to } = target.function;
    text = replaced(text, [relative({ start: base + from, end: base + to })], blank);
  }
  if (end - start > mostOfOne) {
    const bodies = functions.filter((one) => one.names !== target.function.names).map(bodyOf);
    text = replaced(text, outermost(bodies).map(relative), (body) =>
      body.length < 3 ? body : `...${blank(body.slice(3))}`,
    );
  }
  const indentation = document.text.slice(document.text.lastIndexOf('\n', start - 1) + 1, start);
  const moved = longStrings.map((one) => ({
    start: one.start - start + indentation.length,
    end: one.end - start + indentation.length,
  }));
  const source = dedented(indentation + text, indentation.length, indentation.length + text.length, moved)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return source.length > 2 * mostOfOne ? '' : source;
}

function bodyOf({ base, bodyStart, end }: FunctionAt): Piece {
  return { start: base + bodyStart, end: base + end };
}

function outermost(pieces: readonly Piece[]): Piece[] {
  return pieces.filter(
    (one) => !pieces.some((other) => other !== one && other.start <= one.start && one.end <= other.end),
  );
}
