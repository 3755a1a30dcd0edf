/** A question in words. */
import type { Question, Report } from '../../../../protocol/index.ts';
import { printable, shortened } from '../../support/printable.ts';

/** Characters of a value. */
const LONGEST = 80;

export function questionInWords({ call }: Question): string {
  return `What should ${shortened(printable(call), 2 * LONGEST)} give?`;
}

/** `3 behaviours`, where programs that pass differ. */
export function behavioursInWords({ behaviours }: Report): string | undefined {
  return behaviours === undefined || behaviours.count < 2 ? undefined : `${behaviours.count} behaviours`;
}
