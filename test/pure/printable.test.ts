import { describe, expect, it } from 'vitest';
import { printable, printableLines, shortened } from '../../server/src/printable.ts';

describe('printable', () => {
  it('spells out escape sequences, so that a terminal shows them instead of obeying', () => {
    expect(printable('\u001b[2J\u001b]0;owned\u0007')).toBe('\\x1b[2J\\x1b]0;owned\\x07');
    expect(printable('\u009b31m')).toBe('\\x9b31m');
  });

  it('spells out marks that reorder or hide text', () => {
    expect(printable('a\u202eb\u2066c\u200bd\ufeff')).toBe('a\\u202eb\\u2066c\\u200bd\\ufeff');
    expect(printable('\u{e0041}')).toBe('\\U000e0041');
    expect(printable('\ud800')).toBe('\\ud800');
  });

  it('leaves letters, accents and emoji of every script alone', () => {
    const text = 'naïve café · 日本語 · नमस्ते · 👩‍💻';
    expect(printable(text)).toBe(text);
  });

  it('keeps one line one line', () => {
    expect(printable('a\r\nb\tc')).toBe('a\\r\\nb\\tc');
    expect(printableLines('a\r\nb\tc\rd\u001b')).toBe('a\nb\tc\\rd\\x1b');
  });

  it('shortens by characters, not by halves of them', () => {
    expect(shortened('👍👍👍👍', 3)).toBe('👍👍…');
    expect(shortened('short', 10)).toBe('short');
  });
});
