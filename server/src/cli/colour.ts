/** Colours the lines of diffs and verdicts, unless the stream shows no colours or NO_COLOR is set. */
import { styleText } from 'node:util';

const colours: readonly (readonly [RegExp, Parameters<typeof styleText>[0]])[] = [
  [/^(---|\+\+\+) .*/, 'bold'],
  [/^(\+.*|pass\b)/, 'green'],
  [/^(-.*|FAIL|ERROR|TIMEOUT|BLOCKED)/, 'red'],
  [/^@@.*/, 'cyan'],
];

export function inColour(line: string, stream: NodeJS.WriteStream = process.stdout): string {
  // Checked here too, because Node checks the stream itself only since 22.8.
  if (!stream.isTTY) return line;
  const [pattern, colour] = colours.find(([start]) => start.test(line)) ?? [];
  return pattern && colour ? line.replace(pattern, (part) => styleText(colour, part, { stream })) : line;
}
