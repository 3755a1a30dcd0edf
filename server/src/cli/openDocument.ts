import type { Report, Specification } from '../../../protocol/index.ts';
import { nothingToRun } from '../report/nothingToRun.ts';
import { loadParser, PythonDocument, specificationOf, TestFiles, targetsOf } from '../specification/index.ts';
import { Failure } from './failure.ts';
import type { SourceFile } from './sourceFile.ts';

/** Opens the file as a document; the caller disposes of it. */
export async function openDocument(source: SourceFile): Promise<PythonDocument> {
  await loadParser();
  return new PythonDocument(source.path, source.text, new TestFiles());
}

/** The one that `name` means. Whether it has examples, the interpreter finds out. Throws Failure with what to do. */
export function choose(document: PythonDocument, name: string, workspace: string): Specification {
  const found = specificationOf(document, name, { workspace });
  if ('error' in found) throw new Failure(found.error);
  return found;
}

/** Every function of the file with examples. Throws Failure where there is none. */
export function chooseAll(document: PythonDocument, workspace: string): Specification[] {
  const chosen = targetsOf(document).flatMap(({ name }) => {
    const found = specificationOf(document, name, { workspace });
    return 'error' in found || found.examples.length === 0 ? [] : [found];
  });
  if (chosen.length > 0) return chosen;
  throw new Failure(
    ofTests(document) ??
      `${document.file} has no function with examples: write asserts that call one, or doctests in its docstring.`,
  );
}

/** What is said of a file that only holds tests: they are examples of functions elsewhere. */
export function ofTests({ text }: PythonDocument): string | undefined {
  if (!/^[ \t]*(?:async[ \t]+)?def[ \t]+test\w*\(/m.test(text)) return undefined;
  return 'This is a test file: name the file of the functions that it tests, and Assay runs the tests as their examples.';
}

/** Throws Failure where the job could not be done, as opposed to having a bad outcome. */
export function checkReport(report: Report): void {
  const { state } = report;
  if (
    state.kind === 'failed' &&
    !state.foundNothing &&
    report.candidates.length === 0 &&
    report.samples.received === 0
  ) {
    throw new Failure(state.message);
  }
  const judged = report.candidates.some((one) => one.refused === undefined);
  if (judged && report.examples.length === 0) throw new Failure(nothingToRun(report));
}
