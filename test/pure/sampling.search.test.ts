import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SamplingEvent } from '../../server/src/sampling/index.ts';
import type { Evaluate } from '../../server/src/sampling/sampler.ts';
import { SearchSampler } from '../../server/src/sampling/searchSampler.ts';
import { specified } from '../servers/specified.ts';

const root = path.join(import.meta.dirname, '../..');

interface Case {
  /** Python: a list of (arguments, result). */
  readonly pairs: string;
  readonly parameters: readonly string[];
  readonly fields?: readonly string[];
  /** The method's name for its object. */
  readonly receiver?: string;
  readonly docstring?: string;
  readonly signature?: string;
  /** Python: a dict. */
  readonly names?: string;
  readonly seconds?: number;
  readonly limit?: number;
}

/** The expressions that the search finds, best first. */
function found({
  pairs,
  parameters,
  docstring = '',
  signature = '',
  names = '{}',
  fields = [],
  receiver = '',
  seconds = 2,
  limit = 1,
}: Case): string[] {
  const text = (value: unknown) => JSON.stringify(value);
  const input = `{"pairs": ${pairs}, "parameters": ${text(parameters)}, "hints": ${text(['f', docstring, signature])},
    "seconds": ${seconds}, "limit": ${limit}, "names": ${names}, "fields": ${text(fields)}, "receiver": ${text(receiver)}}`;
  const script = path.join(root, 'test/servers/enumerator.py');
  const out = execFileSync('python3', ['-I', '-S', '-B', script, path.join(root, 'server/runner')], {
    input,
    encoding: 'utf8',
  });
  return out.split('\n').filter(Boolean);
}

