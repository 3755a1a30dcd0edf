import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Interpreter } from '../../server/src/execution/index.ts';
import type { Preparation } from '../../server/src/execution/session.ts';
import { type Parts, specificationOf } from '../hostile/specification.ts';
import { anyPython } from './pythons.ts';

export const python: Interpreter = { ...anyPython(), source: 'python3' };

/** What starts a session for `f(x)`, which is to return what it is given. */
export function preparation(changes: Partial<Preparation> = {}, parts: Partial<Parts> = {}): Preparation {
  const examples = 'assert f(1) == 1\nassert f(2) == 2';
  const specification = specificationOf({ file: path.join(tmpdir(), 'subject.py'), examples, ...parts });
  const limits = { timeout: 0.5, memory: 512, minimum: 'limits' } as const;
  return { specification, interpreter: python, context: parts.context ?? '', preload: [], ...limits, ...changes };
}
