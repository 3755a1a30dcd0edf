/** The commands that start and end runs. During a run, they offer to cancel it. */
import path from 'node:path';
import type { CancellationToken, ProgressToken } from 'vscode-languageserver';
import type { CommandArguments, Outcome } from '../../../../protocol/commands.ts';
import { contradictionMessage } from '../../report/doubts.ts';
import { contradictionsIn } from '../../selection/contradictions.ts';
import { targetsOf } from '../../specification/index.ts';
import type { CommandTools } from '../commandTools.ts';
import type { OpenDocument } from '../documents.ts';
import { lackOfExamples } from '../pointer.ts';
import { Announcer } from './announcer.ts';
import type { Run } from './runs.ts';
import { samplesAtHand } from './samplesAtHand.ts';

/** The client's control of a request: its progress token, and its cancellation. */
export interface Following {
  readonly progress: ProgressToken | undefined;
  readonly cancellation: CancellationToken;
}

/** The most characters of a value in a message. */
const SHOWN = 80;

export class RunCommands {
  readonly #tools: CommandTools;
  readonly #announcer: Announcer;

  constructor(tools: CommandTools) {
    this.#tools = tools;
    this.#announcer = new Announcer(tools);
  }

  /** Starts the synthesis or verification of one function. */
  async start(
    open: OpenDocument,
    about: CommandArguments,
    kind: 'synthesis' | 'verification',
    { progress, cancellation }: Following,
  ): Promise<Outcome | null> {
    const { messages, runs, history } = this.#tools;
    const specification = this.#tools.specificationOf(open, about);
    if ('error' in specification) return messages.refuse(specification.error);
    const lack = lackOfExamples(specification);
    if (lack !== undefined) return messages.refuse(lack);
    const running = runs.get(open.uri, specification.target.name);
    if (running) {
      if (about.hint?.trim()) {
        history.hint(specification.file, specification.target.name, about.hint.trim());
        messages.inform(`${specification.target.name} is running already; your hint is kept for its next run.`);
      }
      this.#offerToCancel(`${running.function} is running: ${running.progress}.`, () => running.cancel());
      return about.wait ? running.outcome : null;
    }
    const [contradiction] = kind === 'synthesis' ? contradictionsIn(open.python, specification) : [];
    const warned = contradiction && contradictionMessage(contradiction, SHOWN);
    if (warned) messages.warn(warned);
    const fresh = about.fresh === true;
    const quiet = about.quietly === true;
    const run = runs.start({ open, specification, kind, token: progress, fresh, hint: about.hint, quiet });
    const announced = this.#announcer.ofFunction(run, { warned, isQuiet: quiet });
    if (!about.wait && progress === undefined) return null;
    cancellation.onCancellationRequested(() => run.cancel());
    return announced;
  }

  /** Starts the synthesis of all stubs of the document or of a class. */
  async startFile(
    open: OpenDocument,
    about: CommandArguments,
    { progress, cancellation }: Following,
  ): Promise<Outcome | null> {
    const { wholeFiles } = this.#tools;
    const cancel = () => wholeFiles.cancel(open.uri);
    if (wholeFiles.isRunning(open.uri)) {
      this.#offerToCancel(`${path.basename(open.python.file)} is running.`, cancel);
      return null;
    }
    const announced = this.#announcer.ofFile(wholeFiles.start(open, about, progress));
    if (!about.wait && progress === undefined) return null;
    cancellation.onCancellationRequested(cancel);
    return announced;
  }

  /**
   * Verifies every function of the document with examples and a body, without messages: failures are shown at their places. Skips functions
   * that are running. Skips those with an accepted candidate too, because their reports, which follow the examples, still have the other candidates.
   */
  verifyAll(uri: string): void {
    const { runs, placedIn, specificationOf } = this.#tools;
    const open = this.#tools.documentOf(uri);
    if (!open || !this.#tools.isTrusted()) return;
    const accepted = new Set<string>();
    for (const placed of placedIn(open)) {
      const isAccepted =
        placed.standing.kind === 'accepted' || samplesAtHand(placed, open.python)?.accepted !== undefined;
      if (isAccepted) accepted.add(placed.entry.name);
    }
    for (const { name, body } of targetsOf(open.python)) {
      if (accepted.has(name) || runs.get(uri, name)) continue;
      const specification = body === 'real' ? specificationOf(open, { function: name }) : undefined;
      if (!specification || 'error' in specification || lackOfExamples(specification) !== undefined) continue;
      const run = runs.start({ open, specification, kind: 'verification', quiet: true });
      void this.#announcer.ofFunction(run, { isQuiet: true });
    }
  }

  /** Ends the run of the given function, else all runs of the document. */
  cancel(open: OpenDocument, about: CommandArguments): null {
    const { messages, wholeFiles } = this.#tools;
    const named = about.function ?? this.#nameAt(open, about);
    const runs = this.#tools.runs.all.filter(
      (run: Run) => run.uri === open.uri && (named === undefined || run.function === named),
    );
    const isWhole = about.function === undefined && wholeFiles.cancel(open.uri);
    if (runs.length === 0 && !isWhole) messages.inform('Nothing is running here.');
    for (const run of runs) run.cancel();
    return null;
  }

  #nameAt(open: OpenDocument, about: CommandArguments): string | undefined {
    if (about.position === undefined) return undefined;
    const specification = this.#tools.specificationOf(open, about);
    return 'error' in specification ? undefined : specification.target.name;
  }

  /** Asks whether to cancel. It is not awaited, because the user may take as long as the run. */
  #offerToCancel(running: string, cancel: () => void): void {
    const { messages } = this.#tools;
    messages
      .ask(running, 'Cancel this run')
      .then((chosen) => chosen && cancel())
      .catch((error) => messages.unexpected('asking failed', error));
  }
}
