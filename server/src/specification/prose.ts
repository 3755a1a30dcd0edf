import { readDoctests } from './doctests.ts';

/** A docstring without its doctests and their blank lines. */
export function proseOf(docstring = ''): string {
  const doctests = readDoctests(docstring);
  if ('error' in doctests) return docstring;
  const isDoctest = (at: number) => doctests.some(({ line, lineCount }) => line <= at && at < line + lineCount);
  return docstring
    .split('\n')
    .filter((line, at) => line.trim() !== '' && !isDoctest(at))
    .join('\n');
}
