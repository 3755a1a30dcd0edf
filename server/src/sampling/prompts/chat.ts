/** The prompt for chat models. */
import type { Specification, Target } from '../../../../protocol/index.ts';
import type { SamplingRequest } from '../sampler.ts';
import { examplesWanted } from './examples.ts';
import { fenced } from './fence.ts';
import { spoken } from './hints.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

const system = `\
You are an expert Python programmer.
Answer with one Python code block that defines the function with exactly the signature that is given. \
Put the imports and helpers that it needs into the same block. \
Leave out the code that is there already, the examples, usage and explanations.`;

export function chatPrompt({
  specification,
  wants,
  conversation = [],
  hints = [],
}: Pick<SamplingRequest, 'specification' | 'wants' | 'conversation' | 'hints'>): ChatMessage[] {
  const { target, context } = specification;
  const examples = examplesOf(specification);
  const said = spoken(hints);
  const code = context.trim() && `This code is there already:\n\n${fenced(context.trim())}`;
  if (wants === 'examples')
    return examplesWanted({ code, place: placeOf(target), stub: stubOf(target), examples, said });
  const parts = [
    code,
    `Write ${placeOf(target)}:\n\n${fenced(stubOf(target))}`,
    examples && `These examples must hold:\n\n${fenced(examples)}`,
  ];
  // A person's word comes last, where it weighs most: after what the answers before it got wrong.
  const turns = conversation.flatMap(({ answer, feedback }, index): ChatMessage[] => [
    { role: 'assistant', content: fenced(answer.trimEnd()) },
    { role: 'user', content: joined([feedback, index === conversation.length - 1 && said]) },
  ]);
  return [
    { role: 'system', content: system },
    { role: 'user', content: joined([...parts, turns.length === 0 && said]) },
    ...turns,
  ];
}

function joined(parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n');
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
