/**
 * Text from outside (models, candidates, servers, names of files), made safe to show: what a terminal or an editor would obey instead
 * of showing (escape sequences, text that runs right to left) or shows as nothing is spelled out as Python's `repr` would.
 */

// Controls, the marks that format or reorder text ("Trojan Source", CVE-2021-42574), what has no shape of its own (Hangul fillers,
// variation selectors and tags, which Python takes for parts of identifiers), line separators, halves of surrogate pairs.
const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Surrogate}]/u.source;

// What emoji and joined scripts are written with, where it stands in one: no identifier can hold it there.
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

/** For one line of a message, a title or a table: line breaks and tabs are spelled out too. */
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

/** A value's repr, or what a doctest printed, in one line: an empty one was no output. */
export function shownValue(value: string, limit: number): string {
  return value === '' ? 'nothing' : shortened(value, limit);
}

/** JSON that says the same, in which nothing is hidden. */
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
