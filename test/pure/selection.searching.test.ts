/** The second round of inputs: a simpler question, or a first difference. */
import { describe, expect, it } from 'vitest';
import type { CallOutcome, CandidateJudge, Observation, Subject } from '../../server/src/execution/index.ts';
import { sourceOf } from '../../server/src/python/values.ts';
import { constantsIn } from '../../server/src/selection/constants.ts';
import { type Input, Inputs } from '../../server/src/selection/inputs.ts';
import { soughtIn, telling } from '../../server/src/selection/seeking.ts';
import { select } from '../../server/src/selection/select.ts';
import { simpler } from '../../server/src/selection/simpler.ts';
import { literalIn } from '../../server/src/specification/literals.ts';
import type { Observed, Passing } from '../../server/src/synthesis/observing.ts';
import { searched } from '../../server/src/synthesis/searching.ts';
import { specified } from './specification.ts';

const inputsFor = (examples: string) => new Inputs(specified('f', `def f(x):\n    """Do it."""\n\n\n${examples}\n`));
const simplerOf = (source: string) => simpler(literalIn(source)!).map((one) => sourceOf(one));

describe('simpler values', () => {
  it.each([
    ['12', ['0', '1', '6', '11']],
    ['-3', ['0', '1', '-1', '-2', '3']],
    ['0', []],
    ['2.5', ['0.0', '1.0', '2.0']],
    ["'abc'", ["''", "'ab'", "'c'", "'bc'", "'ac'"]],
    ['[7]', ['[]', '[0]', '[1]', '[3]', '[6]']],
    ["{'a': 1, 'b': 2}", ['{}', "{'a': 1}", "{'b': 2}"]],
    ['True', ['False']],
    ['None', []],
  ])('of %s', (source, expected) => {
    expect(simplerOf(source)).toEqual(expected);
  });
});

describe('further inputs', () => {
  it('lie near one, the simplest first, in the domain of the examples before others', () => {
    const made = inputsFor('assert f([3, 5]) == 1\nassert f([2]) == 1').near('f([-4, 9, 9])', 40);
    expect(made.map(({ source }) => source)).toContain('f([9])');
    expect(made.every(({ origin }) => origin === 'searched')).toBe(true);
    expect(made.map(({ oddness }) => oddness)).toEqual(made.map(({ oddness }) => oddness).sort());
    expect(made.map(({ source }) => source)).not.toContain('f([2])');
  });

  it('lie beside what constants bound: numbers, and lengths of texts and lists', () => {
    const made = (examples: string, code: string) =>
      inputsFor(examples)
        .beside(constantsIn(code), 40)
        .map(({ source }) => source);
    expect(made('assert f(3) == 1', 'x > 17')).toEqual(['f(16)', 'f(17)', 'f(18)']);
    expect(made("assert f('ab') == 1", 'len(x) > 3')).toEqual(["f('aba')", "f('abab')"]);
    expect(made('assert f([1, 2]) == 1', 'len(x) >= 4')).toEqual(
      expect.arrayContaining(['f([1, 2, 1])', 'f([1, 2, 1, 2])', 'f([1, 2, 1, 2, 1])']),
    );
  });
});

const int = (number: number): CallOutcome => ({ kind: 'value', value: ['int', String(number)], changed: [] });
const late: CallOutcome = { kind: 'timeout' };

type Program = (x: number) => number;

/** A session whose programs are functions of one number, by the text of their subjects. */
function sessionOf(programs: Readonly<Record<string, Program>>, calls: string[][] = []): CandidateJudge {
  const observe = async ({ text }: Subject, inputs: readonly string[], signal: AbortSignal): Promise<Observation> => {
    signal.throwIfAborted();
    calls.push([...inputs]);
    const outputs = inputs.map((one) => int(programs[text]!(Number(/-?\d+/.exec(one)![0]))));
    return { outputs, unstable: new Set(), cpu: outputs.map(() => 0) };
  };
  return { observe } as unknown as CandidateJudge;
}

