export { Executor } from './executor.ts';
export { findInterpreter, type Interpreter, type InterpreterSearch } from './interpreter.ts';
export { type EnumerationRequest, enumerateExpressions, type FoundExpression } from './search.ts';
export {
  ExecutionError,
  type ExpandedExamples,
  type Outcome,
  type Preparation,
  type Session,
  type TracedLine,
} from './session.ts';
