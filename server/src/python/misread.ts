/**
 * Valid Python that tree-sitter's grammar misreads, written so that it reads the same structure. Every change keeps its length, so that
 * offsets in the tree are the text's; what nodes are called by is read from the text itself.
 */
import { Lexer, type TokenKind } from './lexer.ts';

/** A text to be put in place of one as long. */
export interface Change {
  readonly start: number;
  readonly text: string;
}

interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly text: string;
}

const suspects =
  /(?:^|[;:])[ \t]*(?:type[ \t]*[([]|print[ \t]*>>)|(?:[([{,=;:]|^|\b(?:return|yield|in))[ \t]*\*[^*]|\b(?:def|class|type)[ \t]+\w+[ \t]*\[/mu;

/** Whether a text is worth a closer look for tokens that are misread; quick. */
export function mayBeMisread(text: string): boolean {
  return suspects.test(text);
}

/**
 * Changes of tokens in a statement with all that belongs to it:
 * - A star before more than a name (`*f(x), 1`, `[*f(x)]`, `d[*[1]]`) becomes the sign of a number: without parentheses around, the grammar
 *   reads it with the name alone, or not at all.
 * - A type parameter's default (PEP 696) becomes its bound, or a further type of that.
 * - `type(x).y = 1` is no type alias, `print >> x` and `print(*f(x))` no statement of Python 2: the word becomes any other.
 */
export function misreadTokens(text: string): Change[] {
  if (!mayBeMisread(text)) return [];
  const tokens = tokensOf(text);
  const changes: Change[] = [];
  const places: Place[] = [new Place('code', undefined)];
  for (let index = 0; index < tokens.length; index++) {
    const { kind, start, text: own } = tokens[index]!;
    const here = places.at(-1)!;
    const before = tokens[index - 1];
    if (kind === 'open' || kind === 'field') places.push(new Place(placeOf(tokens, index), before));
    else if ((kind === 'close' || kind === 'fieldEnd') && places.length > 1) places.pop();
    else if (kind === 'word') {
      if (own === 'lambda') here.lambdas++;
      else if (isMisreadWord(tokens, index) && places.length === 1 && beginsStatement(before))
        changes.push({ start, text: own.toUpperCase() });
    } else if (kind === 'newline' && places.length === 1) here.lambdas = 0;
    else if (own === ':' && here.lambdas > 0) here.lambdas--;
    else if (here.kind === 'types') {
      if (own === ',') here.isBound = false;
      else if (own === ':') here.isBound = true;
      else if (own === '=') {
        changes.push({ start, text: here.isBound ? '|' : ':' });
        here.isBound = true;
      }
    } else if (own === '*' && here.lambdas === 0 && mayUnpack(before) && isMore(tokens, index + 1)) {
      if (here.kind === 'code') changes.push({ start, text: '-' });
      else if (here.before?.text === 'print') changes.push({ start: here.before.start, text: 'PRINT' });
    }
  }
  return changes.sort((a, b) => a.start - b.start).filter((one, index, all) => one.start !== all[index - 1]?.start);
}

/** What is open around a token. */
class Place {
  /** Within parentheses the grammar knows stars, but for those of `print`. */
  readonly kind: 'code' | 'types' | 'parentheses';
  /** Lambdas whose colon is still to come. */
  lambdas = 0;
  /** The type parameter has its colon. */
  isBound = false;
  /** What stands before its bracket. */
  readonly before: Token | undefined;

  constructor(kind: Place['kind'], before: Token | undefined) {
    this.kind = kind;
    this.before = before;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const lexer = new Lexer(text);
  for (let at = 0; at < text.length; ) {
    at = lexer.readLine(at, (kind, start, end) => {
      const isLayout = kind === 'comment' || (kind === 'newline' && lexer.isInBracket);
      if (!isLayout) tokens.push({ kind, start, text: text.slice(start, end) });
    });
  }
  return tokens;
}

const definitions = new Set(['def', 'class', 'type']);

function placeOf(tokens: readonly Token[], index: number): Place['kind'] {
  const { text } = tokens[index]!;
  if (text === '(') return 'parentheses';
  const isNamed = text === '[' && tokens[index - 1]?.kind === 'word';
  return isNamed && definitions.has(tokens[index - 2]?.text ?? '') ? 'types' : 'code';
}

function isMisreadWord(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]?.text;
  const { text } = tokens[index]!;
  if (text === 'print') return next === '>>';
  return text === 'type' && (next === '(' || next === '[') && isAssigned(tokens, index + 1);
}

/** Whether `=` stands behind what begins here, up to the end of the line. */
function isAssigned(tokens: readonly Token[], from: number): boolean {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!;
    if (kind === 'open') depth++;
    else if (kind === 'close') depth--;
    else if (kind === 'newline') return false;
    else if (text === '=' && depth === 0) return true;
  }
  return false;
}

function beginsStatement(before: Token | undefined): boolean {
  return !before || before.kind === 'newline' || before.text === ';' || before.text === ':';
}

const takingTuples = new Set(['return', 'yield', 'in']);
const comparisons = new Set(['==', '!=', '<=', '>=']);

/** Whether a star after this token unpacks, and doesn't multiply. */
function mayUnpack(before: Token | undefined): boolean {
  if (beginsStatement(before)) return true;
  const { kind, text } = before!;
  if (kind === 'word') return takingTuples.has(text);
  return kind === 'open' || kind === 'field' || text === ',' || (text.endsWith('=') && !comparisons.has(text));
}

/** Whether what begins here is more than names and subscripts, which the grammar reads, and which may be a target. */
function isMore(tokens: readonly Token[], from: number): boolean {
  if (tokens[from]?.kind !== 'word' || tokens[from]!.text === 'await') return true;
  for (let at = from + 1; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!;
    if (text === '.') at++;
    else if (kind === 'open' && text === '[') {
      for (let depth = 1; depth > 0 && at + 1 < tokens.length; ) {
        const next = tokens[++at]!.kind;
        if (next === 'open') depth++;
        else if (next === 'close') depth--;
      }
    } else return kind === 'open' && text === '(';
  }
  return false;
}

/**
 * Line breaks and comments within brackets as blanks: the grammar takes a line that is indented less than its block for the block's end
 * where the bracket can't be closed just there (tree-sitter/tree-sitter-python#256). Null where brackets or strings stay open: that is
 * being typed.
 */
export function bracketsOnOneLine(text: string): { changes: readonly Change[]; comments: readonly Change[] } | null {
  const changes: Change[] = [];
  const comments: Change[] = [];
  const lexer = new Lexer(text);
  for (let at = 0; at < text.length; ) {
    at = lexer.readLine(at, (kind, start, end) => {
      if ((kind !== 'comment' && kind !== 'newline') || !lexer.isInBracket || lexer.isInString) return;
      changes.push({ start, text: ' '.repeat(end - start) });
      if (kind === 'comment') comments.push({ start, text: text.slice(start, end) });
    });
  }
  return lexer.isInBracket ? null : { changes, comments };
}

/** The text with its changes, which stand in its order. */
export function changed(text: string, changes: readonly Change[]): string {
  let out = '';
  let at = 0;
  for (const change of changes) {
    out += text.slice(at, change.start) + change.text;
    at = change.start + change.text.length;
  }
  return out + text.slice(at);
}
