import { describe, expect, it } from 'vitest';
import { codeShown, tellingLine } from '../../server/src/features/show/candidateCode.ts';
import { candidate, pass, report, returned, specify } from './reports.ts';

const { target } = specify();

describe('the line that tells a candidate from others', () => {
  const best = candidate('1', 3, [pass, pass], 'words = text.split()\n    return words[0]');
  const other = candidate('2', 1, [pass, pass], 'words = text.split()\n    return min(words)');

  it('is of the best what it adds to the stub', () => {
    expect(tellingLine(best, report([best, other]), target)).toBe('words = text.split()');
  });

  it('is of another where it first differs from the best', () => {
    expect(tellingLine(other, report([best, other]), target)).toBe('return min(words)');
  });

  it('is a line of code, not of the signature, an import or a comment, where there is one', () => {
    const wrong = candidate('1', 1, [pass, returned('0')]);
    const solution = 'import re\n\n\ndef first_word(words):\n    # Like this.\n    return re.split(" ", words)[0]\n';
    expect(tellingLine({ ...wrong, solution }, report([wrong]), target)).toBe('return re.split(" ", words)[0]');
  });
});

describe('the code of a candidate', () => {
  it('is shown without the docstring', () => {
    expect(codeShown(candidate('1', 1, [pass], 'return text.split()[0]'), target)).toBe(
      'def first_word(text):\n    return text.split()[0]',
    );
  });

  it('keeps a docstring that shares its line, and one that the candidate has changed', () => {
    const short = specify('def f(x): "Doubles x."\n\n\nassert f(1) == 2\n', 'f').target;
    const own = candidate('1', 1, [pass]);
    const solution = 'def f(x):\n    "Doubles x."\n    return 2 * x\n';
    expect(codeShown({ ...own, solution }, short)).toBe(solution.trimEnd());
    const changed = own.solution.replace('the first', 'any');
    expect(codeShown({ ...own, solution: changed }, target)).toBe(changed.trimEnd());
  });

  it('ends after some lines, and says how many there are', () => {
    const body = Array.from({ length: 40 }, (_, index) => `x = ${index}`).join('\n    ');
    const shown = codeShown(candidate('1', 1, [pass], body), target).split('\n');
    expect(shown).toHaveLength(17);
    expect(shown.at(-1)).toBe('… and 25 more lines');
  });
});
