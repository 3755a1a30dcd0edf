/** Formats a change as `git diff` does, with colours on a terminal. */
import path from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { printable, printableLines } from '../support/printable.ts';
import { inColour } from './colour.ts';

/** `stream` is the output: the diff has colours if the stream shows them and NO_COLOR is not set. */
export function diffOf(
  file: string,
  before: string,
  after: string,
  stream: NodeJS.WriteStream = process.stdout,
): string {
  const shown = printable(path.relative(process.cwd(), file));
  const patch = createTwoFilesPatch(shown, shown, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
  return printableLines(patch)
    .trimEnd()
    .split('\n')
    .map((line) => inColour(line, stream))
    .join('\n');
}
