/** Tells a completion model about earlier attempts, in a comment of the file that it continues. */
import type { Asked } from './parts.ts';

/** The last answer with its feedback, then the user's hints; undefined if there is neither. */
export function attemptsBefore({ conversation = [], hints = [] }: Asked): string | undefined {
  const last = conversation.at(-1);
  const parts = [
    last && `This was tried, and is wrong:\n\n${last.answer.trimEnd()}\n\n${withoutFences(last.feedback)}`,
    ...hints.map((hint) => hint.trim()),
  ];
  return parts.filter(Boolean).join('\n\n') || undefined;
}

/** Removes the fences, and the request at the end, which is for chat models. */
function withoutFences(feedback: string): string {
  return feedback
    .replace(/^`{3,}.*\n?/gm, '')
    .replace(/\n*Find the mistake, and answer[^\n]*$/, '')
    .trim();
}
