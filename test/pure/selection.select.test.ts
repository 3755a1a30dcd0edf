/** Clusters, agreement, the order and the question, from what programs do on inputs. */
import { describe, expect, it } from 'vitest';
import type { CallOutcome, Observation } from '../../server/src/execution/index.ts';
import type { Value } from '../../server/src/python/values.ts';
import { agreementOf, trustOf } from '../../server/src/selection/agreement.ts';
import { cluster } from '../../server/src/selection/cluster.ts';
import { clustersOf } from '../../server/src/selection/clusters.ts';
import type { Input } from '../../server/src/selection/inputs.ts';
import { rowsOf } from '../../server/src/selection/outcomes.ts';
import type { Passer } from '../../server/src/selection/passer.ts';
import { Random } from '../../server/src/selection/random.ts';
import { select } from '../../server/src/selection/select.ts';

const value = (given: Value): CallOutcome => ({ kind: 'value', value: given, changed: [] });
const int = (number: number): CallOutcome => value(['int', String(number)]);
const raises = (type: string, message = ''): CallOutcome => ({ kind: 'raises', type, message, changed: [] });
const unknown: CallOutcome = { kind: 'unknown' };
const late: CallOutcome = { kind: 'timeout' };
const opaque = value(['opaque', 'generator']);

function observation(outputs: readonly (CallOutcome | number)[], unstable: number[] = []): Observation {
  const told = outputs.map((one) => (typeof one === 'number' ? int(one) : one));
  return { outputs: told, unstable: new Set(unstable), cpu: outputs.map(() => 0) };
}

function passer(
  id: string,
  samples: number,
  outputs: (CallOutcome | number)[],
  more: { unstable?: number[]; solution?: string } = {},
): Passer {
  const { unstable, solution = `def f(x):\n    return ${id}` } = more;
  return { id, samples, solution, observation: observation(outputs, unstable) };
}

const input = (source: string, oddness = 0): Input => ({ source, origin: 'variant', oddness });
const inputs = ['f(1)', 'f(2)', 'f(3)', 'f(4)'].map((one) => input(one));

function clusters(...passers: Passer[]): number[] {
  const count = passers[0]!.observation.outputs.length;
  return clustersOf(
    rowsOf(
      passers.map((one) => one.observation),
      count,
    ),
    passers,
  );
}

describe('clusters', () => {
  it('hold programs that give equal values, whatever their types and last digits are', () => {
    expect(
      clusters(
        passer('a', 1, [1, value(['float', '0.1'])]),
        passer('b', 1, [value(['bool', true]), value(['float', '0.10000000000000002'])]),
        passer('c', 1, [2, value(['float', '0.1'])]),
      ),
    ).toEqual([0, 0, 1]);
  });

  it('tell exceptions apart by type, and from values and calls without end', () => {
    const found = clusters(
      passer('a', 1, [raises('KeyError', 'one')]),
      passer('b', 1, [raises('KeyError', 'another')]),
      passer('c', 1, [raises('IndexError')]),
      passer('d', 1, [late]),
      passer('e', 1, [1]),
    );
    expect(found).toEqual([0, 0, 1, 2, 3]);
  });

  it('tell apart what changes its arguments, and what prints instead of returning', () => {
    const changed: CallOutcome = { kind: 'value', value: ['int', '1'], changed: [[0, ['list', []]]] };
    const printed = (text: string): CallOutcome => ({ ...value(['none']), printed: text }) as CallOutcome;
    expect(clusters(passer('a', 1, [1]), passer('b', 1, [changed]))).toEqual([0, 1]);
    expect(clusters(passer('a', 1, [printed('1')]), passer('b', 1, [printed('2')]))).toEqual([0, 1]);
  });

  it('leave alone what differs from run to run', () => {
    const found = clusters(
      passer('a', 1, [1]),
      passer('b', 1, [1], { unstable: [0] }),
      passer('c', 1, [1], { unstable: [0] }),
    );
    expect(found).toEqual([0, 1, 2]);
  });

  it('number the candidates of a report in its order', () => {
    const candidate = (id: string, passed = true) => ({
      ...{ id, samples: 1, solution: '', passed, edits: [] },
      verdicts: [{ status: passed ? ('pass' as const) : ('fail' as const), integrity: 'confined' as const, ms: 1 }],
    });
    const known = new Map([
      ['a', 4],
      ['b', 2],
      ['c', 4],
    ]);
    const found = cluster([candidate('a'), candidate('b'), candidate('c'), candidate('d', false)], known);
    expect(found.map((one) => one.cluster)).toEqual([0, 1, 0, 2]);
  });
});

