import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { inColour } from '../../server/src/cli/colour.ts';
import { diffOf } from '../../server/src/cli/diff.ts';

const terminal = (colours: boolean) =>
  Object.assign(new PassThrough(), { isTTY: colours, getColorDepth: () => 8 }) as unknown as NodeJS.WriteStream;

it('is what patch reads, and without colours where nobody looks on', () => {
  expect(diffOf('a.py', 'x = 1\n', 'x = 2\n', terminal(false))).toBe(
    '--- a.py\n+++ a.py\n@@ -1,1 +1,1 @@\n-x = 1\n+x = 2',
  );
});

it('spells out what a terminal would obey', () => {
  expect(diffOf('a.py', '', 'x = "\u001b[2J"\n', terminal(false))).toContain('+x = "\\x1b[2J"');
});

it('has colours in a terminal', () => {
  const shown = terminal(true);
  expect(inColour('+x = 2', shown)).toBe('\u001b[32m+x = 2\u001b[39m');
  expect(inColour('FAIL    line 5: assert f(1) == 2', shown)).toBe(
    '\u001b[31mFAIL\u001b[39m    line 5: assert f(1) == 2',
  );
  expect(inColour(' pass', shown)).toBe(' pass');
});
