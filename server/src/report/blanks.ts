/** Makes blanks visible in values that differ in nothing else. */

/** Python's and Unicode's blanks, but for the line break. */
const BLANK = /[^\S\n]/gu;

/** The expected value and those that came instead. Where two differ in blanks alone, `·` stands for a space, and an escape for any other blank. */
export function withBlanks(
  expected: string | undefined,
  others: readonly string[],
): { readonly expected: string | undefined; readonly others: readonly string[] } {
  const isHidden = (other: string) => expected !== undefined && other !== expected && dense(other) === dense(expected);
  if (expected === undefined || !others.some(isHidden)) return { expected, others };
  return { expected: marked(expected), others: others.map((one) => (isHidden(one) ? marked(one) : one)) };
}

function dense(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

function marked(text: string): string {
  return text.replace(BLANK, (blank) => (blank === ' ' ? '·' : escaped(blank)));
}

function escaped(blank: string): string {
  if (blank === '\t') return '\\t';
  const code = blank.codePointAt(0)!.toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}
