import { expect, it } from 'vitest';
import { startingSeconds } from '../../server/src/execution/evaluations.ts';

it('a file may take its time to load where the machine is busy, and not for ever', () => {
  // Windows reports no load.
  expect(startingSeconds(0, 8)).toBe(30);
  expect(startingSeconds(7, 8)).toBe(30);
  expect(startingSeconds(12, 2)).toBe(180);
  expect(startingSeconds(400, 2)).toBe(300);
});
