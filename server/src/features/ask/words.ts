/** A question and its answers in words. */
import type { Answer, Question, Report } from '../../../../protocol/index.ts';
import { printable, shortened } from '../../support/printable.ts';

/** Characters of a value. */
const LONGEST = 80;

/** `"a-b"`, `raises ValueError`, `does not end` */
export function answerInWords({ value, kind }: Pick<Answer, 'value' | 'kind'>): string {
  return shortened(printable(kind === 'raises' ? `raises ${value}` : value), LONGEST);
}

/** `50% of the samples` */
export function weightInWords({ weight }: Pick<Answer, 'weight'>): string {
  return `${Math.min(99, Math.max(1, Math.round(100 * weight)))}% of the samples that pass`;
}

export function questionInWords({ call }: Question): string {
  return `What should ${shortened(printable(call), 2 * LONGEST)} give?`;
}

/** `3 behaviours`, where programs that pass differ. */
export function behavioursInWords({ behaviours }: Report): string | undefined {
  return behaviours === undefined || behaviours.count < 2 ? undefined : `${behaviours.count} behaviours`;
}