describe('agreement', () => {
  const agreement = (passers: Passer[], given = inputs) =>
    agreementOf(
      given,
      rowsOf(
        passers.map((one) => one.observation),
        given.length,
      ),
      passers,
    );

  it('is the part of the samples that do the same, on average', () => {
    expect(agreement([passer('a', 3, [1, 1, 1, 1]), passer('b', 1, [1, 1, 2, 2])])).toEqual([0.875, 0.625]);
  });

  it('counts inputs less that lie outside of the examples, or on which most raise', () => {
    const passers = [passer('a', 1, [1, 1]), passer('b', 1, [1, 2])];
    const [usual, odd] = [0, 2].map((oddness) => agreement(passers, [input('f(1)'), input('f(2)', oddness)])[0]!);
    expect(odd).toBeGreaterThan(usual!);
    const raising = [passer('a', 1, [raises('E')]), passer('b', 1, [raises('E')]), passer('c', 1, [1])];
    const row = rowsOf(
      raising.map((one) => one.observation),
      1,
    )[0]!;
    expect(trustOf(input('f(1)'), row, raising)).toBeLessThan(1);
    expect(trustOf(input('f(1)'), row, [raising[0]!, raising[1]!, { ...raising[2]!, samples: 5 }])).toBe(1);
  });

  it('is whole where nothing is known', () => {
    expect(agreement([passer('a', 1, [unknown]), passer('b', 1, [unknown])], [])).toEqual([1, 1]);
  });
});

describe('the order', () => {
  it('is by the samples of a cluster, not by distinct programs', () => {
    const few = [passer('a', 1, [1, 2, 3, 4]), passer('b', 1, [1, 2, 3, 4])];
    expect(select([...few, passer('c', 5, [1, 2, 3, 5])], inputs).order[0]).toBe('c');
    expect(select([...few, passer('c', 1, [1, 2, 3, 5])], inputs).order[2]).toBe('c');
  });

  it('counts how far clusters overlap', () => {
    const apart = passer('apart', 3, [9, 9, 9, 9]);
    const near = [
      [1, 2, 3, 0],
      [1, 2, 0, 4],
      [1, 0, 3, 4],
    ].map((outputs, at) => passer(`near${at}`, 2, outputs));
    expect(select([apart, ...near], inputs).order[3]).toBe('apart');
  });

  it('has the model’s choice as one more vote, up to a majority of about 2 to 1', () => {
    const of = (samples: number) => [passer('most', samples, [1, 2, 3, 4]), passer('few', 2, [1, 2, 3, 5])];
    const answers = [
      { value: '4', kind: 'value', candidates: ['most'] },
      { value: '5', kind: 'value', candidates: ['few'] },
    ] as const;
    const first = (samples: number, chosen?: 0 | 1) =>
      select(of(samples), inputs, "'", [{ call: 'f(4)', answers, ...(chosen !== undefined && { chosen }) }]).order[0];
    expect([first(4), first(4, 0), first(4, 1)]).toEqual(['most', 'most', 'few']);
    expect([first(6), first(6, 1)]).toEqual(['most', 'most']);
  });

  it('is by samples, then by size, among programs that do the same', () => {
    const long = passer('long', 2, [1, 1, 1, 1], { solution: 'def f(x):\n    y = x\n    return y' });
    const short = passer('short', 2, [1, 1, 1, 1], { solution: 'def f(x):\n    return x' });
    const often = passer('often', 3, [1, 1, 1, 1], { solution: 'def f(x):\n    y = x\n    z = y\n    return z' });
    expect(select([long, short, often], inputs).order).toEqual(['often', 'short', 'long']);
  });

  it('is by log-probability between samples and size, where it is known of all', () => {
    const long = 'def f(x):\n    y = 1\n    return y';
    const likely = { ...passer('likely', 1, [1], { solution: long }), logprob: -0.1 };
    const unlikely = { ...passer('unlikely', 1, [1]), logprob: -0.2 };
    const order = (...passers: Passer[]) => select(passers, inputs.slice(0, 1)).order;
    expect(order(unlikely, likely)).toEqual(['likely', 'unlikely']);
    expect(order(likely, { ...unlikely, samples: 2 })).toEqual(['unlikely', 'likely']);
    expect(order(likely, { ...unlikely, logprob: undefined })).toEqual(['unlikely', 'likely']);
    expect(order(likely, unlikely, passer('other', 3, [2]))[0]).toBe('other');
  });

  it('counts no input on which no program ends, and tells which programs differ from run to run', () => {
    const { inputs: known, unstable } = select(
      [passer('a', 1, [late, 1, raises('KeyError')]), passer('b', 1, [late, late, unknown], { unstable: [1] })],
      inputs.slice(0, 3),
    );
    expect(known).toBe(2);
    expect([...unstable]).toEqual(['b']);
  });

  it('takes a function for one that draws lots where most of its programs differ from run to run', () => {
    const drawing = ['a', 'b', 'c'].map((id, at) => passer(id, 1, [at], { unstable: [0] }));
    const same = passer('d', 1, [7], { solution: 'x' });
    const { order, weights, unstable, questions } = select([...drawing, same], inputs.slice(0, 1));
    expect([order.at(-1), weights]).toEqual(['d', [0.75, 0.25]]);
    expect([unstable.size, questions]).toEqual([0, []]);
  });

  it('does not depend on when the programs came', () => {
    const random = new Random('order');
    const passers = Array.from({ length: 12 }, (_, at) =>
      passer(
        `p${at}`,
        1 + random.below(3),
        inputs.map(() => random.below(3)),
      ),
    );
    const first = select(passers, inputs);
    for (let round = 0; round < 20; round++) {
      const other = select(random.shuffled(passers), inputs);
      expect(other.order).toEqual(first.order);
      expect([...other.clusters].sort()).toEqual([...first.clusters].sort());
      expect(other.weights).toEqual(first.weights);
      expect(other.questions).toEqual(first.questions);
    }
  });

  it('numbers clusters in its order, with the part of the samples of each', () => {
    const {
      clusters: numbers,
      weights,
      inputs: known,
    } = select([passer('a', 1, [1, 1, 1, unknown]), passer('b', 3, [1, 1, 2, unknown])], inputs);
    expect([numbers.get('b'), numbers.get('a')]).toEqual([0, 1]);
    expect(weights).toEqual([0.75, 0.25]);
    expect(known).toBe(3);
  });
});

