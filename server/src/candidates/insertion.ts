/** Inserts a new assert below the last of the function's asserts, else below the function. */
import type { Specification, TextEdit } from '../../../protocol/index.ts';
import type { PythonDocument } from '../specification/index.ts';

/** One edit that puts asserts (one line each) into the document. */
export function insertion(
  python: PythonDocument,
  { file, target, examples }: Specification,
  asserts: readonly string[],
): TextEdit {
  const lineBreak = python.text.includes('\r\n') ? '\r\n' : '\n';
  const text = asserts.map((line) => line + lineBreak).join('');
  const others = examples.filter(
    ({ kind, range, ...one }) => kind === 'assert' && one.file === file && range.start.character === 0,
  );
  const last = others.at(-1);
  const above = last ? statementEnd(python, last.range.start) : statementEnd(python, target.range.start);
  const end = python.positionAt(python.text.length);
  const below = { line: above.line + 1, character: 0 };
  const apart = last ? '' : lineBreak + lineBreak;
  if (below.line < end.line || (below.line === end.line && end.character > 0)) {
    return { range: { start: below, end: below }, newText: apart + text };
  }
  // Behind the last break is no line for some editors (Neovim), so the new ones follow the line above.
  const [eol] = /\r?\n$/.exec(python.text) ?? [''];
  const at = python.positionAt(python.text.length - eol.length);
  return {
    range: { start: at, end: at },
    newText: lineBreak + apart + (eol === '' ? text : text.slice(0, -lineBreak.length)),
  };
}

/** The end of the top-level statement at a position. An assert inside a class would run before the class exists. */
function statementEnd(python: PythonDocument, position: { line: number; character: number }): { line: number } {
  const at = python.offsetAt(position);
  const statement = python.readableTree.rootNode.children.find(
    (node) => node && node.startIndex <= at && at < node.endIndex,
  );
  return statement ? python.positionAt(statement.endIndex) : position;
}
