/**
 * Rewrites valid Python that tree-sitter's grammar misreads, so that the grammar finds the same structure. Every change keeps its length,
 * so that offsets in the tree are valid in the text; names are read from the text itself.
 */
import { Lexer, type TokenKind } from './lexer.ts';

/** A replacement for a text of the same length. */
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

/** Whether a text may contain misread tokens; a quick test. */
export function mayBeMisread(text: string): boolean {
  return suspects.test(text);
}

/**
 * Changes of tokens in a statement and its blocks:
 * - A star before more than a name (`*f(x), 1`, `[*f(x)]`, `d[*[1]]`) becomes the sign of a number: without parentheses, the grammar
 *   reads the star with the name alone, or not at all.
 * - A type parameter's default (PEP 696) becomes its bound, or another type in the bound.
 * - `type(x).y = 1` is no type alias, and `print >> x` and `print(*f(x))` are no statements of Python 2: another word replaces theirs.
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

/** The open brackets around a token. */
class Place {
  /** Within parentheses the grammar knows stars, except those of `print`. */
  readonly kind: 'code' | 'types' | 'parentheses';
  /** The number of lambdas without their colon so far. */
  lambdas = 0;
  /** Whether the type parameter already has its colon. */
  isBound = false;
  /** The token before the bracket. */
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

/** Whether `=` follows on the rest of the line. */
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

/** Whether a star after this token unpacks; otherwise it multiplies. */
function mayUnpack(before: Token | undefined): boolean {
  if (beginsStatement(before)) return true;
  const { kind, text } = before!;
  if (kind === 'word') return takingTuples.has(text);
  return kind === 'open' || kind === 'field' || text === ',' || (text.endsWith('=') && !comparisons.has(text));
}

/** Whether this is more than names and subscripts, which the grammar reads, and which may be a target. */
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
 * Replaces line breaks and comments within brackets by blanks: the grammar takes a line with less indentation than its block for the
 * block's end if the bracket can't close there (tree-sitter/tree-sitter-python#256). Null if brackets or strings stay open, as in
 * incomplete code.
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

/** Applies changes, in the order of the text. */
export function changed(text: string, changes: readonly Change[]): string {
  let out = '';
  let at = 0;
  for (const change of changes) {
    out += text.slice(at, change.start) + change.text;
    at = change.start + change.text.length;
  }
  return out + text.slice(at);
}
