/** Makes the ghost texts at the cursor in a stub: the bodies that were found for it, as text that an editor can insert at that line. */
import type { Position } from '../../../../protocol/index.ts';
import type { Acceptance, Ghost, Ghosts } from '../../../../protocol/messages.ts';
import type { Snapshot } from '../../specification/index.ts';
import type { OpenDocument } from '../documents.ts';
import { isRunning, type Placed, passing } from '../reports.ts';
import { acceptance } from './accept.ts';

/** The most behaviours to go through. */
const MOST = 8;

/** The ghost texts for the stub at the cursor: the best candidate of each behaviour, best first. None in notebooks. */
export function ghostsAt(open: OpenDocument, placed: readonly Placed[], { line }: Position): Ghosts | null {
  if (open.cells) return null;
  for (const one of placed) {
    const { entry, specification, standing } = one;
    const { target } = specification;
    const isNear = target.nameRange.start.line <= line && line <= target.range.end.line + 1;
    if (!isNear || target.body !== 'stub' || standing.kind !== 'current' || isRunning(entry) || !entry.report) continue;
    const behaviours = Map.groupBy(passing(entry.report), ({ cluster, id }) => cluster ?? id);
    const ghosts = [...behaviours.values()].slice(0, MOST).flatMap(([best]) => {
      const made = acceptance(open, target.name, one, best!.id);
      if ('refused' in made) return [];
      const own = ghostOf(open.python.snapshot, made, target.range.start.line, line);
      return own ? [{ ...own, candidate: best!.id }] : [];
    });
    if (ghosts.length > 0) return { function: target.name, version: open.version, ghosts };
  }
  return null;
}

interface Offsets {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The new body as an insertion at the end of `line`, or in the place of a blank line. Undefined where the body does not belong there. */
function ghostOf(
  before: Snapshot,
  { edits }: Pick<Acceptance, 'edits'>,
  firstLine: number,
  line: number,
): Omit<Ghost, 'candidate'> | undefined {
  const { text } = before;
  const all = edits.map(
    ({ range, newText }): Offsets => ({
      start: before.offsetAt(range.start),
      end: before.offsetAt(range.end),
      text: newText,
    }),
  );
  // What goes above the function ends before its first line.
  const above = before.offsetAt({ line: firstLine, character: 0 });
  const body = all.filter(({ end }) => end > above);
  const [first, last] = [body[0], body.at(-1)];
  if (!first || !last) return undefined;

  const head = text.slice(0, first.start).trimEnd().length;
  const lines = applied(text, head, last.end, body)
    .replace(/^(?:[ \t]*\r?\n)+/, '')
    .trimEnd();
  if (!/^\s/.test(lines)) return undefined;

  const start = before.offsetAt({ line, character: 0 });
  const end = start + /^[^\r\n]*/.exec(text.slice(start))![0].length;
  const isBlank = text.slice(start, end).trim() === '';
  const [from, to] = [before.positionAt(head).line, before.positionAt(last.end).line];
  if (line < from || line > (isBlank ? to + 1 : to)) return undefined;

  const eol = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  const ghost: Offsets = isBlank ? { start, end, text: lines } : { start: end, end, text: eol + lines };
  const region = [Math.min(head, ghost.start), Math.max(last.end, ghost.end)] as const;
  const isSame = applied(text, ...region, [ghost]).trimEnd() === applied(text, ...region, body).trimEnd();
  const isWhole = isSame && body.length === all.length;
  return { range: before.rangeAt(ghost.start, ghost.end), newText: ghost.text, isWhole };
}

/** A part of a text, with the edits in it. */
function applied(text: string, start: number, end: number, edits: readonly Offsets[]): string {
  let [result, at] = ['', start];
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}
