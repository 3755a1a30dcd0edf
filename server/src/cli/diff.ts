/** A change as `git diff` and `patch` write it; with colours where somebody looks on. */
import path from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { printable, printableLines } from '../support/printable.ts';
import { inColour } from './colour.ts';

/** `stream` is where it will be printed: whether that takes colours is asked of it, and of NO_COLOR. */
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
