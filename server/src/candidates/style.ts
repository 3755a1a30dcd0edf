/** Finds the style of the user's file: white space and line ends. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, statementsOf } from '../python/nodes.ts';

/** The line end that most lines have. */
export function eolOf(text: string): string {
  const crlf = text.split('\r\n').length - 1;
  const lf = text.split('\n').length - 1;
  return crlf > 0 && crlf * 2 >= lf ? '\r\n' : '\n';
}

/** The white space at the start of an offset's line. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t\f]*/.exec(text.slice(start, offset))![0];
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of an offset's line, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  const end = at < 0 ? text.length : at;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** The white space of one block: that of the function's own body, else of the first block of the file, else four spaces. */
export function unitOf(definition: Node, root: Node, text: string): string {
  const own = ownUnit(definition, text);
  if (own) return own;
  for (const statement of root.namedChildren) {
    const blocks = statement?.descendantsOfType([
      'function_definition',
      'class_definition',
      'if_statement',
      'for_statement',
    ]);
    for (const each of blocks ?? []) {
      const unit = each && ownUnit(each, text);
      if (unit) return unit;
    }
  }
  return '    ';
}

function ownUnit(definition: Node, text: string): string | undefined {
  const body = bodyOf(definition) ?? definition.childForFieldName('consequence');
  const first = body && statementsOf(body)[0];
  if (!first || first.startPosition.row === definition.startPosition.row) return undefined;
  const [outer, inner] = [indentAt(text, definition.startIndex), indentAt(text, first.startIndex)];
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : undefined;
}
