import type { Readable, Writable } from 'node:stream';
import type * as z from 'zod';
import { wrongWith } from './frameSchemas.ts';

/** Bytes of a frame's head, which is the length of the body. */
const HEAD = 4;
/** The most bytes of a message; the runner has the same limit: see server/runner/transport/channel.py. */
export const LARGEST = 64 * 2 ** 20;

/** Writes one message for the runner: four bytes of length, then JSON. */
export function writeFrame(stream: Writable, message: unknown): void {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(body.length);
  stream.write(Buffer.concat([head, body]));
}

/**
 * Calls `take` with each message of the stream, in order. A message that is invalid by `schema`, or has more than `LARGEST` bytes,
 * ends the stream, and `broken` gets the reason once, in a line for the user.
 */
export function readFrames<Frame>(
  stream: Readable,
  schema: z.ZodType<Frame>,
  take: (message: Frame) => void,
  broken: (why: string) => void,
): void {
  const head = new Gathered(HEAD);
  let body: Gathered | undefined;
  const end = (what: string) => {
    // Without this, data in the stream's buffer would still arrive.
    stream.off('data', hear);
    stream.destroy();
    broken(`The Python that runs the file sent ${what}.`);
  };
  const hear = (chunk: Buffer) => {
    for (let rest = chunk; rest.length > 0; ) {
      rest = (body ?? head).add(rest);
      if (!body && head.isComplete) {
        const size = head.take().readUInt32BE(0);
        if (size > LARGEST) return end(`a message of ${size} bytes, more than ${LARGEST / 2 ** 20} MiB`);
        body = new Gathered(size);
      }
      if (!body?.isComplete) continue;
      const message = parsed(body.take().toString('utf8'));
      if (message === undefined) return end('something that is not a message');
      const wrong = wrongWith(message, schema);
      if (wrong !== undefined) return end(wrong);
      body = undefined;
      take(message as Frame);
    }
  };
  stream.on('data', hear);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Collects a number of bytes from chunks. It copies each byte at most once. */
class Gathered {
  readonly #size: number;
  #bytes: Buffer | undefined;
  #length = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get isComplete(): boolean {
    return this.#length === this.#size;
  }

  /** Takes the bytes that it still needs from a chunk, and returns the rest. */
  add(chunk: Buffer): Buffer {
    const part = chunk.subarray(0, this.#size - this.#length);
    if (part.length === this.#size) this.#bytes = part;
    else {
      this.#bytes ??= Buffer.allocUnsafe(this.#size);
      part.copy(this.#bytes, this.#length);
    }
    this.#length += part.length;
    return chunk.subarray(part.length);
  }

  /** Returns all bytes and starts again. */
  take(): Buffer {
    const bytes = this.#bytes ?? Buffer.alloc(0);
    this.#bytes = undefined;
    this.#length = 0;
    return bytes;
  }
}
