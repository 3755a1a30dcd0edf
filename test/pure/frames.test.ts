import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fromParent, fromRunner } from '../../server/src/execution/frameSchemas.ts';
import { LARGEST, readFrames, writeFrame } from '../../server/src/execution/frames.ts';

const messages = [{ op: 'ready' }, {}, { text: 'é€𝄞 "\\"', list: [1, [2]] }, { empty: '' }];

/** The bytes of messages in their written form. */
function written(all: readonly object[]): Buffer {
  const stream = new PassThrough({ highWaterMark: 2 ** 30 });
  for (const message of all) writeFrame(stream, message);
  return stream.read() as Buffer;
}

function* inChunks(bytes: Buffer, size: number): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** The messages in the chunks, and the reason if the reading broke. */
async function read(chunks: Iterable<Buffer>, schema: z.ZodType = z.record(z.string(), z.unknown())) {
  const stream = Readable.from(chunks);
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of them.
  const taken: any[] = [];
  const broken: string[] = [];
  readFrames(
    stream,
    schema,
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

describe('a frame that is not as it should be', () => {
  const verdict = { example: 0, status: 'pass', ms: 1 };
  const verdicts = { op: 'verdicts', id: 0, verdicts: [verdict], reaches: [], waited: 0 };
  const bad: readonly (readonly [string, z.ZodType, unknown, string])[] = [
    ['is no object', fromRunner.plain, [verdicts], 'a message, but it is wrong'],
    ['is null', fromRunner.plain, null, 'a message, but it is wrong'],
    ['has no op', fromRunner.plain, { id: 0 }, 'a message, but op is wrong'],
    ['has an op that is no text', fromRunner.search, { op: 3 }, 'a message, but op is wrong'],
    ['has an op that nobody knows', fromRunner.search, { op: 'sold' }, 'the message “sold”, but op is wrong'],
    ['has an op of another process', fromRunner.host, { op: 'stale' }, 'the message “stale”, but op is wrong'],
    ['lacks a field', fromRunner.plain, { ...verdicts, waited: undefined }, '“verdicts”, but waited is wrong'],
    ['has a field of another type', fromRunner.plain, { ...verdicts, id: '0' }, '“verdicts”, but id is wrong'],
    ['has half a number', fromParent, { op: 'ended', session: 0.5, status: 0 }, '“ended”, but session is wrong'],
    [
      'has a status that nobody knows',
      fromRunner.host,
      { ...verdicts, verdicts: [verdict, { ...verdict, status: 'passed' }] },
      '“verdicts”, but verdicts.1.status is wrong',
    ],
    [
      'has a reason without a line',
      fromRunner.plain,
      { op: 'unconfined', id: 0, reaches: [['os.remove']], secret: false },
      '“unconfined”, but reaches.0',
    ],
  ];

  it.each(bad)('%s: it ends the stream, with a word that names it', async (_what, schema, frame, why) => {
    const { taken, broken, stream } = await read([written([frame as object, verdicts])], schema);
    expect(taken).toEqual([]);
    expect(broken).toEqual([expect.stringContaining(`The Python that runs the file sent `)]);
    expect(broken[0]).toContain(why);
    expect(stream.destroyed).toBe(true);
  });

  it('but for a key that nobody knows, which does no harm', async () => {
    const { taken, broken } = await read([written([{ ...verdicts, later: 1 }])], fromRunner.plain);
    expect(taken).toHaveLength(1);
    expect(broken).toEqual([]);
  });

  it('names what was wrong with no more than a line of it', async () => {
    const { broken } = await read([written([{ op: 'x'.repeat(1e6) }])], fromRunner.search);
    expect(broken[0]!.length).toBeLessThan(200);
  });
});
