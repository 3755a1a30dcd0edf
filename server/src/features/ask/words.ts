/** A question in words. */
import type { Question, Report } from '../../../../protocol/index.ts';
import { printable, shortened } from '../../support/printable.ts';

/** The most characters of a value; a call may have twice as many. */
const LONGEST = 80;

export function questionInWords({ call }: Question): string {
  return `What should ${shortened(printable(call), 2 * LONGEST)} give?`;
}

/** `3 behaviours`; undefined if all candidates that pass do the same. */
export function behavioursInWords({ behaviours }: Report): string | undefined {
  return behaviours === undefined || behaviours.count < 2 ? undefined : `${behaviours.count} behaviours`;
}
