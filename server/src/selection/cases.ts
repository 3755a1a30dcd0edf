/** Reads from the examples the arguments of the function and the values that they expect. */
import type { Example, Specification } from '../../../protocol/index.ts';
import { descendants } from '../python/nodes.ts';
import { grammarTree } from '../python/parser.ts';
import type { Value } from '../python/values.ts';
import { expectationOf } from '../specification/expectation.ts';
import { callsIn } from './calls.ts';

export interface Case {
  /** The line of the example. */
  readonly line: number;
  readonly given: readonly Value[];
  readonly expected: Value | undefined;
}

type Read = Pick<Specification, 'target' | 'examples'>;

const known = new WeakMap<readonly Example[], readonly Case[]>();

/** The cases: one for each call in an example, and in each assert of a test function. */
export function casesOf({ target, examples }: Read): readonly Case[] {
  const found = known.get(examples) ?? examples.flatMap((example) => checksIn(example).flatMap(readCase(target)));
  known.set(examples, found);
  return found;
}

function readCase(target: Read['target']): (example: Example) => Case[] {
  return (example) => {
    const expected = expectationOf(example)?.value ?? truthIn(example.source);
    return callsIn({ target, examples: [example] }).map(({ arguments: given }) => ({
      line: example.line,
      given: given.map(({ value }) => value),
      expected,
    }));
  };
}

/** `assert f(1)` and `assert not f(1)`. */
function truthIn(source: string): Value | undefined {
  const negated = /^assert\s+(not\s)?\s*[\w.]+\s*\(/.exec(source);
  return negated && !/[=<>]=|\s(?:is|in|and|or)\s/.test(source) ? ['bool', negated[1] === undefined] : undefined;
}

function checksIn(example: Example): Example[] {
  if (example.kind !== 'pytest') return [example];
  const tree = grammarTree(example.source);
  try {
    const asserts = [...descendants(tree.rootNode)].filter(({ type }) => type === 'assert_statement');
    return asserts.map(({ text }) => ({ ...example, kind: 'assert', source: text }));
  } finally {
    tree.delete();
  }
}