describe('the question', () => {
  const asked = (passers: Passer[], given = inputs) => select(passers, given).questions;

  it('is none where the programs agree', () => {
    expect(asked([passer('a', 1, [1, 1, 1, 1]), passer('b', 1, [1, 1, 1, 1])])).toEqual([]);
  });

  it('splits the weight most evenly', () => {
    const found = asked([passer('a', 2, [1, 1, 1, 1]), passer('b', 1, [1, 1, 2, 1]), passer('c', 1, [1, 2, 2, 1])]);
    expect(found.map(({ call }) => call)).toEqual(['f(3)', 'f(2)']);
    expect(found[0]!.answers).toEqual([
      { value: '1', kind: 'value', candidates: ['a'], weight: 0.5 },
      { value: '2', kind: 'value', candidates: ['b', 'c'], weight: 0.5 },
    ]);
  });

  it('prefers what lies within the examples, and what is short', () => {
    const passers = [passer('a', 1, [1, 1, 1]), passer('b', 1, [2, 2, 2])];
    const given = [input('f(-1)', 1), input('f([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])'), input('f([1])')];
    expect(asked(passers, given).map(({ call }) => call)).toEqual([given[2]!.source, given[1]!.source, 'f(-1)']);
  });

  it('prefers values to exceptions', () => {
    const passers = [passer('a', 1, [raises('ValueError'), 1]), passer('b', 1, [1, 2])];
    const [first, second] = asked(passers, inputs.slice(0, 2));
    expect(first!.call).toBe('f(2)');
    expect(second!.answers.map(({ value: one, kind }) => [one, kind])).toEqual([
      ['1', 'value'],
      ['ValueError', 'raises'],
    ]);
  });

  it('is never about what differs from run to run, what is not known, and what no assert can say', () => {
    expect(asked([passer('a', 1, [1], { unstable: [0] }), passer('b', 1, [2])], inputs.slice(0, 1))).toEqual([]);
    expect(asked([passer('a', 1, [1]), passer('b', 1, [unknown])], inputs.slice(0, 1))).toEqual([]);
    expect(asked([passer('a', 1, [opaque]), passer('b', 1, [value(['float', 'nan'])])], inputs.slice(0, 1))).toEqual(
      [],
    );
    expect(asked([passer('a', 1, [late]), passer('b', 1, [raises('KeyError')])], inputs.slice(0, 1))).toEqual([]);
  });

  it('is asked about the others where one program differs from run to run, or has not come to the input', () => {
    for (const odd of [passer('c', 2, [3], { unstable: [0] }), passer('c', 2, [unknown])]) {
      const [question] = asked([passer('a', 1, [1]), passer('b', 1, [2]), odd], inputs.slice(0, 1));
      expect(question!.answers.map(({ value, candidates, weight }) => [value, candidates, weight])).toEqual([
        ['1', ['a'], 0.25],
        ['2', ['b'], 0.25],
      ]);
    }
  });

  it('has an answer that no assert can say only beside one that can', () => {
    const [question] = asked(
      [passer('a', 1, [opaque]), passer('b', 1, [late]), passer('c', 2, [1])],
      inputs.slice(0, 1),
    );
    expect(question!.answers.map(({ value: one, kind }) => [one, kind])).toEqual([
      ['1', 'value'],
      ['<generator>', 'unwritable'],
      ['does not end', 'unwritable'],
    ]);
  });

  it('is not about changed arguments and what is printed alone', () => {
    const changed: CallOutcome = { kind: 'value', value: ['int', '1'], changed: [[0, ['list', []]]] };
    expect(asked([passer('a', 1, [1]), passer('b', 1, [changed])], inputs.slice(0, 1))).toEqual([]);
    const printed = (text: string) => ({ ...value(['none']), printed: text }) as CallOutcome;
    expect(asked([passer('a', 1, [printed('1')]), passer('b', 1, [printed('2')])], inputs.slice(0, 1))).toEqual([]);
  });
});
