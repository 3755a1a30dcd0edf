/** Reads a docstring as Python's `doctest.DocTestParser` does. */
import { expandTabs } from './docstring.ts';

export interface Doctest {
  /** The line of its `>>>` in the docstring, counted from 0. */
  readonly line: number;
  /** The number of lines, including the expected output. */
  readonly lineCount: number;
  /** The source without the prompts. */
  readonly source: string;
  readonly want: string;
  /** `# doctest: +SKIP` */
  readonly skip: boolean;
}

/** The examples in doctest's order, including those without expected output; or doctest's error. */
export function readDoctests(docstring: string): readonly Doctest[] | { error: string; line: number } {
  if (!docstring.includes('>>>')) return [];
  const lines = dedented(docstring.split('\n').map(expandTabs));
  const found: Doctest[] = [];
  for (let at = 0; at < lines.length; ) {
    const indent = /^( *)>>>/.exec(lines[at]!)?.[1]?.length;
    if (indent === undefined) {
      at++;
      continue;
    }
    const line = at++;
    while (at < lines.length && /^ *\.\.\./.test(lines[at]!)) at++;
    const prompts = lines.slice(line, at);
    const wantFrom = at;
    while (at < lines.length && !/^ *$/.test(lines[at]!) && !/^ *>>>/.test(lines[at]!)) at++;
    const wants = lines.slice(wantFrom, at);

    const stuck = prompts.findIndex((prompt) => prompt.length >= indent + 4 && prompt[indent + 3] !== ' ');
    if (stuck >= 0) return { line: line + stuck, error: 'the prompt is not followed by a blank' };
    const uneven = [
      ...prompts.slice(1).map((prompt) => prompt.startsWith(`${' '.repeat(indent)}.`)),
      ...wants.map((want) => want.startsWith(' '.repeat(indent))),
    ].indexOf(false);
    if (uneven >= 0) return { line: line + 1 + uneven, error: 'it is indented differently from its prompt' };

    const source = prompts.map((prompt) => prompt.slice(indent + 4)).join('\n');
    const options = optionsIn(source);
    if (typeof options === 'string') return { line, error: options };
    if (/^ *(#[^\n]*)?$/.test(source)) {
      if (options.length > 0) return { line, error: 'its option belongs to no example' };
      continue;
    }
    const last = options.filter((option) => option.slice(1) === 'SKIP').at(-1);
    const want = wants.map((one) => `${one.slice(indent)}\n`).join('');
    found.push({ line, lineCount: at - line, source, want, skip: last === '+SKIP' });
  }
  return found;
}

const known = new Set([
  'DONT_ACCEPT_TRUE_FOR_1',
  'DONT_ACCEPT_BLANKLINE',
  'NORMALIZE_WHITESPACE',
  'ELLIPSIS',
  'SKIP',
  'IGNORE_EXCEPTION_DETAIL',
  'REPORT_UDIFF',
  'REPORT_CDIFF',
  'REPORT_NDIFF',
  'REPORT_ONLY_FIRST_FAILURE',
  'FAIL_FAST',
]);

function optionsIn(source: string): string[] | string {
  const options: string[] = [];
  for (const line of source.split('\n')) {
    const listed = /#\s*doctest:\s*([^'"]*)$/.exec(line)?.[1];
    if (listed === undefined) continue;
    for (const option of listed.replaceAll(',', ' ').split(/\s+/).filter(Boolean)) {
      if (!/^[+-]/.test(option) || !known.has(option.slice(1))) return `doctest doesn't know the option ${option}`;
      options.push(option);
    }
  }
  return options;
}

function dedented(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => /[^ ]/.test(line)).map((line) => /^ */.exec(line)![0].length);
  const least = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(least));
}
