import type { Report, Specification } from '../../../protocol/index.ts';
import { nothingToRun } from '../report/nothingToRun.ts';
import { loadParser, PythonDocument, specificationOf, TestFiles, targetsOf } from '../specification/index.ts';
import { Failure } from './failure.ts';
import type { SourceFile } from './sourceFile.ts';

/** Opens the file as a document; the caller must dispose of it. */
export async function openDocument(source: SourceFile): Promise<PythonDocument> {
  await loadParser();
  return new PythonDocument(source.path, source.text, new TestFiles());
}

/** The function that `name` means. The interpreter will find out whether it has examples. Throws Failure with a remedy. */
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

/** The message for a test file: its tests are examples of functions elsewhere. */
export function ofTests({ text }: PythonDocument): string | undefined {
  if (!/^[ \t]*(?:async[ \t]+)?def[ \t]+test\w*\(/m.test(text)) return undefined;
  return 'This is a test file: name the file of the functions that it tests, and Assay runs the tests as their examples.';
}

/** Throws Failure if the job could not run; a bad outcome is not a failure. */
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
