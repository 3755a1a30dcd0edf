/** Shows doubts about examples: most samples fail one with the same other value, or two contradict each other. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Example, Report, Suspicion, TextEdit } from '../../../../protocol/index.ts';
import { type Quote, sourceOf } from '../../python/values.ts';
import { contradictionInWords, suspicionInWords } from '../../report/doubts.ts';
import { contradictionsIn } from '../../selection/contradictions.ts';
import { expectationIn, expectationOf } from '../../specification/expectation.ts';
import { type PythonDocument, specificationOf, targetsOf } from '../../specification/index.ts';
import { literalIn } from '../../specification/literals.ts';
import { printable } from '../../support/printable.ts';
import { indexesInReport, type Placed } from '../reports.ts';

/** The most characters of a value; the hover has the rest. */
const MOST = 200;

export interface Doubt {
  readonly suspicion: Suspicion;
  /** The example at its present place in the document itself. */
  readonly example: Example;
}

export function doubtsOf(placed: Placed): Doubt[] {
  const { entry, specification, standing } = placed;
  const { report } = entry;
  if (!report?.suspicious || standing.kind !== 'current') return [];
  return specification.examples.flatMap((example, index) =>
    example.file === specification.file
      ? suspicionsAt(placed, index, report).map((suspicion) => ({ suspicion, example }))
      : [],
  );
}

/** The suspicions about the example `index` of the present specification. */
function suspicionsAt(placed: Placed, index: number, report: Report): Suspicion[] {
  const cases = indexesInReport(placed, index, report.examples);
  return (report.suspicious ?? []).filter(({ example }) => cases.includes(example));
}

/** An information at each suspicious example. All our diagnostics have the same `source`. */
export function suspicionDiagnostics(placed: readonly Placed[], source: string): Diagnostic[] {
  return placed.flatMap((one) =>
    doubtsOf(one).map(({ suspicion, example }) => {
      const fix = literalIn(suspicion.instead) ? ' A quick fix expects that value instead.' : '';
      return {
        range: example.range,
        severity: DiagnosticSeverity.Information,
        ...{ source, code: 'suspicious' },
        message: `${printable(one.specification.target.simpleName)}: ${suspicionInWords(suspicion, MOST)}.${fix}`,
      };
    }),
  );
}

/** A warning at the later of two examples that contradict each other, unless a program is known that passes both. */
export function contradictionDiagnostics(
  python: PythonDocument,
  workspace: string | undefined,
  placed: readonly Placed[],
  source: string,
): Diagnostic[] {
  return targetsOf(python).flatMap(({ name }) => {
    const specification = specificationOf(python, name, { workspace });
    if ('error' in specification || specification.examples.length < 2 || passes(name, placed)) return [];
    return contradictionsIn(python, specification).map((one) => ({
      range: one.example.range,
      severity: DiagnosticSeverity.Warning,
      ...{ source, code: 'contradiction' },
      message: `${printable(specification.target.simpleName)}: ${contradictionInWords(one, MOST)}.`,
    }));
  });
}

function passes(name: string, placed: readonly Placed[]): boolean {
  const own = placed.find(({ entry, standing }) => entry.name === name && standing.kind !== 'stale');
  return own?.entry.report?.candidates.some(({ passed }) => passed) ?? false;
}

/** The edit by which the example expects the other value; undefined if it compares with no literal, or if that value is no literal. */
export function expectInstead(python: PythonDocument, { suspicion, example }: Doubt): TextEdit | undefined {
  const value = literalIn(suspicion.instead);
  if (value === undefined) return undefined;
  if (example.kind === 'doctest') return inDoctest(python, example, suspicion.instead);
  const start = python.offsetAt(example.range.start);
  const text = python.text.slice(start, python.offsetAt(example.range.end));
  const literal = example.kind === 'assert' ? expectationIn(text)?.literal : undefined;
  if (literal === undefined) return undefined;
  const range = { start: python.positionAt(start + literal.start), end: python.positionAt(start + literal.end) };
  const old = text.slice(literal.start, literal.end);
  const quote: Quote = old.includes('"') && !old.includes("'") ? '"' : "'";
  return { range, newText: quote === '"' ? sourceOf(value, quote) : suspicion.instead };
}

/** In a docstring a backslash or quotes could mean something else. */
function inDoctest(python: PythonDocument, example: Example, instead: string): TextEdit | undefined {
  const { end } = example.range;
  const expectation = expectationOf(example);
  const want = expectation && example.source.slice(expectation.literal.start, expectation.literal.end);
  if (!want || /[\\\n]|"""|'''/.test(instead + want)) return undefined;
  const line = python.text.slice(python.offsetAt({ line: end.line, character: 0 }), python.offsetAt(end)).trimEnd();
  if (line.trim() !== want) return undefined;
  const start = { line: end.line, character: line.length - want.length };
  return { range: { start, end: { line: end.line, character: line.length } }, newText: instead };
}
