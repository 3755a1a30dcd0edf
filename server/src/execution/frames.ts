import type { Readable, Writable } from 'node:stream';

/** Bytes of a frame's head: the length of what follows. */
const HEAD = 4;
/** Bytes of a message; the runner takes no larger one either: see server/runner/transport/channel.py. */
export const LARGEST = 64 * 2 ** 20;

/** Writes one message as the runner reads it: four bytes of length, then JSON. */
export function writeFrame(stream: Writable, message: unknown): void {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(body.length);
  stream.write(Buffer.concat([head, body]));
}

/**
 * Calls `take` with each message of the stream, in order. What is no message, or is larger than `LARGEST` bytes, ends the stream,
 * and `broken` hears why, once, in a line for the user. `Frame` is what the process sends: Assay's own code, see docs/protocol.md.
 */
export function readFrames<Frame = Record<string, unknown>>(
  stream: Readable,
  take: (message: Frame) => void,
  broken?: (why: string) => void,
): void {
  const head = new Gathered(HEAD);
  let body: Gathered | undefined;
  const end = (what: string) => {
    // What the stream holds already would still come.
    stream.off('data', hear);
    stream.destroy();
    broken?.(`The Python that runs the file sent ${what}.`);
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
      const message = parsed<Frame>(body.take().toString('utf8'));
      if (!message) return end('something that is not a message');
      body = undefined;
      take(message);
    }
  };
  stream.on('data', hear);
}

function parsed<Frame>(text: string): Frame | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number of bytes that come in chunks. Each is copied once at most, however many chunks there are. */
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

  /** Takes what it still needs of a chunk, and gives what is left over. */
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

  /** All of them; then it begins anew. */
  take(): Buffer {
    const bytes = this.#bytes ?? Buffer.alloc(0);
    this.#bytes = undefined;
    this.#length = 0;
    return bytes;
  }
}
