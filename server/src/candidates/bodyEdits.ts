/** Puts the new body in the place of the old one: signature, docstring and the user's comments stay. */
import type { Node } from 'web-tree-sitter';
import { linesOf, type Line as TextLine } from '../python/lines.ts';
import { bodyOf, childrenOf, docstringOf, statementsOf } from '../python/nodes.ts';
import { digest, shapeOf } from './key.ts';
import { type Line, type Style, written } from './layout.ts';
import type { Program } from './program.ts';
import type { Replace } from './replace.ts';
import { isStub } from './stubs.ts';
import { indentAt, lineEnd, lineStart } from './style.ts';

export function bodyEdits(target: Node, program: Program, text: string, style: Style): Replace[] {
  const body = bodyOf(target);
  const colon = childrenOf(target).findLast(
    (child) => child.type === ':' && (!body || child.startIndex <= body.startIndex),
  );
  if (!body || !colon) return [];
  const statements = statementsOf(body);
  const first = statements[0];
  const inner: Style = { ...style, base: style.base + style.unit };
  if (!first) return [insertion(lineEnd(text, colon.endIndex), style.eol + written(program.body, inner))];
  if (first.startPosition.row === colon.endPosition.row) return oneLine(colon, body, program, text, inner);
  return block(target, body, program, text, { ...style, base: indentAt(text, first.startIndex) });
}

/** `def f(x): ...` becomes a block; a comment stays on the line of the `def`. */
function oneLine(colon: Node, body: Node, program: Program, text: string, style: Style): Replace[] {
  const docstring = docstringOf(body);
  const end = statementEnd(text, statementsOf(body).at(-1)!.endIndex);
  const kept = docstring ? `${style.eol}${style.base}${docstringText(docstring, program, style)}` : '';
  const added = `${kept}${style.eol}${written(program.body, style)}`;
  const comment = commentAfter(text, end);
  if (program.inline && !docstring && !isStub(colon.parent!)) {
    const start = body.startIndex;
    const style0 = { ...style, base: indentAt(text, start) };
    return [
      { start, end: comment === undefined ? end : lineEnd(text, end), text: written(program.body, style0).trimStart() },
    ];
  }
  if (comment === undefined) return [{ start: colon.endIndex, end, text: added }];
  return [{ start: colon.endIndex, end, text: '' }, insertion(lineEnd(text, end), added)];
}

function block(target: Node, body: Node, program: Program, text: string, style: Style): Replace[] {
  const docstring = docstringOf(body);
  const edits: Replace[] = [];
  if (docstring && program.docstring) {
    edits.push({
      start: docstring.startIndex,
      end: docstring.endIndex,
      text: docstringText(docstring, program, style),
    });
  }
  const old = statementsOf(body).filter(({ id }) => id !== docstring?.id);
  const lines = written(program.body, style);
  const last = old.at(-1);
  if (!last) return [...edits, insertion(afterComments(text, docstring!, body, style), style.eol + lines)];
  const stub = isStub(target);
  const comments = body.namedChildren.filter((child): child is Node => child?.type === 'comment');
  const from = docstring?.endIndex ?? 0;
  // The comments of a real body were about it; those of a stub are the user's hints.
  const before = childrenOf(target)
    .concat(comments)
    .filter(({ type, startIndex }) => type === 'comment' && startIndex > from && startIndex < old[0]!.startIndex);
  const ownLine = before.find((comment) => indentAt(text, comment.startIndex).length === comment.startPosition.column);
  // A comment may have another indentation than the body. Then the body starts on its own line.
  const astray = !stub && ownLine !== undefined && indentAt(text, ownLine.startIndex) !== style.base;
  const first = stub || !ownLine ? old[0]!.startIndex : Math.min(ownLine.startIndex, old[0]!.startIndex);
  const start = astray ? lineStart(text, first) : first;
  const end = statementEnd(text, last.endIndex);
  const trailing = commentAfter(text, end);
  const whole = trailing === undefined ? end : lineEnd(text, end);
  const hints = stub
    ? comments.filter((each) => each.startIndex > start && each.endIndex <= whole).map((each) => each.text.trimEnd())
    : [];
  const behind = stub
    ? whole
    : Math.max(whole, ...comments.filter((each) => isIn(each, style, text)).map((each) => each.endIndex));
  const sameLine = docstring !== undefined && docstring.endPosition.row === old[0]!.startPosition.row;
  const content = [...hints.map((hint) => style.base + hint), lines].join(style.eol);
  if (sameLine) return [...edits, { start: docstring.endIndex, end: behind, text: style.eol + content }];
  const replacing = astray ? content : content.replace(/^[ \t]+/, '');
  if (isPresent(program, body) && sameButForLayout(text.slice(start, whole), replacing)) return edits;
  return [...edits, { start, end: behind, text: replacing }];
}

const commentsBelow = /(?:\n[ \t\f\r]*(?:#[^\n]*)?)+$/;

/** Whether the program equals the present body. */
function isPresent({ key }: Program, body: Node): boolean {
  return key === digest([shapeOf(body, new Map())]);
}

/** Whether two texts differ only in indentation and invisible white space outside of strings. Then the user's layout stays. */
function sameButForLayout(before: string, after: string): boolean {
  const [old, made] = [before, after].map((text) => linesOf(text.replace(commentsBelow, ''))) as [
    TextLine[],
    TextLine[],
  ];
  return (
    old.length === made.length &&
    old.every((line, index) => {
      const other = made[index]!;
      return line.inside === 'string' ? line.text === other.text : line.text.trim() === other.text.trim();
    })
  );
}

/** Whether a comment has the indentation of the body. */
function isIn(comment: Node, { base }: Style, text: string): boolean {
  return indentAt(text, comment.startIndex).startsWith(base);
}

function docstringText(docstring: Node, program: Program, style: Style): string {
  const lines: readonly Line[] | undefined = program.docstring;
  return lines ? written(lines, style).trimStart() : docstring.text;
}

function insertion(offset: number, text: string): Replace {
  return { start: offset, end: offset, text };
}

/** The offset after the `;` of a statement. */
function statementEnd(text: string, end: number): number {
  return end + (/^(?:[ \t]*;)+/.exec(text.slice(end, end + 100))?.[0].length ?? 0);
}

function commentAfter(text: string, end: number): string | undefined {
  return /^[ \t]*(#.*)$/.exec(text.slice(end, lineEnd(text, end)))?.[1];
}

/** The end of a line and of the comments of the block below it. */
function afterComments(text: string, docstring: Node, body: Node, style: Style): number {
  const own = body.namedChildren.filter(
    (child): child is Node =>
      child?.type === 'comment' && child.startIndex > docstring.endIndex && isIn(child, style, text),
  );
  return lineEnd(text, (own.at(-1) ?? docstring).endIndex);
}
