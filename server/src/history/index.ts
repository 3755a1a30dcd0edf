/** What was drawn, run and accepted, in one SQLite file a user. */
export { exportPairs } from './export.ts';
export { History, type HistoryOptions } from './history.ts';
export { historyFile } from './location.ts';
export type { DrawnSample, Ended, Filter, Listed } from './records.ts';
