/** The lines of a candidate's body, without its docstring. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, docstringOf, isString, statementsOf } from '../python/nodes.ts';
import { shapeOf } from './key.ts';
import type { Line } from './layout.ts';
import type { Transfer } from './transfer.ts';

/** The statements after the docstring, with the comments before and between them. A lone expression becomes a `return`. */
export function bodyLines(transfer: Transfer): Line[] {
  const { definition } = transfer.found;
  const body = bodyOf(definition)!;
  const expression = expressionOf(transfer);
  if (expression) return expressionLines(transfer, expression);
  const docstring = docstringOf(body);
  const statements = statementsOf(body).filter(({ id }) => id !== docstring?.id);
  const first = statements[0]!;
  const after = docstring?.endIndex ?? headerEnd(definition);
  const comment = [...definition.namedChildren, ...body.namedChildren].find(
    (each) =>
      each?.type === 'comment' &&
      each.startIndex > after &&
      each.startIndex < first.startIndex &&
      /^\s*$/.test(lineBefore(transfer.source.text, each.startIndex)),
  );
  const startIndex = comment?.startIndex ?? first.startIndex;
  return transfer.cut({ startIndex, endIndex: statements.at(-1)!.endIndex }, first.startIndex);
}

/** A key that is the same for equal bodies. */
export function bodyShape(transfer: Transfer): string {
  const expression = expressionOf(transfer);
  if (!expression) return shapeOf(bodyOf(transfer.found.definition)!, transfer.renames);
  const shape = shapeOf(expression, transfer.renames);
  const returned = `(return_statement 6:return ${shape.length}:${shape})`;
  return `(block ${returned.length}:${returned})`;
}

/** The candidate's docstring, if the user's is empty. */
export function wantedDocstring(transfer: Transfer): Line[] | undefined {
  const [users, theirs] = [transfer.parts.target, transfer.found.definition].map((definition) => {
    const body = bodyOf(definition);
    return body?.type === 'block' ? docstringOf(body)?.namedChild(0) : undefined;
  });
  if (!isString(users) || !theirs || !/^[a-zA-Z]*(["']+)\s*\1?$/.test(users!.text)) return undefined;
  return transfer.cutDocstring(theirs);
}

/** The expression of a lambda, or of a text that consists of one expression. */
function expressionOf({ found: { definition }, parts: { reading } }: Transfer): Node | undefined {
  const body = bodyOf(definition)!;
  if (body.type !== 'block') return body;
  const statements = statementsOf(body);
  const [only] = statements;
  if (reading.form !== 'body' || statements.length !== 1 || only?.type !== 'expression_statement') return undefined;
  const expression = only.namedChildCount === 1 ? only.namedChild(0)! : undefined;
  const isPlain = !/^(?:assignment|augmented_assignment|yield|await|string|concatenated_string)$/.test(
    expression?.type ?? '',
  );
  return isPlain ? expression : undefined;
}

function expressionLines(transfer: Transfer, expression: Node): Line[] {
  const [first, ...rest] = transfer.cut(expression);
  const bare = rest.length > 0 && !/^[([{]/.test(expression.text);
  const lines: Line[] = [
    { ...first!, text: `return ${bare ? '(' : ''}${first!.text}` },
    ...rest.map((line) => ({ ...line, depth: 0 })),
  ];
  if (bare) lines.push({ ...lines.pop()!, text: `${rest.at(-1)!.text})` });
  return lines;
}

function headerEnd(definition: Node): number {
  const before = definition.childForFieldName('return_type') ?? definition.childForFieldName('parameters');
  return before?.endIndex ?? definition.startIndex;
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}
