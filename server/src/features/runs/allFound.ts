/** Everything of a document that can be accepted: what a run for the whole document has found, and what runs of single functions have. */

import path from 'node:path';
import type { Acceptance, Previews, Refusal } from '../../../../protocol/messages.ts';
import { PythonDocument, type Snapshot } from '../../specification/index.ts';
import { counted } from '../../support/counted.ts';
import { printable } from '../../support/printable.ts';
import { editsBetween, type Fills, workingCopy } from '../../synthesis/wholeFile/index.ts';
import { fillCells } from '../notebook/fillCells.ts';
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

export function acceptanceOf(all: AllFound, now: Now): Acceptance | Refusal {
  const { version } = now.open;
  const [first, ...others] = changed(all, now).map(({ uri, version: own = version, before, text }) => ({
    uri,
    version: own,
    edits: editsBetween(before, text).map((edit) => ({
      ...edit,
      expected: before.text.slice(before.offsetAt(edit.range.start), before.offsetAt(edit.range.end)),
    })),
  }));
  if (!first) return nothing(all);
  return { function: all.name, candidate: '', ...first, ...(others.length > 0 && { others }) };
}

export function previewOf(all: AllFound, now: Now): Previews | Refusal {
  const { name, fills, total } = all;
  const title = `${fills.size} of ${counted(total, 'function')} found`;
  const detail = printable([...fills.keys()].join(', '));
  const [first, ...others] = changed(all, now).map(({ uri, text }) => ({ uri, text }));
  if (!first) return nothing(all);
  return {
    function: name,
    previews: [{ candidate: '', title, detail, ...first, ...(others.length > 0 && { others }) }],
  };
}

function nothing({ name }: AllFound): Refusal {
  return { refused: `What was found for ${name} fits no line of it any more. Synthesize it again.` };
}

/** A document that changes: the file, or a cell. */
interface Changed {
  readonly uri: string;
  readonly version?: number;
  readonly before: Snapshot;
  readonly text: string;
}

/** The documents that change when all candidates are put into them. */
function changed({ fills }: AllFound, { open, workspace }: Now): Changed[] {
  const { uri, python, cells } = open;
  if (!cells) return [{ uri, before: python.snapshot, text: filled(fills, { open, workspace }) }];
  return fillCells({ python, cells }, fills, workspace).map(({ cell, text }) => ({
    uri: cell.uri,
    version: cell.version,
    before: new PythonDocument(python.file, cell.text).snapshot,
    text,
  }));
}

/** The current text with all candidates. */
function filled(fills: Fills, { open, workspace }: Now): string {
  const document = workingCopy(open.python, fills, workspace);
  try {
    return document.text;
  } finally {
    document.dispose();
  }
}
