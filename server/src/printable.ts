/**
 * Text from a model or a candidate, made safe to show: what a terminal or an editor would obey instead of showing (escape
 * sequences, text that runs right to left, invisible characters) is spelled out as Python's `repr` would.
 */

// C0 and C1 controls with DEL, the marks that reorder text (U+061C, U+200E … U+2069: "Trojan Source", CVE-2021-42574),
// line separators, invisible characters, tags, and halves of surrogate pairs. The joiners U+200C and U+200D stay: scripts
// and emoji need them.
const obeyed =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** For one line of a message, a title or a table: line breaks and tabs are spelled out too. */
export function printable(text: string): string {
  return text.replace(obeyed, spell);
}

/** For several lines: `\n` and tabs stay, a `\r\n` becomes `\n`. */
export function printableLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(obeyed, (character) => (/[\n\t]/.test(character) ? character : spell(character)));
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

function spell(character: string): string {
  const code = character.codePointAt(0)!;
  if (named[character]) return named[character];
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
