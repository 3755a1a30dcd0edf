/** Names as Python compares them: two that are spelled otherwise may be one. */
import { Lexer } from './lexer.ts';

const beyondAscii = /[^\0-\x7f]/;
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** What an identifier names: Python reads it in Unicode's normal form KC (PEP 3131), so that `ｏther` is `other`. */
export function nameFrom(spelled: string): string {
  return beyondAscii.test(spelled) ? spelled.normalize('NFKC') : spelled;
}

/** The identifiers of a text, keywords and words of its strings among them, as names. */
export function namesIn(text: string): string[] {
  return nameFrom(text).match(/[\p{XID_Start}_]\p{XID_Continue}*/gu) ?? [];
}

/** The text with each identifier spelled as its name; strings and comments stay. */
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
