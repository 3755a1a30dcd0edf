/** Reads the top-level statements of a document, each once while its text is unchanged. */

import { linesOf } from '../python/lines.ts';
import { endOfBroken, piecesOf, trimmedEnd } from '../python/pieces.ts';
import { readMembers } from './classPieces.ts';
import { readWhole } from './parsing.ts';
import { remember } from './recentPieces.ts';
import type { Snapshot } from './snapshot.ts';
import { moved, type Statement } from './statement.ts';

const known = new WeakMap<Snapshot, readonly Statement[]>();

/** The statements in the order of the text; those of `if __name__ == "__main__":` take its place. */
export function statementsOf(document: Snapshot): readonly Statement[] {
  const cached = known.get(document);
  if (cached) return cached;
  const statements = readModule(document.text);
  known.set(document, statements);
  return statements;
}

function readModule(text: string): Statement[] {
  const found: Statement[] = [];
  let from = 0;
  while (from < text.length) from = readFrom(text, from, found);
  return found;
}

/** Reads pieces until one ends earlier than expected; returns the place to continue from. */
function readFrom(text: string, from: number, found: Statement[]): number {
  const lines = linesOf(text, from);
  const pieces = piecesOf(text, lines, 0, text.length);
  let line = 0;
  for (const { start, end } of pieces) {
    while (line < lines.length && lines[line]!.start < start) line++;
    const source = trimmedEnd(text, start, end);
    const statements = readPiece(source);
    if (statements.some((one) => one.broken.length > 0)) {
      let last = line;
      while (last < lines.length && lines[last]!.start < end) last++;
      const earlier = endOfBroken(text, lines.slice(line, last), 0);
      if (earlier !== null) {
        for (const one of readPiece(trimmedEnd(text, start, earlier))) found.push(moved(one, start));
        return earlier;
      }
    }
    for (const one of statements) found.push(moved(one, start));
  }
  return text.length;
}

/** The statements of a piece at column 0; offsets count from its start. */
function readPiece(source: string): readonly Statement[] {
  return remember(`|${source}`, () => readMembers(source) ?? readWhole(source, ''));
}
