/** Keeps the frames that Node and the runner exchange: for `vi.mock` of server/src/execution/frames.ts. */
import type { Readable, Writable } from 'node:stream';
import type * as z from 'zod';
import type * as frames from '../../server/src/execution/frames.ts';
import type { Frame } from '../fixtures/frames.ts';

const others: Readonly<Record<string, string>> = { context: 'boundary host', order: 'plain host', search: 'search' };

/** The frames by direction, in order. */
export const recorded: Record<string, Frame[]> = {};

export function recording(original: typeof frames): typeof frames {
  /** The process at the other end of a session's socket, known from its first frame. */
  const ends = new WeakMap<object, string>();
  const keep = (direction: string, frame: Frame) => {
    recorded[direction] = [...(recorded[direction] ?? []), frame];
  };
  return {
    ...original,
    writeFrame(stream: Writable, message: unknown) {
      const frame = message as Frame;
      if (!ends.has(stream)) ends.set(stream, others[frame.op] ?? 'parent');
      keep(`Node → ${ends.get(stream)}`, frame);
      original.writeFrame(stream, message);
    },
    readFrames<F>(stream: Readable, schema: z.ZodType<F>, take: (message: F) => void, broken: (why: string) => void) {
      const hear = (message: F) => {
        keep(`${ends.get(stream) ?? 'parent'} → Node`, message as Frame);
        take(message);
      };
      original.readFrames(stream, schema, hear, broken);
    },
  };
}
