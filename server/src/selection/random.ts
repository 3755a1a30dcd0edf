/** Makes numbers that look random and are the same in every run. */

export class Random {
  #state: number;

  constructor(seed: string) {
    // FNV-1a.
    let hash = 0x811c9dc5;
    for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
    this.#state = hash >>> 0;
  }

  /** A number from 0 to below 1, by mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(some: readonly T[]): T {
    return some[this.below(some.length)]!;
  }

  shuffled<T>(some: readonly T[]): T[] {
    const made = [...some];
    for (let at = made.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      [made[at], made[other]] = [made[other]!, made[at]!];
    }
    return made;
  }
}
