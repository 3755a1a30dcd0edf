/** What a file offers a candidate that is judged across the boundary, as the interpreter found it when it ran the examples. */
export interface Offer {
  /** Names of the file that only examples use, and that say what they expect. */
  readonly secrets: readonly string[];
  /** The same of values of classes that a candidate has: `Class.name`. */
  readonly kept: readonly string[];
  /** Modules of which the file imports all, and only examples use any. */
  readonly stars: readonly string[];
  /** Full names of modules that the file's own code imports. */
  readonly modules: readonly string[];
}

/** Where nothing of the kind was found, or looked for. */
export const NOTHING_KEPT: Offer = { secrets: [], kept: [], stars: [], modules: [] };
