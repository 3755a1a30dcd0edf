/** What several producers put in, for one consumer to take out in the order of its coming. */
export class Mailbox<T> {
  readonly #waiting: T[] = [];
  #wake: (() => void) | undefined;

  put(one: T): void {
    this.#waiting.push(one);
    this.#wake?.();
  }

  /** Waits until there is something. */
  async take(): Promise<T> {
    while (this.#waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#waiting.shift()!;
  }
}
