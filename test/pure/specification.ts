/** Sources whose comments say how a specification uses each line. */
import { expect } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import {
  loadParser,
  PythonDocument,
  type SpecificationOptions,
  specificationAt,
  specificationOf,
  targetsOf,
} from '../../server/src/specification/index.ts';

await loadParser();

const marker = / *#: [^\n]*/g;

/** A source without common indentation and without a blank first line. */
export function source(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/[ ]*$/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(Number.isFinite(margin) ? margin : 0)).join('\n');
}

/** The specification of `name`, which must exist. */
export function specified(name: string, text: string, options: Opening = {}): Specification {
  const found = asked(name, text, options);
  if ('error' in found) throw new Error(found.error);
  return found;
}

/** The error for a function that does not exist. */
export function refused(name: string, text: string, options: Opening = {}): string {
  const found = asked(name, text, options);
  return 'error' in found ? found.error : `found ${found.target.name}`;
}

interface Opening extends SpecificationOptions {
  readonly file?: string;
}

function asked(name: string, text: string, { file = '/project/task.py', ...options }: Opening) {
  const document = new PythonDocument(file, source(text));
  try {
    return specificationOf(document, name, options);
  } finally {
    document.dispose();
  }
}

/** The name of the function at the cursor `‸`, or an error. */
export function nameAt(text: string): string {
  const plain = source(text);
  const offset = plain.indexOf('‸');
  const document = new PythonDocument('/project/task.py', plain.replace('‸', ''));
  try {
    const found = specificationAt(document, document.positionAt(offset), {});
    return 'error' in found ? found.error : found.target.name;
  } finally {
    document.dispose();
  }
}

export function namesIn(text: string): string[] {
  const document = new PythonDocument('/project/task.py', source(text));
  try {
    return targetsOf(document).map(({ name }) => name);
  } finally {
    document.dispose();
  }
}

/**
 * Compares a specification with the marks in its own text: `#: example`, `#: not run, REASON`, and for each statement of the steps
 * `#: run` or `#: define`. A line without a mark is not used. REASON may be a part of the reason.
 */
export function expectMarked(name: string, text: string, options: Opening = {}): Specification {
  const marked = source(text);
  const found = specified(name, marked.replace(marker, ''), options);
  const marks = new Map<number, string[]>();
  const mark = (line: number, what: string) => {
    const own = marks.get(line) ?? [];
    if (!own.includes(what)) marks.set(line, [...own, what]);
  };
  for (const { line } of found.examples) mark(line, 'example');
  for (const { line, reason } of found.notRun) mark(line, `not run, ${reason}`);
  for (const step of found.steps) if (step.do === 'run' || step.do === 'define') mark(step.line, step.do);
  const lines = marked.split('\n').map((line, index) => {
    const expected = /#: (.*)$/.exec(line)?.[1];
    const actual = marks.get(index + 1)?.join(', ');
    const isThere = actual !== undefined && expected !== undefined && isPartOf(expected, actual);
    const plain = line.replace(marker, '');
    return actual === undefined ? plain : `${plain}  #: ${isThere ? expected : actual}`;
  });
  expect(lines.join('\n')).toBe(marked.replace(/ *#: /g, '  #: '));
  return found;
}

/** Whether the results agree; the expected reason may be a part of the actual one. */
function isPartOf(expected: string, actual: string): boolean {
  return expected.startsWith('not run') ? actual.includes(expected.slice('not run, '.length)) : expected === actual;
}
