/**
 * The weights of searchConfidence.ts, fitted to 3 tasks for which the search found a program, 3 of them right.
 * Written by `npm run fit:search-confidence`: run that instead of editing this.
 */
export const INTERCEPT = 12.397;
export const WEIGHTS = {
  rank: 0.0,
  gap: 0.0,
  fits: 0.0,
  near: 0.0,
  examples: 0.0,
};
/** The part of the surest fifth that was right, cross-validated. */
export const HIGHEST = 1.0;
