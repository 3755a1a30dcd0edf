import { expect, it } from 'vitest';
import { anchored } from '../../server/src/features/show/anchored.ts';

const uri = 'file:///a.py';
const marks = [1, 3].map((line) => ({ uri, line, textLine: line, status: 'pass' as const }));
const lines = (before: string, now: string) => anchored(marks, before, now).map(({ line }) => line);

it('moves marks below an edit with their lines, and leaves those above it', () => {
  expect(lines('a\nb\nc\nd\n', 'a\nb\nnew\nc\nd\n')).toEqual([1, 4]);
  expect(lines('a\nb\nc\nd\n', 'b\nc\nd\n')).toEqual([0, 2]);
});

it('keeps the mark of a line that is typed in, and drops those of removed lines', () => {
  expect(lines('a\nb\nc\nd\n', 'a\nb(\nc\nd\n')).toEqual([1, 3]);
  expect(lines('a\nb\nc\nd\n', 'a\nc\nd\n')).toEqual([2]);
});
