/** Evaluates a string literal as Python does, and finds the places of its lines in the source. */

export interface Literal {
  readonly value: string;
  /** For each line of the value, its start as an offset in the source. */
  readonly lines: readonly number[];
}

const opening = /^([a-zA-Z]*)("""|'''|"|')/;
const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** `literals` are the adjoining string tokens of one expression. Null for bytes and f-strings, which are not docstrings. */
export function evaluate(source: string, literals: readonly { start: number; end: number }[]): Literal | null {
  let value = '';
  const lines = [literals[0]?.start ?? 0];
  for (const { start, end } of literals) {
    const token = source.slice(start, end);
    const match = opening.exec(token);
    if (!match || /[bft]/i.test(match[1]!)) return null;
    const [whole, prefix, quote] = match as unknown as [string, string, string];
    const to = token.length - (token.endsWith(quote) && token.length >= whole.length + quote.length ? quote.length : 0);
    const raw = /r/i.test(prefix);
    if (value === '' || value.endsWith('\n')) lines[lines.length - 1] = start + whole.length;
    for (let at = whole.length; at < to; ) {
      const [text, length] = raw || token[at] !== '\\' ? plain(token, at) : escaped(token, at, to);
      value += text;
      at += length;
      if (text === '\n') lines.push(start + at);
    }
  }
  return { value, lines };
}

/** Reads every line ending as \n. */
function plain(token: string, at: number): [string, number] {
  if (token[at] === '\r') return ['\n', token[at + 1] === '\n' ? 2 : 1];
  return [token[at]!, 1];
}

const numeric = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

function escaped(token: string, at: number, to: number): [string, number] {
  if (at + 1 >= to) return ['\\', 1];
  const next = token[at + 1]!;
  if (next === '\n') return ['', 2];
  if (next === '\r') return ['', token[at + 2] === '\n' ? 3 : 2];
  const simple = simpleEscapes[next];
  if (simple !== undefined) return [simple, 2];
  numeric.lastIndex = at;
  const match = numeric.exec(token);
  if (match) {
    const code =
      match[1] !== undefined ? Number.parseInt(match[1], 8) : Number.parseInt(match[2] ?? match[3] ?? match[4]!, 16);
    if (code <= 0x10ffff) return [String.fromCodePoint(code), match[0].length];
  }
  // An unknown escape stays unchanged. So do named characters (`\N{BULLET}`), because only Python has their table.
  return ['\\', 1];
}

/** `str.expandtabs`: expands tabs to the next multiple of 8. */
export function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let out = '';
  for (const character of line) {
    out += character === '\t' ? ' '.repeat(8 - (out.length % 8)) : character;
  }
  return out;
}

/** Does the same as `inspect.cleandoc`. */
export function cleandoc(value: string): string {
  const lines = value.split('\n').map(expandTabs);
  const margins = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...margins);
  const cleaned = lines.map((line, index) => {
    if (index === 0) return line.trimStart();
    return Number.isFinite(margin) ? line.slice(margin) : line;
  });
  while (cleaned.length > 0 && cleaned.at(-1) === '') cleaned.pop();
  while (cleaned.length > 0 && cleaned[0] === '') cleaned.shift();
  return cleaned.join('\n');
}
