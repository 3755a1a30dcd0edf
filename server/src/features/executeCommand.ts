/** The server's commands, which any client can execute: `assay.server.synthesize`, `.verify`, `.accept`, `.cancel`. */
import path from 'node:path';
import {
  type _Connection,
  ApplyWorkspaceEditRequest,
  type CancellationToken,
  type ExecuteCommandParams,
  type ProgressToken,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type CommandArguments, type Outcome, type Suggested, serverCommands } from '../../../protocol/commands.ts';
import type { Specification } from '../../../protocol/index.ts';
import type { Acceptance } from '../../../protocol/messages.ts';
import type { History } from '../history/index.ts';
import { targetsOf } from '../spec/index.ts';
import { acceptance } from './accept.ts';
import type { Client } from './client.ts';
import type { OpenDocument } from './documents.ts';
import { clearHistory, noteAcceptance } from './historyCommands.ts';
import type { Messages } from './messages.ts';
import type { Placed } from './reports.ts';
import type { Run, Runs } from './runs.ts';
import type { Suggester } from './suggest.ts';
import { lackOfExamples, type Pointer } from './targets.ts';
import type { WholeFiles } from './wholeFile.ts';

export interface CommandExecutorOptions {
  readonly connection: _Connection;
  readonly client: Client;
  readonly messages: Messages;
  readonly runs: Runs;
  readonly history: History;
  readonly suggester: Suggester;
  readonly wholeFiles: WholeFiles;
  isTrusted(): boolean;
  documentOf(uri: string): OpenDocument | undefined;
  placedIn(open: OpenDocument): Placed[];
  specificationOf(open: OpenDocument, about: Pointer): Specification | { error: string };
}

const RESTRICTED =
  'This workspace is in restricted mode, where Assay runs nothing. Trust the workspace, then try again.';

/** What would have to change several cells, or puts lines where a notebook has none. */
const notOfCells: ReadonlySet<string> = new Set([
  serverCommands.synthesizeFile,
  serverCommands.acceptFile,
  serverCommands.suggestExamples,
  serverCommands.addExample,
]);
const NOT_IN_NOTEBOOKS =
  'In a notebook, functions are synthesized one by one. Put the cursor into one and use “Synthesize Function”.';

export class CommandExecutor {
  readonly #options: CommandExecutorOptions;
  #lasting: string | undefined;

  constructor(options: CommandExecutorOptions) {
    this.#options = options;
  }

  /** Answers with an `Outcome` where the client waits (it asked to, or gave a token for progress), else with null at once. */
  async execute(params: ExecuteCommandParams, token: CancellationToken): Promise<Outcome | Suggested | null> {
    if (params.command === serverCommands.clearHistory) return this.#clearHistory();
    const about = argumentsOf(params);
    const open = about && this.#options.documentOf(about.uri);
    if (!about || !open) {
      const what = about
        ? `${about.uri} is not open in the editor. Open it`
        : `${params.command} needs {"uri": …}. Name a document`;
      this.#options.messages.warn(`${what} and try again.`);
      return null;
    }
    if (open.cells && notOfCells.has(params.command)) return this.#refuse(NOT_IN_NOTEBOOKS);
    switch (params.command) {
      case serverCommands.synthesize:
        return this.#run(open, about, 'synthesis', params.workDoneToken, token);
      case serverCommands.verify:
        return this.#run(open, about, 'verification', params.workDoneToken, token);
      case serverCommands.accept:
        return this.#accept(open, about);
      case serverCommands.cancel:
        return this.#cancel(open, about);
      case serverCommands.synthesizeFile:
        return this.#runWhole(open, about, params.workDoneToken, token);
      case serverCommands.acceptFile:
        return this.#acceptWhole(open);
      case serverCommands.suggestExamples:
        return this.#suggest(open, about, params.workDoneToken, token);
      case serverCommands.addExample:
        return this.#addExample(open, about);
      default:
        this.#options.messages.warn(`Assay has no command ${params.command}.`);
        return null;
    }
  }

