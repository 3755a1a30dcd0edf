/** Reads an answer's body as text, as long as parts of the answer arrive. */
import { APIConnectionTimeoutError } from 'openai';

/** The most bytes of an answer. */
const LARGEST = 64e6;

/** An answer that exceeds the limit. */
export class OversizedAnswer extends Error {
  /** The number of bytes that were read. */
  readonly size: number;

  constructor(size: number) {
    super('The answer is too large.');
    this.size = size;
  }
}

export class AnswerBody {
  /** The most bytes to read. */
  largest = LARGEST;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Milliseconds without a part of the answer after which the server counts as stalled. */
  readonly #patience: number;
  /** Milliseconds of waiting for the next part so far. */
  #waited = 0;
  #size = 0;

  constructor(response: Response, patience: number) {
    this.#reader = response.body?.getReader();
    this.#patience = patience;
  }

  /** Call this when a part of the answer has arrived. Bytes alone are no proof: idle servers send some to keep a connection open. */
  heard(): void {
    this.#waited = 0;
  }

  /** The texts of the body. Throws if the server stalls or exceeds the limit. */
  async *texts(): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for (let bytes = await this.read(); bytes; bytes = await this.read()) {
      this.#size += bytes.byteLength;
      if (this.#size > this.largest) throw new OversizedAnswer(this.largest);
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  }

  /** Ends the request, if it still runs. */
  async leave(): Promise<void> {
    // The connection may already be lost; the reader gets that error.
    await this.#reader?.cancel().catch(() => undefined);
  }

  /** The next part; undefined at the end. Throws if the server stalls. */
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