async function search(
  programs: Readonly<Record<string, Program>>,
  given: readonly Input[],
  samples: readonly number[],
) {
  const session = sessionOf(programs);
  const signal = new AbortController().signal;
  const passing = Object.keys(programs).map((text, at): Passing => {
    const subject = { text, child: () => '' };
    return { id: text, samples: samples[at]!, solution: `def f(x):\n    ${text}`, subject };
  });
  const sources = given.map(({ source }) => source);
  const passers = await Promise.all(
    passing.map(async ({ subject, ...one }) => ({
      ...one,
      observation: await session.observe(subject, sources, signal),
    })),
  );
  const observed: Observed = { passers, inputs: given, made: inputsFor('assert f(3) == 1\nassert f(5) == 1') };
  const found = await searched(observed, select(passers, given), passing, session, signal);
  return { observed, found };
}

const input = (source: string, oddness = 0): Input => ({ source, origin: 'variant', oddness });

describe('the search', () => {
  it('finds a simpler question where the best one is odd', async () => {
    const programs = { 'return x': (x: number) => x, 'return abs(x) + 0': Math.abs, 'x > 1': (x: number) => x };
    const { found } = await search(programs, [input('f(-9000)', 1), input('f(4)')], [2, 1, 1]);
    const [question] = select(found.passers, found.inputs).questions;
    expect(question!.call).toBe('f(-1)');
    expect(found.inputs.slice(0, 2)).toEqual([input('f(-9000)', 1), input('f(4)')]);
    expect(found.passers.every(({ observation }) => observation.outputs.length === found.inputs.length)).toBe(true);
  });

  it('finds a first difference beside the constants of programs that agree so far', async () => {
    const programs = {
      'return x > 40': (x: number) => Number(x > 40),
      'return x >= 40': (x: number) => Number(x >= 40),
    };
    const { found } = await search(programs, [input('f(4)')], [2, 1]);
    expect(found.inputs.map(({ source }) => source)).toEqual(['f(4)', 'f(40)']);
    expect(select(found.passers, found.inputs).weights).toHaveLength(2);
  });

  it('leaves all as it is where it finds nothing, or where the question is simple', async () => {
    const alike = { 'return x > 40': () => 1, 'return x >= 40': () => 1 };
    const same = await search(alike, [input('f(4)')], [1, 1]);
    expect(same.found).toBe(same.observed);
    const simple = await search({ 'return x': (x) => x, 'return 4': () => 4 }, [input('f(5)')], [1, 1]);
    expect(simple.found).toBe(simple.observed);
  });

  it('is for few clusters, or for programs of a heavy one', () => {
    const passer = (id: string, samples: number, ...outputs: number[]) => {
      const observation = { outputs: outputs.map(int), unstable: new Set<number>(), cpu: outputs.map(() => 0) };
      return { id, samples, solution: `def f(x):\n    return ${id}`, observation };
    };
    const odd = [input('f(-1)', 1)];
    const sought = (...passers: ReturnType<typeof passer>[]) => {
      const found = soughtIn(select(passers, odd), passers, odd);
      return found && [found.near.map(({ source }) => source), found.among.map(({ id }) => id)];
    };
    expect(sought(passer('a', 2, 1), passer('b', 1, 1), passer('c', 1, 2))).toEqual([['f(-1)'], ['a', 'c']]);
    expect(sought(...[1, 2, 3, 4, 5].map((at) => passer(String(at), 1, at)))).toBeUndefined();
    expect(sought(passer('a', 1, 1), passer('b', 2, 1))).toEqual([[], ['b', 'a']]);
    expect(sought(passer('a', 1, 1))).toBeUndefined();
  });

  it('keeps no input on which a program is late or differs from run to run', () => {
    const observation = (outputs: CallOutcome[], unstable: number[] = []) => {
      return { outputs, unstable: new Set(unstable), cpu: outputs.map(() => 0) };
    };
    const tried = ['f(4)', 'f(22)', 'f(3)', 'f(1)'].map((one) => input(one));
    const found = telling(tried, [
      observation([int(1), int(1), late, int(1)]),
      observation([int(2), int(2), int(1), int(2)], [3]),
    ]);
    expect(found.map(({ source }) => source)).toEqual(['f(4)', 'f(22)']);
  });
});
