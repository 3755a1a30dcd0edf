/** The first place at which two texts differ, with characters that can't be seen. */
import { quotedText } from '../python/values.ts';

/** Characters of a text around a difference. */
const AROUND = 20;

/** `character 5: '\xa0' ≠ ' '`: of two strings, the one that was got first. */
export function charactersDiffer(got: string, wanted: string): string {
  const [own, others] = [[...got], [...wanted]];
  if (wanted !== '' && got.startsWith(wanted)) return `${spelled(others.length, own)} is too much at the end`;
  if (wanted !== '' && got.endsWith(wanted))
    return `${spelled(0, own.slice(0, own.length - others.length))} is too much at the start`;
  if (got !== '' && wanted.startsWith(got)) return `${spelled(own.length, others)} is missing at the end`;
  if (got !== '' && wanted.endsWith(got))
    return `${spelled(0, others.slice(0, others.length - own.length))} is missing at the start`;
  if (got === '' || wanted === '') return `${spelled(0, own)} ≠ ${spelled(0, others)}`;
  const at = firstDifference(own, others);
  const note = got.toLowerCase() === wanted.toLowerCase() ? ' (the case alone differs)' : '';
  return `character ${at}: ${character(own[at])} ≠ ${character(others[at])}${note}`;
}

function firstDifference(own: readonly string[], others: readonly string[]): number {
  const at = own.findIndex((one, index) => one !== others[index]);
  return at < 0 ? own.length : at;
}

function spelled(from: number, characters: readonly string[]): string {
  const part = characters.slice(from, from + AROUND);
  return quotedText(part.join('')) + (characters.length > from + AROUND ? '…' : '');
}

/** With its number where another may look like it. */
function character(one: string | undefined): string {
  if (one === undefined) return 'the end';
  const code = one.codePointAt(0)!;
  const quoted = quotedText(one);
  return code > 126 && !quoted.includes('\\')
    ? `${quoted} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`
    : quoted;
}

/** Of texts that are no literals, such as a doctest's output; undefined where they differ only behind the cut. */
export function linesDiffer(wanted: string, got: string): string | undefined {
  const [own, others] = [got, wanted].map((text) => text.split('\n')) as [string[], string[]];
  const line = own.findIndex((one, at) => one !== others[at]);
  if (own.length === 1 && others.length === 1) return placeIn(others[0]!, own[0]!);
  if (line < 0) return `line ${own.length + 1}: ${quotedText(others[own.length]!.slice(0, AROUND))} is missing`;
  if (others[line] === undefined) return `line ${line + 1}: ${quotedText(own[line]!.slice(0, AROUND))} is too much`;
  return `line ${line + 1}, ${placeIn(others[line], own[line]!) ?? 'behind what is shown'}`;
}

function placeIn(wanted: string, got: string): string | undefined {
  const [own, others] = [[...got], [...wanted]];
  const at = firstDifference(own, others);
  // The mark of a cut is no difference.
  if (own[at] === '…' || others[at] === '…') return undefined;
  return `character ${at}: ${character(own[at])} ≠ ${character(others[at])}`;
}