  /**
   * Every function of the document with examples and a body, quietly: what fails is shown where it stands. Not one that is
   * running, nor one whose accepted candidate is known to pass: its report has the other candidates still.
   */
  verifyAll(uri: string): void {
    const open = this.#options.documentOf(uri);
    if (!open || !this.#options.isTrusted()) return;
    const accepted = new Set(
      this.#options
        .placedIn(open)
        .filter(({ standing }) => standing.kind === 'accepted')
        .map(({ entry }) => entry.name),
    );
    for (const { name, body } of targetsOf(open.python)) {
      if (accepted.has(name) || this.#options.runs.get(uri, name)) continue;
      const specification = body === 'real' ? this.#options.specificationOf(open, { function: name }) : undefined;
      if (!specification || 'error' in specification || lackOfExamples(specification) !== undefined) continue;
      const run = this.#options.runs.start({ open, specification, kind: 'verification', quiet: true });
      void this.#announced(run, 'quietly');
    }
  }

  async #run(
    open: OpenDocument,
    about: CommandArguments,
    kind: 'synthesis' | 'verification',
    progress: ProgressToken | undefined,
    cancellation: CancellationToken,
  ): Promise<Outcome | null> {
    const { messages, runs, isTrusted } = this.#options;
    if (!isTrusted()) return this.#refuse(RESTRICTED);
    const specification = this.#options.specificationOf(open, about);
    if ('error' in specification) return this.#refuse(specification.error);
    const lack = lackOfExamples(specification);
    if (lack !== undefined) return this.#refuse(lack);
    const running = runs.get(open.uri, specification.target.name);
    if (running) {
      if (about.hint?.trim()) {
        this.#options.history.hint(specification.file, specification.target.name, about.hint.trim());
        messages.inform(`${specification.target.name} is running already; your hint is kept for its next run.`);
      }
      // Not awaited: the user may take as long as the run.
      this.#offerToCancel(running).catch((error) => messages.unexpected('asking failed', error));
      return about.wait ? running.outcome : null;
    }
    const run = runs.start({
      open,
      specification,
      kind,
      token: progress,
      fresh: about.fresh === true,
      hint: about.hint,
    });
    const announced = this.#announced(run);
    if (!about.wait && progress === undefined) return null;
    cancellation.onCancellationRequested(() => run.cancel());
    return announced;
  }

  async #offerToCancel(run: Run): Promise<void> {
    const chosen = await this.#options.messages.ask(`${run.function} is running: ${run.progress}.`, 'Cancel this run');
    if (chosen) run.cancel();
  }

