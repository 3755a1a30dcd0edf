/** Names as Python compares them: two spellings may be the same name. */
import { Lexer } from './lexer.ts';

const beyondAscii = /[^\0-\x7f]/;
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** The name of an identifier: Python reads it in Unicode's normal form KC (PEP 3131), so that `ｏther` is `other`. */
export function nameFrom(spelled: string): string {
  return beyondAscii.test(spelled) ? spelled.normalize('NFKC') : spelled;
}

/** The identifiers of a text as names, including keywords and words in its strings. */
export function namesIn(text: string): string[] {
  return nameFrom(text).match(/[\p{XID_Start}_]\p{XID_Continue}*/gu) ?? [];
}

/** Replaces each identifier by its name, without changing strings and comments. */
export function spelledAsNames(text: string): string {
  if (!beyondAscii.test(text)) return text;
  let out = '';
  let done = 0;
  const lexer = new Lexer(text);
  for (let at = 0; at < text.length; ) {
    at = lexer.readLine(at, (kind, start, end) => {
      const word = kind === 'word' ? text.slice(start, end) : '';
      if (!beyondAscii.test(word) || !identifier.test(word)) return;
      out += text.slice(done, start) + nameFrom(word);
      done = end;
    });
  }
  return out + text.slice(done);
}
