/**
 * The weights of searchConfidence.ts, fitted to 1 tasks for which the search found a program, 0 of them right. Written by
 * `python3 test/bench/fit_search.py TASKS.jsonl`: run that instead of editing this.
 */
export const INTERCEPT = -8.128;
export const WEIGHTS = {
  rank: -0.016,
  gap: -0.004,
  fits: -0.015,
  near: -0.005,
  examples: -0.02,
};
/** The part of the surest fifth that was right, cross-validated. */
export const HIGHEST = 0.0;
