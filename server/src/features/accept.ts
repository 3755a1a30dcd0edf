/** What accepting a candidate does to the document of now, or why it can't be accepted. Applies nothing. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CandidateReport, TextEdit } from '../../../protocol/index.ts';
import type { Acceptance, Previews, Refusal } from '../../../protocol/messages.ts';
import { splice } from '../candidates/index.ts';
import type { PythonDocument } from '../spec/index.ts';
import type { OpenDocument } from './documents.ts';
import { type Placed, passing } from './reports.ts';
import { differenceFromBest, passedOf, rate } from './words.ts';

/** The edits of a candidate (by default the best) with the text that they replace, made for the document's version of now. */
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
      id === undefined ? `No candidate for ${name} passes every example` : `${name} has no candidate ${id} any more`;
    return { refused: `${refused}. Synthesize again.` };
  }
  // An unverified candidate only by its own name, never as "the best".
  if (!candidate.passed && !candidate.unverified) {
    return { refused: `This candidate for ${name} ${passedOf(candidate, report.examples)}, so it can't be accepted.` };
  }
  const spliced = editsOf(open.python, placed!, candidate);
  if (!spliced) return { refused: changed(name) };
  const edits = spliced.edits.map((edit) => ({ ...edit, expected: textIn(open.python, edit) }));
  return { function: name, candidate: candidate.id, version: open.version, edits };
}

/** The document as each candidate would leave it; with `id` only that one. Failing candidates too: they are for looking at. */
export function previews(
  open: OpenDocument,
  name: string,
  placed: Placed | undefined,
  id?: string,
): Previews | Refusal {
  const standing = current(name, placed);
  if ('refused' in standing) return standing;
  const { report } = standing;
  const shown = report.candidates.filter((each) => each.refused === undefined && (id === undefined || each.id === id));
  if (shown.length === 0) return { refused: `There is no candidate for ${name} to compare. Synthesize again.` };
  const made = shown.flatMap((candidate) => {
    const spliced = editsOf(open.python, placed!, candidate);
    if (!spliced) return [];
    const title = `${passedOf(candidate, report.examples)} · ${rate(candidate.samples, report.samples.received)} of the samples`;
    return [{ candidate: candidate.id, title, detail: differenceFromBest(candidate, report), text: spliced.text }];
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
  if (placed.standing.kind === 'accepted') {
    return { refused: `A candidate for ${name} is accepted already. Undo that to accept another.` };
  }
  return { report };
}

function changed(name: string): string {
  return `${name} or its examples have changed since its samples were run, so the report is stale. Synthesize again.`;
}

/**
 * Made anew on the text of now: the specification is the same, so the verdicts hold, but lines above may have moved and
 * imports may have come. Without the program at hand only the very text of the report will do.
 */
function editsOf(
  python: PythonDocument,
  { entry, specification }: Placed,
  candidate: CandidateReport,
): { edits: readonly TextEdit[]; text: string } | undefined {
  const program = entry.programs?.get(candidate.id);
  if (program) return splice(python, specification, program);
  if (python.text !== entry.text) return undefined;
  const before = TextDocument.create(python.file, 'python', 0, python.text);
  return { edits: candidate.edits, text: TextDocument.applyEdits(before, candidate.edits.map(mutable)) };
}

function mutable({ range, newText }: TextEdit) {
  return { range: { start: range.start, end: range.end }, newText };
}

function textIn(python: PythonDocument, { range }: TextEdit): string {
  return python.text.slice(python.offsetAt(range.start), python.offsetAt(range.end));
}
