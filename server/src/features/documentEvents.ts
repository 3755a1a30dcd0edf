/** Reacts to events of documents: moves reports, starts or ends runs, and drops the state of closed documents. */

import type { Questions } from './ask/questions.ts';
import type { Messages } from './client/messages.ts';
import type { SettingsOfDocuments } from './client/settings.ts';
import type { OpenDocument } from './documents.ts';
import type { Placed, Reports } from './reports.ts';
import type { KeptReports } from './runs/keptReports.ts';
import type { RejudgeOnEdit } from './runs/rejudgeOnEdit.ts';
import type { Runs } from './runs/runs.ts';
import type { Suggester } from './runs/suggester.ts';
import type { VerifyOnSave } from './runs/verifyOnSave.ts';
import type { WholeFiles } from './runs/wholeFiles.ts';
import type { View } from './show/view.ts';

export interface DocumentEventsOptions {
  readonly reports: Reports;
  readonly runs: Runs;
  readonly rejudgeOnEdit: RejudgeOnEdit;
  readonly wholeFiles: WholeFiles;
  readonly suggester: Suggester;
  readonly questions: Questions;
  readonly settings: SettingsOfDocuments;
  readonly verifyOnSave: VerifyOnSave;
  readonly messages: Messages;
  readonly view: View;
  readonly kept: KeptReports;
  documentOf(uri: string): OpenDocument | undefined;
  placedIn(open: OpenDocument): Placed[];
  /** Files, not notebooks. */
  all(): readonly OpenDocument[];
  isTrusted(): boolean;
}

export class DocumentEvents {
  readonly #options: DocumentEventsOptions;

  constructor(options: DocumentEventsOptions) {
    this.#options = options;
  }

  /** Brings back the reports of an earlier window. Not at once, so that no editor waits for it. */
  opened({ uri }: OpenDocument): void {
    const { kept, reports, view, isTrusted, documentOf } = this.#options;
    setImmediate(() => {
      const open = documentOf(uri);
      if (open && isTrusted() && kept.restore(open, reports)) view.grown(uri);
    });
  }

  changed(open: OpenDocument): void {
    const { reports, rejudgeOnEdit, wholeFiles, view } = this.#options;
    wholeFiles.follow(open);
    view.moved(open.uri);
    rejudgeOnEdit.edited(open);
    for (const { uri } of this.#options.all()) {
      if (uri === open.uri) continue;
      if (reports.dependOn(uri, open.python.file)) view.moved(uri);
      // Even without a test so far: this may be the first.
      rejudgeOnEdit.later(uri);
    }
  }

  /** Verifies functions on save if the settings say so. A saved test file also verifies the functions that ran on its examples. */
  async saved(saved: OpenDocument): Promise<void> {
    const { reports, settings, verifyOnSave, isTrusted } = this.#options;
    this.#settle(saved);
    const { file } = saved.python;
    const tested = this.#options.all().filter((open) => open.uri !== saved.uri && reports.dependOn(open.uri, file));
    for (const { uri } of [saved, ...tested]) {
      const { verifyOnSave: isWanted } = await settings.of(uri);
      if (isWanted && isTrusted()) verifyOnSave.saved(uri);
    }
  }

  /** A saved function with an accepted candidate is finished. */
  #settle(open: OpenDocument): void {
    const { reports, view, placedIn } = this.#options;
    const finished = placedIn(open).filter(({ entry, standing }) => standing.kind === 'accepted' && !entry.isSettled);
    for (const { entry } of finished) reports.set(open.uri, { ...entry, isSettled: true });
    if (finished.length > 0) view.grown(open.uri);
  }

  closed(open: OpenDocument): void {
    const { uri, python } = open;
    const {
      reports,
      runs,
      rejudgeOnEdit,
      wholeFiles,
      suggester,
      questions,
      settings,
      verifyOnSave,
      messages,
      view,
      kept,
    } = this.#options;
    for (const run of runs.close(uri)) {
      messages.inform(`${run.function}: its file was closed, so its run has ended. Open it and synthesize again.`);
    }
    rejudgeOnEdit.forget(uri);
    verifyOnSave.forget(uri);
    wholeFiles.close(uri);
    kept.write();
    reports.drop(uri);
    suggester.forget(uri);
    questions.forget(uri);
    settings.forget(uri);
    python.dispose();
    view.closed(open);
  }
}
