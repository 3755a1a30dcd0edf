/** Everything of a document that can be accepted: what a run for the whole document has found, and what runs of single functions have. */

import path from 'node:path';
import type { Acceptance, Previews, Refusal } from '../../../../protocol/messages.ts';
import { counted } from '../../support/counted.ts';
import { printable } from '../../support/printable.ts';
import { editsBetween, type Fills, workingCopy } from '../../synthesis/wholeFile/index.ts';
import { type Entry, type Placed, passing } from '../reports.ts';
import { isAcceptable } from '../show/diagnostics.ts';
import type { Found, Now } from './wholeFound.ts';

export interface AllFound {
  /** The file's name, or the class's. */
  readonly name: string;
  readonly fills: Fills;
  /** The functions that were asked for. */
  readonly total: number;
  /** Those of single functions. */
  readonly alone: readonly Entry[];
}

export function allFound(found: Found | undefined, now: Now, placed: readonly Placed[]): AllFound | Refusal {
  const isCurrent = found !== undefined && found.chosen.length > 0 && found.isCurrent(now);
  const together: Fills = isCurrent ? found.fills : new Map();
  const alone = placed.filter((one) => isAcceptable(one) && !together.has(one.entry.name)).map(({ entry }) => entry);
  const own = alone.flatMap(({ name, report, programs }) => {
    const program = programs?.get(passing(report!)[0]!.id);
    return program ? [[name, program] as const] : [];
  });
  const fills = new Map([...together, ...own]);
  const name = found?.name ?? path.basename(now.open.python.file);
  if (fills.size > 0) return { name, fills, total: Math.max(fills.size, found?.total ?? 0), alone };
  return {
    refused:
      found && found.chosen.length > 0
        ? `${name} has changed since its samples were run, so what was found is stale. Synthesize it again.`
        : `No function of ${name} has a candidate to accept. Synthesize the file first.`,
  };
}

export function acceptanceOf(all: AllFound, now: Now): Acceptance {
  const { uri, version, python } = now.open;
  const edits = editsBetween(python.snapshot, filled(all, now)).map((edit) => ({
    ...edit,
    expected: python.text.slice(python.offsetAt(edit.range.start), python.offsetAt(edit.range.end)),
  }));
  return { function: all.name, candidate: '', uri, version, edits };
}

export function previewOf(all: AllFound, now: Now): Previews {
  const { name, fills, total } = all;
  const title = `${fills.size} of ${counted(total, 'function')} found`;
  const detail = printable([...fills.keys()].join(', '));
  return { function: name, previews: [{ candidate: '', title, detail, uri: now.open.uri, text: filled(all, now) }] };
}

/** The current text with all candidates. */
function filled({ fills }: AllFound, { open, workspace }: Now): string {
  const document = workingCopy(open.python, fills, workspace);
  try {
    return document.text;
  } finally {
    document.dispose();
  }
}
