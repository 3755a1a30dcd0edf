/** Calls `flush` with all added items, at most once in `pause` milliseconds. */
export class Throttle {
  readonly #pause: number;
  readonly #flush: (items: ReadonlySet<string>) => void;
  #items = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(pause: number, flush: (items: ReadonlySet<string>) => void) {
    this.#pause = pause;
    this.#flush = flush;
  }

  add(item: string): void {
    this.#items.add(item);
    this.#timer ??= setTimeout(() => {
      const items = this.#items;
      this.#items = new Set();
      this.#timer = undefined;
      this.#flush(items);
    }, this.#pause);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
