/** The prompt of Austin et al. 2021 (arXiv 2108.07732, MBPP): a few tasks with their tests and code, then the one to solve. */
import { attemptsBefore } from './attempts.ts';
import { contextWithin } from './context.ts';
import { type Asked, shownExamples, taskOf } from './parts.ts';
import { type Shot, shotsFor } from './shots.ts';

const BEGIN = '[BEGIN]';
const DONE = '[DONE]';
/** The number of shown tasks, as in the paper. */
const SHOWN = 3;

export const fewShotStops: readonly string[] = [DONE];

/** The prompt ends with the function's signature, so that the reply continues with its body. */
export function fewShotPrompt(request: Asked): string {
  const { specification, accepted = [], contextTokens } = request;
  const context = contextWithin(specification, contextTokens);
  const task = [taskOf(specification), context && `This code is there already:\n\n${context}`, attemptsBefore(request)];
  const wanted = question(task.filter(Boolean).join('\n\n'), shownExamples(request));
  return [
    ...shotsFor(specification, accepted, SHOWN).map(answered),
    `${wanted}\n${BEGIN}\n${specification.target.signature}:\n`,
  ].join('\n\n');
}

function answered({ docstring, tests, code }: Shot): string {
  return `${question(docstring.trim(), tests)}\n${BEGIN}\n${code.trimEnd()}\n${DONE}`;
}

function question(task: string, tests: readonly string[]): string {
  const wanted = tests.length > 0 ? `\n\nYour code must pass these tests:\n\n${tests.join('\n')}` : '';
  return `You are an expert Python programmer, and this is your task: ${task}${wanted}`;
}
