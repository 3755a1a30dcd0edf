/** Tells the user how a run ended, if nothing else in the editor shows it. */
import type { Outcome } from '../../../../protocol/commands.ts';
import type { CommandTools } from '../commandTools.ts';
import type { Placed } from '../reports.ts';
import type { Run } from './runs.ts';
import { samplesAtHand } from './samplesAtHand.ts';

export class Announcer {
  readonly #tools: Pick<CommandTools, 'client' | 'messages' | 'documentOf' | 'placedIn'>;
  /** The last failure that persists until the user changes something. */
  #lasting: string | undefined;

  constructor(tools: Pick<CommandTools, 'client' | 'messages' | 'documentOf' | 'placedIn'>) {
    this.#tools = tools;
  }

  /** Waits for the end of a function's run, and announces it, but for what the user was `warned` of before. */
  async ofFunction(
    run: Run,
    { isQuiet = false, warned }: { readonly isQuiet?: boolean; readonly warned?: string | undefined } = {},
  ): Promise<Outcome | null> {
    const { messages, client, documentOf, placedIn } = this.#tools;
    let outcome: Outcome;
    try {
      outcome = await run.outcome;
    } catch (error) {
      messages.unexpected(`the run of ${run.function} failed`, error);
      return null;
    }
    if (outcome.state === 'failed') {
      if (outcome.message !== warned) this.#failed(outcome);
      return outcome;
    }
    this.#lasting = undefined;
    const open = documentOf(run.uri);
    if (outcome.state === 'cancelled' || isQuiet || !open) return outcome;
    const placed = placedIn(open).find(({ entry }) => entry.name === run.function);
    // Its samples are judged again in a moment.
    if (placed && samplesAtHand(placed, open.python)) return outcome;
    if (placed?.standing.kind !== 'current' && placed?.standing.kind !== 'accepted') {
      messages.inform(
        `${run.function} or its examples changed while it was running, so its report is stale. Synthesize again.`,
      );
    } else if (outcome.state === 'kept' || !isShown(placed, client)) {
      messages.inform(outcome.message, outcome.next);
    } else if (outcome.received === outcome.refused) {
      messages.warn(outcome.message, outcome.next);
    }
    return outcome;
  }

  /** Waits for the end of a whole file's run, and announces it. */
  async ofFile(run: Promise<Outcome>): Promise<Outcome | null> {
    const { messages } = this.#tools;
    try {
      const outcome = await run;
      if (outcome.state === 'failed') this.#failed(outcome);
      else if (outcome.state === 'done') messages.inform(outcome.message, outcome.next);
      return outcome;
    } catch (error) {
      messages.unexpected('the run of the file failed', error);
      return null;
    }
  }

  /** Shows a failure. A persistent one is shown once, not for every function and every press. */
  #failed({ message, next, lasting }: Outcome): void {
    if (!lasting || message !== this.#lasting) this.#tools.messages.warn(message, next);
    if (lasting) this.#lasting = message;
  }
}

/** Whether the editor shows the result at its place: a body that passes has no lens, but its examples have ticks in our client. */
function isShown({ entry: { report } }: Placed, { codeLens, ours }: CommandTools['client']): boolean {
  return codeLens && (ours || report?.job !== 'verification' || report.candidates[0]?.passed !== true);
}
