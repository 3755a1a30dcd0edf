/** Keeps the examples that a model suggests; the user adds them one by one, each with a separate edit. */

import {
  type _Connection,
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type ProgressToken,
} from 'vscode-languageserver';
import type { CommandArguments, Suggested } from '../../../../protocol/commands.ts';
import type { Problem, Specification, Suggestion } from '../../../../protocol/index.ts';
import { insertion } from '../../candidates/index.ts';
import { ExecutionError } from '../../execution/index.ts';
import { aboutOf } from '../../history/index.ts';
import { PythonDocument } from '../../specification/index.ts';
import { counted } from '../../support/counted.ts';
import { printable } from '../../support/printable.ts';
import { answerOf } from '../../synthesis/repair.ts';
import { agreementInWords, nothingNew, programsToAsk, suggestExamples } from '../../synthesis/suggesting.ts';
import { editFor } from '../accept/editFor.ts';
import { putExample } from '../accept/putExample.ts';
import type { Client } from '../client/client.ts';
import type { Messages } from '../client/messages.ts';
import type { OpenDocument } from '../documents.ts';
import { functionKey, isOf } from '../functionKey.ts';
import type { Placed } from '../reports.ts';
import type { ProgressReporter } from './workDoneProgress.ts';
import type { Workshop } from './workshop.ts';

export interface SuggesterOptions {
  readonly connection: _Connection;
  readonly client: Client;
  readonly messages: Messages;
  readonly workshop: Workshop;
  readonly progress: ProgressReporter;
  placedIn(open: OpenDocument): Placed[];
}

/** The most suggestions among the actions of one function. */
const MOST = 6;

export class Suggester {
  readonly #options: SuggesterOptions;
  /** The suggestions by document and function, with the specification that they depend on. */
  readonly #kept = new Map<string, { readonly about: string; readonly suggestions: readonly Suggestion[] }>();
  readonly #running = new Map<string, AbortController>();

  constructor(options: SuggesterOptions) {
    this.#options = options;
  }

  /** Asks the model for examples; shows the reason if that is impossible. */
  async suggest(
    open: OpenDocument,
    specification: Specification,
    token: ProgressToken | undefined,
    cancellation: CancellationToken,
  ): Promise<Suggested | null> {
    const { messages, progress, client } = this.#options;
    const { name } = specification.target;
    const key = functionKey(open.uri, name);
    if (this.#running.has(key)) {
      messages.inform(`Assay is already asking for examples for ${name}.`);
      return null;
    }
    const abort = new AbortController();
    const cancel = () => abort.abort();
    cancellation.onCancellationRequested(cancel);
    this.#running.set(key, abort);
    const shown = progress.begin({ title: `Assay: examples for ${name}`, token, cancel });
    let said = '';
    try {
      const made = await this.#ask(open, specification, abort.signal);
      if (abort.signal.aborted) return null;
      if ('error' in made) {
        said = made.error;
        messages.warn(made.error, made.next);
        return null;
      }
      said = counted(made.suggestions.length, 'suggestion');
      this.#kept.set(key, { about: aboutOf(specification.target), suggestions: made.suggestions });
      if (!client.ours) {
        messages.inform(`${name}: ${said}. Add the correct ones with the code actions on it.`);
      }
      return {
        function: name,
        suggestions: made.suggestions.map((one) => ({
          ...one,
          label: printable(one.source),
          agreement: agreementInWords(one),
        })),
      };
    } finally {
      this.#running.delete(key);
      shown.end(said);
    }
  }

  /** Adds one suggestion to the document, with an edit that is one undo. */
  async add(open: OpenDocument, specification: Specification, { example }: CommandArguments): Promise<null> {
    const { name } = specification.target;
    const one = this.#open(open, specification).find(({ source }) => source === example);
    if (!one) {
      this.#options.messages.warn(`That example is no longer suggested for ${name}. Suggest examples again.`);
      return null;
    }
    await putExample(this.#options, open, name, insertion(open.python, specification, [one.source]));
    return null;
  }

  /** The suggestions for a function, as actions. */
  actions(open: OpenDocument, specification: Specification): CodeAction[] {
    return this.#open(open, specification)
      .slice(0, MOST)
      .map((one) => ({
        title: printable(`Add example: ${one.source} (${agreementInWords(one)})`),
        kind: CodeActionKind.RefactorRewrite,
        edit: editFor(open, insertion(open.python, specification, [one.source]), this.#options.client),
      }));
  }

  forget(uri: string): void {
    for (const key of [...this.#kept.keys()]) if (isOf(uri, key)) this.#kept.delete(key);
    for (const [key, abort] of this.#running) if (isOf(uri, key)) abort.abort();
  }

  cancelAll(): void {
    for (const abort of this.#running.values()) abort.abort();
  }

  /** The suggestions for the current function that are not in the file yet. */
  #open({ uri }: OpenDocument, specification: Specification): Suggestion[] {
    const kept = this.#kept.get(functionKey(uri, specification.target.name));
    if (!kept || kept.about !== aboutOf(specification.target)) return [];
    const there = new Set(specification.examples.map(({ source }) => source));
    return kept.suggestions.filter(({ source }) => !there.has(source));
  }

  async #ask(
    open: OpenDocument,
    specification: Specification,
    signal: AbortSignal,
  ): Promise<{ suggestions: readonly Suggestion[] } | Problem> {
    const { workshop, placedIn } = this.#options;
    const { name } = specification.target;
    // A copy of the current text, because the user may continue to type.
    const document = new PythonDocument(open.python.file, open.python.text, open.python.testFiles);
    try {
      const place = await workshop.placeOf(open.uri, document.file);
      if ('error' in place) return place;
      const chosen = await workshop.sampler(specification, place.settings, signal);
      if ('error' in chosen) return chosen;
      const { history, redactor } = workshop;
      const placed = placedIn(open).find(({ entry, standing }) => entry.name === name && standing.kind !== 'stale');
      const drawn = placed?.entry.report?.job === 'synthesis' ? placed.entry.report.candidates : [];
      const known =
        drawn.length > 0
          ? drawn
              .filter(({ refused }) => refused === undefined)
              .map((one) => ({ passed: one.passed, program: answerOf(one, placed!.entry.specification) }))
          : history.candidates(document.file, specification).map((one) => ({ ...one, program: one.solution }));
      const { settings, interpreter, workspace, executor } = place;
      const made = await suggestExamples(
        {
          document,
          specification,
          settings,
          interpreter,
          workspace,
          sampler: chosen.sampler,
          programs: programsToAsk(known),
          hints: history.hints(document.file, name),
        },
        { executor, signal, history, redactor, onSent: (text) => workshop.sent(name, text) },
      );
      const { suggestions, dropped, error = nothingNew(name, dropped), next } = made;
      return suggestions.length > 0 ? { suggestions } : { error, next };
    } catch (error) {
      if (signal.aborted) return { error: 'cancelled' };
      if (error instanceof ExecutionError) return { error: error.message, next: error.next };
      throw error;
    } finally {
      document.dispose();
    }
  }
}
