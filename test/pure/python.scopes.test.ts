/** Python's scoping rules: the same for a program's names and for the outer names that a piece of it needs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readNames } from '../../server/src/python/names/readNames.ts';
import { grammarTree, loadParser } from '../../server/src/python/parser.ts';
import { Scopes } from '../../server/src/python/scopes/scopes.ts';
import { statementsIn, syntaxOf } from '../../server/src/python/syntax.ts';

beforeAll(loadParser);

/** Each name that is read or bound with the kind of its owner's scope, in the order of the text. */
function owners(text: string): string {
  const tree = grammarTree(text);
  const scopes = new Scopes(text, tree.rootNode);
  const found = scopes.all.map((one) => `${one.name}${one.binds ? '=' : ''} ${scopes.owner(one).kind}`);
  tree.delete();
  return found.join(', ');
}

function piece(text: string): Record<'binds' | 'uses' | 'later', string> {
  const tree = grammarTree(text);
  const names = readNames(text, statementsIn(syntaxOf(tree.rootNode)!));
  tree.delete();
  const listed = (set: ReadonlySet<string>) => [...set].sort().join(' ');
  return { binds: listed(names.binds), uses: listed(names.uses), later: listed(names.later) };
}

interface Rule {
  readonly name: string;
  readonly text: string;
  readonly owners: string;
  readonly piece: Record<'binds' | 'uses' | 'later', string>;
}

const rules: readonly Rule[] = [
  {
    name: "hide a class's names from comprehensions and functions in it, but for the first iterable",
    text: 'class A:\n    n = 1\n    m = [n for x in n]\n    def f(self): return n',
    owners: 'A= module, n= class, m= class, n module, x= comprehension, n class, f= class, self= function, n module',
    piece: { binds: 'A', uses: 'n', later: 'n' },
  },
  {
    name: 'make a name that a function binds or deletes anywhere its own from the first line on',
    text: 'def f():\n    print(a, b)\n    a = 1\n    del b',
    owners: 'f= module, print module, a function, b function, a= function, b= function',
    piece: { binds: 'f', uses: '', later: 'print' },
  },
  {
    name: 'let global and nonlocal reach out',
    text: 'def f():\n    a = 1\n    def g():\n        nonlocal a\n        global b\n        a = b = a',
    owners: 'f= module, a= function, g= function, a function, b module, a= function, b= module, a function',
    piece: { binds: 'f', uses: '', later: '' },
  },
  {
    name: 'bind a walrus of a comprehension around it',
    text: '[y := x for x in z if y]\ny',
    owners: 'y= module, x comprehension, x= comprehension, z module, y module, y module',
    piece: { binds: 'y', uses: 'y z', later: '' },
  },
  {
    name: 'read what a pattern compares with, and bind what it captures',
    text: 'match s:\n    case [C.a, D(b=c), *_]: pass',
    owners: 's module, C module, D module, c= module',
    piece: { binds: 'c', uses: 'C D s', later: '' },
  },
  {
    name: 'keep type parameters to their definition, which sees the class around',
    text: 'class A:\n    X = int\n    def f[T: X](a: T) -> X: return T',
    owners: 'A= module, X= class, int module, f= class, T= types, X class, a= function, T types, X class, T types',
    piece: { binds: 'A', uses: 'int', later: '' },
  },
];

describe("Python's scopes", () => {
  it.each(rules)('$name', (rule) => {
    expect({ owners: owners(rule.text), piece: piece(rule.text) }).toEqual({ owners: rule.owners, piece: rule.piece });
  });
});
