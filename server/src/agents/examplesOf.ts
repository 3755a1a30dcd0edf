/** What an agent is told about a function's examples: which there are, and whether they are those of the last commit. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Example, NotRun, Report } from '../../../protocol/index.ts';
import { printable } from '../support/printable.ts';
import { type Bounds, listed, sourceIn, valueIn } from './bounds.ts';
import type { Subject } from './desk.ts';
import type { Surroundings } from './outputs.ts';
import { sinceHead } from './sinceHead.ts';

export async function examplesOf(
  subject: Subject,
  { examples, notRun }: Pick<Report, 'examples' | 'notRun'>,
  bounds: Bounds,
  env: NodeJS.ProcessEnv,
): Promise<Surroundings['examples']> {
  const identity = [...examples, ...notRun].map(({ file, source, case: id }) => [
    path.relative(subject.root, file),
    source,
    id ?? '',
  ]);
  return {
    count: examples.length,
    notRun: listed(notRun, bounds, (one) => notRunIn(one, subject, bounds)),
    digest: digestOf(JSON.stringify(identity.sort())),
    fileDigest: digestOf(subject.document.text),
    sinceHead: await sinceHead(subject, [...examples, ...notRun], bounds, env),
  };
}

function notRunIn(one: NotRun, subject: Subject, bounds: Bounds) {
  return { at: placeOf(one, subject), source: sourceIn(one, bounds), reason: valueIn(one.reason, bounds) };
}

/** `tests/test_words.py:12`, from the root. */
export function placeOf({ file, line }: Pick<Example, 'file' | 'line'>, { root }: Pick<Subject, 'root'>): string {
  return `${printable(path.relative(root, file).split(path.sep).join('/'))}:${line}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
