/** Python's tokens, as far as brackets, strings and comments decide where lines and statements end. It also reads incomplete text. */

export type TokenKind =
  | 'word'
  | 'operator'
  | 'open'
  | 'close'
  /** A literal, or the part of an f-string between two fields. */
  | 'string'
  /** The braces of an f-string's field. */
  | 'field'
  | 'fieldEnd'
  | 'comment'
  | 'newline';

export type Visit = (kind: TokenKind, start: number, end: number) => void;

interface Frame {
  /** Literal text: a string, or the format of an f-string's field. Code: a bracket or such a field. */
  readonly kind: 'string' | 'format' | 'bracket' | 'field';
  /** The quotes of a string. */
  readonly quote: string;
  readonly hasFields: boolean;
  readonly isRaw: boolean;
}

const bracket: Frame = { kind: 'bracket', quote: '', hasFields: false, isRaw: false };
const field: Frame = { kind: 'field', quote: '', hasFields: true, isRaw: false };
const format: Frame = { kind: 'format', quote: '', hasFields: true, isRaw: false };

const prefix = /^(?:[rR]?[bBfFtT]|[bBfFtT][rR]|[rRuU])$/;
const code = {
  LF: 10,
  CR: 13,
  doubleQuote: 34,
  hash: 35,
  quote: 39,
  colon: 58,
  equals: 61,
  backslash: 92,
  brace: 123,
  closingBrace: 125,
};

/** The brackets and strings that are open across lines. Strings nest in the fields of f-strings with any quotes, as since Python 3.12. */
export class Lexer {
  /** Whether a backslash continues the last line. */
  continues = false;
  readonly #text: string;
  readonly #end: number;
  readonly #frames: Frame[] = [];
  #isLineRead = false;

  constructor(text: string, end = text.length) {
    this.#text = text;
    this.#end = end;
  }

  get isInString(): boolean {
    return this.#frames.some(({ kind }) => kind === 'string');
  }

  get isInBracket(): boolean {
    return this.#frames.length > 0;
  }

  /** Closes everything that is open. */
  reset(): void {
    this.#frames.length = 0;
  }

  /** Reads one line from `from`, and returns the start of the next line. */
  readLine(from: number, visit?: Visit): number {
    this.continues = false;
    this.#isLineRead = false;
    let at = from;
    while (at < this.#end && !this.#isLineRead) {
      const kind = this.#frames.at(-1)?.kind;
      at = kind === 'string' || kind === 'format' ? this.#literal(at, visit) : this.#code(at, visit);
    }
    // An unclosed string with single quotes ends with its line; the last line has no line feed.
    if (!this.#isLineRead) this.#endLine();
    return at;
  }

  /** Ends a string with single quotes at the line's end, with everything open in its fields. */
  #endLine(): void {
    if (this.continues) return;
    const open = this.#frames.findIndex(({ quote }) => quote.length === 1);
    if (open >= 0) this.#frames.length = open;
  }

  /** Reads one token, or white space. */
  #code(from: number, visit?: Visit): number {
    const text = this.#text;
    const first = text.charCodeAt(from);
    if (first === code.LF) {
      this.#isLineRead = true;
      this.#endLine();
      visit?.('newline', from, from + 1);
      return from + 1;
    }
    if (isBlank(first)) return from + 1;
    if (isWord(first)) return this.#word(from, visit);
    let end = from + 1;
    switch (first) {
      case code.hash:
        end = text.indexOf('\n', from);
        if (end < 0 || end > this.#end) end = this.#end;
        if (end > from + 1 && text.charCodeAt(end - 1) === code.CR) end--;
        visit?.('comment', from, end);
        return end;
      case code.backslash: {
        if (text.charCodeAt(end) === code.CR) end++;
        if (text.charCodeAt(end) !== code.LF) return from + 1;
        this.#isLineRead = this.continues = true;
        return end + 1;
      }
      case code.quote:
      case code.doubleQuote:
        return this.#open(from, from, visit);
      case 40:
      case 91:
      case code.brace:
        this.#frames.push(bracket);
        visit?.('open', from, end);
        return end;
      case 41:
      case 93:
      case code.closingBrace:
        return this.#close(from, visit);
      case code.colon:
        // In a field, `a:=1` also begins a format.
        if (this.#frames.at(-1) === field) {
          this.#frames.push(format);
          visit?.('operator', from, end);
          return end;
        }
        break;
      default:
    }
    if (operators.has(first)) {
      if (first !== code.colon && text.charCodeAt(end) === first) end++;
      if (text.charCodeAt(end) === code.equals) end++;
    }
    visit?.('operator', from, end);
    return end;
  }