describe('the search', () => {
  it.each([
    ['arithmetic', ['price', 'count'], '[((3, 4), 12), ((5, 2), 10)]', 'Return the total price.', 'price * count'],
    ['a slice', ['word'], '[(("abc",), "cba"), (("xy",), "yx")]', 'Reverse the word.', 'word[::-1]'],
    [
      'methods',
      ['text'],
      '[(("hello world",), "hello"), (("one two three",), "one")]',
      'The first word.',
      'text.split()[0]',
    ],
    ['a predicate', ['n'], '[((4,), True), ((7,), False), ((10,), True)]', 'Is n even?', 'n % 2 == 0'],
    [
      'a product, written from left to right',
      ['width', 'height', 'depth'],
      '[((2, 3, 4), 24), ((1, 5, 2), 10)]',
      'Return the volume of a box.',
      'width * height * depth',
    ],
    [
      'nested calls',
      ['value', 'low', 'high'],
      '[((5, 0, 10), 5), ((-3, 0, 10), 0), ((12, 0, 10), 10)]',
      '',
      'min(high, max(value, low))',
    ],
    [
      'a filter',
      ['xs', 'n'],
      '[(([1, 5, 9], 4), [5, 9]), (([3, 0, 2], 1), [3, 2])]',
      'Those greater than n.',
      '[x for x in xs if x > n]',
    ],
    ['a map', ['xs'], '[(([1, 2, 3],), [1, 4, 9]), (([5],), [25])]', 'Square each element.', '[x ** 2 for x in xs]'],
    [
      'a sum of digits',
      ['n'],
      '[((123,), 6), ((99,), 18), ((10,), 1)]',
      'Sum the digits.',
      'sum(int(x) for x in str(n))',
    ],
    [
      'pairs',
      ['a', 'b'],
      '[(([1, 2], [3, 5]), [4, 7]), (([0], [9]), [9])]',
      'Add element by element.',
      '[x + y for x, y in zip(a, b)]',
    ],
    [
      'a key',
      ['xs'],
      '[(([("a", 3), ("b", 1)],), [("b", 1), ("a", 3)]), (([("z", 2), ("y", 9), ("x", 5)],), [("z", 2), ("x", 5), ("y", 9)])]',
      'Sort by the second value.',
      'sorted(xs, key=lambda x: x[1])',
    ],
    [
      'a choice',
      ['n'],
      '[((3,), "Fizz"), ((9,), "Fizz"), ((5,), "5"), ((7,), "7")]',
      "'Fizz' for multiples of three, else the number.",
      "'Fizz' if n % 3 == 0 else str(n)",
    ],
  ])('finds %s', (_, parameters, pairs, docstring, expression) => {
    expect(found({ pairs, parameters, docstring })).toEqual([expression]);
  });

  it('tells types apart that compare equal', () => {
    expect(found({ pairs: '[(([1, 2],), (1, 2)), (([3],), (3,))]', parameters: ['xs'] })).toEqual(['tuple(xs)']);
    expect(found({ pairs: '[((0,), False), ((3,), True), ((1,), True)]', parameters: ['n'] })[0]).toMatch(
      /[<>=]|bool|not/,
    );
  });

  it('takes a float for an int where the signature or the words say so', () => {
    const pairs = '[(([1, 2, 3],), 2), (([10],), 10)]';
    expect(found({ pairs, parameters: ['xs'], docstring: 'The mean of xs.' })[0]).toMatch(
      /^(sum\(xs\) \/ len\(xs\)|statistics\.f?mean\(xs\))$/,
    );
    const discount = { pairs: '[((100, 10), 90), ((50, 50), 25)]', docstring: 'The price after percent off.' };
    const whole = found({ ...discount, parameters: ['price', 'percent'], signature: 'def f(price, percent) -> int' });
    expect(whole[0]).not.toMatch(/ \/ /);
  });

  it('lets the words of the docstring decide between what the examples do not tell apart', () => {
    const pairs = '[(([1, 2, 3],), 3), (([4, 9],), 9)]';
    expect(found({ pairs, parameters: ['xs'], docstring: 'The last element.' })).toEqual(['xs[-1]']);
    expect(found({ pairs, parameters: ['xs'], docstring: 'The largest element.' })).toEqual(['max(xs)']);
  });

  it('ranks what compares or combines a thing with itself behind what does not', () => {
    const several = found({ pairs: '[((1, -2), True), ((-3, 4), True), ((3, 2), False)]', parameters: ['x', 'y'] });
    expect(several[0]).not.toMatch(/(\b\w\b) \S+ \1\b/);
  });

  it('tells apart what differs in the elements of nested lists alone', () => {
    const pairs = '[(([["a"], ["a", "b"]],), ["a", "b"]), (([["x", "y", "z"], ["x", "y"]],), ["x", "y", "z"])]';
    const several = found({ pairs, parameters: ['lists'], docstring: 'The longest of the lists.', limit: 4 });
    expect(several).toEqual(expect.arrayContaining(['max(lists)', 'max(lists, key=len)']));
  });

  it('takes attributes of self as they are given, without a need to use each', () => {
    const several = found({
      pairs: '[((2, 3, 9), 5), ((1, 7, 0), 8)]',
      parameters: ['by'],
      fields: ['self_n', 'self_m'],
    });
    expect(several[0]).toMatch(/by \+ self_n|self_n \+ by/);
  });

  it('ranks what ignores a parameter last', () => {
    expect(found({ pairs: '[((1, 2), 1), ((3, 7), 3)]', parameters: ['a', 'b'] })).not.toEqual(['a']);
  });

  it('offers alternatives that behave differently elsewhere', () => {
    const several = found({ pairs: '[(([1, 2, 3],), 3), (([4, 9],), 9)]', parameters: ['xs'], limit: 4 });
    expect(several).toHaveLength(4);
    expect(new Set(several).size).toBe(4);
    expect(several).toEqual(expect.arrayContaining(['max(xs)', 'xs[-1]']));
  });

  it('uses constants of the file and of the docstring', () => {
    const pairs = '[((100,), 125.0), ((8,), 10.0), ((1,), 1.25)]';
    const vat = found({ pairs, parameters: ['price'], docstring: 'Add VAT.', names: '{"VAT": 0.25}' });
    expect(vat[0]).toContain('VAT');
    expect(
      found({ pairs: '[(("a",), "a-z"), (("b",), "b-z")]', parameters: ['s'], docstring: "Append '-z'." }),
    ).toEqual(["s + '-z'"]);
  });

  it('leaves alone what a parameter or the function itself hides', () => {
    const pairs = '[(([1, 2, 3],), 6), (([5, 5],), 10), (([7],), 7)]';
    expect(found({ pairs, parameters: ['sum'], limit: 3 }).filter((one) => one.includes('sum('))).toEqual([]);
    const own = found({ pairs, parameters: ['xs'], signature: 'def sum(xs)', limit: 3 });
    expect(own.filter((one) => one.includes('sum('))).toEqual([]);
  });

  describe('goes on where parameters have the names that it would give itself', () => {
    it('to the variables of loops, and of loops in loops', () => {
      const pairs = '[((["ab", "c"], 1, 2, 3, 4, 5), ["AB", "C"]), ((["xyz"], 5, 4, 3, 2, 1), ["XYZ"])]';
      const parameters = ['u', 'x', 'y', 'z', 'w', 'v'];
      expect(found({ pairs, parameters, docstring: 'Each in upper case.' })[0]).toContain('[x2.upper() for x2 in u]');
      const pairwise = '[(([1, 2, 5], 0, 0, 0, 0, 0, 0, 0, 0, 0), [3, 7]), (([4, 4], 0, 0, 0, 0, 0, 0, 0, 0, 0), [8])]';
      const many = ['v', 'x', 'y', 'z', 'w', 'u', 'i', 'j', 'k', 'index'];
      expect(found({ pairs: pairwise, parameters: many })[0]).toContain('[x2 + x3 for x2, x3 in zip(v, v[1:])]');
      const nested = '[(([[1, 2], [3]], 0, 0, 0), [[1, 4], [9]]), (([[5]], 0, 0, 0), [[25]])]';
      const three = { pairs: nested, parameters: ['x', 'y', 'z', 'w'], docstring: 'Square each.', seconds: 4 };
      expect(found(three)[0]).toContain('[[v ** 2 for v in u] for u in x]');
    });

    it('to what calls the object of a method', () => {
      const pairs = '[((2, [1, 3]), [3, 5]), ((1, [4]), [5])]';
      const given = { pairs, parameters: ['by'], fields: ['x_items'], docstring: 'Each more by so much.' };
      const [first] = found({ ...given, receiver: 'x' });
      expect(first).toMatch(/^\[(by \+ item|item \+ by) for item in x_items\]$/);
    });

    it('to what computes within bounds', () => {
      const pairs = '[(("ab", 2), "abab"), (("c", 3), "ccc")]';
      for (const name of ['times', '_times'])
        expect(found({ pairs, parameters: ['text', name], docstring: 'Repeat the text.' })).toEqual([`text * ${name}`]);
    });

    it('to functions of loops, which it leaves alone', () => {
      const pairs = '[(([1, 2, 3], 1), 2), (([5, 0], 0), 1), (([7, 8, 9], 6), 3)]';
      for (const name of ['sum', 'zip', 'enumerate', 'sorted']) {
        const several = found({ pairs, parameters: ['xs', name], docstring: 'How many are greater.', limit: 5 });
        expect(several.filter((one) => one.includes(`${name}(`))).toEqual([]);
      }
    });

    it('to methods and arguments, which hide nothing', () => {
      const pairs = '[(("banana", "a"), 3), (("abc", "c"), 1), (("", "x"), 0)]';
      expect(found({ pairs, parameters: ['text', 'count'], docstring: 'Count the occurrences.' })).toEqual([
        'text.count(count)',
      ]);
      const longest = '[((["bcd", "z"], 1), "bcd"), ((["y", "xw"], 2), "xw")]';
      const several = found({ pairs: longest, parameters: ['words', 'key'], docstring: 'The longest.', limit: 5 });
      expect(several.filter((one) => one.includes('key=len'))).not.toEqual([]);
    });
  });

  it('survives values that grow, within its time', () => {
    const took = (wanted: Case) => {
      const began = performance.now();
      found(wanted);
      return performance.now() - began;
    };
    const small = took({ pairs: '[((1,), "qwertz"), ((2,), "uiop")]', parameters: ['n'], seconds: 1 });
    const pairs = '[((10**9, "x" * 1000, list(range(500))), "never")]'
      .replace('10**9', '1000000000')
      .replace('"x" * 1000', `"${'x'.repeat(1000)}"`);
    const list = JSON.stringify(Array.from({ length: 500 }, (_, i) => i));
    const large = took({ pairs: pairs.replace('list(range(500))', list), parameters: ['n', 's', 'xs'], seconds: 1 });
    // Both have the same time. Usually they take it alike.
    expect(large / small).toBeLessThan(10);
  });

  it('finds nothing where there is nothing to find', () => {
    expect(
      found({ pairs: '[((1,), "qwertz"), ((2,), "uiop"), ((3,), "asdf")]', parameters: ['n'], seconds: 0.5 }),
    ).toEqual([]);
  });
});

