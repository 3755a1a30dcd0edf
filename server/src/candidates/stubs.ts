/** Finds the placeholders that a model writes instead of code. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, descendants, docstringOf, statementsOf } from '../python/nodes.ts';

/** Whether the body is only a docstring, `...`, `pass` or `raise NotImplementedError`. */
export function isStub(definition: Node): boolean {
  const body = bodyOf(definition);
  if (body?.type !== 'block') return body?.type === 'ellipsis';
  const docstring = docstringOf(body);
  return statementsOf(body).every((statement) => statement.id === docstring?.id || isPlaceholder(statement));
}

function isPlaceholder(statement: Node): boolean {
  if (statement.type === 'pass_statement' || isEllipsis(statement)) return true;
  return statement.type === 'raise_statement' && /^raise\s+NotImplementedError\b/.test(statement.text);
}

function isEllipsis(statement: Node): boolean {
  return statement.type === 'expression_statement' && statement.namedChild(0)?.type === 'ellipsis';
}

const code = '(?:code|function|implementation|logic|method|algorithm|class)';
const left = '(?:here|unchanged|omitted|elided|the same|above|as before)';
const elisions = [
  /^(?:\.{3}|…)\W*$/,
  /^(?:\.{3}|…).*\b(?:rest|same|existing|previous|other|others|more|remaining|continue|etc|code|logic|implementation|body|here|your|as before|unchanged|omitted)\b/,
  new RegExp(
    `\\b(?:rest|remainder|remaining part) of (?:the |your |my |this |its )?(?:\\w+ )?${code}` +
      `(?:\\W*$| (?:(?:is|are|remains?|stays?|goes|follows?|would be) )?(?:${left}|remains?|stays|goes|follows|similar)\\b)`,
  ),
  new RegExp(`^(?:the |your )?(?:remaining|existing) ${code}\\W*$`),
  new RegExp(`\\b(?:remaining|existing|previous|original|other) ${code} (?:goes |is |remains |stays )?${left}\\b`),
  new RegExp(`^(?:(?:write|add|put|insert|place) )?your (?:\\w+ )?(?:${code}|solution)(?: goes)?(?: here)?\\W*$`),
  new RegExp(`^(?:[\\w']+[ :]+){0,4}(?:${code}|solution) (?:goes |comes )?here\\W*$`),
  new RegExp(`\\b${code} (?:is |was )?(?:omitted|unchanged|elided)\\b`),
  /^(?:same as (?:before|above)|omitted|unchanged|snip)\b\W*(?:for brevity)?\W*$/,
];
const toDo = /\b(?:todo|fixme|implement|fill in|complete|placeholder|code here)\b/;

/** The text in a node that stands for omitted code, if there is one. */
export function elisionIn(node: Node): string | undefined {
  for (const one of descendants(node)) {
    if (one.type === 'comment') {
      if (isWithinProse(one)) continue;
      const words = one.text.replace(/^#+[:!]?\s*/, '').toLowerCase();
      if (elisions.some((elision) => elision.test(words))) return one.text;
      if (toDo.test(words) && besidePlaceholder(one)) return one.text;
    } else if (isEllipsis(one) && one.parent?.type === 'block') {
      const docstring = docstringOf(one.parent);
      if (statementsOf(one.parent).some(({ id }) => id !== one.id && id !== docstring?.id)) return one.text;
    }
  }
  return undefined;
}

/** Whether a comment follows code on its line, or is between two other lines of one comment. */
function isWithinProse(comment: Node): boolean {
  const [before, after] = [comment.previousSibling, comment.nextSibling];
  const { row } = comment.startPosition;
  if (before && before.endPosition.row === row && before.type !== ':' && before.type !== 'comment') return true;
  return before?.type === 'comment' && after?.type === 'comment' && after.startPosition.row === row + 1;
}

/** Whether a comment explains a `pass` or `...` that follows it, or that is the only statement of its block. */
function besidePlaceholder(comment: Node): boolean {
  let next = comment.nextNamedSibling;
  while (next?.type === 'comment') next = next.nextNamedSibling;
  if (next && isPlaceholder(next)) return true;
  // Before a block's first statement a comment belongs to the compound statement around it.
  const block = comment.parent?.type === 'block' ? comment.parent : next?.type === 'block' ? next : undefined;
  const statements = block ? statementsOf(block) : [];
  return statements.length > 0 && (isPlaceholder(statements[0]!) || statements.every(isPlaceholder));
}
