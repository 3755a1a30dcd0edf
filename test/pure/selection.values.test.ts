/** Values of Python as data: what is equal, and what is written and read back. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { grammarTree } from '../../server/src/python/parser.ts';
import { alike, readsBack, sourceOf, type Value, valueFrom } from '../../server/src/python/values.ts';
import { Random } from '../../server/src/selection/random.ts';
import { loadParser } from '../../server/src/specification/index.ts';
import { literalOf } from '../../server/src/specification/literals.ts';
import { anyPython } from '../execution/pythons.ts';

await loadParser();

function read(source: string): Value | undefined {
  const tree = grammarTree(source);
  try {
    return literalOf(tree.rootNode.namedChild(0)!.namedChild(0)!);
  } finally {
    tree.delete();
  }
}

const equal: [string, string][] = [
  ['True', '1'],
  ['1', '1.0'],
  ['0.1', '0.10000000000000002'],
  ['[1, True]', '[1.0, 1]'],
  ['{1, 2.0, "a"}', '{"a", 2, True}'],
  ['{1: 2, "a": None}', '{"a": None, 1.0: 2}'],
  ['{(1, 2.0), (0, 1)}', '{(False, 1), (1.0, 2)}'],
  ['0.0', '-0.0'],
  ['frozenset({1, 2})', '{2, 1}'],
];
const different: [string, string][] = [
  ['1', "'1'"],
  ['[1]', '(1,)'],
  ['[1, 2]', '[2, 1]'],
  ['0.1', '0.1000001'],
  ['10000000000000000000001', '10000000000000000000000'],
  ['{1}', '{1, 2}'],
  ['{1: 2}', '{1: 3}'],
  ['{1: 2}', '{1}'],
  ['None', '0'],
  ["''", 'None'],
  ['set()', '{}'],
];

describe('equality', () => {
  it.each(equal)('%s is like %s', (one, other) => {
    expect([alike(read(one)!, read(other)!), alike(read(other)!, read(one)!)]).toEqual([true, true]);
  });

  it.each(different)('%s is unlike %s', (one, other) => {
    expect([alike(read(one)!, read(other)!), alike(read(other)!, read(one)!)]).toEqual([false, false]);
  });

  it('holds of decimals with another number of zeros, and of numbers that are equal to them', () => {
    const decimal = (text: string): Value => ['plain', `Decimal('${text}')`];
    expect(alike(decimal('1.50'), decimal('1.5'))).toBe(true);
    expect(alike(decimal('1E+2'), decimal('100.0'))).toBe(true);
    expect(alike(decimal('0.00'), decimal('-0'))).toBe(true);
    expect(alike(decimal('2'), ['int', '2'])).toBe(true);
    expect(alike(['set', [decimal('1.0'), decimal('2')]], ['set', [['int', '2'], decimal('1')]])).toBe(true);
    expect(alike(decimal('1.5'), decimal('-1.5'))).toBe(false);
    expect(alike(decimal('0.1000000000000000000001'), decimal('0.1'))).toBe(false);
    expect(alike(decimal('NaN'), decimal('Infinity'))).toBe(false);
    expect(alike(decimal('15'), ['plain', 'range(0, 15)'])).toBe(false);
  });

  it('holds of NaN and itself, and of objects by class and fields', () => {
    expect(alike(['float', 'nan'], ['float', 'nan'])).toBe(true);
    expect(alike(['float', 'inf'], ['float', '-inf'])).toBe(false);
    const point = (name: string, x: string): Value => ['object', name, [['x', ['int', x]]]];
    expect(alike(point('Point', '1'), point('Point', '1'))).toBe(true);
    expect(alike(point('Point', '1'), point('Point', '2'))).toBe(false);
    expect(alike(point('Point', '1'), point('Other', '1'))).toBe(false);
  });
});

/** Values of all literal kinds, the same in every run. */
class Made {
  readonly #random = new Random('values');

