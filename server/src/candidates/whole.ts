/** Tells whether the code at the end of a reply is complete: an unclosed fence may contain all of it. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, ownDescendants, statementsOf, topLevelStatement } from '../python/nodes.ts';
import { builtins } from './builtins.ts';
import type { Source } from './candidateText.ts';

/** True if code follows the function, or if it ends where a function can end, and not within a name. */
export function isWhole(source: Source, definition: Node): boolean {
  const end = topLevelStatement(definition).endIndex;
  if (/\S/.test(source.text.slice(end)) || source.broken.some(({ start }) => start >= end)) return true;
  const body = bodyOf(definition);
  if (body?.type !== 'block') return source.text.endsWith('\n');
  return (leaves(body) || (!givesValue(definition) && acts(body))) && !endsInPartOfName(source, definition);
}

/** Whether no code after this block in the function could run. */
function leaves(block: Node | null | undefined): boolean {
  const last = block && statementsOf(block).at(-1);
  if (!last) return false;
  const clauses = (type: RegExp) => last.namedChildren.filter((child): child is Node => type.test(child?.type ?? ''));
  const blockIn = (clause: Node | undefined) => clause?.namedChildren.findLast((child) => child?.type === 'block');
  const all = (type: RegExp) => clauses(type).every((clause) => leaves(blockIn(clause)));
  switch (last.type) {
    case 'return_statement':
    case 'raise_statement':
      return true;
    case 'if_statement':
      return (
        clauses(/^else_clause$/).length > 0 &&
        leaves(last.childForFieldName('consequence')) &&
        all(/^(?:elif|else)_clause$/)
      );
    case 'try_statement': {
      if (leaves(blockIn(clauses(/^finally_clause$/)[0]))) return true;
      const runs = leaves(bodyOf(last)) || leaves(blockIn(clauses(/^else_clause$/)[0]));
      return runs && all(/^except(?:_group)?_clause$/);
    }
    case 'with_statement':
      return leaves(bodyOf(last));
    case 'while_statement':
      return (
        last.childForFieldName('condition')?.type === 'true' && last.descendantsOfType('break_statement').length === 0
      );
    default:
      return false;
  }
}

function givesValue(definition: Node): boolean {
  for (const node of ownDescendants(definition)) {
    if (node.type === 'return_statement' && node.namedChildCount > 0) return true;
  }
  return false;
}

/** Whether the last statement has an effect. Binding a local name that nothing reads has none. */
function acts(block: Node): boolean {
  let last = statementsOf(block).at(-1);
  while (last && !/_definition$/.test(last.type)) {
    const { endIndex } = last;
    const inner = last.descendantsOfType('block').find((each) => each?.endIndex === endIndex);
    if (!inner) break;
    last = statementsOf(inner).at(-1);
  }
  if (last?.type !== 'expression_statement') return /^(?:delete|assert|raise|return)_statement$/.test(last?.type ?? '');
  const only = last.namedChild(0);
  if (!/assignment$/.test(only?.type ?? '')) return /^(?:call|yield|await)$/.test(only?.type ?? '');
  return only?.childForFieldName('left')?.type !== 'identifier';
}

/** Whether the last name is unbound, as in `return nu`, cut off from `nums`. A line break after the name ends it. */
function endsInPartOfName({ text, scopes }: Source, definition: Node): boolean {
  if (text.endsWith('\n')) return false;
  const last = scopes.within(definition).findLast(({ end }) => end === definition.endIndex);
  if (!last || builtins.has(last.name)) return false;
  const owner = scopes.owner(last);
  return owner === scopes.module && !owner.binds.has(last.name);
}
