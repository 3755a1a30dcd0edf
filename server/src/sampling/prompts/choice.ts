/** The prompt that asks a model which of two answers a call should give, one pair at a time (ExPairT, arXiv 2511.10855). */
import type { Between, PossibleAnswer } from '../sampler.ts';
import { fenced } from './fence.ts';
import type { ChatMessage } from './form.ts';

const system = `\
You are an expert Python programmer who reviews code. \
Decide what one call of a function should give, by its docstring, its signature and its examples. \
Give your reason in a few sentences. \
The last line of your answer is \`Answer: A\`, \`Answer: B\`, or \`Answer: neither\` if both are wrong.`;

export interface ChoiceWanted {
  /** The code around the function, with an introduction. */
  readonly code: string;
  readonly stub: string;
  readonly examples: string;
  readonly said?: string;
  readonly between: Between;
}

export function choiceMessages({ code, stub, examples, said, between }: ChoiceWanted): ChatMessage[] {
  const { call, answers } = between;
  const parts = [
    code,
    `The function:\n\n${fenced(stub)}`,
    examples && `These examples hold:\n\n${fenced(examples)}`,
    said,
    `What should this call give?\n\n${fenced(call)}`,
    `A: ${inWords(answers[0])}`,
    `B: ${inWords(answers[1])}`,
  ];
  return [
    { role: 'system', content: system },
    { role: 'user', content: parts.filter(Boolean).join('\n\n') },
  ];
}

function inWords({ value, kind }: PossibleAnswer): string {
  return kind === 'raises' ? `it raises ${value}.` : `it returns\n\n${fenced(value)}`;
}

/** The same for base models, which continue the text: they name the answer at once. */
export function choiceText(messages: readonly ChatMessage[]): { text: string; stop: readonly string[]; lead: string } {
  const lead = 'Answer:';
  const question = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  return { text: [...question, `The right answer is A, B or neither.\n\n${lead}`].join('\n\n'), stop: ['\n'], lead };
}

export type Choice = 'A' | 'B' | 'neither';

/** The choice in a reply: its last line of that form, or all of it. Undefined if it has none. */
export function choiceIn(reply: string): Choice | undefined {
  const said = reply.replace(/^[\s\S]*<\/think>/, '').trim();
  const lines = [...said.matchAll(/^\W*(?:(?:the )?(?:final |right )?answer(?: is)?)\W*(A|B|neither)\W*$/gim)];
  const named = lines.at(-1)?.[1] ?? /^\W*(A|B|neither)\W*$/i.exec(said)?.[1];
  if (named === undefined) return undefined;
  return named.length === 1 ? (named.toUpperCase() as 'A' | 'B') : 'neither';
}
