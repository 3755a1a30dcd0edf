import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Specification } from '../../protocol/index.ts';
import type { Preparation } from '../../server/src/execution/boundarySession.ts';
import type { Interpreter, JudgePreparation, Subject } from '../../server/src/execution/index.ts';
import { type Parts, specificationOf } from '../hostile/specification.ts';
import { anyPython } from './pythons.ts';

export const python: Interpreter = { ...anyPython(), source: 'python3' };

/** The preparation of a session for `f(x)`, which should return its argument. */
export function preparation(changes: Partial<Preparation> = {}, parts: Partial<Parts> = {}): Preparation {
  const examples = 'assert f(1) == 1\nassert f(2) == 2';
  const specification = specificationOf({ file: path.join(tmpdir(), 'subject.py'), examples, ...parts });
  const limits = { timeout: 0.5, memory: 512, minimum: 'limits' } as const;
  return { specification, interpreter: python, context: parts.context ?? '', preload: [], ...limits, ...changes };
}

/** The same for both ways to judge; the specification's steps come from the file's text. */
export function judgePreparation(
  changes: Partial<Preparation> = {},
  parts: Partial<Parts> = {},
): JudgePreparation & { subject(candidate: string): Subject } {
  const { context, preload: _preload, atHand: _atHand, ...rest } = preparation(changes, parts);
  const { specification } = rest;
  const subject = (candidate: string): Subject => ({
    text: textOf(specification.steps, documented(candidate, parts)),
    child: () => (context === '' ? candidate : `${context}\n${candidate}`),
  });
  const plain = { text: textOf(specification.steps), tests: [], unsaved: {}, together: [] };
  return { ...rest, plain, across: () => ({ context }), subject };
}

/** With the user's docstring, which every candidate keeps. */
function documented(candidate: string, { docstring, head = 'def f(x):' }: Partial<Parts>): string {
  const at = candidate.indexOf(head);
  if (docstring === undefined || at < 0) return candidate;
  const end = at + head.length;
  return `${candidate.slice(0, end)}\n    """${docstring}"""${candidate.slice(end)}`;
}

/** The file with each statement at its line, and with another definition in the function's place. */
function textOf(steps: Specification['steps'], candidate?: string): string {
  return steps
    .flatMap((step) => {
      if (step.do === 'define') return [candidate ?? step.source];
      return step.do === 'tests' || step.do === 'doctest' ? [] : [step.source];
    })
    .map((source) => `${source}\n`)
    .join('');
}
