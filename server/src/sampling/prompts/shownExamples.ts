/** The prompt that asks for examples, from which a person chooses, and for inputs, on which candidates are compared. */

import { fenced } from './fence.ts';
import type { ChatMessage } from './form.ts';

const system = `\
You are an expert Python programmer who writes tests.
Answer with one Python code block that holds nothing but assert statements, one a line, and then calls, one a line. \
Each assert compares one call of the function, with literal arguments, to the literal value that its docstring promises: \
\`assert f(1, [2]) == 3\`. Compute each value with care. Each call stands alone, with literal arguments: \`f(4, [])\`. Leave out explanations, imports, variables and the function itself.`;

/** The number of examples to ask for in one answer. */
const WANTED = 6;
/** The number of calls without a result: a model knows which inputs matter better than what they give. */
const WANTED_CALLS = 8;

export interface ExamplesWanted {
  /** The code around the function, with an introduction. */
  readonly code: string;
  readonly place: string;
  readonly stub: string;
  readonly examples: string;
  readonly said?: string;
}

export function examplesWanted({ code, place, stub, examples, said }: ExamplesWanted): ChatMessage[] {
  const parts = [
    code,
    `Write ${WANTED} examples for ${place.replace(/^this /, 'the ')}:\n\n${fenced(stub)}`,
    examples && `These are there already; cover what they don't, edge cases first:\n\n${fenced(examples)}`,
    `After the asserts, write ${WANTED_CALLS} further calls without results: inputs on which a program with a subtle mistake would be found out.`,
    said,
  ];
  return [
    { role: 'system', content: system },
    { role: 'user', content: parts.filter(Boolean).join('\n\n') },
  ];
}
