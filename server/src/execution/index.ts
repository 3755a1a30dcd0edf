export { Executor, type ExecutorOptions } from './executor.ts';
export { ExecutionError } from './failure.ts';
export { findInterpreter, type Interpreter, type InterpreterSearch } from './interpreter.ts';
export type { CandidateJudge, Judged, JudgePreparation, Subject } from './judge.ts';
export type { Outcome, TracedLine } from './outcome.ts';
export { type EnumerationRequest, enumerateExpressions, type FoundExpression, type NothingRead } from './search.ts';
export type { ExpandedExamples } from './session.ts';
