export type * from './candidates.ts';
export type * from './notice.ts';
export type * from './report.ts';
export type * from './specification.ts';
export type * from './suggestion.ts';
export type * from './text.ts';
