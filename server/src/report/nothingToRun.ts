import type { Report } from '../../../protocol/index.ts';

/** What is said of a function without an example that can be run, and why those that were found can't be. */
export function nothingToRun({ function: name, notRun }: Pick<Report, 'function' | 'notRun'>): string {
  const reasons = notRun.slice(0, 3).map((one) => ` Line ${one.line} can't be run: ${one.reason}`);
  return `${name} has no examples that can be run.${reasons.join('')}`;
}
