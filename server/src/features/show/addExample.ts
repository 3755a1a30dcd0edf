/** Adds a first assert below a function without examples, with placeholders. */
import type { Parameter, Target, TextEdit } from '../../../../protocol/index.ts';
import type { FirstExample } from '../../../../protocol/messages.ts';
import { type PythonDocument, withoutLine } from '../../specification/index.ts';
import type { OpenDocument } from '../documents.ts';
import { placeOf } from '../notebook/placeInCells.ts';

interface AssertBelow {
  readonly edit: TextEdit;
  /** The same as a snippet with tab stops; absent where an editor would indent it. */
  readonly snippet?: string;
}

/** The assert at its place: in the file, or in the function's cell. */
export function firstExample(open: OpenDocument, target: Target): FirstExample {
  const { edit, snippet } = assertBelow(open.python, target);
  const { uri, version, edit: own, isBehindLine } = placeOf(open, edit);
  const place = { uri, version, position: own.range.start, newText: own.newText };
  return snippet === undefined || isBehindLine ? place : { ...place, snippet };
}

export function assertBelow(python: PythonDocument, target: Target): AssertBelow {
  const lineBreak = python.text.includes('\r\n') ? '\r\n' : '\n';
  const parameters = target.parameters.filter((each) => needed(each) && each.name !== target.receiver);
  const check = (fill: (text: string, index: number) => string) => {
    const values = parameters.map((parameter, at) => passed(parameter, fill(parameter.name, at + 1)));
    return `assert ${callee(target)}(${values.join(', ')}) == ${fill('...', parameters.length + 1)}${lineBreak}`;
  };
  const plain = check((text) => text);
  const below = { line: topLevelEnd(python, target).line + 1, character: 0 };
  const last = python.positionAt(python.text.length);
  if (below.line <= last.line) {
    // Inserted at the start of a line, because editors give a snippet the indentation of the text before it.
    const snippet = lineBreak + check((text, at) => `\${${at}:${text}}`);
    return { edit: { range: { start: below, end: below }, newText: lineBreak + plain }, snippet };
  }
  return { edit: { range: { start: last, end: last }, newText: lineBreak + lineBreak + plain } };
}

function needed({ kind, default: preset }: Parameter): boolean {
  return preset === undefined && kind !== 'variadic' && kind !== 'keywords';
}

function passed({ kind, name }: Parameter, value: string): string {
  return kind === 'keyword' ? `${name}=${value}` : value;
}

/** `f`; for a method, that of an instance of its class. Only the user knows the instance's arguments. */
function callee({ name, receiver }: Target): string {
  const path = withoutLine(name).split('.');
  const method = path.at(-1)!;
  const owner = path.slice(0, -1).join('.');
  if (receiver === undefined || receiver === 'cls') return path.join('.');
  return `${owner}().${method}`;
}

/** The end of the top-level statement around the target: an assert inside a class would run before the class exists. */
function topLevelEnd(python: PythonDocument, { range }: Target): { line: number } {
  const at = python.offsetAt(range.start);
  const statement = python.tree.rootNode.children.find((node) => node && node.startIndex <= at && at < node.endIndex);
  return statement ? python.positionAt(statement.endIndex) : range.end;
}
