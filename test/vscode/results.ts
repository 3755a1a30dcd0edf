import { describe, it } from 'vitest';
import type { SuiteResult } from './launch.ts';

/** Adds the tests inside VS Code to the counts of `npm test`: each test there is one test here. */
export function reportResults(title: string, results: readonly SuiteResult[]): void {
  describe(title, () => {
    it.each(results)('$name ($ms ms)', ({ error }) => {
      if (error !== undefined) throw new Error(error);
    });
  });
}
