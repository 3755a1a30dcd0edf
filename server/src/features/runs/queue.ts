/** Lets `width` jobs run at a time; the others wait in the order of their arrival. */
export class Queue {
  readonly #width: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Resolves with a place, which the caller must give back with `leave`, or with none if `signal` aborts first. */
  async enter(signal: AbortSignal): Promise<{ leave(): void } | undefined> {
    if (signal.aborted) return undefined;
    if (this.#running < this.#width) {
      this.#running++;
      return { leave: () => this.#leave() };
    }
    let admitted: (yes: boolean) => void = () => undefined;
    const turn = new Promise<boolean>((resolve) => {
      admitted = resolve;
    });
    const admit = () => admitted(true);
    this.#waiting.push(admit);
    signal.addEventListener('abort', () => admitted(false), { once: true });
    if (await turn) return { leave: () => this.#leave() };
    const at = this.#waiting.indexOf(admit);
    if (at >= 0) this.#waiting.splice(at, 1);
    // The job was admitted at the moment of the abort: the next one gets its place.
    else this.#leave();
    return undefined;
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
