/** The input of the plain process: a document's whole text, and the test files around it. */
import type { Specification, Target } from '../../../protocol/index.ts';
import type { PythonDocument } from './document.ts';
import { replaced, withoutCode } from './pieceSource.ts';
import { statementsOf } from './statements.ts';
import { targetsIn } from './targets.ts';

export interface PlainSource {
  readonly text: string;
  /** The text without the function's body below its docstring. While it is unchanged, the loaded modules stay valid. */
  readonly frame?: string;
  /** The text without statements that do not parse, if there are any. */
  readonly mended?: string;
  /** Absolute paths of test files that mention the module, and of all test files around it. */
  readonly tests: readonly string[];
  readonly around?: readonly string[];
  readonly unsaved: Readonly<Record<string, string>>;
  readonly together: readonly string[];
  /** The text with a correct body. It has no tight time limit, and its time sets the limits of candidates. */
  readonly reference?: string;
}

/** `others` are the specifications of further functions that candidates replace; `target` is the function to edit. */
export function plainSource(
  document: PythonDocument,
  workspace: string | undefined,
  others: readonly Specification[] = [],
  target?: Target,
): PlainSource {
  const { text, file, testFiles, snapshot } = document;
  const broken = statementsOf(snapshot).flatMap((one) => one.broken);
  const around = testFiles?.around(file, workspace);
  return {
    text,
    ...(target && { frame: frameOf(document, target) }),
    ...(broken.length > 0 && { mended: replaced(text, broken, withoutCode) }),
    tests: around?.tests.map((one) => one.file) ?? [],
    around: around?.every ?? [],
    unsaved: around?.unsaved ?? {},
    together: others.map(({ target }) => target.name),
  };
}

function frameOf({ text, snapshot }: PythonDocument, { name, line, docstringRange, body }: Target): string {
  const found = targetsIn(snapshot).find((one) => one.name === name && one.line === line);
  if (!found || body === 'stub') return text;
  const { base, signatureEnd, end } = found.function;
  const from = docstringRange ? snapshot.offsetAt(docstringRange.end) : base + signatureEnd;
  return `${text.slice(0, from)}\0${text.slice(base + end)}`;
}
