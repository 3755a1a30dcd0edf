/** For every function of a corpus, reads its specification, and replaces its body by itself and by another one. */
import { performance } from 'node:perf_hooks';
import { expect, type TestContext } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import { programOf, splice } from '../../server/src/candidates/index.ts';
import {
  childSource,
  type FunctionTarget,
  loadParser,
  PythonDocument,
  specificationOf,
  targetsOf,
} from '../../server/src/specification/index.ts';
import { type Corpus, corpus, isFull } from './files.ts';
import { type FunctionSeen, Oracle } from './oracle.ts';

/** The bytes to read: all with `ASSAY_CORPUS=all`; enough for two minutes in continuous integration; else enough for a few seconds. */
const most = process.env.ASSAY_CORPUS === 'all' ? Number.POSITIVE_INFINITY : isFull ? 5_000_000 : 400_000;

/** Tries the functions of a part of the corpus, prints their number, and fails if one of them fails. */
export async function everyFunction(part: 'stdlib' | 'packages', { skip }: TestContext): Promise<void> {
  const chosen = await corpus(part, most);
  if ('missing' in chosen) return skip(chosen.missing);
  const tried = await tryFunctions(chosen);
  const { files, functions, replaced, slow, slowest, failures, elided } = tried;
  console.log(
    `${part}: ${functions} functions of ${files} files (of ${chosen.of}) tried, ${replaced} replaced, ` +
      `failures: ${failures.length}; ${slow} specifications took more than 20 ms, the slowest ${slowest.toFixed(0)} ms`,
  );
  for (const one of elided) console.log(one);
  expect(failures).toEqual([]);
  expect(elided.length).toBeLessThanOrEqual(functions / 2000);
  expect(functions).toBeGreaterThan(part === 'stdlib' || isFull ? 300 : 0);
  expect(replaced).toBe(functions);
}

interface Tried {
  files: number;
  functions: number;
  replaced: number;
  /** Specifications that took more than 20 ms. */
  slow: number;
  slowest: number;
  readonly failures: string[];
  /** Functions whose own comments look like omitted code. */
  readonly elided: string[];
}

/** The most characters of code in a reply. */
const longest = 100_000;
const otherBody = '    assay_value = [\n        1,\n    ]\n    return assay_value\n';

async function tryFunctions({ files }: Corpus): Promise<Tried> {
  await loadParser();
  const tried: Tried = { files: 0, functions: 0, replaced: 0, slow: 0, slowest: 0, failures: [], elided: [] };
  const oracle = new Oracle();
  try {
    let reading = files.length > 0 ? oracle.ask('read', { file: files[0] }) : undefined;
    const comparing: Promise<void>[] = [];
    for (const [index, file] of files.entries()) {
      const read = await reading;
      reading = index + 1 < files.length ? oracle.ask('read', { file: files[index + 1] }) : undefined;
      // The fuzz test covers files that Python refuses.
      if (!read) continue;
      tried.files++;
      comparing.push(tryFile(file, read.text, read.functions, oracle, tried));
      if (comparing.length > 3) await comparing.shift();
    }
    await Promise.all(comparing);
  } finally {
    oracle.close();
  }
  return tried;
}

