/** The outcome of a run over a whole document, in words and counts. */

import type { Outcome } from '../../../../protocol/commands.ts';
import type { Notice } from '../../../../protocol/index.ts';
import { counted } from '../../support/counted.ts';
import type { WholeOutcome } from '../../synthesis/wholeFile/index.ts';
import { passingSamples } from '../reports.ts';

/** The outcome of a run that found nothing. */
export function endedWithout(name: string, state: 'failed' | 'cancelled', why: Notice): Outcome {
  return { function: name, state, ...why, passing: 0, received: 0, refused: 0 };
}

export function outcomeOf(name: string, { functions, failure }: WholeOutcome): Outcome {
  if (functions.length === 0) {
    const message = `${name} has no stub. Write a function with a docstring for a body, and an assert.`;
    return endedWithout(name, 'failed', { message });
  }
  const found = functions.filter(({ chosen }) => chosen !== undefined).length;
  const reports = functions.flatMap(({ report }) => report ?? []);
  const sum = (count: (report: (typeof reports)[number]) => number) =>
    reports.reduce((all, one) => all + count(one), 0);
  const why = failure?.message ?? functions.find(({ reason }) => reason !== undefined)?.reason;
  const accept = found > 0 ? ' Accept them with the lens or “Accept File”.' : '';
  return {
    function: name,
    state: failure !== undefined && found === 0 ? 'failed' : 'done',
    message: `${name}: ${found} of ${counted(functions.length, 'function')} found.${accept}${why ? ` ${why}` : ''}`,
    ...(failure?.next && { next: failure.next }),
    passing: sum(passingSamples),
    received: sum(({ samples }) => samples.received),
    refused: sum(({ samples }) => samples.refused.reduce((all, { count }) => all + count, 0)),
  };
}