  #word(from: number, visit?: Visit): number {
    const text = this.#text;
    let end = from + 1;
    while (end < this.#end && isWord(text.charCodeAt(end))) end++;
    const next = text.charCodeAt(end);
    const isPrefix = (next === code.quote || next === code.doubleQuote) && prefix.test(text.slice(from, end));
    if (isPrefix) return this.#open(from, end, visit);
    visit?.('word', from, end);
    return end;
  }

  #open(from: number, quoteAt: number, visit?: Visit): number {
    const mark = this.#text[quoteAt]!;
    const quote = this.#text.startsWith(mark.repeat(3), quoteAt) ? mark.repeat(3) : mark;
    const letters = this.#text.slice(from, quoteAt);
    this.#frames.push({ kind: 'string', quote, hasFields: /[fFtT]/.test(letters), isRaw: /[rR]/.test(letters) });
    return this.#literal(quoteAt + quote.length, visit, from);
  }

  #close(from: number, visit?: Visit): number {
    const top = this.#frames.at(-1);
    const isField = top === field && this.#text.charCodeAt(from) === code.closingBrace;
    if (isField || top === bracket) this.#frames.pop();
    if (isField) visit?.('fieldEnd', from, from + 1);
    else if (top === bracket) visit?.('close', from, from + 1);
    return from + 1;
  }

  /** Reads literal text up to its end, a field, or the end of the line. */
  #literal(from: number, visit?: Visit, start = from): number {
    const text = this.#text;
    const { kind, hasFields, isRaw } = this.#frames.at(-1)!;
    const { quote } = kind === 'string' ? this.#frames.at(-1)! : this.#frames.findLast((one) => one.kind === 'string')!;
    for (let at = from; at < this.#end; at++) {
      const here = text.charCodeAt(at);
      if (here === code.LF) {
        this.#isLineRead = true;
        visit?.('string', start, at + 1);
        this.#endLine();
        return at + 1;
      }
      if (here === code.backslash) {
        if (hasFields && !isRaw && text.startsWith('N{', at + 1)) {
          const end = text.indexOf('}', at);
          if (end >= 0 && !text.slice(at, end).includes('\n')) at = end;
          else at++;
          continue;
        }
        if (hasFields && /[{}]/.test(text[at + 1] ?? '')) continue;
        at += text.charCodeAt(at + 1) === code.CR && text.charCodeAt(at + 2) === code.LF ? 2 : 1;
        if (text.charCodeAt(at) === code.LF && at < this.#end) {
          this.#isLineRead = this.continues = true;
          visit?.('string', start, at + 1);
          return at + 1;
        }
      } else if (here === quote.charCodeAt(0) && text.startsWith(quote, at)) {
        this.#frames.length = this.#frames.findLastIndex((one) => one.kind === 'string');
        visit?.('string', start, at + quote.length);
        return at + quote.length;
      } else if (hasFields && here === code.brace) {
        if (kind === 'string' && text.charCodeAt(at + 1) === code.brace) at++;
        else {
          this.#frames.push(field);
          if (at > start) visit?.('string', start, at);
          visit?.('field', at, at + 1);
          return at + 1;
        }
      } else if (kind === 'format' && here === code.closingBrace) {
        this.#frames.length -= 2;
        visit?.('fieldEnd', at, at + 1);
        return at + 1;
      }
    }
    visit?.('string', start, this.#end);
    return this.#end;
  }
}

function isBlank(char: number): boolean {
  return char === 32 || char === 9 || char === 12 || char === code.CR || char === 0xfeff;
}

function isWord(char: number): boolean {
  return (
    (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || char === 95 || (char >= 48 && char <= 57) || char > 127
  );
}

const operators = new Set([...'*/<>=!+-%&|^@:'].map((one) => one.charCodeAt(0)));
