/** What was tried before, for a model that can't be talked with: in the comment of a file that it is to go on with. */
import type { Asked } from './parts.ts';

/** The last answer with what it got wrong, then what a person has said; undefined where there is neither. */
export function attemptsBefore({ conversation = [], hints = [] }: Asked): string | undefined {
  const last = conversation.at(-1);
  const parts = [
    last && `This was tried, and is wrong:\n\n${last.answer.trimEnd()}\n\n${withoutFences(last.feedback)}`,
    ...hints.map((hint) => hint.trim()),
  ];
  return parts.filter(Boolean).join('\n\n') || undefined;
}

/** The request at the end of it is one for a chat. */
function withoutFences(feedback: string): string {
  return feedback
    .replace(/^`{3,}.*\n?/gm, '')
    .replace(/\n*Find the mistake, and answer[^\n]*$/, '')
    .trim();
}
