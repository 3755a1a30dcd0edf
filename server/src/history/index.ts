/** What was drawn, run and accepted, in one SQLite file a user. */
export { type Exported, exportPairs } from './export.ts';
export { History, type HistoryOptions } from './history.ts';
export { historyFile } from './location.ts';
export type { DrawnSample, Ended, Filter, JudgedCandidate, JudgedExample, Listed, Remembered } from './records.ts';