interface Replaced {
  readonly target: FunctionTarget;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

async function tryFile(
  file: string,
  text: string,
  seen: readonly FunctionSeen[],
  oracle: Oracle,
  tried: Tried,
): Promise<void> {
  const document = new PythonDocument(file, text);
  const failed = (what: string, why: unknown) =>
    tried.failures.push(`${file}::${what}: ${why instanceof Error ? (why.stack ?? why.message) : why}`);
  const replaced: Replaced[] = [];
  try {
    const targets = targetsOf(document);
    for (const missing of differences(targets, seen)) failed(missing, 'Python sees it otherwise');
    for (const target of targets) {
      tried.functions++;
      try {
        const specification = specificationIn(document, target, tried);
        const { edits, why } = tryTarget(document, specification, target);
        if (why?.includes('leaves code out')) tried.elided.push(`${file}::${target.name}: ${why}`);
        else if (why) failed(target.name, why);
        if (edits) replaced.push({ target, ...edits });
      } catch (error) {
        failed(target.name, error);
      }
    }
  } finally {
    document.dispose();
  }
  tried.replaced += replaced.length;
  for (const apart of disjoint(replaced)) {
    const why = await changedBy(text, apart, oracle);
    if (!why) continue;
    for (const one of apart) {
      const alone = await changedBy(text, [one], oracle);
      if (alone) failed(one.target.name, alone);
    }
  }
}

/** Functions that only one side finds, or that both describe differently. Overloads and abstract functions are not targets. */
function differences(targets: readonly FunctionTarget[], seen: readonly FunctionSeen[]): string[] {
  const bySpecification = new Map(
    targets.map((one) => [one.line, JSON.stringify([one.function.path.join('.'), one.docstring ?? null, one.isAsync])]),
  );
  const byPython = new Map(
    seen.map(([name, line, docstring, isAsync]) => [line, JSON.stringify([name, docstring, isAsync])]),
  );
  return [...bySpecification].flatMap(([line, one]) =>
    byPython.get(line) === one ? [] : [`line ${line} is ${one} and not ${byPython.get(line)}`],
  );
}

function specificationIn(document: PythonDocument, target: FunctionTarget, tried: Tried): Specification {
  const started = performance.now();
  const specification = specificationOf(document, target.name, {});
  if ('error' in specification) throw new Error(specification.error);
  JSON.stringify([specification.steps, specification.context, specification.fingerprint]);
  const took = performance.now() - started;
  if (took > 20) tried.slow++;
  tried.slowest = Math.max(tried.slowest, took);
  childSource(document, target.name, specification);
  return specification;
}

function tryTarget(
  document: PythonDocument,
  specification: Specification,
  target: FunctionTarget,
): { edits?: { start: number; end: number; text: string }; why?: string } {
  const { text } = document;
  const other = programOf({ form: 'completion', text: otherBody }, document, specification);
  if ('refused' in other) return { why: `another body is refused: it ${other.refused}` };
  const changed = splice(document, specification, other.program);
  const whole = {
    start: target.function.base + target.function.start,
    end: target.function.base + target.function.end,
  };
  // Comments below the body with the same indentation were replaced with it.
  const below = text.slice(whole.end);
  const kept = below.replace(/^(?:[^\n]*#[^\n]*)?(?:\r?\n[ \t\f]*(?:#[^\n]*)?(?=\n|$))*/, '');
  if (!changed.text.startsWith(text.slice(0, whole.start))) return { why: 'the text above has changed' };
  if (!changed.text.endsWith(kept)) return { why: 'the text below has changed' };
  whole.end = text.length - kept.length;
  const after = changed.text.length - kept.length;
  if (!changed.text.includes('return assay_value')) return { why: 'the other body is not there' };
  const edits = { ...whole, text: changed.text.slice(whole.start, after) };
  if (target.body === 'stub' || target.source.length > longest) return { edits };
  const own = programOf({ form: 'solution', text: target.source }, document, specification);
  if ('refused' in own) return { edits, why: `its own body is refused: it ${own.refused}` };
  const same = splice(document, specification, own.program);
  if (same.text === text) return { edits };
  return { edits, why: `its own body differs:\n${firstDifference(text, same.text)}` };
}

function firstDifference(before: string, after: string): string {
  let at = 0;
  while (before[at] === after[at]) at++;
  const from = before.lastIndexOf('\n', at - 1) + 1;
  return `- ${JSON.stringify(before.slice(from, at + 60))}\n+ ${JSON.stringify(after.slice(from, at + 60))}`;
}

/** Groups of functions without nested ones. */
function disjoint(replaced: readonly Replaced[]): Replaced[][] {
  const groups: Replaced[][] = [];
  const open: Replaced[] = [];
  for (const one of replaced) {
    while (open.length > 0 && open.at(-1)!.end <= one.start) open.pop();
    const level = groups[open.length];
    if (level) level.push(one);
    else groups[open.length] = [one];
    open.push(one);
  }
  return groups;
}

async function changedBy(text: string, replaced: readonly Replaced[], oracle: Oracle): Promise<string | null> {
  let after = '';
  let at = 0;
  const linesAfter: number[] = [];
  for (const { target, start, end, text: own } of replaced) {
    after += text.slice(at, start);
    const before = target.function.base + target.function.def - start;
    linesAfter.push(lineOf(after + own.slice(0, before)));
    after += own;
    at = end;
  }
  after += text.slice(at);
  const linesBefore = replaced.map(({ target }) => target.line);
  return oracle.ask('changed', { before: text, after, linesBefore, linesAfter });
}

function lineOf(text: string): number {
  return text.split(/\r\n?|\n/).length;
}
