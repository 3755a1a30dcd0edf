/** Adds a candidate's imports to the file's own, else below these at the top. */
import type { Node } from 'web-tree-sitter';
import { childrenOf, isString, statementsOf, within } from '../python/nodes.ts';
import { type Import, sameImport, writtenImports, writtenName } from './importStatements.ts';
import { indentAt, lineEnd, lineStart } from './style.ts';
import { TakenNames } from './taken.ts';
import { type FileImport, importsInForce, type UserFile } from './userFile.ts';

export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

export function importInsertions(
  imports: readonly Import[],
  file: UserFile,
  definition: Node,
  { text, eol }: { readonly text: string; readonly eol: string },
): Insertion[] {
  const inForce = importsInForce(file, definition);
  const taken = new TakenNames(file, definition);
  const known = inForce.flatMap(({ names }) => names);
  const missing = imports.filter(
    (one, index) =>
      !known.some((own) => sameImport(own, one)) &&
      !taken.bringsByStar(one) &&
      imports.findIndex((other) => sameImport(other, one)) === index,
  );
  const insertions: Insertion[] = [];
  const rest: Import[] = [];
  const extended = new Map<FileImport, Import[]>();
  for (const one of missing) {
    const home = one.module === '' || one.name === '*' ? undefined : inForce.find((own) => takes(own, one, definition));
    if (home) extended.set(home, [...(extended.get(home) ?? []), one]);
    else rest.push(one);
  }
  for (const [{ statement }, names] of extended) insertions.push(...extension(statement, names, text, eol));
  if (rest.length > 0) insertions.push(newLines(writtenImports(rest), file.root, text, eol));
  return insertions;
}

/** Whether a `from X import …` of the file always runs, so that it can take another name. */
function takes({ statement, names }: FileImport, { module }: Import, definition: Node): boolean {
  const block = statement.parent;
  const always = !block || block.type === 'module' || within(definition, block);
  return always && names.length > 0 && names.every((own) => own.module === module && own.name !== '*');
}

/** Adds names to a `from X import …`, in its own style. */
function extension(statement: Node, imports: readonly Import[], text: string, eol: string): Insertion[] {
  const names = imports.map(writtenName);
  const children = childrenOf(statement);
  const last = children.findLast(({ type }) => type === 'dotted_name' || type === 'aliased_import')!;
  const closing = children.findLast(({ type }) => type === ')');
  const after = { offset: last.endIndex, text: `, ${names.join(', ')}` };
  if (!closing || closing.startPosition.row === last.endPosition.row) return [after];
  const comma = children.find(({ type, startIndex }) => type === ',' && startIndex >= last.endIndex);
  const indent = indentAt(text, last.startIndex);
  const line = lineStart(text, closing.startIndex);
  const added = names
    .map((name, index) => `${indent}${name}${comma || index < names.length - 1 ? ',' : ''}${eol}`)
    .join('');
  return [...(comma ? [] : [{ offset: last.endIndex, text: ',' }]), { offset: line, text: added }];
}

/** Inserts statements below the imports at the top of the file, else below its docstring or header. */
function newLines(lines: readonly string[], root: Node, text: string, eol: string): Insertion {
  let last: Node | undefined;
  let docstring: Node | undefined;
  for (const [index, statement] of statementsOf(root).entries()) {
    if (/^(?:future_)?import_/.test(statement.type)) last = statement;
    else if (index === 0 && statement.type === 'expression_statement' && isString(statement.namedChild(0)))
      docstring = statement;
    else break;
  }
  const block = lines.join(eol);
  if (last) return { offset: lineEnd(text, last.endIndex), text: eol + block };
  if (docstring) return { offset: lineEnd(text, docstring.endIndex), text: eol + eol + block };
  const offset = headerEnd(text);
  const next = /^(?:[ \t]*\r?\n)*/.exec(text.slice(offset))![0];
  const blank = next.split('\n').length - 1;
  const between = eol.repeat(Math.max(1, 3 - blank));
  return { offset, text: `${block}${text.length > offset + next.length ? between : eol}` };
}

/** The offset after a byte order mark and the comments at the top: a `#!` line, a coding line, or a separate block. */
function headerEnd(text: string): number {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const top = /^(?:#[^\n]*(?:\n|$))*/.exec(text.slice(start))![0];
  const after = text.slice(start + top.length);
  const apart = /^[ \t]*\r?\n/.test(after) || after === '';
  if (apart) return start + top.length + (/^[ \t]*\r?\n/.exec(after)?.[0].length ?? 0) * (top === '' ? 0 : 1);
  const coding = /^(?:#![^\n]*\n)?(?:#[^\n]*coding[:=][^\n]*\n)?/.exec(top)![0];
  return start + coding.length;
}
