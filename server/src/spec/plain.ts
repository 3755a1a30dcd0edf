/** What the plain process is given of a document: its text whole, and the test files around it. */
import type { Specification } from '../../../protocol/index.ts';
import type { PythonDocument } from './document.ts';
import { replaced, withoutCode } from './source.ts';
import { statementsOf } from './statements.ts';

export interface PlainSource {
  readonly text: string;
  /** The text without statements that don't parse, where there are some. */
  readonly mended?: string;
  readonly tests: readonly string[];
  readonly unsaved: Readonly<Record<string, string>>;
  readonly together: readonly string[];
}

/** `others` are the specifications of functions in whose place candidates stand as well. */
export function plainSource(
  document: PythonDocument,
  workspace: string | undefined,
  others: readonly Specification[] = [],
): PlainSource {
  const { text, file, testFiles, snapshot } = document;
  const broken = statementsOf(snapshot).flatMap((one) => one.broken);
  const around = testFiles?.around(file, workspace);
  return {
    text,
    ...(broken.length > 0 && { mended: replaced(text, broken, withoutCode) }),
    tests: around?.tests.map((one) => one.file) ?? [],
    unsaved: around?.unsaved ?? {},
    together: others.map(({ target }) => target.name),
  };
}
