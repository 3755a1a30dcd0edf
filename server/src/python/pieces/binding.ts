/** Targets, and the names that a function's own code binds. */
import { child, childrenOf, nameAt, parts, type Syntax } from '../syntax.ts';

/** The name at the root of `a.b[0].c`, `a.b(…).c` or `a`. */
export function rootOf(node: Syntax): Syntax | undefined {
  let at: Syntax | undefined = node;
  while (at) {
    if (at.type === 'identifier') return at;
    if (at.type === 'attribute') at = child(at, 'object');
    else if (at.type === 'subscript') at = child(at, 'value');
    else if (at.type === 'call') at = child(at, 'function')?.type === 'attribute' ? child(at, 'function') : undefined;
    else if (at.type === 'parenthesized_expression') at = parts(at)[0];
    else return undefined;
  }
  return undefined;
}

export function targetsIn(node: Syntax): Syntax[] {
  return parts(node).flatMap((one) => {
    if (one.type === 'del') return [];
    return ['expression_list', 'tuple', 'list', 'parenthesized_expression'].includes(one.type) ? targetsIn(one) : [one];
  });
}

export function firstIdentifier(node: Syntax): Syntax | undefined {
  return identifiersIn(node)[0];
}

export function identifiersIn(node: Syntax): Syntax[] {
  return node.type === 'identifier' ? [node] : node.children.flatMap(identifiersIn);
}

/** Notes the `global` and `nonlocal` names of a function's own code. */
export function declare(text: string, node: Syntax, global: Set<string>): void {
  if (node.type === 'global_statement') {
    for (const one of identifiersIn(node)) global.add(nameAt(text, one));
  }
  if (opensScope(node)) return;
  for (const one of node.children) if (one.children.length > 0) declare(text, one, global);
}

function opensScope(node: Syntax): boolean {
  return node.type === 'function_definition' || node.type === 'class_definition' || node.type === 'lambda';
}

/** Adds every name that a function's own code binds: in a function they are local from its first line on. */
export function collect(text: string, body: Syntax, into: Set<string>): void {
  const without = new Set<string>();
  const name = (node: Syntax) => nameAt(text, node);
  const bind = (target: Syntax | undefined): void => {
    if (!target || target.type === 'attribute' || target.type === 'subscript') return;
    if (target.type === 'identifier') into.add(name(target));
    else for (const one of target.children) bind(one);
  };
  const look = (node: Syntax): void => {
    switch (node.type) {
      case 'function_definition':
      case 'class_definition':
        bind(child(node, 'name'));
        return;
      case 'lambda':
        return;
      case 'assignment':
      case 'augmented_assignment':
      case 'for_statement':
        bind(child(node, 'left'));
        break;
      case 'for_in_clause':
        break;
      case 'named_expression':
        bind(child(node, 'name'));
        break;
      case 'as_pattern':
        bind(child(node, 'alias') ?? node.children.at(-1));
        break;
      case 'import_statement':
      case 'import_from_statement':
        for (const one of childrenOf(node, 'name')) bind(child(one, 'alias') ?? one.children[0]);
        return;
      case 'nonlocal_statement':
        for (const one of identifiersIn(node)) without.add(name(one));
        return;
      case 'case_pattern':
        patternNames(node, (one) => into.add(name(one)));
        return;
      default:
    }
    for (const one of node.children) if (one.children.length > 0) look(one);
  };
  look(body);
  for (const one of without) into.delete(one);
}

function patternNames(node: Syntax, take: (node: Syntax) => void): void {
  if (node.type === 'dotted_name') {
    if (node.children.length === 1) take(node.children[0]!);
  } else if (node.type === 'identifier') take(node);
  else if (node.type === 'class_pattern' || node.type === 'keyword_pattern') {
    for (const one of parts(node).slice(1)) patternNames(one, take);
  } else for (const one of node.children) patternNames(one, take);
}
