/** Reads a statement from its node in the syntax tree. */

import type { Names } from '../python/names/names.ts';
import { readNames } from '../python/names/readNames.ts';
import type { Piece } from '../python/pieces.ts';
import { child, type Syntax, statementsIn, undecorated } from '../python/syntax.ts';
import { functionsIn } from './definitions.ts';
import type { Part, Statement, StatementKind } from './statement.ts';

/** `place` is the class around it; with `isFirst`, it may be the module's docstring. Offsets count from the start of `text`. */
export function readStatement(
  text: string,
  node: Syntax,
  place: Parameters<typeof functionsIn>[2],
  isFirst: boolean,
): Statement {
  const kind = kindOf(node, isFirst);
  const definition = undecorated(node);
  const names = readNames(text, [node]);
  const bases = kind === 'class' ? child(definition, 'superclasses') : undefined;
  const texts = { longStrings: [] as Piece[], docstrings: [] as Piece[][], comments: [] as Piece[] };
  collectTexts(text, node, texts);
  return {
    kind,
    start: node.start,
    end: node.end,
    names,
    parts: kind === 'function' || kind === 'class' ? [] : partsOf(text, node, null, node.start, names),
    functions: functionsIn(text, node, place).map((one) => ({ ...one, base: 0 })),
    class:
      kind === 'class'
        ? {
            name: [...names.binds][0] ?? '',
            bases: bases ? [...readNames(text, [bases]).uses] : [],
            reads: new Map(),
            values: new Map(),
          }
        : null,
    madeClass:
      kind === 'other' && makesClass.test(text.slice(node.start, node.end)) ? ([...names.binds][0] ?? null) : null,
    star: holds(node, 'wildcard_import'),
    inMain: false,
    broken: [],
    ...texts,
  };
}

const kinds: Readonly<Record<string, StatementKind>> = {
  future_import_statement: 'future',
  import_statement: 'import',
  import_from_statement: 'import',
  function_definition: 'function',
  class_definition: 'class',
  assert_statement: 'assert',
  try_statement: 'try',
  with_statement: 'with',
  if_statement: 'compound',
  for_statement: 'compound',
  while_statement: 'compound',
  match_statement: 'compound',
};

function kindOf(node: Syntax, isFirst: boolean): StatementKind {
  const kind = kinds[undecorated(node).type] ?? 'other';
  const only = node.type === 'expression_statement' && node.children.length === 1 ? node.children[0]!.type : '';
  return isFirst && /string$/.test(only) ? 'docstring' : kind;
}

const makesClass = /^\s*\w+\s*=\s*(?:\w+\.)?(?:\w*namedtuple|NamedTuple|TypedDict|NewType|TypeVar|ParamSpec|\w*Enum)\(/;

const inner = /^(?:block|case_clause|\w+_clause)$/;

function partsOf(
  text: string,
  node: Syntax,
  within: 'try' | 'with' | null,
  withinStart: number,
  names?: Names,
): Part[] {
  if (node.type === 'case_clause') return partsBelow(text, node, within, withinStart);
  const kind = kindOf(node, false);
  const place = { within, withinStart, start: node.start, end: node.end };
  if (kind === 'function' || kind === 'class')
    return [{ ...place, kind: 'definition', names: names ?? readNames(text, [node]) }];
  if (!['try', 'with', 'compound'].includes(kind)) {
    return [
      {
        ...place,
        kind: kind === 'assert' || kind === 'import' ? kind : 'other',
        names: names ?? readNames(text, [node]),
      },
    ];
  }
  const here = kind === 'try' || kind === 'with' ? { within: kind, withinStart: node.start } : { within, withinStart };
  return partsBelow(text, node, here.within as Part['within'], here.withinStart);
}

/** The parts of a compound statement. Its heads are read from the whole node without its blocks. */
function partsBelow(text: string, node: Syntax, within: Part['within'], withinStart: number): Part[] {
  const blocks = node.children.filter(
    (one) =>
      inner.test(one.type) && one.type !== 'with_clause' && one.type !== 'for_in_clause' && one.type !== 'if_clause',
  );
  const head = { ...node, children: node.children.filter((one) => !blocks.includes(one)) };
  const found: Part[] = [
    { kind: 'head', start: node.start, end: node.end, within, withinStart, names: readNames(text, [head]) },
  ];
  for (const block of blocks) {
    if (block.type === 'block') {
      for (const one of statementsIn(block)) found.push(...partsOf(text, one, within, withinStart));
    } else found.push(...partsBelow(text, block, within, withinStart));
  }
  return found;
}

function holds(node: Syntax, type: string): boolean {
  return node.type === type || node.children.some((one) => holds(one, type));
}

function collectTexts(
  text: string,
  node: Syntax,
  into: { longStrings: Piece[]; docstrings: Piece[][]; comments: Piece[] },
): void {
  if (node.type === 'comment') into.comments.push({ start: node.start, end: node.end });
  else if (node.type === 'string' && text.slice(node.start, node.end).includes('\n'))
    into.longStrings.push({ start: node.start, end: node.end });
  else if (node.type === 'expression_statement' && node.children.length === 1) {
    const only = node.children[0]!;
    if (only.type === 'string') into.docstrings.push([{ start: only.start, end: only.end }]);
    else if (only.type === 'concatenated_string')
      into.docstrings.push(
        only.children.filter((one) => one.type === 'string').map(({ start, end }) => ({ start, end })),
      );
  }
  for (const one of node.children) if (one.type === 'comment' || one.children.length > 0) collectTexts(text, one, into);
}
