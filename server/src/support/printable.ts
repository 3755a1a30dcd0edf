/**
 * Makes text from outside (models, candidates, servers, names of files) safe to show. Characters that a terminal or an editor would
 * obey (escape sequences, right-to-left marks) or would not show are escaped as in Python's `repr`.
 */

// Controls, marks that format or reorder text ("Trojan Source", CVE-2021-42574), invisible characters (Hangul fillers,
// variation selectors and tags, which Python allows in identifiers), line separators, halves of surrogate pairs.
const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Surrogate}]/u.source;

// Joiners and selectors within emoji and joined scripts, where no identifier can contain them.
const emoji = '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]';
const joined = ['Arabic', 'Syriac', 'Mongolian', 'Nko'].map((script) => `\\p{Script=${script}}`).join('');
const written = [
  `(?<=\\p{Extended_Pictographic})[\\ufe0e\\ufe0f]`,
  `(?<=[0-9#*])\\ufe0f(?=\\u20e3)`,
  `(?<=${emoji})\\u200d(?=\\p{Extended_Pictographic})`,
  `(?<=[\\p{M}${joined}])(?<!\\p{Script=Inherited})[\\u200c\\u200d](?=\\p{L})`,
].join('|');
const hidden = new RegExp(`(?!${written})${obeyed}`, 'gu');

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** For one line of a message, a title or a table: escapes line breaks and tabs too. */
export function printable(text: string): string {
  return text.replace(hidden, spell);
}

/** For several lines: `\n` and tabs stay, a `\r\n` becomes `\n`. */
export function printableLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(hidden, (character) => (/[\n\t]/.test(character) ? character : spell(character)));
}

/** One printable line of at most `limit` characters; `…` stands for the rest. */
export function shortened(text: string, limit: number): string {
  const characters = [...printable(text)];
  return characters.length <= limit ? characters.join('') : `${characters.slice(0, limit - 1).join('')}…`;
}

/** A value's repr, or the output of a doctest, in one line; says so if it is empty. */
export function shownValue(value: string, limit: number): string {
  return value === '' ? 'nothing' : shortened(value, limit);
}

/** Equivalent JSON without hidden characters. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(hidden, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function spell(character: string): string {
  const code = character.codePointAt(0)!;
  if (named[character]) return named[character];
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
