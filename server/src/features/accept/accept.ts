/** Makes the edits that accept a candidate in the current document, or a refusal. Applies nothing. */

import type { WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CandidateReport, TextEdit } from '../../../../protocol/index.ts';
import type { Acceptance, Previews, Refusal } from '../../../../protocol/messages.ts';
import { splice } from '../../candidates/index.ts';
import { apartInWords } from '../../report/apart.ts';
import { PythonDocument, type Snapshot } from '../../specification/index.ts';
import { counted } from '../../support/counted.ts';
import type { OpenDocument } from '../documents.ts';
import type { Cell } from '../notebook/cells.ts';
import { fillCell } from '../notebook/fillCells.ts';
import { type Placed, passing, refuted } from '../reports.ts';
import { tellingLine } from '../show/candidateCode.ts';
import { passedOf } from '../show/words.ts';

/** The edits of a candidate (by default the best) for the document's current version, with the text that they replace. */
export function acceptance(
  open: OpenDocument,
  name: string,
  placed: Placed | undefined,
  id?: string,
): Acceptance | Refusal {
  const standing = current(name, placed);
  if ('refused' in standing) return standing;
  const { report } = standing;
  const candidate = id === undefined ? passing(report)[0] : report.candidates.find((each) => each.id === id);
  if (!candidate) {
    const refused =
      id === undefined ? `No candidate for ${name} passes every example` : `${name} no longer has the candidate ${id}`;
    return { refused: `${refused}. Synthesize again.` };
  }
  // An unverified candidate can be accepted by its own id, never as "the best".
  if (!candidate.passed && !candidate.unverified) {
    return { refused: `This candidate for ${name} ${passedOf(candidate, report.examples)}, so it can't be accepted.` };
  }
  const made = changeOf(open, placed!, candidate);
  if (!made) return { refused: changed(name) };
  const { uri, version, before, first } = made;
  const edits = made.edits.map((edit) => ({ ...edit, expected: textIn(before, edit) }));
  const place = first === undefined ? {} : { line: first - 1 };
  return { function: name, candidate: candidate.id, uri, version, edits, ...place };
}

/** An acceptance as an edit of the protocol, with the documents' versions if the client supports versions. */
export function workspaceEdit(made: Acceptance, versioned: boolean): WorkspaceEdit {
  const all = [made, ...(made.others ?? [])].map((one) => ({ ...one, edits: one.edits.map(mutable) }));
  if (!versioned) return { changes: Object.fromEntries(all.map(({ uri, edits }) => [uri, edits])) };
  return { documentChanges: all.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })) };
}

/** The document after each candidate, or only after the one with `id`. Includes failing candidates, for reading only. */
export function previews(
  open: OpenDocument,
  name: string,
  placed: Placed | undefined,
  id?: string,
): Previews | Refusal {
  const standing = current(name, placed);
  if ('refused' in standing) return standing;
  const { report } = standing;
  const { target } = placed!.specification;
  const shown = report.candidates.filter((each) => each.refused === undefined && (id === undefined || each.id === id));
  if (shown.length === 0) return { refused: `There is no candidate for ${name} to compare. Synthesize again.` };
  const made = shown.flatMap((candidate) => {
    const spliced = changeOf(open, placed!, candidate);
    if (!spliced) return [];
    const given = `given by ${candidate.samples} of ${counted(report.samples.received, 'sample')}`;
    const title = `${passedOf(candidate, report.examples)} · ${given}`;
    const { uri, text, first } = spliced;
    const untried =
      first === undefined || !candidate.untried ? {} : { untried: candidate.untried.map((line) => first + line - 2) };
    const detail = apartInWords(candidate, report) ?? tellingLine(candidate, report, target);
    return [{ candidate: candidate.id, title, detail, uri, text, ...untried }];
  });
  return made.length > 0 ? { function: name, previews: made } : { refused: changed(name) };
}

function current(
  name: string,
  placed: Placed | undefined,
): { report: NonNullable<Placed['entry']['report']> } | Refusal {
  const report = placed?.entry.report;
  if (!placed || report?.job !== 'synthesis') {
    return { refused: `Nothing has been synthesized for ${name} yet. Synthesize it first.` };
  }
  if (placed.standing.kind === 'stale') return { refused: changed(name) };
  if (placed.standing.kind === 'accepted' && !refuted(placed.standing)) {
    return { refused: `A candidate for ${name} is accepted already. Undo that to accept another.` };
  }
  return { report };
}

function changed(name: string): string {
  return `${name} or its examples have changed since its samples were run, so the report is stale. Synthesize again.`;
}

/** The change to one document: the file, or the cell with the function. */
interface Change {
  readonly uri: string;
  readonly version: number;
  readonly before: Snapshot;
  readonly edits: readonly TextEdit[];
  readonly text: string;
  /** The line of `text`, from 1, on which the function begins, if that is known. */
  readonly first?: number;
}

function changeOf(open: OpenDocument, placed: Placed, candidate: CandidateReport): Change | undefined {
  if (open.cells) return changeOfCell(open, open.cells, placed, candidate);
  const spliced = editsOf(open.python, placed, candidate);
  return spliced && { uri: open.uri, version: open.version, before: open.python.snapshot, ...spliced };
}

function changeOfCell(
  { python }: OpenDocument,
  cells: readonly Cell[],
  { entry, specification }: Placed,
  candidate: CandidateReport,
): Change | undefined {
  const program = entry.programs?.get(candidate.id);
  const filled = program && fillCell(python, cells, specification, program);
  if (!filled) return undefined;
  const { cell, ...change } = filled;
  return {
    uri: cell.uri,
    version: cell.version,
    before: new PythonDocument(python.file, cell.text).snapshot,
    ...change,
  };
}

/**
 * Makes the edits again for the current text. The specification is the same, so the verdicts hold, but lines above may have moved and
 * imports may have been added. Without the program, only the report's own text can be edited.
 */
function editsOf(
  python: PythonDocument,
  { entry, specification }: Placed,
  candidate: CandidateReport,
): Pick<Change, 'edits' | 'text' | 'first'> | undefined {
  const program = entry.programs?.get(candidate.id);
  if (program) return splice(python, specification, program);
  if (python.text !== entry.text) return undefined;
  const before = TextDocument.create(python.file, 'python', 0, python.text);
  return { edits: candidate.edits, text: TextDocument.applyEdits(before, candidate.edits.map(mutable)) };
}

function mutable({ range, newText }: TextEdit) {
  return { range: { start: range.start, end: range.end }, newText };
}

function textIn(python: Snapshot, { range }: TextEdit): string {
  return python.text.slice(python.offsetAt(range.start), python.offsetAt(range.end));
}
