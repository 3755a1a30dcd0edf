/** The prompt for chat models. */
import type { Target } from '../../../../protocol/index.ts';
import type { SamplingRequest } from '../sampler.ts';
import { choiceMessages } from './choice.ts';
import { contextWithin } from './context.ts';
import { fenced } from './fence.ts';
import type { ChatMessage } from './form.ts';
import { spoken } from './hints.ts';
import { type Asked, shownExamples, stubOf } from './parts.ts';
import { examplesWanted } from './shownExamples.ts';

const system = `\
You are an expert Python programmer.
Answer with one Python code block that defines the function with exactly the signature that is given. \
Put the imports and helpers that it needs into the same block. \
Leave out the code that is there already, the examples, usage and explanations.`;

export function chatPrompt(request: Asked & Pick<SamplingRequest, 'wants' | 'between'>): ChatMessage[] {
  const { specification, wants, between, conversation = [], hints = [], contextTokens } = request;
  const { target } = specification;
  const examples = shownExamples(request).join('\n');
  const said = spoken(hints);
  const context = contextWithin(specification, contextTokens);
  const code = context && `This code is there already:\n\n${fenced(context)}`;
  if (wants === 'examples')
    return examplesWanted({ code, place: placeOf(target), stub: stubOf(target), examples, said });
  if (between !== undefined) return choiceMessages({ code, stub: stubOf(target), examples, said, between });
  const parts = [
    code,
    `Write ${placeOf(target)}:\n\n${fenced(stubOf(target))}`,
    examples && `These examples must hold:\n\n${fenced(examples)}`,
  ];
  // The user's hints come last, after the feedback on earlier answers, because the end of a prompt has the most effect.
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

/** For models without system messages: puts the system's text before the user's. */
export function withoutSystem(messages: readonly ChatMessage[]): ChatMessage[] {
  const [first, second, ...rest] = messages;
  if (first?.role !== 'system' || second?.role !== 'user') return [...messages];
  return [{ role: 'user', content: `${first.content}\n\n${second.content}` }, ...rest];
}

function joined(parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

function placeOf({ name, simpleName, receiver }: Target): string {
  if (name === simpleName) return 'this function';
  return `${receiver === undefined ? 'this function' : 'this method'}, \`${name}\` (its \`def\` alone)`;
}
