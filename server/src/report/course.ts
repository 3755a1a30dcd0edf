/** Describes the course of a synthesis, in the words that hovers, messages and the terminal share. */
import type { Report } from '../../../protocol/index.ts';

/** `none of 10 passes at first, 4 of 10 after a repair`; undefined if there was only one round. */
export function roundsInWords({ rounds = [] }: Report): string | undefined {
  if (rounds.length < 2) return undefined;
  const parts = rounds.map(({ received, passing, sampler }, index) => {
    const count = `${passing === 0 ? 'none' : passing} of ${received}`;
    if (index === 0) return `${count} ${passing > 1 ? 'pass' : 'passes'} at first`;
    if (sampler === 'search') return `${count} by a search around them`;
    return `${count} after ${index === 1 ? 'a repair' : `repair ${index}`}`;
  });
  return parts.join(', ');
}

/** `from 09:30`, or `from 2026-01-31` of another day: when the verdicts of an earlier window were made, in local time. */
export function timeOfThen(iso: string, now: Date): string {
  const [day, time] = dayAndTime(iso).split(' ');
  return `from ${dayAndTime(now.toISOString()).startsWith(day!) ? time : day}`;
}

/** `2026-01-31 09:30`, in local time. */
export function dayAndTime(iso: string): string {
  const date = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
