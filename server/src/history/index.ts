/** The history: drawn, run and accepted candidates, in one SQLite file for each user. */
export { exportPairs } from './export.ts';
export { History, type HistoryOptions } from './history.ts';
export { historyFile } from './location.ts';
export type { DrawnSample, Ended, Filter, Listed, ReportOfThen } from './records.ts';
export { aboutOf } from './rows.ts';
