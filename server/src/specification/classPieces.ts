/** Reads classes and `if __name__ == "__main__":` member by member. */
import { beginsStatement, type Line, linesOf } from '../python/lines.ts';
import { GrowingNames, type Names } from '../python/names/names.ts';
import { endOfBroken, type Piece, piecesOf, trimmedEnd } from '../python/pieces.ts';
import { readWhole } from './parsing.ts';
import { remember } from './recentPieces.ts';
import { type Broken, type FunctionAt, moved, type Statement } from './statement.ts';

const classHead = /^(?:@|class\b)/;
const mainHead =
  /^if[ \t]*\(?[ \t]*(?:__name__[ \t]*==[ \t]*(["'])__main__\1|(["'])__main__\2[ \t]*==[ \t]*__name__)[ \t]*\)?[ \t]*:[ \t]*(?:#[^\n]*)?\r?$/;

/**
 * The statements of a class or of `if __name__ == "__main__":`. Each is read separately, so that a half-typed one does not affect
 * the others, and the others are not read again. Null if the piece is neither, or has another layout.
 */
export function readMembers(source: string): readonly Statement[] | null {
  const isClass = classHead.test(source);
  if (!isClass && !mainHead.test(source.slice(0, Math.max(0, source.indexOf('\n'))))) return null;
  const lines = linesOf(source);
  const head = lines.findIndex((line) => line.indent > 0 && beginsStatement(line));
  if (head < 0) return null;
  const before = lines.slice(0, head).filter(beginsStatement).at(-1)!;
  if (isClass && !/^class\b/.test(source.slice(before.code))) return null;
  const { indent } = lines[head]!;
  const body = lines.slice(head);
  if (body.some((line) => beginsStatement(line) && line.indent === 0)) return null;
  const bodyStart = lines[head]!.start;
  const pieces = membersOf(source, body, indent);
  if (isClass) return readClass(source, bodyStart, pieces);
  return pieces.flatMap((piece) => {
    const text = trimmedEnd(source, piece.start, piece.end);
    return remember(`m${text}`, () => readWhole(text, 'if 1:\n')).map((one) =>
      moved({ ...one, inMain: true }, piece.start),
    );
  });
}

/** A member that does not parse ends where the next one seems to begin. */
function membersOf(source: string, body: readonly Line[], indent: number): Piece[] {
  const members: Piece[] = [];
  let lines = body;
  for (let again = true; again; ) {
    again = false;
    for (const piece of piecesOf(source, lines, indent, source.length)) {
      const own = lines.filter((line) => line.start >= piece.start && line.start < piece.end);
      const isOpen = own.some((line) => line.inside && line.indent === indent);
      const earlier =
        isOpen && !parses(trimmedEnd(source, piece.start, piece.end)) ? endOfBroken(source, own, indent) : null;
      members.push(earlier === null ? piece : { start: piece.start, end: earlier });
      if (earlier !== null) {
        lines = linesOf(source, earlier);
        again = true;
        break;
      }
    }
  }
  return members;
}

function parses(member: string): boolean {
  return remember(`m${member}`, () => readWhole(member, 'if 1:\n')).every((one) => one.broken.length === 0);
}

function readClass(source: string, bodyStart: number, pieces: readonly Piece[]): readonly Statement[] | null {
  const [head] = remember(`h${source.slice(0, bodyStart)}`, () => readWhole(`${source.slice(0, bodyStart)}  pass`, ''));
  if (head?.kind !== 'class' || head.broken.length > 0) return null;
  const place = head.class!.name;
  const names = new GrowingNames();
  names.add(head.names);
  const functions: FunctionAt[] = [];
  const broken: Broken[] = [];
  const more: { longStrings: Piece[]; docstrings: (readonly Piece[])[]; comments: Piece[] } = {
    longStrings: [],
    docstrings: [],
    comments: [],
  };
  const bound = new Set<string>();
  const reads = new Map<string, ReadonlySet<string>>();
  const values = new Map<string, Piece[]>();
  const intro = source.slice(0, bodyStart).replace(/[^\n]*(?=\n)/g, '').length;
  for (const { start, end } of pieces) {
    const text = trimmedEnd(source, start, end);
    const prefix = `class ${place}(${isProtocolLike(source.slice(0, bodyStart))}):\n`;
    for (const member of remember(`c${prefix}${text}`, () => readWhole(text, prefix))) {
      const at = moved(member, start);
      if (member.functions.length === 0) {
        const own = new Set([...member.names.uses].filter((name) => bound.has(name)));
        if (own.size > 0) for (const name of member.names.binds) reads.set(name, own);
        const place = { start: at.start, end: at.end };
        for (const name of member.names.binds) values.set(name, [...(values.get(name) ?? []), place]);
      }
      addMember(names, member.names, bound);
      functions.push(...at.functions);
      broken.push(...at.broken);
      more.longStrings.push(...at.longStrings);
      more.docstrings.push(...at.docstrings);
      more.comments.push(...at.comments);
    }
  }
  more.comments.push(...head.comments.filter((one) => one.end <= bodyStart - intro));
  const own = { ...head.class!, reads, values };
  return [{ ...head, class: own, end: source.length, names: names.sealed(), functions, broken, ...more }];
}

/** The kind of a base class that changes the reading of members; empty for other bases. */
function isProtocolLike(head: string): string {
  return /\bProtocol\b/.test(head)
    ? 'Protocol'
    : /Test(?:Case)?\b/.test(head.replace(/^[\s\S]*?\(/, '('))
      ? 'TestCase'
      : '';
}

/** Adds a member's names. Later statements of the class body can see the names of the class; its functions can't. */
function addMember(names: GrowingNames, member: Names, bound: Set<string>): void {
  const own = new GrowingNames();
  own.add(member);
  for (const set of [own.uses, own.annotations]) for (const name of bound) set.delete(name);
  for (const name of member.binds) bound.add(name);
  own.binds.clear();
  names.add(own);
}
