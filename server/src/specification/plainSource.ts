/** What the plain process is given of a document: its text whole, and the test files around it. */
import type { Specification, Target } from '../../../protocol/index.ts';
import type { PythonDocument } from './document.ts';
import { replaced, withoutCode } from './pieceSource.ts';
import { statementsOf } from './statements.ts';
import { targetsIn } from './targets.ts';

export interface PlainSource {
  readonly text: string;
  /** The text without the function's body below its docstring: what is loaded stays the same while this does. */
  readonly frame?: string;
  /** The text without statements that don't parse, where there are some. */
  readonly mended?: string;
  /** Absolute paths of test files that mention the module, and of all that lie around. */
  readonly tests: readonly string[];
  readonly around?: readonly string[];
  readonly unsaved: Readonly<Record<string, string>>;
  readonly together: readonly string[];
  /** The text with a body that is known to be right: it may take its time, and candidates as many times that. */
  readonly reference?: string;
}

/** `others` are the specifications of functions in whose place candidates stand as well; `target` is the one that is edited. */
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
