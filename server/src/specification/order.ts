/** Orders the stubs of a file for synthesis: callees before callers, as far as the user's text shows. */
import { collect } from './collect.ts';
import type { PythonDocument } from './document.ts';
import { checksOf } from './examples.ts';
import { modelOf } from './model.ts';
import type { Snapshot } from './snapshot.ts';
import type { FunctionAt } from './statement.ts';
import { statementsOf } from './statements.ts';
import { type FunctionTarget, targetsIn } from './targets.ts';
import type { Surroundings } from './tests/testExamples.ts';

/** Stubs that depend on one another and can't be judged separately. They are synthesised in this order. */
export type StubGroup = readonly OrderedStub[];

export interface OrderedStub {
  readonly name: string;
  /** `own`: some example needs no other stub. `shared`: each needs one. `none`: only its callers' examples could judge it. */
  readonly examples: 'own' | 'shared' | 'none';
  /** The stubs that its docstring names. */
  readonly mentions: readonly string[];
}

export interface OrderOptions {
  readonly workspace?: string | undefined;
  /** Whether a stub is wanted, by its name; the default is all. */
  readonly isWanted?: ((name: string) => boolean) | undefined;
}

interface Node extends OrderedStub {
  /** The stubs that must come before it. */
  readonly after: readonly string[];
}

/**
 * The stubs of the document, or those for which `isWanted` is true. Missing bodies show no calls, so the order comes from other text:
 * the stubs that a docstring names come before its function, and so do stubs that all of its examples need. Functions that wait
 * for one another are one group (mutual recursion, or `f(g(x))` without examples of f or g alone). Otherwise the file's order stays.
 */
export function synthesisOrder(
  { snapshot: document, testFiles }: PythonDocument,
  { workspace, isWanted = () => true }: OrderOptions = {},
): StubGroup[] {
  const stubs = targetsIn(document).filter(({ name, body }) => body === 'stub' && isWanted(name));
  const around = testFiles?.around(document.file, workspace);
  return groupsOf(stubs.map((stub) => nodeOf(document, stub, stubs, around && { around, workspace })));
}

function nodeOf(
  document: Snapshot,
  stub: FunctionTarget,
  stubs: readonly FunctionTarget[],
  surroundings: Surroundings | undefined,
): Node {
  const model = modelOf(statementsOf(document));
  const { openStubs } = collect(document, model, stub, checksOf(model, stub), [], surroundings);
  const nameOf = (one: FunctionAt) => stubs.find(({ function: own }) => own.names === one.names)?.name;
  const needed = openStubs.map((open) => open.flatMap((one) => nameOf(one) ?? []));
  // The function can be judged once the example with the fewest other stubs can run.
  const [fewest] = [...needed].sort((a, b) => a.length - b.length);
  const mentions = mentionsOf(stub, stubs);
  const isOwn = openStubs.some((open) => open.length === 0);
  return {
    name: stub.name,
    examples: openStubs.length === 0 ? 'none' : isOwn ? 'own' : 'shared',
    mentions,
    after: [...new Set([...mentions, ...(isOwn ? [] : (fewest ?? []))])],
  };
}

/** Finds `normalize`, `normalize()` or `self.normalize`; a name that is also an ordinary word counts only if it is marked as code. */
function mentionsOf(stub: FunctionTarget, stubs: readonly FunctionTarget[]): string[] {
  const docstring = stub.docstring ?? '';
  const own = new Set([stub.simpleName, ...stub.parameters.map(({ name }) => name)]);
  const found = stubs.filter(({ simpleName }) => {
    if (own.has(simpleName)) return false;
    const isProse = /^[a-z]+$/i.test(simpleName);
    const word = `(?<![\\w])${simpleName}(?![\\w])`;
    const marked = new RegExp(`[\`.]${word}|${word}\\s?\\(|${word}\``);
    return isProse ? marked.test(docstring) : new RegExp(word).test(docstring);
  });
  return found.map(({ name }) => name);
}

/** Tarjan's strongly connected components, in the order of their dependencies. */
function groupsOf(nodes: readonly Node[]): StubGroup[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const found: Node[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: Node[] = [];
  const visit = (node: Node): void => {
    index.set(node.name, index.size);
    low.set(node.name, index.get(node.name)!);
    open.push(node);
    for (const name of node.after) {
      const next = byName.get(name);
      if (!next) continue;
      if (!index.has(name)) visit(next);
      if (open.includes(next)) low.set(node.name, Math.min(low.get(node.name)!, low.get(name)!));
    }
    if (low.get(node.name) === index.get(node.name)) found.push(open.splice(open.indexOf(node)));
  };
  for (const node of nodes) if (!index.has(node.name)) visit(node);
  const place = (node: Node) => nodes.indexOf(node);
  // A function without examples is drawn before the functions whose examples judge it.
  const rank = (node: Node) => (node.examples === 'none' ? 0 : 1);
  return found.map((group) => group.sort((a, b) => rank(a) - rank(b) || place(a) - place(b)));
}
