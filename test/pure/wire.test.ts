/** Both sides read the golden frames. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readFrames, writeFrame } from '../../server/src/execution/frames.ts';
import golden from '../fixtures/frames.json' with { type: 'json' };
import { checkedByPython, type Frame, type Frames, schemas, wrongForNode } from '../fixtures/frames.ts';

const frames: Frames = golden;
const every = Object.entries(frames).flatMap(([direction, all]) => all.map((frame) => ({ direction, frame })));

/** Writes messages and reads them again. */
async function sent(all: readonly Frame[]): Promise<Frame[]> {
  const stream = new PassThrough();
  const taken: Frame[] = [];
  readFrames(
    stream,
    z.custom<Frame>(),
    (frame) => taken.push(frame),
    (why) => {
      throw new Error(why);
    },
  );
  for (const frame of all) writeFrame(stream, frame);
  stream.end();
  await new Promise((resolve) => stream.once('close', resolve));
  return taken;
}

describe('the golden frames', () => {
  it('are as TypeScript has them', () => {
    expect(wrongForNode(frames)).toEqual([]);
  });

  it('are as Python has them, one of each op at least, and come whole through a channel', () => {
    expect(checkedByPython(frames)).toEqual({ problems: [], missing: [], changed: [] });
  });

  it('come whole through the framing of Node', async () => {
    const all = every.map(({ frame }) => frame);
    expect(await sent(all)).toEqual(all);
  });

  it('are no frames any more with a key too many, or one too few', () => {
    const ours = every.filter(({ direction }) => direction in schemas);
    expect(new Set(ours.map(({ direction }) => direction))).toEqual(new Set(Object.keys(schemas)));
    for (const { direction, frame } of ours) {
      const { op, ...rest } = frame;
      expect(wrongForNode({ [direction]: [{ ...frame, more: 1 }] }), `${direction} ${op}`).toHaveLength(1);
      expect(wrongForNode({ [direction]: [rest as Frame] }), `${direction} ${op}`).toHaveLength(1);
    }
  });

  it('stand in docs/protocol.md with every field', () => {
    const page = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'protocol.md'), 'utf8');
    const names = new Set(every.flatMap(({ frame }) => [frame.op, ...Object.keys(frame)]));
    expect([...names].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('are told apart by Python as by TypeScript', () => {
    const more = {
      'search → Node': [
        { op: 'found', body: 'x', imports: [], how: 'x', rank: 1, behaviour: 'x', size: '5' } as Frame,
        { op: 'end', more: 1 },
      ],
    };
    expect(wrongForNode(more)).toHaveLength(2);
    expect(checkedByPython(more).problems).toEqual([
      "search → Node[0].size is '5', no int",
      'search → Node[1].more is unknown',
    ]);
  });
});
