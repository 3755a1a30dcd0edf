/** Judges candidates in a separate session, on the examples of a test. */
import path from 'node:path';
import { Session } from '../../server/src/execution/boundarySession.ts';
import { findInterpreter, type Outcome } from '../../server/src/execution/index.ts';
import { specificationOf } from '../hostile/specification.ts';

export interface Parts {
  readonly examples: string;
  /** Statements of the user's file that are also above each candidate. */
  readonly context?: string;
  readonly docstring?: string;
  readonly head?: string;
}

interface Where {
  /** A folder for the user's file. */
  readonly folder: string;
  readonly python: string;
  /** CPU seconds for an example. */
  readonly timeout?: number;
  /** Also find out whether the examples' order matters. */
  readonly order?: boolean;
}

/** The outcomes of each candidate's examples; the candidates run one after the other. */
export async function evaluated(parts: Parts, candidates: readonly string[], where: Where): Promise<Outcome[][]> {
  const { folder, python, timeout = 2, order = false } = where;
  const found = await findInterpreter({ file: import.meta.filename, flag: python, env: {} });
  if ('error' in found) throw new Error(found.error);
  const { interpreter } = found;
  const signal = AbortSignal.timeout(50_000);
  const { context = '' } = parts;
  const specification = specificationOf({ file: path.join(folder, 'subject.py'), ...parts });
  const limits = { timeout, memory: 256, minimum: 'limits' } as const;
  const session = await Session.start({ specification, interpreter, context, preload: [], ...limits }, 2, signal);
  try {
    const all: Outcome[][] = [];
    for (const one of candidates) {
      const source = context === '' ? one : `${context}\n${one}`;
      all.push([...(await session.evaluate(source, signal, { order }))]);
    }
    return all;
  } finally {
    session.close();
  }
}
