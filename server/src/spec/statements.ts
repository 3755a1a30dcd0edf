/** The top-level statements of a document, each read once for as long as its text stays the same. */
import type { Node } from 'web-tree-sitter';
import type { Snapshot } from './document.ts';
import { type FunctionFacts, functionsIn, outermost, placeOfClass } from './functions.ts';
import { endOfBroken, type Line, linesOf, type Piece, piecesOf } from './lines.ts';
import { GrowingNames, type Names } from './names.ts';
import { parse } from './parser.ts';
import { readNames } from './scoping.ts';
import { child, mistakeIn, type Syntax, statementsIn, syntaxOf, undecorated } from './syntax.ts';

export type StatementKind =
  | 'future'
  | 'import'
  | 'function'
  | 'class'
  | 'assert'
  | 'try'
  | 'with'
  | 'compound'
  | 'docstring'
  | 'other'
  /** It doesn't parse. */
  | 'broken';

/** A simple statement of a compound one, or the head of a block (`for x in xs`). Offsets are the document's. */
export interface Part {
  readonly kind: 'assert' | 'head' | 'definition' | 'import' | 'other';
  readonly start: number;
  readonly end: number;
  /** The nearest `try` or `with` around it. */
  readonly within: 'try' | 'with' | null;
  /** Where that begins. */
  readonly withinStart: number;
  readonly names: Names;
}

export interface FunctionAt extends FunctionFacts {
  /** What the function's offsets count from. */
  readonly base: number;
}

export interface Statement {
  readonly kind: StatementKind;
  readonly start: number;
  readonly end: number;
  readonly names: Names;
  readonly parts: readonly Part[];
  readonly functions: readonly FunctionAt[];
  readonly class: ClassFacts | null;
  /** The name in `Point = namedtuple("Point", "x y")` and its like. */
  readonly madeClass: string | null;
  /** It has `from x import *`. */
  readonly star: boolean;
  /** It stands in `if __name__ == "__main__":`. */
  readonly inMain: boolean;
  /** Places that don't parse: the statement, or members of a class. `name` of the `def` that is there. */
  readonly broken: readonly Broken[];
  /** String tokens that go over several lines. */
  readonly longStrings: readonly Piece[];
  readonly docstrings: readonly (readonly Piece[])[];
  readonly comments: readonly Piece[];
}

export interface ClassFacts {
  readonly name: string;
  /** The roots of its bases. */
  readonly bases: readonly string[];
  /** For names that its body binds by a plain statement its own names that this reads: `rounding = {"up": _round}`. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Broken extends Piece {
  readonly name: string | null;
  /** Where the parser stumbled. */
  readonly at: number;
}

const known = new WeakMap<Snapshot, readonly Statement[]>();

/** In the order of the text; `if __name__ == "__main__":` is replaced by its statements. */
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

/** Reads pieces until one turns out to end earlier than it seemed; gives the place to go on from. */
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

