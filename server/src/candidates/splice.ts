/** Makes the edits that put a program into the user's file. */
import type { Node } from 'web-tree-sitter';
import type { Specification, TextEdit } from '../../../protocol/index.ts';
import { linesOf } from '../python/lines.ts';
import { decorated, enclosing, topLevelStatement } from '../python/nodes.ts';
import type { PythonDocument } from '../specification/index.ts';
import { bodyEdits } from './bodyEdits.ts';
import { importInsertions } from './importEdits.ts';
import { sameImport } from './importStatements.ts';
import { type Style, written } from './layout.ts';
import type { PlacedHelper, Program } from './program.ts';
import { applied, merged, type Replace } from './replace.ts';
import { eolOf, indentAt, lineStart, unitOf } from './style.ts';
import { importsInForce, targetIn, userFile } from './userFile.ts';

export interface Spliced {
  readonly edits: TextEdit[];
  readonly text: string;
  /** The function as it would be in the file, with its decorators, at column 0. */
  readonly solution: string;
  /** The number of its first line in `text`, from 1. */
  readonly first: number;
}

/** Ordered edits that do not overlap and are one undo. There are none if the function is no longer in the file. */
export function splice(document: PythonDocument, specification: Specification, program: Program): Spliced {
  const { text } = document;
  const target = targetIn(document, specification);
  if (!target) return { edits: [], text, solution: '', first: 1 };
  const file = userFile(document);
  const style = { base: indentAt(text, target.startIndex), unit: unitOf(target, file.root, text), eol: eolOf(text) };
  const statement = decorated(target);
  const body = bodyEdits(target, program, text, style);
  const replaces = merged([
    ...importInsertions(program.imports, file, target, { text, eol: style.eol }).map(inserted),
    ...helperInsertions(program.helpers, target, text, style),
    ...body,
  ]);
  const edits = replaces.map(({ start, end, text: newText }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText,
  }));
  const moved = (offset: number) =>
    replaces
      .filter(({ end }) => end <= offset)
      .reduce((sum, { start, end, text: newText }) => sum + newText.length - (end - start), offset);
  const result = applied(text, replaces);
  // Text inserted right above the function moves the function; text inserted at its end belongs to it.
  const start = moved(lineStart(text, statement.startIndex));
  const end = moved(Math.max(target.endIndex, ...body.map((edit) => edit.end)));
  return {
    edits,
    text: result,
    solution: atColumn0(result.slice(start, end).replace(/^\ufeff|\s+$/g, ''), style.base),
    first: result.slice(0, start).split(/\r\n?|\n/).length,
  };
}

/** The same for a cell of a notebook. Imports that the whole `notebook` already has are not repeated. */
export function spliceCell(
  cell: { readonly document: PythonDocument; readonly specification: Specification },
  notebook: { readonly document: PythonDocument; readonly specification: Specification },
  program: Program,
): Spliced {
  const target = targetIn(notebook.document, notebook.specification);
  const known = target ? importsInForce(userFile(notebook.document), target).flatMap(({ names }) => names) : [];
  const imports = program.imports.filter((one) => !known.some((own) => sameImport(own, one)));
  return splice(cell.document, cell.specification, { ...program, imports });
}

function inserted({ offset, text }: { offset: number; text: string }): Replace {
  return { start: offset, end: offset, text };
}

/** Inserts helpers above the function's top-level statement, or above the function itself in its class or function. */
function helperInsertions(helpers: readonly PlacedHelper[], target: Node, text: string, style: Style): Replace[] {
  return (['module', 'beside'] as const).flatMap((place) => {
    const own = helpers.filter((helper) => helper.place === place);
    if (own.length === 0) return [];
    const above = place === 'module' ? topLevelStatement(target) : decorated(target);
    const nested = place === 'beside' && enclosing(target).length > 0;
    const base = place === 'module' ? '' : style.base;
    const gap = style.eol.repeat(nested ? 2 : 3);
    let block = '';
    for (const [index, { lines, isDefinition }] of own.entries()) {
      const before = own[index - 1];
      if (before) block += before.isDefinition || isDefinition ? gap : style.eol;
      block += written(lines, { ...style, base });
    }
    const offset = aboveComments(text, lineStart(text, above.startIndex));
    return [{ start: offset, end: offset, text: block + gap }];
  });
}

/** The offset above the comment lines that precede a function, which belong to it. */
function aboveComments(text: string, offset: number): number {
  let at = offset;
  while (at > 0) {
    const before = lineStart(text, at - 1);
    const line = text.slice(before, at);
    if (!/^[ \t\ufeff]*#/.test(line) || /^\ufeff?#!|^\ufeff?#.*coding[:=]/.test(line)) break;
    at = before;
  }
  return at === 0 && text.startsWith('\ufeff') ? 1 : at;
}

/** Removes a function's own indentation, but not within its strings; the docstring moves too. */
function atColumn0(text: string, indent: string): string {
  if (indent === '') return text;
  let isDocstring = false;
  let strings = 0;
  return linesOf(text)
    .map((line) => {
      if (line.inside !== 'string') {
        const opens = /^\s*[rRuU]?("""|''')/.test(line.text);
        isDocstring = opens && strings === 0;
        if (opens) strings++;
      }
      const moves = line.inside !== 'string' || isDocstring;
      return moves && line.text.startsWith(indent) ? line.text.slice(indent.length) : line.text;
    })
    .join('\n');
}
