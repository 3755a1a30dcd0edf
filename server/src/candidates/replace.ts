/** Replaces parts of a text. */

/** A replacement, by offsets in the original text. */
export interface Replace {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The replacements in order; those at one place become one. */
export function merged(replaces: readonly Replace[]): Replace[] {
  const sorted = replaces
    .map((one, index) => ({ one, index }))
    .sort((a, b) => a.one.start - b.one.start || a.one.end - b.one.end || a.index - b.index);
  const joined: Replace[] = [];
  for (const { one } of sorted) {
    const last = joined.at(-1);
    if (last && last.end === one.start)
      joined.splice(-1, 1, { start: last.start, end: one.end, text: last.text + one.text });
    else joined.push(one);
  }
  return joined;
}

/** The text with the replacements, which are in order and do not overlap. */
export function applied(text: string, replaces: readonly Replace[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: newText } of replaces) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
