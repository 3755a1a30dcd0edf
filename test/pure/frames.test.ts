import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { LARGEST, readFrames, writeFrame } from '../../server/src/execution/frames.ts';

const messages = [{ op: 'ready' }, {}, { text: 'é€𝄞 "\\"', list: [1, [2]] }, { empty: '' }];

/** The bytes of messages, as they are written. */
function written(all: readonly object[]): Buffer {
  const stream = new PassThrough({ highWaterMark: 2 ** 30 });
  for (const message of all) writeFrame(stream, message);
  return stream.read() as Buffer;
}

function* inChunks(bytes: Buffer, size: number): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** What is read out of chunks, and why the reading broke. */
async function read(chunks: Iterable<Buffer>) {
  const stream = Readable.from(chunks);
  const taken: Record<string, unknown>[] = [];
  const broken: string[] = [];
  readFrames(
    stream,
    (message) => taken.push(message),
    (why) => broken.push(why),
  );
  await new Promise((resolve) => stream.once('close', resolve));
  return { taken, broken, stream };
}

describe('frames', () => {
  it.each([1, 2, 3, 5, 7, 64, 100_000])('are read whole and in order out of chunks of %i bytes', async (size) => {
    const { taken, broken } = await read(inChunks(written(messages), size));
    expect(taken).toEqual(messages);
    expect(broken).toEqual([]);
  });

  it('of 32 MB are read whole, in the time that copying them takes', async () => {
    const large = { text: 'x'.repeat(32_000_000) };
    const { taken } = await read(inChunks(written([{ op: 'before' }, large, { op: 'after' }]), 65_536));
    expect(taken.map(({ op, text }) => op ?? (text as string).length)).toEqual(['before', 32_000_000, 'after']);
  });

  it('that are too large end the stream, with a word that names the size', async () => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(LARGEST + 1);
    const { taken, broken, stream } = await read([written([{ op: 'before' }]), head, written([{ op: 'after' }])]);
    expect(taken).toEqual([{ op: 'before' }]);
    expect(broken).toEqual([expect.stringMatching(/a message of 67108865 bytes, more than 64 MiB/)]);
    expect(stream.destroyed).toBe(true);
  });

  it.each(['', 'not JSON'])('that hold no message (%j) end the stream', async (text) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(text.length);
    const { taken, broken } = await read([Buffer.concat([head, Buffer.from(text)]), written([{ op: 'after' }])]);
    expect(taken).toEqual([]);
    expect(broken).toEqual([expect.stringContaining('not a message')]);
  });
});
