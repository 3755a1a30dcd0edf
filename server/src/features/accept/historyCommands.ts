/** The editor's use of the history: it notes accepted candidates, and clears the history. */
import type { History } from '../../history/index.ts';
import { answerOf } from '../../synthesis/repair.ts';
import type { Messages } from '../client/messages.ts';
import type { Entry } from '../reports.ts';

/** Notes that a candidate of an entry's report was accepted into the file. */
export function noteAcceptance(history: History, entry: Entry | undefined, id: string): void {
  const report = entry?.report;
  const candidate = report?.candidates.find((one) => one.id === id);
  if (!report || !candidate) return;
  const solution = answerOf(candidate, entry.specification);
  history.accept(report.history?.id, entry.specification, { id, solution, passed: candidate.passed });
}

/** Clears the history on the user's request, and confirms it with a message. */
export function clearHistory(history: History, messages: Messages): void {
  const cleared = history.clear();
  // Otherwise the history has already shown the reason.
  if (cleared !== undefined) {
    messages.inform(
      cleared === 0
        ? 'The history was empty.'
        : `The history is cleared: ${cleared} ${cleared === 1 ? 'synthesis is' : 'syntheses are'} deleted.`,
    );
  }
}
