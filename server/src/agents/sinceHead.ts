/**
 * Says whether what judges a function is what the last commit has: its examples, the code around it, its test files. Whoever changes
 * the tests to make them pass is seen; whoever commits such a change is not, so this is a hint and no proof.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Example, NotRun, Range, Specification } from '../../../protocol/index.ts';
import { committedText } from '../execution/index.ts';
import { labelOf } from '../report/exampleLabel.ts';
import { PythonDocument, specificationOf } from '../specification/index.ts';
import { printable } from '../support/printable.ts';
import { type Bounds, listed } from './bounds.ts';
import type { Subject } from './desk.ts';
import type { Surroundings } from './outputs.ts';

type Check = Example | NotRun;

export async function sinceHead(
  subject: Subject,
  checks: readonly Check[],
  bounds: Bounds,
  env: NodeJS.ProcessEnv,
): Promise<Surroundings['examples']['sinceHead']> {
  const { document, root } = subject;
  const before = await committedText(document.file, env);
  const own = before === undefined ? undefined : ownChanges(subject, before);
  if (own === undefined) return { status: 'unknown', changes: [], more: 0 };
  const others = new Set([...checks.map(({ file }) => file), ...conftestsAbove(document.file, root)]);
  others.delete(document.file);
  const changed = await Promise.all(
    [...others].map(async (file) => {
      const text = textOf(file);
      if (text === undefined) return [];
      const committed = await committedText(file, env);
      const name = printable(path.relative(root, file));
      if (committed === undefined) return [`${name} is not in HEAD`];
      return plain(committed) === plain(text) ? [] : [`${name} differs`];
    }),
  );
  const changes = [...own.others, ...changed.flat()];
  const status = changes.length > 0 ? 'changed' : own.added.length > 0 ? 'more' : 'same';
  const { shown, more } = listed([...changes, ...own.added], bounds, (one) => one);
  return { status, changes: shown, more };
}

interface Changes {
  /** Examples that are only there now. */
  readonly added: readonly string[];
  readonly others: readonly string[];
}

/** The changes in the function's own file, but for the function's body; undefined where the commit lacks the function. */
function ownChanges({ document, specification, workspace }: Subject, before: string): Changes | undefined {
  const committed = new PythonDocument(document.file, plain(before));
  try {
    const was = specificationOf(committed, specification.target.name, { workspace });
    if ('error' in was) return undefined;
    const [old, now] = [ownSources(was), ownSources(specification)];
    const isDressed = dressOf(was, committed) === dressOf(specification, document);
    return {
      added: without(now, old).map((one) => `example added: ${one}`),
      others: [
        ...without(old, now).map((one) => `example removed: ${one}`),
        ...(isDressed ? [] : ['the signature, the decorators or the docstring differ']),
        ...(aroundOf(was, committed) === aroundOf(specification, document) ? [] : ['other code of the file differs']),
      ],
    };
  } finally {
    committed.dispose();
  }
}

/** The examples in the function's own file, each in one line. */
function ownSources({ file, examples, notRun }: Specification): string[] {
  return [...examples, ...notRun].filter((one) => one.file === file).map((one) => labelOf(one, 120));
}

function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** All of the function but its body. */
function dressOf({ target }: Specification, document: PythonDocument): string {
  const decorators = document.text.slice(
    document.offsetAt(target.range.start),
    document.offsetAt(target.nameRange.start),
  );
  return plain(JSON.stringify([decorators, target.signature, target.docstring ?? '']));
}

/** The lines of the file outside of the function and its examples. */
function aroundOf({ file, target, examples }: Specification, document: PythonDocument): string {
  const ranges: Range[] = [target.range, ...examples.filter((one) => one.file === file).map(({ range }) => range)];
  const isInside = (line: number) => ranges.some(({ start, end }) => start.line <= line && line <= end.line);
  return plain(document.text)
    .split('\n')
    .filter((text, line) => text.trim() !== '' && !isInside(line))
    .join('\n');
}

function conftestsAbove(file: string, root: string): string[] {
  const found: string[] = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    found.push(path.join(folder, 'conftest.py'));
    if (folder === root || folder === path.dirname(folder)) return found;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function plain(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}
