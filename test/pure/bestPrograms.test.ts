import { describe, expect, it } from 'vitest';
import { BestPrograms } from '../../server/src/execution/bestPrograms.ts';

const program = (body: string, rank: number, size = 5, behaviour = body) => {
  return { body, imports: [], how: 'an expression', size, rank, behaviour };
};
const bodies = (found: readonly { readonly body: string }[]) => found.map(({ body }) => body);

describe('what two processes of a search find', () => {
  it('is given out in the order of its rank, as soon as nothing better can come', () => {
    const best = new BestPrograms(2, 4);
    best.add(program('a fold', 7), 0);
    best.add(program('a sum', 5), 0);
    best.reach(0, { cost: 6, fits: 1, near: 30 });
    expect(bodies(best.next(1))).toEqual([]);
    best.reach(1, { cost: 5, fits: 1, near: 30 });
    expect(bodies(best.next(1))).toEqual(['a sum']);
    expect(best.isOver).toBe(false);
    best.end(0);
    best.end(1);
    expect(bodies(best.next(2))).toEqual(['a fold']);
  });

  it('is given out early where no better one comes for a while, but leaves room for it', () => {
    const best = new BestPrograms(2, 2);
    best.add(program('a fold', 7), 0);
    expect(best.wait(0)).toBe(250);
    expect(bodies(best.next(100))).toEqual([]);
    expect(bodies(best.next(300))).toEqual(['a fold']);
    best.add(program('a loop', 6), 300);
    expect(bodies(best.next(900))).toEqual([]);
    best.reach(0, { cost: 6, fits: 1, near: 30 });
    best.reach(1, { cost: 6, fits: 1, near: 30 });
    expect(bodies(best.next(900))).toEqual(['a loop']);
  });

  it('counts once where both find the same behaviour: as the one with the least code, between both places', () => {
    const best = new BestPrograms(2, 3);
    best.add(program('a loop', 3, 9, 'adds'), 0);
    best.add(program('a sum', 5, 5, 'adds'), 0);
    best.reach(0, { cost: 5, fits: 1, near: 30 });
    best.reach(1, { cost: 5, fits: 1, near: 30 });
    expect(best.next(1)).toEqual([program('a sum', 4, 5, 'adds')]);
    expect(best.next(2)).toEqual([]);
  });

  it('ends the search with enough of them, and where the rest costs much more than the best', () => {
    const enough = new BestPrograms(1, 1);
    enough.add(program('a sum', 5), 0);
    enough.reach(0, { cost: 5, fits: 1, near: 30 });
    expect(enough.isOver).toBe(true);
    const alone = new BestPrograms(1, 10);
    alone.add(program('a sum', 5), 0);
    alone.reach(0, { cost: 8, fits: 1, near: 30 });
    expect(alone.isOver).toBe(false);
    alone.reach(0, { cost: 9, fits: 1, near: 30 });
    expect(alone.isOver).toBe(true);
    expect(new BestPrograms(1, 10).isOver).toBe(false);
  });
});
