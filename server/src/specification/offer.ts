/** The part of a file that a candidate across the boundary may use, as found by the noting run. */
export interface Offer {
  /** Names of the file that only examples use and that reveal expected values. */
  readonly secrets: readonly string[];
  /** The same for attributes of classes that a candidate gets: `Class.name`. */
  readonly kept: readonly string[];
  /** Modules with a star import whose names only examples use. */
  readonly stars: readonly string[];
  /** The full names of modules that the file's own code imports. */
  readonly modules: readonly string[];
}

/** The offer if nothing was found or looked for. */
export const NOTHING_KEPT: Offer = { secrets: [], kept: [], stars: [], modules: [] };
