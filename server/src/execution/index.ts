export type { ExpandedExamples } from './boundarySession.ts';
export { ExecutionError } from './executionError.ts';
export { Executor, type ExecutorOptions } from './executor.ts';
export {
  type EnumerationRequest,
  enumerateExpressions,
  type FoundExpression,
  type NothingRead,
} from './expressionSearch.ts';
export { findInterpreter, type Interpreter, type InterpreterSearch } from './interpreter.ts';
export type { CandidateJudge, Judged, JudgePreparation, Subject } from './judge.ts';
export type { CallOutcome, Changed, Observation } from './observation.ts';
export type { Outcome, TracedLine } from './outcome.ts';
