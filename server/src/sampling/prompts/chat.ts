/** The prompt for chat models. */
import type { Specification, Target } from '../../../../protocol/index.ts';
import type { SamplingRequest } from '../sampler.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

const system = `\
You are an expert Python programmer.
Answer with one Python code block that defines the function with exactly the signature that is given. \
Put the imports and helpers that it needs into the same block. \
Leave out the code that is there already, the examples, usage and explanations.`;

export function chatPrompt({
  specification,
  feedback,
}: Pick<SamplingRequest, 'specification' | 'feedback'>): ChatMessage[] {
  const { target, context } = specification;
  const examples = examplesOf(specification);
  const parts = [
    context.trim() && `This code is there already:\n\n${fenced(context.trim())}`,
    `Write ${placeOf(target)}:\n\n${fenced(stubOf(target))}`,
    examples && `These examples must hold:\n\n${fenced(examples)}`,
    feedback?.trim(),
  ];
  return [
    { role: 'system', content: system },
    { role: 'user', content: parts.filter(Boolean).join('\n\n') },
  ];
}

function placeOf({ name, simpleName, receiver }: Target): string {
  if (name === simpleName) return 'this function';
  return `${receiver === undefined ? 'this function' : 'this method'}, \`${name}\` (its \`def\` alone)`;
}

/** A stub as it stands in the file; of a real body, which doesn't pass, no more than what it should do. */
function stubOf(target: Target): string {
  if (target.body === 'stub') return target.source.trimEnd();
  const { signature, docstring } = target;
  if (docstring === undefined) return `${signature}:\n    ...`;
  const quoted = `"""${docstring.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""')}"""`;
  return `${signature}:\n${quoted.replace(/^(?=.)/gm, '    ')}\n    ...`;
}

/** Doctests stand in the docstring. */
function examplesOf({ examples }: Specification): string {
  const sources = examples.filter(({ kind }) => kind !== 'doctest').map(({ source }) => source.trimEnd());
  return [...new Set(sources)].join('\n');
}

/** Fenced with more backticks than the text has in a row. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}python\n${text}\n${fence}`;
}