  /** Waits for the end of a run and says what nobody can see otherwise. */
  async #announced(run: Run, quietly?: 'quietly'): Promise<Outcome | null> {
    const { messages, client, documentOf, placedIn } = this.#options;
    let outcome: Outcome;
    try {
      outcome = await run.outcome;
    } catch (error) {
      messages.unexpected(`the run of ${run.function} failed`, error);
      return null;
    }
    if (outcome.state === 'failed') {
      this.#failed(outcome);
      return outcome;
    }
    this.#lasting = undefined;
    const open = documentOf(run.uri);
    if (outcome.state === 'cancelled' || quietly || !open) return outcome;
    const placed = placedIn(open).find(({ entry }) => entry.name === run.function);
    if (placed?.standing.kind !== 'current' && placed?.standing.kind !== 'accepted') {
      messages.inform(
        `${run.function} or its examples changed while it was running, so its report is stale. Synthesize again.`,
      );
    } else if (outcome.state === 'kept' || !client.codeLens) {
      messages.inform(outcome.message);
    } else if (outcome.received === outcome.refused) {
      messages.warn(outcome.message);
    }
    return outcome;
  }

  /** What holds until the user has changed something is told once, not for every function and every press. */
  #failed({ message, lasting }: Outcome): void {
    if (!lasting || message !== this.#lasting) this.#options.messages.warn(message);
    if (lasting) this.#lasting = message;
  }

  async #accept(open: OpenDocument, about: CommandArguments): Promise<null> {
    const specification = this.#options.specificationOf(open, about);
    if ('error' in specification) return this.#refuse(specification.error);
    const { name } = specification.target;
    const placed = this.#options.placedIn(open).find(({ entry }) => entry.name === name);
    const made = acceptance(open, name, placed, about.candidate);
    if ('refused' in made) return this.#refuse(made.refused);
    const isApplied = await this.#apply(made, `Accept a candidate for ${name}`);
    if (isApplied) noteAcceptance(this.#options.history, placed?.entry, made.candidate);
    return null;
  }

  async #apply(made: Acceptance, label: string): Promise<boolean> {
    const { connection, messages, client } = this.#options;
    const edit = workspaceEdit(made, client.versionedEdits);
    const { applied, failureReason } = await connection.sendRequest(ApplyWorkspaceEditRequest.type, { label, edit });
    const why = failureReason ?? 'it gave no reason';
    if (!applied) messages.warn(`The editor did not take the edit for ${made.function} (${why}). Accept it again.`);
    return applied;
  }

  /** All stubs of the document or of a class: as with one function, pressed again it offers to cancel. */
  async #runWhole(
    open: OpenDocument,
    about: CommandArguments,
    progress: ProgressToken | undefined,
    cancellation: CancellationToken,
  ): Promise<Outcome | null> {
    const { messages, wholeFiles, isTrusted } = this.#options;
    if (!isTrusted()) return this.#refuse(RESTRICTED);
    if (wholeFiles.isRunning(open.uri)) {
      const cancel = 'Cancel this run';
      const ask = messages.ask(`${path.basename(open.python.file)} is running.`, cancel);
      ask
        .then((chosen) => chosen && wholeFiles.cancel(open.uri))
        .catch((error) => messages.unexpected('asking failed', error));
      return null;
    }
    const announced = this.#announcedWhole(wholeFiles.start(open, about, progress));
    if (!about.wait && progress === undefined) return null;
    cancellation.onCancellationRequested(() => wholeFiles.cancel(open.uri));
    return announced;
  }

  async #announcedWhole(run: Promise<Outcome>): Promise<Outcome | null> {
    const { messages } = this.#options;
    try {
      const outcome = await run;
      if (outcome.state === 'failed') this.#failed(outcome);
      else if (outcome.state === 'done') messages.inform(outcome.message);
      return outcome;
    } catch (error) {
      messages.unexpected('the run of the file failed', error);
      return null;
    }
  }

  async #acceptWhole(open: OpenDocument): Promise<null> {
    const made = this.#options.wholeFiles.acceptance(open);
    if ('refused' in made) return this.#refuse(made.refused);
    await this.#apply(made, `Accept what was found for ${made.function}`);
    return null;
  }

  /** For a function without any example too: it is then that some are wanted. */
  async #suggest(
    open: OpenDocument,
    about: CommandArguments,
    progress: ProgressToken | undefined,
    cancellation: CancellationToken,
  ): Promise<Suggested | null> {
    if (!this.#options.isTrusted()) return this.#refuse(RESTRICTED);
    const specification = this.#options.specificationOf(open, about);
    if ('error' in specification) return this.#refuse(specification.error);
    return this.#options.suggester.suggest(open, specification, progress, cancellation);
  }

  async #addExample(open: OpenDocument, about: CommandArguments): Promise<null> {
    const specification = this.#options.specificationOf(open, about);
    if ('error' in specification) return this.#refuse(specification.error);
    return this.#options.suggester.add(open, specification, about);
  }

  #clearHistory(): null {
    if (!this.#options.isTrusted()) return this.#refuse(RESTRICTED);
    clearHistory(this.#options.history, this.#options.messages);
    return null;
  }

  #cancel(open: OpenDocument, about: CommandArguments): null {
    const named = about.function ?? this.#nameAt(open, about);
    const runs = this.#options.runs.all.filter(
      (run) => run.uri === open.uri && (named === undefined || run.function === named),
    );
    const isWhole = about.function === undefined && this.#options.wholeFiles.cancel(open.uri);
    if (runs.length === 0 && !isWhole) this.#options.messages.inform('Nothing is running here.');
    for (const run of runs) run.cancel();
    return null;
  }

  #nameAt(open: OpenDocument, about: CommandArguments): string | undefined {
    if (about.position === undefined) return undefined;
    const specification = this.#options.specificationOf(open, about);
    return 'error' in specification ? undefined : specification.target.name;
  }

  #refuse(why: string): null {
    this.#options.messages.warn(why);
    return null;
  }
}

function argumentsOf({ arguments: given }: ExecuteCommandParams): CommandArguments | undefined {
  const first: unknown = given?.[0];
  return typeof first === 'object' && first !== null && typeof (first as CommandArguments).uri === 'string'
    ? (first as CommandArguments)
    : undefined;
}

function workspaceEdit({ uri, version, edits }: Acceptance, versioned: boolean): WorkspaceEdit {
  const plain = edits.map(({ range, newText }) => ({ range: { start: range.start, end: range.end }, newText }));
  if (!versioned) return { changes: { [uri]: plain } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: plain }] };
}
