/** Moves marks with the lines of an edited text. */
import type { ExampleMark } from '../../../../protocol/messages.ts';

/**
 * The marks of an earlier text in the text of now. Those above and below the changed lines move with their lines; those in changed lines
 * stay where as many lines took their place, as while one of them is typed.
 */
export function anchored(marks: readonly ExampleMark[], before: string, now: string): ExampleMark[] {
  const [then, lines] = [before.split(/\r\n?|\n/), now.split(/\r\n?|\n/)];
  const least = Math.min(then.length, lines.length);
  let top = 0;
  while (top < least && then[top] === lines[top]) top++;
  let bottom = 0;
  while (bottom < least - top && then.at(-1 - bottom) === lines.at(-1 - bottom)) bottom++;
  const shift = lines.length - then.length;
  const moved = (line: number) => {
    if (line < top) return line;
    if (line >= then.length - bottom) return line + shift;
    return shift === 0 ? line : undefined;
  };
  return marks.flatMap((mark) => {
    const [line, textLine] = [moved(mark.line), moved(mark.textLine)];
    return line === undefined || textLine === undefined ? [] : [{ ...mark, line, textLine }];
  });
}
