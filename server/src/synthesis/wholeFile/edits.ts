/** The edits that turn one text into another by whole lines, one for each place that differs. */
import { diffLines } from 'diff';
import type { TextEdit } from '../../../../protocol/index.ts';
import type { Snapshot } from '../../specification/index.ts';

export function editsBetween(before: Snapshot, after: string): TextEdit[] {
  const edits: { start: number; end: number; newText: string }[] = [];
  let at = 0;
  let open = false;
  for (const { value, added, removed } of diffLines(before.text, after)) {
    if (!added && !removed) {
      at += value.length;
      open = false;
      continue;
    }
    if (!open) edits.push({ start: at, end: at, newText: '' });
    open = true;
    const edit = edits.at(-1)!;
    if (added) edit.newText += value;
    else at = edit.end = at + value.length;
  }
  return edits.map(({ start, end, newText }) => ({ range: before.rangeAt(start, end), newText }));
}
