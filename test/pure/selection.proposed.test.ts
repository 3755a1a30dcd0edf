/** What a model proposes beside its samples: inputs, and suggested examples that the choice counts. */
import { describe, expect, it } from 'vitest';
import type { CallOutcome } from '../../server/src/execution/index.ts';
import type { Value } from '../../server/src/python/values.ts';
import { type Input, Inputs, type Suggested } from '../../server/src/selection/inputs.ts';
import type { Passer } from '../../server/src/selection/passer.ts';
import { MOST_PROPOSED, type Proposed, withProposed } from '../../server/src/selection/proposed.ts';
import { select } from '../../server/src/selection/select.ts';
import { suggestedOf } from '../../server/src/selection/suggested.ts';
import { specified } from './specification.ts';

const file = 'def f(x, by=1):\n    """Give a positive number."""\n\n\n';

function inputsOf(
  proposed: Partial<Proposed>,
  examples = 'assert f(3) == 1\nassert f(5, by=2) == 2',
  given: Input[] = [],
) {
  const specification = specified('f', `${file}${examples}\n`);
  return withProposed(given, { suggestions: [], calls: [], ...proposed }, specification, new Inputs(specification));
}
const sources = (...given: Parameters<typeof inputsOf>) => inputsOf(...given).map(({ source }) => source);
const suggestion = (source: string, samples = 1) => ({ source, samples });

describe('inputs that a model proposes', () => {
  it('are its calls and those of its suggested examples, each once, and none that an example makes', () => {
    const suggestions = [suggestion('assert f(7) == 2'), suggestion('assert f(3) == 9')];
    const calls = ['f(8)', 'f( 7 )', 'f(9,  by=4)', 'f(5, by = 2)'];
    expect(inputsOf({ suggestions, calls })).toMatchObject([
      { source: 'f(7)', origin: 'proposed', oddness: 0 },
      { source: 'f(8)' },
      { source: 'f(9, by=4)' },
    ]);
  });

  it('lie within what the docstring allows, and say how odd they are', () => {
    expect(inputsOf({ calls: ['f(-1)', 'f("a")'] })).toMatchObject([{ source: "f('a')", oddness: 1 }]);
  });

  it('are calls of the function with literals alone', () => {
    const calls = ['g(1)', 'f(x)', 'f(f(1))', 'f(open("x"))', 'f(*[1])', 'evil("x").f(1)', 'f(1) + f(2)', 'f(1', ''];
    expect(sources({ calls })).toEqual([]);
  });

  it('have the form of the examples, but what is said of a plain call does not hold for another form', () => {
    const [only] = inputsOf({ suggestions: [suggestion('assert f(7) == 2')] }, 'assert list(f(3)) == [1]');
    expect(only).toMatchObject({ source: 'list(f(7))' });
    expect(only!.suggested).toBeUndefined();
  });

  it('are bounded, suggested examples first, and are told of inputs that are there already', () => {
    const calls = Array.from({ length: 100 }, (_, at) => `f(${at + 10})`);
    const there: Input = { source: 'f(7)', origin: 'variant', oddness: 0 };
    const made = inputsOf({ calls, suggestions: [suggestion('assert f(7) == 2', 3)] }, undefined, [there]);
    expect(made).toHaveLength(1 + MOST_PROPOSED);
    expect(made[0]).toEqual({ ...there, suggested: [{ value: ['int', '2'], samples: 3 }] });
  });

  it('share a call among the values that are suggested for it', () => {
    const suggestions = [
      suggestion('assert f(7) == 2', 3),
      suggestion('assert f(7) == 2.0'),
      suggestion('assert f(7) == 4'),
    ];
    expect(inputsOf({ suggestions })[0]!.suggested).toEqual([
      { value: ['int', '2'], samples: 4 },
      { value: ['int', '4'], samples: 1 },
    ]);
  });
});

const int = (number: number): Value => ['int', String(number)];
const expecting = (...values: [number, number][]): Suggested[] =>
  values.map(([value, samples]) => ({ value: int(value), samples }));
const input = (at: number, suggested?: Suggested[]): Input => ({
  source: `f(${at})`,
  origin: 'proposed',
  oddness: 0,
  ...(suggested && { suggested }),
});

function passer(id: string, samples: number, outputs: number[], unstable: number[] = []): Passer {
  const told = outputs.map((one): CallOutcome => ({ kind: 'value', value: int(one), changed: [] }));
  const observation = { outputs: told, unstable: new Set(unstable), cpu: outputs.map(() => 0) };
  return { id, samples, solution: `def f(x):\n    return ${id}`, observation };
}

describe('dual agreement', () => {
  it('is the part of the suggested calls whose value a program gives, less where few are suggested', () => {
    const four = [1, 2, 3, 4].map((at) => input(at, expecting([at, 1])));
    const passers = [passer('a', 1, [1, 2, 3, 4]), passer('b', 1, [1, 0, 0, 0]), passer('c', 1, [1, 2, 3, 4], [0, 1])];
    expect(suggestedOf(four, passers)).toEqual([4 / 8, 1 / 8, 2 / 8]);
    expect(suggestedOf(four.slice(0, 1), passers)).toEqual([1 / 5, 1 / 5, 0]);
    expect(suggestedOf([input(1)], passers)).toEqual([0, 0, 0]);
  });

  it('counts a call once, by the answers that suggested each value', () => {
    const inputs = [input(1, expecting([5, 3], [6, 1]))];
    expect(suggestedOf(inputs, [passer('a', 1, [5]), passer('b', 1, [6])])).toEqual([0.75 / 5, 0.25 / 5]);
  });

  const both = [passer('many', 3, [1, 1, 1, 0, 0, 0]), passer('few', 2, [2, 2, 2, 0, 0, 0])];
  const plain = [1, 2, 3, 4, 5, 6].map((at) => input(at));
  const suggested = plain.map((one, at) => (at < 3 ? input(at, expecting([2, 3])) : one));
  const first = (inputs: Input[], passers = both) => select(passers, inputs).order[0];

  it('moves the choice where it agrees on several, and one alone overturns no majority', () => {
    expect(first(plain)).toBe('many');
    expect(first([suggested[0]!, ...plain.slice(1)])).toBe('many');
    expect(first(suggested)).toBe('few');
  });

  it('does not overturn what nearly all samples do, and is never more than a part of the score', () => {
    const clear = both.map((one, at) => ({ ...one, samples: at === 0 ? 9 : 1 }));
    expect(first(suggested, clear)).toBe('many');
    expect(select(clear, suggested).weights).toEqual([0.9, 0.1]);
  });
});