  value(depth = 3, isHashed = false): Value {
    const kinds = ['none', 'bool', 'int', 'float', 'str', 'str', 'int', 'tuple', 'set', 'list', 'dict'];
    const kind = kinds[this.#random.below(depth === 0 ? 7 : isHashed ? 9 : 11)]!;
    const some = (make: () => Value) => Array.from({ length: this.#random.below(4) }, make);
    switch (kind) {
      case 'bool':
        return ['bool', this.#random.next() < 0.5];
      case 'int':
        return ['int', this.#random.pick(['0', '1', '-7', '123456789012345678901234567890', '-1'])];
      case 'float':
        return ['float', this.#random.pick(['0.1', '-0.0', '1e+300', '2.5e-08', '123456.75'])];
      case 'str':
        return ['str', this.#random.pick(texts)];
      case 'tuple':
      case 'list':
        return [kind, some(() => this.value(depth - 1, isHashed))];
      case 'set':
        return ['set', distinct(some(() => this.value(depth - 1, true)))];
      case 'dict': {
        const keys = distinct(some(() => this.value(depth - 1, true)));
        return ['dict', keys.map((key) => [key, this.value(depth - 1)] as const)];
      }
      default:
        return ['none'];
    }
  }
}

function distinct(values: readonly Value[]): Value[] {
  return values.filter((one, at) => !values.slice(0, at).some((other) => alike(one, other)));
}

const texts = [
  '',
  'a',
  "it's",
  '"',
  `'"`,
  'a\\b',
  'line\nbreak\r\ttab',
  '\0\x1b\x7f',
  'é ß 漢 🎉',
  '\u200b\u2028\u00a0\u00ad',
  '\ud800',
  '{x}',
  '\\N{DOT}',
];

describe('what is written', () => {
  const made = new Made();
  const all = Array.from({ length: 400 }, (_, at) => made.value(at % 4));

  it('is read back by us', () => {
    for (const value of all) expect(alike(read(sourceOf(value))!, value), sourceOf(value)).toBe(true);
  });

  it('is what Python reads and writes', () => {
    const sources = all.map((one, at) => sourceOf(one, at % 2 ? '"' : "'"));
    const program = `
import json, sys
sources = json.load(sys.stdin)
values = [eval(one) for one in sources]
print(json.dumps([repr(one) for one in values]))
`;
    const said = execFileSync(anyPython().path, ['-c', program], { input: JSON.stringify(sources), encoding: 'utf8' });
    const reprs: string[] = JSON.parse(said);
    for (const [at, repr] of reprs.entries()) expect(alike(read(repr)!, all[at]!), `${sources[at]} ${repr}`).toBe(true);
  });

  it('is told from what no source makes', () => {
    const unreadable: Value[] = [
      ['opaque', 'function'],
      ['cut', ''],
      ['object', 'Point', []],
      ['iterator', [['int', '1']]],
      ['float', 'nan'],
      ['float', 'inf'],
      ['complex', '(nan+1j)'],
      ['list', [['tuple', [['float', '-inf']]]]],
      [
        'dict',
        [
          [
            ['int', '1'],
            ['opaque', 'x'],
          ],
        ],
      ],
    ];
    expect(unreadable.filter(readsBack)).toEqual([]);
    expect(all.every(readsBack)).toBe(true);
  });
});

describe('what a candidate may have said', () => {
  const numerals = ['0', '1.5', '-0.0', '1e-07', '1e+16', '1.7976931348623157e+308', 'nan', '-inf'];
  const complexes = ['1j', '-0j', '(1+2j)', '(-1.5-1e-07j)', '(nan+infj)', '(-0-0j)', 'infj'];

  it.each([...numerals.map((one) => ['float', one]), ...complexes.map((one) => ['complex', one])])(
    'is the %s %s',
    (kind, text) => expect(valueFrom([kind, text])).toEqual([kind, text]),
  );

  it('is no source but that of a number', () => {
    const forged = ['', ' ', '0x10', "__import__('os').system('true')", '1)+f(1', '1\n2', '(1+2j)+f()', '(1)', '1j\n'];
    for (const text of forged)
      for (const kind of ['int', 'float', 'complex'])
        expect(valueFrom([kind, text]), `${kind} ${text}`).toEqual(['opaque', 'unknown']);
  });
});

const literals: [string, Value | undefined][] = [
  ['0x_ff', ['int', '255']],
  ['1_000', ['int', '1000']],
  ['-(5)', ['int', '-5']],
  ['--5', ['int', '5']],
  ['+1.50', ['float', '1.5']],
  ['1e3', ['float', '1000.0']],
  [`'a' "b"`, ['str', 'ab']],
  [`r'\\n'`, ['str', '\\n']],
  [`'\\N{DOT}'`, undefined],
  [`f'{x}'`, undefined],
  [`b'a'`, undefined],
  ['1j', undefined],
  ['(1)', ['int', '1']],
  ['(1,)', ['tuple', [['int', '1']]]],
  ['()', ['tuple', []]],
  ['{1, 1}', ['set', [['int', '1']]]],
  ['set()', ['set', []]],
  ['frozenset()', ['set', []]],
  ['set([1])', undefined],
  ['[1, x]', undefined],
  ['{**a}', undefined],
  ['-x', undefined],
  ['not True', undefined],
];

describe('literals', () => {
  it.each(literals)('%s', (source, value) => {
    expect(read(source)).toEqual(value);
  });
});

describe('a tree from the runner', () => {
  it.each([
    [null],
    ['x'],
    [[]],
    [['int', 'x']],
    [['int', 5]],
    [['int', '9'.repeat(2000)]],
    [['what', 1]],
    [['list', 5]],
  ])('that is none is opaque: %j', (tree) => {
    expect(valueFrom(tree)[0]).toBe('opaque');
  });

  it('keeps what is right beside what is wrong', () => {
    expect(valueFrom(['list', [['int', '1'], 7]])).toEqual([
      'list',
      [
        ['int', '1'],
        ['opaque', 'unknown'],
      ],
    ]);
    expect(valueFrom(['dict', [[['int', '1'], ['none']], 5]])).toEqual(['dict', [[['int', '1'], ['none']]]]);
  });
});
