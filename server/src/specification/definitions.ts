/** Reads the properties of a `def` from its syntax tree. Offsets count from the start of the parsed text. */
import type { Parameter } from '../../../protocol/index.ts';
import { nameFrom } from '../python/identifiers.ts';
import type { Names } from '../python/names/names.ts';
import { changedParameters, readNames } from '../python/names/readNames.ts';
import { child, isString, nameAt, parts, type Syntax, statementsIn, undecorated } from '../python/syntax.ts';

export interface FunctionFacts {
  /** The names of the classes and functions around it, and its own name: `['Class', 'method']`. */
  readonly path: readonly string[];
  /** The number of elements of `path` up to the innermost function around it: 0 for a method, 1 for `outer.inner`. */
  readonly outerFunctions: number;
  /** `@x.setter` gives `setter`. */
  readonly accessor: 'setter' | 'deleter' | null;
  /** From the first decorator to the end of the body. */
  readonly start: number;
  readonly end: number;
  /** The offset of `def` or `async`. */
  readonly def: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly signatureEnd: number;
  /** The offset of the first statement after the docstring; `end` if there is none. */
  readonly bodyStart: number;
  readonly parameters: readonly Parameter[];
  readonly returns?: string;
  readonly isAsync: boolean;
  readonly receiver?: string;
  /** The string tokens of its docstring. */
  readonly docstring: readonly { readonly start: number; readonly end: number }[] | null;
  readonly body: 'stub' | 'real';
  /** It is an overload, or a class only declares it (`@abstractmethod`, the methods of a Protocol), so it is not a target. */
  readonly promised: boolean;
  readonly decorators: readonly string[];
  readonly isTest: boolean;
  /** Its own code has an assert statement or `raise AssertionError`. */
  readonly asserts: boolean;
  /** The names of the definition as a statement, as seen from the module, or from the class around it. */
  readonly names: Names;
  /** The indexes of the parameters whose objects the function changes. */
  readonly changesParameters: ReadonlySet<number>;
}

interface Place {
  readonly path: readonly string[];
  readonly outerFunctions: number;
  readonly inClass: boolean;
  readonly isProtocol: boolean;
  readonly inTestCase: boolean;
}

export const outermost: Place = { path: [], outerFunctions: 0, inClass: false, isProtocol: false, inTestCase: false };

/** Every function at or below a node, in the text's order. */
export function functionsIn(text: string, node: Syntax, place: Place = outermost): FunctionFacts[] {
  const definition = undecorated(node);
  if (definition.type === 'class_definition') {
    return functionsBelow(text, child(definition, 'body'), placeOfClass(text, node, place));
  }
  if (definition.type === 'function_definition') {
    const facts = functionFacts(text, node, definition, place);
    const within = { ...place, path: facts.path, outerFunctions: facts.path.length, inClass: false, isProtocol: false };
    return [facts, ...functionsBelow(text, child(definition, 'body'), within)];
  }
  return holdsStatements.test(definition.type) ? functionsBelow(text, definition, place) : [];
}

const holdsStatements = /(?:statement|clause|block|module)$/;

function functionsBelow(text: string, node: Syntax | undefined, place: Place): FunctionFacts[] {
  return node ? node.children.flatMap((one) => (one.children.length > 0 ? functionsIn(text, one, place) : [])) : [];
}

/** The place of the members of a class. */
export function placeOfClass(text: string, node: Syntax, place: Place = outermost): Place {
  const definition = undecorated(node);
  const name = nameAt(text, child(definition, 'name')!);
  const bases = textOf(text, child(definition, 'superclasses'));
  return {
    path: [...place.path, name],
    outerFunctions: place.outerFunctions,
    inClass: true,
    isProtocol: /\bProtocol\b/.test(bases),
    inTestCase: /Test(?:Case)?\b/.test(bases) || /^Test/.test(name),
  };
}

