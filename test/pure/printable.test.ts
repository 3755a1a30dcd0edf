import { describe, expect, it } from 'vitest';
import { printable, printableJson, printableLines, shortened } from '../../server/src/support/printable.ts';

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

  it('spells out what has no shape of its own, which Python takes for letters of a name', () => {
    expect(printable('a\u3164b\u115fc\u1160d\uffa0')).toBe('a\\u3164b\\u115fc\\u1160d\\uffa0');
    expect(printable('a\ufe0f = a\ufe00 + a\u{e0100}')).toBe('a\\ufe0f = a\\ufe00 + a\\U000e0100');
    expect(printable('a\u034fb\u17b5c\u180bd\u00ade\u061cf')).toBe('a\\u034fb\\u17b5c\\u180bd\\xade\\u061cf');
    expect(printable('a\u200db e\u0301\u200dc')).toBe('a\\u200db e\u0301\\u200dc');
  });

  it('hides nothing in JSON, which still says the same', () => {
    const value = { id: 'a\u202e\u009b\u3164\u{e0041}\n', 'b\u200b': ['é'] };
    expect(printableJson(value)).toBe('{"id":"a\\u202e\\u009b\\u3164\\udb40\\udc41\\n","b\\u200b":["é"]}');
    expect(JSON.parse(printableJson(value))).toEqual(value);
  });

  it('leaves letters, accents and emoji of every script alone', () => {
    const text = 'naïve café · 日本語 · नमस्ते · می\u200cخواهم · क्\u200dष · 👩‍💻 · ❤\ufe0f · 1\ufe0f\u20e3';
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
