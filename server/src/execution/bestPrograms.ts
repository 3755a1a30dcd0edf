export interface FoundProgram {
  /** The lines of the function's body, from the first column. */
  readonly body: string;
  /** The whole program, where it is an edit of a sample: it stands for body and imports. */
  readonly program?: string;
  /** The modules that it needs. */
  readonly imports: readonly string[];
  /** The texts of functions that the user accepted in other files, and that the body calls. */
  readonly helpers?: readonly string[];
  /** How it was found, as the user reads it. */
  readonly how: string;
  /** The number of nodes of its syntax tree. */
  readonly size: number;
  /** The order in which to offer it, lower is better. */
  readonly rank: number;
  /** Equal for programs that do the same on inputs close to the examples. */
  readonly behaviour: string;
}

/** A program waits so long for a better one, in milliseconds, before it is given out as the best so far. */
const PATIENCE = 250;

/**
 * The search ends when everything has been tried that costs so much more than the best: what comes later is hardly ever right, and what
 * was found meanwhile are the other behaviours that fit.
 */
const MARGIN = 4;

/** What the examples say about a program that fits them. */
export interface Evidence {
  /** Behaviours that fit every example. */
  readonly fits: number;
  /** Expressions that fit all examples but one. */
  readonly near: number;
}

/** What several processes of one search have found: gives out the best, each once. */
export class BestPrograms {
  readonly #limit: number;
  /** For each process, the cost up to which it has tried everything. */
  readonly #reached: number[];
  /** By behaviour. */
  readonly #found = new Map<string, { readonly program: FoundProgram; readonly since: number }>();
  readonly #given = new Set<string>();
  #evidence: Evidence = { fits: 0, near: 0 };
  #best = Number.POSITIVE_INFINITY;

  constructor(processes: number, limit: number) {
    this.#reached = Array<number>(processes).fill(0);
    this.#limit = limit;
  }

  /** `now` in milliseconds. */
  add(program: FoundProgram, now: number): void {
    const known = this.#found.get(program.behaviour);
    if (known === undefined) this.#found.set(program.behaviour, { program, since: now });
    else {
      // The least code, between both places: a skeleton may rank high for its words alone, and an expression low for its length.
      const least = program.size < known.program.size ? program : known.program;
      const rank = Math.ceil((program.rank + known.program.rank) / 2);
      this.#found.set(program.behaviour, { program: { ...least, rank }, since: known.since });
    }
  }

  reach(process: number, { cost, fits, near }: { readonly cost: number } & Evidence): void {
    this.#reached[process] = cost;
    this.#evidence = { fits: Math.max(fits, this.#evidence.fits), near: Math.max(near, this.#evidence.near) };
  }

  end(process: number): void {
    this.#reached[process] = Number.POSITIVE_INFINITY;
  }

  get evidence(): Evidence {
    return { ...this.#evidence, fits: Math.max(this.#evidence.fits, this.#found.size) };
  }

  /** The number of programs that were given out. */
  get given(): number {
    return this.#given.size;
  }

  /** Whether nothing that is worth to be given out can come any more. */
  get isOver(): boolean {
    const { known } = this;
    const all = [...this.#found.values()].map(({ program }) => program.rank);
    const settled = all.filter((rank) => rank <= known).length;
    return known === Number.POSITIVE_INFINITY || settled >= this.#limit || known >= Math.min(...all) + MARGIN;
  }

  /** Every program up to this rank is known. */
  get known(): number {
    return Math.min(...this.#reached);
  }

  /**
   * The next programs to give out, best first. While the search goes on, these are those that no better one can precede, and one that has
   * been the best for a while, as long as there is room for better ones.
   */
  next(now: number): FoundProgram[] {
    const { isOver, known } = this;
    const waiting = [...this.#found.values()]
      .filter(({ program }) => !this.#given.has(program.behaviour))
      .sort((one, other) => one.program.rank - other.program.rank || one.program.size - other.program.size);
    const given: FoundProgram[] = [];
    for (const { program, since } of waiting) {
      if (this.#given.size === this.#limit) break;
      const isBest = program.rank < this.#best && now - since >= PATIENCE && 2 * (this.#given.size + 1) <= this.#limit;
      if (!isOver && program.rank > known && !isBest) break;
      this.#given.add(program.behaviour);
      this.#best = Math.min(this.#best, program.rank);
      given.push(program);
    }
    return given;
  }

  /** The milliseconds after which `next` may give more; undefined if nothing waits. */
  wait(now: number): number | undefined {
    const times = [...this.#found.values()]
      .filter(({ program }) => !this.#given.has(program.behaviour) && program.rank < this.#best)
      .map(({ since }) => since + PATIENCE - now);
    return times.length === 0 ? undefined : Math.max(10, Math.min(...times));
  }
}
