/** A queue with several producers and one consumer. */
export class Mailbox<T> {
  readonly #waiting: T[] = [];
  #wake: (() => void) | undefined;

  put(one: T): void {
    this.#waiting.push(one);
    this.#wake?.();
  }

  /** Takes the first item; waits until there is one. */
  async take(): Promise<T> {
    while (this.#waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#waiting.shift()!;
  }
}
