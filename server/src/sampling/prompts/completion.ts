/** The prompt for base models, which continue a text: the file up to the function's body. */
import { attemptsBefore } from './attempts.ts';
import { contextWithin } from './context.ts';
import { type Asked, quoted, shownExamples } from './parts.ts';

/** Text that follows a function at the margin. Servers support four stops. */
export const completionStops: readonly string[] = ['\ndef ', '\nclass ', '\nassert ', '\nif __name__'];

export function completionPrompt(request: Asked): string {
  const { signature, docstring } = request.specification.target;
  const examples = shownExamples(request).join('\n');
  const told = [docstring?.trim(), examples && `Examples:\n\n${examples}`, attemptsBefore(request)];
  return `${contextOf(request)}${signature}:\n${documented(told.filter(Boolean).join('\n\n'))}`;
}

/** The prompt for examples instead of a body: the file up to the first assert. */
export function examplesCompletionPrompt(request: Asked): { text: string; lead: string } {
  const { signature, docstring = '', simpleName } = request.specification.target;
  const stub = `${signature}:\n${documented(docstring.trim())}    ...`;
  const lead = `assert ${simpleName}(`;
  const text = [`${contextOf(request)}${stub}`, [...shownExamples(request), lead].join('\n')].join('\n\n\n');
  return { text, lead };
}

function contextOf({ specification, contextTokens }: Asked): string {
  const context = contextWithin(specification, contextTokens);
  return context ? `${context}\n\n\n` : '';
}

/** A docstring of several lines has its closing quotes on a separate line. */
function documented(text: string): string {
  if (text === '') return '';
  return text.includes('\n') ? `${quoted(`${text}\n`)}\n` : `${quoted(text)}\n`;
}
