/** Pieces of a text, each by another. */

/** By offsets of the text before. */
export interface Replace {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** In order, those at one place joined. */
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

/** The text with them in place; they are in order and don't overlap. */
export function applied(text: string, replaces: readonly Replace[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: newText } of replaces) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