function functionFacts(text: string, node: Syntax, definition: Syntax, place: Place): FunctionFacts {
  const name = child(definition, 'name')!;
  const simpleName = nameAt(text, name);
  const parameters = parametersOf(text, child(definition, 'parameters'));
  const decorators = parts(node)
    .filter((one) => one.type === 'decorator')
    .map((one) => text.slice(one.start + 1, one.end).trim());
  const lastNames = decorators.map((one) => /(\w+)\s*(?:\(|$)/.exec(one)?.[1]);
  const isStatic = lastNames.includes('staticmethod');
  const returns = child(definition, 'return_type');
  const statements = statementsIn(child(definition, 'body') ?? definition);
  const docstring = docstringIn(text, statements);
  const body = statements.slice(docstring ? 1 : 0).every((one) => isOpen(text, one)) ? 'stub' : 'real';
  const [first] = parameters;
  const hasReceiver = place.inClass && !isStatic && first && /^positional/.test(first.kind);
  const accessor = lastNames.includes('setter') ? 'setter' : lastNames.includes('deleter') ? 'deleter' : null;
  return {
    path: [...place.path, simpleName],
    outerFunctions: place.outerFunctions,
    accessor: place.inClass && decorators.some((one) => one === `${simpleName}.${accessor}`) ? accessor : null,
    start: node.start,
    end: node.end,
    def: definition.start,
    nameStart: name.start,
    nameEnd: name.end,
    signatureEnd: (returns ?? child(definition, 'parameters') ?? name).end,
    bodyStart: statements[docstring ? 1 : 0]?.start ?? node.end,
    parameters,
    ...(returns && { returns: textOf(text, returns) }),
    isAsync: definition.children[0]?.type === 'async',
    ...(hasReceiver && { receiver: first.name }),
    docstring,
    body,
    promised:
      lastNames.includes('overload') ||
      (body === 'stub' && (place.isProtocol || lastNames.some((one) => one?.startsWith('abstract')))),
    decorators,
    isTest: /^test/.test(simpleName) && (!place.inClass || place.inTestCase),
    asserts: statements.some((one) => assertsIn(text, one)),
    names: readNames(text, [node]),
    changesParameters: changedParameters(
      text,
      node,
      parameters.map((one) => one.name),
    ),
  };
}

function textOf(text: string, node: Syntax | undefined): string {
  return node ? text.slice(node.start, node.end) : '';
}

function parametersOf(text: string, node: Syntax | undefined): Parameter[] {
  const found: Parameter[] = [];
  let kind: 'positional' | 'keyword' = 'positional';
  for (const one of node?.children ?? []) {
    if (one.type === 'positional_separator') {
      for (const [index, before] of found.entries()) found[index] = { ...before, kind: 'positionalOnly' };
      continue;
    }
    if (one.type === 'keyword_separator') {
      kind = 'keyword';
      continue;
    }
    const named = child(one, 'name') ?? (one.type === 'typed_parameter' ? one.children[0] : one);
    if (!named || !/identifier|pattern|parameter/.test(one.type)) continue;
    const star =
      named.type === 'list_splat_pattern' ? 'variadic' : named.type === 'dictionary_splat_pattern' ? 'keywords' : null;
    const annotation = child(one, 'type');
    const value = child(one, 'value');
    found.push({
      name: nameFrom(textOf(text, star ? named.children.at(-1) : named)),
      kind: star ?? kind,
      ...(annotation && { annotation: textOf(text, annotation) }),
      ...(value && { default: textOf(text, value) }),
    });
    if (star === 'variadic') kind = 'keyword';
  }
  return found;
}

/** The tokens of the string at the start of a block. */
function docstringIn(text: string, statements: readonly Syntax[]): { start: number; end: number }[] | null {
  const [first] = statements;
  let only = first?.type === 'expression_statement' && parts(first).length === 1 ? parts(first)[0] : undefined;
  while (only?.type === 'parenthesized_expression') only = parts(only)[0];
  if (!only || !isString(only)) return null;
  const tokens = only.type === 'string' ? [only] : only.children.filter((one) => one.type === 'string');
  // Bytes and f-strings are not docstrings, even without interpolation.
  const plain = tokens.every((one) => /^[ru]*["']/i.test(text.slice(one.start, one.start + 3)));
  return plain ? tokens.map(({ start, end }) => ({ start, end })) : null;
}

/** Whether a statement is a placeholder for a body. */
function isOpen(text: string, statement: Syntax): boolean {
  if (statement.type === 'pass_statement') return true;
  if (statement.type === 'expression_statement')
    return (
      parts(statement).every((one) => one.type === 'ellipsis') && text.slice(statement.start, statement.end) === '...'
    );
  if (statement.type !== 'raise_statement') return false;
  const raised = statement.children.find((one) => one.type !== 'raise' && one.type !== 'comment');
  const named = raised?.type === 'call' ? child(raised, 'function') : raised;
  return nameFrom(textOf(text, named)) === 'NotImplementedError';
}

function assertsIn(text: string, node: Syntax): boolean {
  if (node.type === 'assert_statement') return true;
  if (node.type === 'raise_statement') return /^raise\s+AssertionError\b/.test(text.slice(node.start, node.end));
  if (node.type === 'class_definition' || node.type === 'lambda') return false;
  return node.children.some((one) => one.children.length > 0 && assertsIn(text, one));
}
