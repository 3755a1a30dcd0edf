/** Puts programs into the cells of their functions. IPython's syntax stays unchanged. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Specification, TextEdit } from '../../../../protocol/index.ts';
import { type Program, spliceCell } from '../../candidates/index.ts';
import { PythonDocument, specificationOf, targetsOf } from '../../specification/index.ts';
import { type Fills, specificationIn } from '../../synthesis/wholeFile/index.ts';
import { type Cell, cellAt, cellsOf, joined, shifted, unshifted } from './cells.ts';

export interface FilledCell {
  readonly cell: Cell;
  readonly edits: readonly TextEdit[];
  readonly text: string;
  /** The line of `text`, from 1, on which the function begins. */
  readonly first: number;
}

/** The function's own cell with a program. `notebook` is made of the cells; undefined where the function is in none of them. */
export function fillCell(
  notebook: PythonDocument,
  cells: readonly Cell[],
  specification: Specification,
  program: Program,
): FilledCell | undefined {
  const { start } = specification.target.nameRange;
  const cell = cellAt(cells, start.line);
  if (!cell) return undefined;
  // A cell magic must stay the first line of its cell, so nothing is inserted above it.
  const magic = /^%%.*(?:\r\n?|\n)?/.exec(cell.text)?.[0] ?? '';
  const below = { first: magic === '' ? 0 : 1 };
  const document = new PythonDocument(notebook.file, cell.python.slice(magic.length));
  try {
    const place = unshifted(unshifted(start, cell), below);
    const own = targetsOf(document).find(({ nameRange }) => samePlace(nameRange.start, place));
    const within = own && specificationOf(document, own.name, {});
    if (!within || 'error' in within) return undefined;
    const spliced = spliceCell({ document, specification: within }, { document: notebook, specification }, program);
    const edits = spliced.edits.map((edit) => ({ ...edit, range: shifted(edit.range, below) }));
    const written = TextDocument.create(cell.uri, 'python', 0, cell.text);
    const text = TextDocument.applyEdits(written, edits.map(mutable));
    return { cell, edits, text, first: spliced.first + below.first };
  } finally {
    document.dispose();
  }
}

/** The cells that change when all programs are put into them, in the notebook's order, with their new text. */
export function fillCells(
  { python, cells }: { readonly python: PythonDocument; readonly cells: readonly Cell[] },
  fills: Fills,
  workspace: string | undefined,
): { readonly cell: Cell; readonly text: string }[] {
  let now: readonly Cell[] = cells;
  for (const [name, program] of fills) {
    const document = new PythonDocument(python.file, joined(now), python.testFiles);
    try {
      const specification = specificationIn(document, python, name, { workspace });
      const filled = specification && fillCell(document, now, specification, program);
      if (filled) now = cellsOf(now.map((one) => (one === filled.cell ? { ...one, text: filled.text } : one)));
    } finally {
      document.dispose();
    }
  }
  return cells.flatMap((cell, index) => (now[index]!.text === cell.text ? [] : [{ cell, text: now[index]!.text }]));
}

function samePlace(one: Position, other: Position): boolean {
  return one.line === other.line && one.character === other.character;
}

function mutable({ range, newText }: TextEdit) {
  return { range: { start: range.start, end: range.end }, newText };
}
