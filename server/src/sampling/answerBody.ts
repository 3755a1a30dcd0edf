/** An answer's body as text, read for as long as parts of the answer come. */
import { APIConnectionTimeoutError } from 'openai';

/** Bytes of an answer. */
const LARGEST = 64e6;

/** An answer that goes on and on. */
export class OversizedAnswer extends Error {
  /** Bytes that were read. */
  readonly size: number;

  constructor(size: number) {
    super('The answer is too large.');
    this.size = size;
  }
}

export class AnswerBody {
  /** Bytes that are read at most. */
  largest = LARGEST;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Milliseconds without a part of the answer after which the server counts as stalled. */
  readonly #patience: number;
  /** Milliseconds for which the next part has been waited for. */
  #waited = 0;
  #size = 0;

  constructor(response: Response, patience: number) {
    this.#reader = response.body?.getReader();
    this.#patience = patience;
  }

  /** A part of the answer has come. Bytes alone don't say so: servers that do nothing keep a connection open with some. */
  heard(): void {
    this.#waited = 0;
  }

  /** Throws where the server stalls, or goes on without end. */
  async *texts(): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for (let bytes = await this.read(); bytes; bytes = await this.read()) {
      this.#size += bytes.byteLength;
      if (this.#size > this.largest) throw new OversizedAnswer(this.largest);
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  }

  /** Ends the request, if it is not over. */
  async leave(): Promise<void> {
    // The connection may be lost already: whoever reads hears of that.
    await this.#reader?.cancel().catch(() => undefined);
  }

  /** The next part as it comes; undefined at the end. Throws where the server stalls. */
  async read(): Promise<Uint8Array | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const began = performance.now();
    const stalled = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new APIConnectionTimeoutError()), Math.max(0, this.#patience - this.#waited));
    });
    try {
      return (await Promise.race([this.#reader?.read(), stalled]))?.value;
    } finally {
      clearTimeout(timer);
      this.#waited += performance.now() - began;
    }
  }
}
