export type { ExpandedExamples } from './boundarySession.ts';
export { committedText } from './committed.ts';
export { ExecutionError } from './executionError.ts';
export { Executor, type ExecutorOptions } from './executor.ts';
export { findInterpreter, type Interpreter } from './interpreter.ts';
export type { CandidateJudge, Judged, JudgePreparation, Subject } from './judge.ts';
export type { CallOutcome, Cost, Observation } from './observation.ts';
export type { Outcome, TracedLine } from './outcome.ts';
export { searchPrograms } from './programSearch.ts';
