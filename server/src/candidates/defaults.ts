/** Finds differences between a reply's signature and the user's, which stays. */
import { ownFormals } from './definition.ts';
import { shapeOf } from './key.ts';
import { paired } from './parameters.ts';
import type { Transfer } from './transfer.ts';

const longest = 60;

/** `default of x is 3 in the reply, 2 in the file`: calls that leave `x` out get another value than the reply was written for. */
export function changedDefaults({ found, parts: { reading, wanted } }: Transfer): string[] {
  if (reading.form !== 'definition') return [];
  const none = new Map<number, never>();
  const pairs = paired(wanted.formals, ownFormals(found, wanted).formals);
  return wanted.formals.flatMap((formal) => {
    const { name, value } = formal;
    const their = pairs.get(formal)?.value;
    if (!their || (value && shapeOf(value, none) === shapeOf(their, none))) return [];
    return [
      `default of ${name} is ${inWords(their.text)} in the reply, ${value ? inWords(value.text) : 'none'} in the file`,
    ];
  });
}

function inWords(source: string): string {
  const line = source.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
