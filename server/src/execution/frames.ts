import type { Readable, Writable } from 'node:stream';

/** Writes one message as the runner reads it: four bytes of length, then JSON. */
export function writeFrame(stream: Writable, message: unknown): void {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  stream.write(Buffer.concat([head, body]));
}

/** Calls `take` with each message of the stream, in order. */
export function readFrames(stream: Readable, take: (message: Record<string, unknown>) => void): void {
  let parts: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    parts.push(chunk);
    length += chunk.length;
    while (length >= 4) {
      let buffer = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
      const size = buffer.readUInt32BE(0);
      if (buffer.length < 4 + size) {
        parts = [buffer];
        return;
      }
      const body = buffer.subarray(4, 4 + size);
      buffer = buffer.subarray(4 + size);
      parts = [buffer];
      length = buffer.length;
      take(JSON.parse(body.toString('utf8')) as Record<string, unknown>);
    }
  });
}
