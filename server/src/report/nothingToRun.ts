import type { Report } from '../../../protocol/index.ts';

/** The message for a function without an example that can run, with the reasons for those that were found. */
export function nothingToRun({ function: name, notRun }: Pick<Report, 'function' | 'notRun'>): string {
  const reasons = notRun.slice(0, 3).map((one) => ` Line ${one.line} can't be run: ${one.reason}`);
  return `${name} has no examples that can be run.${reasons.join('')}`;
}