describe('its sampler', () => {
  function overTwo() {
    const { target, ...rest } = specified();
    const parameters = ['a', 'b'].map((name) => ({ name, kind: 'positional' as const }));
    return { ...rest, target: { ...target, parameters } };
  }

  type Answer = ReturnType<Evaluate> extends AsyncIterable<infer One> ? One : never;
  async function draw(programs: readonly Answer[], sampler = new SearchSampler()): Promise<SamplingEvent[]> {
    const evaluate = async function* () {
      yield* programs;
    };
    const events: SamplingEvent[] = [];
    const request = { specification: overTwo(), k: 10, temperature: 0.8 };
    for await (const event of sampler.draw(request, { evaluate, signal: new AbortController().signal }))
      events.push(event);
    return events;
  }

  it('gives each body as a function under the user’s signature', async () => {
    const searched = { how: 'an expression', rank: 4 };
    expect(await draw([{ body: 'return a + b', imports: [], ...searched }])).toEqual([
      { kind: 'sample', sample: { form: 'solution', text: 'def add(a, b):\n    return a + b\n', searched } },
      { kind: 'ended' },
    ]);
  });

  it('brings the import along that a body needs', async () => {
    const [first] = await draw([{ body: 'return math.gcd(a, b)', imports: ['math'], how: 'an expression', rank: 4 }]);
    expect(first).toMatchObject({ sample: { text: 'import math\n\n\ndef add(a, b):\n    return math.gcd(a, b)\n' } });
  });

  it('says what it can do and how to choose a model where it finds nothing', async () => {
    const [ended] = await draw([]);
    expect(ended).toMatchObject({
      kind: 'ended',
      error: expect.stringMatching(/short expressions.*assay\.baseUrl and assay\.model\.$/),
    });
  });

  it('names a model on this machine where it finds nothing', async () => {
    const [ended] = await draw(
      [],
      new SearchSampler(async () => ({ words: 'The model qwen is on this machine', name: 'qwen' })),
    );
    const error = expect.stringMatching(/ The model qwen is on this machine: set assay\.sampler to auto to ask it\.$/);
    const next = { kind: 'changeSetting', title: 'Use qwen', name: 'sampler', value: 'auto' };
    expect(ended).toMatchObject({ error, next });
  });

  it.each([
    ['uncalled', /some that call the function/],
    ['arguments', /a function, a class, a module or a generator/],
    ['results', /no plain data/],
  ] as const)('says in one sentence why it can do nothing with examples: %s', async (unread, words) => {
    const [ended] = await draw([{ unread }]);
    expect(ended).toMatchObject({ kind: 'ended', error: expect.stringMatching(words), foundNothing: true });
  });

  it('does not search for a function without arguments', async () => {
    const { target, ...rest } = specified();
    const evaluate = () => {
      throw new Error('searched');
    };
    const request = { specification: { ...rest, target: { ...target, parameters: [] } }, k: 10, temperature: 0.8 };
    const { signal } = new AbortController();
    const events: SamplingEvent[] = [];
    for await (const event of new SearchSampler().draw(request, { evaluate, signal })) events.push(event);
    expect(events).toMatchObject([{ error: expect.stringContaining('takes no arguments') }]);
  });

  it('hands on what the examples say about all that fits', async () => {
    const evidence = { fits: 42, near: 7 };
    expect(
      (await draw([{ body: 'return a', imports: [], how: 'an expression', rank: 4 }, { evidence }])).at(-1),
    ).toEqual({
      kind: 'ended',
      evidence,
    });
  });
});
