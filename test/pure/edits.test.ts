import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { PythonDocument } from '../../server/src/specification/index.ts';
import { editsBetween } from '../../server/src/synthesis/wholeFile/index.ts';

function edits(before: string, after: string) {
  const made = editsBetween(new PythonDocument('/project/f.py', before).snapshot, after);
  const applied = TextDocument.applyEdits(
    TextDocument.create('f', 'python', 0, before),
    made.map(({ range: { start, end }, newText }) => ({ range: { start, end }, newText })),
  );
  expect(applied).toBe(after);
  return made;
}

describe('the edits between two texts', () => {
  it('are one for each place that differs, and touch nothing else', () => {
    const made = edits('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n');
    expect(made).toEqual([
      { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: 'B\n' },
      { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, newText: 'e\n' },
    ]);
    expect(edits('a\n', 'a\n')).toEqual([]);
  });

  it.each([
    ['\r\n', 'a\r\nb\r\n', 'a\r\n    x\r\nb\r\n'],
    ['no line break at the end', 'a\nb', 'a\nb\nc'],
    ['a byte-order mark', '\ufeffa\nb\n', '\ufeffimport x\na\nb\n'],
    ['lone \\r', 'a\rb\rc\n', 'a\rb\rx\rc\n'],
    ['mixed line breaks', 'a\r\nb\nc\r\n', 'a\r\nb\r\nd\nc\r\n'],
    ['an empty text', '', 'a\n'],
    ['astral characters', '"😀"\nb\n', '"😀"\n"😀😀"\nb\n'],
  ])('keep %s', (_, before, after) => {
    edits(before, after);
  });
});