/** Without the blank lines and comments at column 0 that follow: they belong to nobody, and would make a cached piece another. */
function trimmedEnd(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/(?:\n[ \t\f\r]*(?:#[^\n]*)?)+$/, '\n')
    .trimEnd();
}

function moved(statement: Statement, by: number): Statement {
  const piece = <T extends Piece>(one: T): T => ({ ...one, start: one.start + by, end: one.end + by });
  return {
    ...piece(statement),
    parts: statement.parts.map((one) => ({ ...piece(one), withinStart: one.withinStart + by })),
    functions: statement.functions.map((one) => ({ ...one, base: one.base + by })),
    broken: statement.broken.map((one) => ({ ...piece(one), at: one.at + by })),
    longStrings: statement.longStrings.map(piece),
    docstrings: statement.docstrings.map((tokens) => tokens.map(piece)),
    comments: statement.comments.map(piece),
  };
}

/** Pieces that were read lately, in whichever document; those used longest ago are forgotten first. */
const recent = new Map<string, readonly Statement[]>();
const mostRemembered = 2_000_000;
let remembered = 0;

function remember(key: string, read: () => readonly Statement[]): readonly Statement[] {
  const cached = recent.get(key);
  if (cached) {
    recent.delete(key);
    recent.set(key, cached);
    return cached;
  }
  const statements = read();
  recent.set(key, statements);
  remembered += key.length;
  for (const oldest of recent.keys()) {
    if (remembered <= mostRemembered || oldest === key) break;
    recent.delete(oldest);
    remembered -= oldest.length;
  }
  return statements;
}

/** The statements of a piece at column 0; offsets count from its start. */
function readPiece(source: string): readonly Statement[] {
  return remember(`|${source}`, () => readMembers(source) ?? readWhole(source, ''));
}

const classHead = /^(?:@|class\b)/;
const mainHead =
  /^if[ \t]*\(?[ \t]*(?:__name__[ \t]*==[ \t]*(["'])__main__\1|(["'])__main__\2[ \t]*==[ \t]*__name__)[ \t]*\)?[ \t]*:[ \t]*(?:#[^\n]*)?\r?$/;

/**
 * A class or `if __name__ == "__main__":` read member by member, so that one that is being typed spoils no other, and the others need not be
 * read again. Null where the piece is neither, or not laid out like one.
 */
function readMembers(source: string): readonly Statement[] | null {
  const isClass = classHead.test(source);
  if (!isClass && !mainHead.test(source.slice(0, Math.max(0, source.indexOf('\n'))))) return null;
  const lines = linesOf(source);
  const head = lines.findIndex((line) => line.indent > 0 && !line.empty && !line.inside);
  if (head < 0) return null;
  const before = lines
    .slice(0, head)
    .filter((line) => !line.empty && !line.inside)
    .at(-1)!;
  if (isClass && !/^class\b/.test(source.slice(before.text))) return null;
  const { indent } = lines[head]!;
  const body = lines.slice(head);
  if (body.some((line) => !line.empty && !line.inside && line.indent === 0)) return null;
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

/** A member that doesn't parse is cut where the next one seems to begin. */
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
  const intro = source.slice(0, bodyStart).replace(/[^\n]*(?=\n)/g, '').length;
  for (const { start, end } of pieces) {
    const text = trimmedEnd(source, start, end);
    const prefix = `class ${place}(${isProtocolLike(source.slice(0, bodyStart))}):\n`;
    for (const member of remember(`c${prefix}${text}`, () => readWhole(text, prefix))) {
      const at = moved(member, start);
      if (member.functions.length === 0) {
        const own = new Set([...member.names.uses].filter((name) => bound.has(name)));
        if (own.size > 0) for (const name of member.names.binds) reads.set(name, own);
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
  const own = { ...head.class!, reads };
  return [{ ...head, class: own, end: source.length, names: names.sealed(), functions, broken, ...more }];
}

/** Of the bases only what changes how members are read. */
function isProtocolLike(head: string): string {
  return /\bProtocol\b/.test(head)
    ? 'Protocol'
    : /Test(?:Case)?\b/.test(head.replace(/^[\s\S]*?\(/, '('))
      ? 'TestCase'
      : '';
}

/** A class's names are seen by what follows in its body, not by its functions. */
function addMember(names: GrowingNames, member: Names, bound: Set<string>): void {
  const own = new GrowingNames();
  own.add(member);
  for (const set of [own.uses, own.annotations]) for (const name of bound) set.delete(name);
  for (const name of member.binds) bound.add(name);
  own.binds.clear();
  names.add(own);
}

/** Parses a text behind `prefix`, which gives an indented one its block; a statement of it each, or one that is broken. */
function readWhole(source: string, prefix: string): readonly Statement[] {
  const text = prefix + source;
  const tree = parse(text);
  try {
    const root = syntaxOf(tree.rootNode);
    if (!root) return [brokenStatement(source, errorIn(tree.rootNode, prefix.length))];
    const mistake = mistakeIn(text, root);
    if (mistake !== null) return [brokenStatement(source, Math.max(0, mistake - prefix.length))];
    const outer = prefix === '' ? root : child(root.children[0]!, prefix.startsWith('class') ? 'body' : 'consequence');
    if (!outer || (prefix !== '' && statementsIn(root).length > 1)) return [brokenStatement(source, 0)];
    const place = prefix.startsWith('class') ? placeOfClass(text, root.children[0]!) : outermost;
    return statementsIn(outer).map((node, index) =>
      moved(readStatement(text, node, place, prefix === '' && index === 0), -prefix.length),
    );
  } finally {
    tree.delete();
  }
}

function brokenStatement(source: string, at: number): Statement {
  const name = /(?:^|\n)\s*(?:async\s+)?(?:def|class)\s+(\w+)/.exec(source)?.[1] ?? null;
  const names = new GrowingNames();
  if (name) names.binds.add(name);
  const broken = [{ start: 0, end: source.length, name, at }];
  const nothing = {
    parts: [],
    functions: [],
    class: null,
    madeClass: null,
    star: false,
    inMain: false,
    longStrings: [],
    docstrings: [],
    comments: [],
  };
  return { kind: 'broken', start: 0, end: source.length, names, broken, ...nothing };
}

function errorIn(root: Node, before: number): number {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.isError || node.isMissing) return Math.max(0, node.startIndex - before);
    if (node.hasError) pending.push(...node.children.filter((one) => one !== null).reverse());
  }
  return 0;
}

function readStatement(
  text: string,
  node: Syntax,
  place: Parameters<typeof functionsIn>[2],
  isFirst: boolean,
): Statement {
  const kind = kindOf(node, isFirst);
  const definition = undecorated(node);
  const names = readNames(text, [node]);
  const bases = kind === 'class' ? child(definition, 'superclasses') : undefined;
  const texts = { longStrings: [] as Piece[], docstrings: [] as Piece[][], comments: [] as Piece[] };
  collectTexts(text, node, texts);
  return {
    kind,
    start: node.start,
    end: node.end,
    names,
    parts: kind === 'function' || kind === 'class' ? [] : partsOf(text, node, null, node.start, names),
    functions: functionsIn(text, node, place).map((one) => ({ ...one, base: 0 })),
    class:
      kind === 'class'
        ? { name: [...names.binds][0] ?? '', bases: bases ? [...readNames(text, [bases]).uses] : [], reads: new Map() }
        : null,
    madeClass:
      kind === 'other' && makesClass.test(text.slice(node.start, node.end)) ? ([...names.binds][0] ?? null) : null,
    star: holds(node, 'wildcard_import'),
    inMain: false,
    broken: [],
    ...texts,
  };
}

const kinds: Readonly<Record<string, StatementKind>> = {
  future_import_statement: 'future',
  import_statement: 'import',
  import_from_statement: 'import',
  function_definition: 'function',
  class_definition: 'class',
  assert_statement: 'assert',
  try_statement: 'try',
  with_statement: 'with',
  if_statement: 'compound',
  for_statement: 'compound',
  while_statement: 'compound',
  match_statement: 'compound',
};

function kindOf(node: Syntax, isFirst: boolean): StatementKind {
  const kind = kinds[undecorated(node).type] ?? 'other';
  const only = node.type === 'expression_statement' && node.children.length === 1 ? node.children[0]!.type : '';
  return isFirst && /string$/.test(only) ? 'docstring' : kind;
}

const makesClass = /^\s*\w+\s*=\s*(?:\w+\.)?(?:\w*namedtuple|NamedTuple|TypedDict|NewType|TypeVar|ParamSpec|\w*Enum)\(/;

const inner = /^(?:block|case_clause|\w+_clause)$/;

function partsOf(
  text: string,
  node: Syntax,
  within: 'try' | 'with' | null,
  withinStart: number,
  names?: Names,
): Part[] {
  if (node.type === 'case_clause') return partsBelow(text, node, within, withinStart);
  const kind = kindOf(node, false);
  const place = { within, withinStart, start: node.start, end: node.end };
  if (kind === 'function' || kind === 'class')
    return [{ ...place, kind: 'definition', names: names ?? readNames(text, [node]) }];
  if (!['try', 'with', 'compound'].includes(kind)) {
    return [
      {
        ...place,
        kind: kind === 'assert' || kind === 'import' ? kind : 'other',
        names: names ?? readNames(text, [node]),
      },
    ];
  }
  const here = kind === 'try' || kind === 'with' ? { within: kind, withinStart: node.start } : { within, withinStart };
  return partsBelow(text, node, here.within as Part['within'], here.withinStart);
}

/** Heads are read from the whole node with its blocks left out. */
function partsBelow(text: string, node: Syntax, within: Part['within'], withinStart: number): Part[] {
  const blocks = node.children.filter(
    (one) =>
      inner.test(one.type) && one.type !== 'with_clause' && one.type !== 'for_in_clause' && one.type !== 'if_clause',
  );
  const head = { ...node, children: node.children.filter((one) => !blocks.includes(one)) };
  const found: Part[] = [
    { kind: 'head', start: node.start, end: node.end, within, withinStart, names: readNames(text, [head]) },
  ];
  for (const block of blocks) {
    if (block.type === 'block') {
      for (const one of statementsIn(block)) found.push(...partsOf(text, one, within, withinStart));
    } else found.push(...partsBelow(text, block, within, withinStart));
  }
  return found;
}

function holds(node: Syntax, type: string): boolean {
  return node.type === type || node.children.some((one) => holds(one, type));
}

function collectTexts(
  text: string,
  node: Syntax,
  into: { longStrings: Piece[]; docstrings: Piece[][]; comments: Piece[] },
): void {
  if (node.type === 'comment') into.comments.push({ start: node.start, end: node.end });
  else if (node.type === 'string' && text.slice(node.start, node.end).includes('\n'))
    into.longStrings.push({ start: node.start, end: node.end });
  else if (node.type === 'expression_statement' && node.children.length === 1) {
    const only = node.children[0]!;
    if (only.type === 'string') into.docstrings.push([{ start: only.start, end: only.end }]);
    else if (only.type === 'concatenated_string')
      into.docstrings.push(
        only.children.filter((one) => one.type === 'string').map(({ start, end }) => ({ start, end })),
      );
  }
  for (const one of node.children) if (one.type === 'comment' || one.children.length > 0) collectTexts(text, one, into);
}

/** The names of code that stands elsewhere, as in a docstring; null where it doesn't parse. */
export function namesOfCode(source: string): Names | null {
  const tree = parse(source);
  try {
    const root = syntaxOf(tree.rootNode);
    return root && readNames(source, statementsIn(root));
  } finally {
    tree.delete();
  }
}
