import { describe, expect, it } from 'vitest';
import { Queue } from '../../server/src/features/runs/queue.ts';

const never = new AbortController().signal;

describe('the queue', () => {
  it('lets in as many as it is wide, the others in their order', async () => {
    const queue = new Queue(2);
    const order: string[] = [];
    const enter = async (name: string) => {
      const place = await queue.enter(never);
      order.push(name);
      return place!;
    };
    const [first, second] = await Promise.all([enter('a'), enter('b')]);
    const third = enter('c');
    const fourth = enter('d');
    await Promise.resolve();
    expect(order).toEqual(['a', 'b']);
    second.leave();
    await third;
    first.leave();
    await fourth;
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets go of one that is cancelled while it waits, and loses no place', async () => {
    const queue = new Queue(1);
    const place = (await queue.enter(never))!;
    const cancelled = new AbortController();
    const waiting = queue.enter(cancelled.signal);
    const next = queue.enter(never);
    // Admitted and cancelled at the same time.
    place.leave();
    cancelled.abort();
    (await waiting)?.leave();
    (await next)!.leave();
    expect(await queue.enter(never)).toBeDefined();
  });

  it('lets nobody in who is cancelled already', async () => {
    expect(await new Queue(1).enter(AbortSignal.abort())).toBeUndefined();
  });
});
