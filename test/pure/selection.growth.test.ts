/** Calls on growing inputs, and how the costs of candidates grow on them. */
import { describe, expect, it } from 'vitest';
import type { Cost } from '../../server/src/execution/index.ts';
import { growing } from '../../server/src/selection/growing.ts';
import { growthsOf, slowerLast } from '../../server/src/selection/growth.ts';
import { specify } from './reports.ts';

const sizes = [13, 31, 61, 127, 251, 509, 1021, 2039];
const costs = (of: (size: number) => number | undefined, bytes?: (size: number) => number): (Cost | undefined)[] =>
  sizes.map((size) => {
    const seconds = of(size);
    return seconds === undefined ? undefined : { seconds, ...(bytes && { bytes: bytes(size) }) };
  });
const linear = costs((n) => 2e-6 * n + 1e-6);
const square = costs((n) => 3e-9 * n * n + 1e-6);

function grown(...all: (Cost | undefined)[][]) {
  const measured = all.map((one, at) => ({ id: String(at), cluster: 0, costs: one }));
  return Object.fromEntries(growthsOf(measured, sizes));
}

describe('the growth of costs', () => {
  it('is told of what grows more than others that do the same', () => {
    expect(
      grown(
        costs((n) => 1e-7 * n ** 2),
        costs((n) => 1e-7 * n),
        costs((n) => 2e-7 * n),
      ),
    ).toEqual({
      0: { time: { own: 'n²', others: 'n' } },
    });
    expect(
      grown(
        costs((n) => 1e-6 * n ** 2),
        costs((n) => 1e-6 * n),
      ),
    ).toEqual({ 0: { time: { own: 'n²', others: 'n' } } });
    const measured = [square, linear].map((one, at) => ({ id: String(at), cluster: at, costs: one }));
    expect(growthsOf(measured, sizes).size).toBe(0);
  });

  it('is told of one that goes over its time at once', () => {
    const over = sizes.map((_, at) =>
      at === 0 ? { seconds: 0.001 } : at === 1 ? { seconds: 0.5, isOver: true as const } : undefined,
    );
    expect(grown(over, linear)).toEqual({ 0: { time: { own: 'more than n³', others: 'n' } } });
  });

  it('is not told of a steeper curve that costs no more, of another factor, or of what is too short to measure', () => {
    expect(grown(square, linear)).toEqual({});
    expect(
      grown(
        costs((n) => 1e-4 * n),
        linear,
      ),
    ).toEqual({});
    expect(
      grown(
        costs((n) => 1e-10 * n ** 2),
        costs((n) => 1e-10 * n),
      ),
    ).toEqual({});
  });

  it('is told of memory, apart from time', () => {
    const [much, little] = [
      costs(
        (n) => 1e-6 * n,
        (n) => 200 * n,
      ),
      costs(
        (n) => 1e-6 * n,
        () => 500,
      ),
    ];
    expect(grown(much, little)).toEqual({ 0: { memory: { own: 'n', others: '1' } } });
  });

  it('moves what is slower behind the others of its cluster, and no other', () => {
    const clusters = new Map(Object.entries({ a: 0, b: 1, c: 0, d: 0, e: 1 }));
    const slower = new Set(['a', 'b']);
    expect(slowerLast(['a', 'b', 'c', 'd', 'e'], clusters, (id) => slower.has(id))).toEqual(['c', 'e', 'd', 'a', 'b']);
  });
});

describe('growing inputs', () => {
  const made = (signature: string, ...asserts: string[]) => {
    const name = /def (\w+)/.exec(signature)![1]!;
    const found = growing(
      specify(`${signature}:\n    """Do."""\n\n\n${asserts.map((one) => `assert ${one}\n`).join('')}`, name),
    );
    return found.filter(({ size }) => size === 31).map(({ source }) => source)[0];
  };

  it('are sequences like those of the examples', () => {
    expect(made('def f(xs, k)', 'f([3, 1, 2], 2) == 2', 'f([5, 4], 1) == 4')).toBe(
      'f([1 + i * 7919 % 8191 for i in range(31)], 2)',
    );
    expect(made('def f(xs)', 'f([1, 2, 4]) == 2')).toBe('f(sorted([1 + i * 7919 % 8191 for i in range(31)]))');
    expect(made('def f(text)', 'f("abba") == 2')).toBe("f(''.join('ab'[(i * i * 31 + i * 7) % 2] for i in range(31)))");
    expect(made('def f(rows)', 'f([[1], [1]]) == 2')).toBe('f([[[1]][i % 1] for i in range(31)])');
  });

  it('are numbers where there is no sequence, and none where nothing can grow', () => {
    expect(made('def f(n)', 'f(7) == 2')).toBe('f(31)');
    expect(made('def f(point)', 'f((1, 2)) == 2')).toBeUndefined();
    expect(made('def f(x)', 'f(None) == 2')).toBeUndefined();
  });
});
