/** The doctests of a docstring: one session with its own names. */

import { GrowingNames, type Names } from '../python/names/names.ts';
import type { Literal } from './docstring.ts';
import { type Doctest, readDoctests } from './doctests.ts';
import { namesOfCode } from './parsing.ts';

export interface SessionExample extends Doctest {
  /** The names of the module that it reads, directly or through earlier names of the session. Null if it does not parse. */
  readonly names: Names | null;
}

export interface Session {
  readonly examples: readonly SessionExample[];
  /** The reason why doctest would refuse it, with the line of the docstring. */
  readonly error?: string;
  readonly errorLine?: number;
}

const sessions = new Map<string, Session>();

export function sessionOf({ value }: Literal): Session | null {
  if (!value.includes('>>>')) return null;
  const known = sessions.get(value);
  if (known) return known;
  const session = read(value);
  if (sessions.size > 1000) sessions.clear();
  sessions.set(value, session);
  return session;
}

function read(value: string): Session {
  const doctests = readDoctests(value);
  if ('error' in doctests) return { examples: [], error: doctests.error, errorLine: doctests.line };
  const bound = new Map<string, Names>();
  const examples = doctests.map((one) => {
    const own = namesOfCode(one.source);
    if (!own) return { ...one, names: null };
    const names = new GrowingNames();
    names.add(own);
    for (const set of [own.uses, own.later]) {
      for (const name of set) {
        const before = bound.get(name);
        if (!before) continue;
        names.uses.delete(name);
        names.add(before);
      }
    }
    for (const name of own.binds) bound.set(name, names);
    return { ...one, names };
  });
  return { examples };
}
