/** All stubs of a document, or of a class in it, as one run that ends in one edit. */
import path from 'node:path';
import type { ProgressToken } from 'vscode-languageserver';
import type { CommandArguments, Outcome } from '../../../protocol/commands.ts';
import type { Example, Specification } from '../../../protocol/index.ts';
import type { Acceptance, Refusal, RunningParams } from '../../../protocol/messages.ts';
import { ExecutionError } from '../execution/index.ts';
import { PythonDocument, specificationOf } from '../spec/index.ts';
import { editsBetween, type FunctionOutcome, synthesizeAll, type WholeOutcome, workingCopy } from '../whole/index.ts';
import type { OpenDocument } from './documents.ts';
import { noteAcceptance } from './historyCommands.ts';
import type { Progress, ProgressReporter } from './progress.ts';
import { Queue } from './queue.ts';
import { type Entry, passingSamples, type Reports, sameSource } from './reports.ts';
import { counted, progressInWords } from './words.ts';
import type { Workshop } from './workshop.ts';

export interface WholeFilesOptions {
  readonly reports: Reports;
  readonly workshop: Workshop;
  readonly progress: ProgressReporter;
  workspaceOf(open: OpenDocument): string | undefined;
  /** A run or what came of it has changed. */
  changed(uri: string): void;
}

interface Running {
  readonly uri: string;
  readonly name: string;
  /** `2 of 4 functions · total 3 of 10 samples` */
  progress: string;
  readonly abort: AbortController;
  readonly outcome: Promise<Outcome>;
}

/** What came of a run. */
interface Found {
  readonly name: string;
  readonly before: PythonDocument;
  readonly outcome: WholeOutcome;
  /** Its functions' reports are those of the accepted text. */
  isShown: boolean;
}

/** What a lens or an action can say of a document. */
export type WholeState =
  | { readonly kind: 'running'; readonly progress: string }
  | { readonly kind: 'found'; readonly found: number; readonly of: number; readonly first: string };

export class WholeFiles {
  readonly #options: WholeFilesOptions;
  /** One after the other: each has all interpreters to itself. */
  readonly #queue = new Queue(1);
  readonly #running = new Map<string, Running>();
  readonly #found = new Map<string, Found>();

  constructor(options: WholeFilesOptions) {
    this.#options = options;
  }

  get running(): RunningParams[] {
    return [...this.#running.values()].map(({ uri, name, progress }) => ({ uri, function: name, progress }));
  }

  /** Undefined where there is nothing to show: no run, or one whose result is stale, accepted or empty. */
  state(open: OpenDocument): WholeState | undefined {
    const running = this.#running.get(open.uri);
    if (running) return { kind: 'running', progress: running.progress };
    const found = this.#found.get(open.uri);
    const chosen = found && chosenOf(found);
    if (!chosen?.length || !this.#isCurrent(open, found!)) return undefined;
    return { kind: 'found', found: chosen.length, of: found!.outcome.functions.length, first: chosen[0]!.name };
  }

  isRunning(uri: string): boolean {
    return this.#running.has(uri);
  }

  /** Starts a run on the text of now, or gives the one that there is. */
  start(open: OpenDocument, { within }: CommandArguments, token?: ProgressToken): Promise<Outcome> {
    const known = this.#running.get(open.uri);
    if (known) return known.outcome;
    const name = within ?? path.basename(open.python.file);
    const abort = new AbortController();
    const shown = this.#options.progress.begin({ title: `Assay: ${name}`, token, cancel: () => abort.abort() });
    const outcome = this.#run(open, { name, within, signal: abort.signal, shown }).finally(() => {
      this.#running.delete(open.uri);
      this.#options.changed(open.uri);
    });
    this.#running.set(open.uri, { uri: open.uri, name, progress: 'waiting', abort, outcome });
    this.#options.changed(open.uri);
    return outcome;
  }

  cancel(uri: string): boolean {
    const running = this.#running.get(uri);
    running?.abort.abort();
    return running !== undefined;
  }

  cancelAll(): void {
    for (const { abort } of this.#running.values()) abort.abort();
  }

  /** Forgets a document that was closed. */
  close(uri: string): void {
    this.cancel(uri);
    this.#found.get(uri)?.before.dispose();
    this.#found.delete(uri);
  }

  /** One edit for all that was found, made for the text of now; or why there is none. */
  acceptance(open: OpenDocument): Acceptance | Refusal {
    const found = this.#found.get(open.uri);
    const chosen = found ? chosenOf(found) : [];
    if (!found || chosen.length === 0)
      return { refused: 'No function of this file has a candidate to accept. Synthesize the file first.' };
    if (!this.#isCurrent(open, found)) {
      return {
        refused: `${found.name} has changed since its samples were run, so what was found is stale. Synthesize it again.`,
      };
    }
    const edits = editsBetween(open.python.snapshot, this.#filled(open.python, found, open));
    const expecting = edits.map((edit) => ({
      ...edit,
      expected: open.python.text.slice(open.python.offsetAt(edit.range.start), open.python.offsetAt(edit.range.end)),
    }));
    return { function: found.name, candidate: '', uri: open.uri, version: open.version, edits: expecting };
  }

  /** Follows the text: with all that was found in it, each function has its own report; when that is undone, they go again. */
  follow(open: OpenDocument): void {
    const found = this.#found.get(open.uri);
    if (!found) return;
    const chosen = chosenOf(found);
    if (found.isShown) {
      if (!this.#isCurrent(open, found)) return;
      for (const { name } of chosen) this.#options.reports.drop(open.uri, name);
      found.isShown = false;
      this.#options.changed(open.uri);
    } else if (chosen.length > 0 && chosen.every((one) => this.#isIn(open, one))) {
      for (const one of chosen) this.#show(open, found, one);
      found.isShown = true;
      this.#options.changed(open.uri);
    }
  }

  async #run(
    open: OpenDocument,
    job: { name: string; within: string | undefined; signal: AbortSignal; shown: Progress },
  ): Promise<Outcome> {
    const { name, signal, shown } = job;
    const document = new PythonDocument(open.python.file, open.python.text, open.python.testFiles);
    let outcome = ended(name, 'cancelled', `${name}: cancelled.`);
    let isKept = false;
    try {
      const place = await this.#queue.enter(signal);
      try {
        signal.throwIfAborted();
        const whole = await this.#synthesize(open, document, job);
        if ('error' in whole) outcome = { ...ended(name, 'failed', whole.error), lasting: true };
        else {
          outcome = outcomeOf(name, whole);
          this.#keep(open, { name, before: document, outcome: whole, isShown: false });
          isKept = true;
        }
      } finally {
        place?.leave();
      }
    } catch (error) {
      if (error instanceof ExecutionError) outcome = ended(name, 'failed', error.message);
      else if (!signal.aborted) throw error;
    } finally {
      shown.end(outcome.message);
      if (!isKept) document.dispose();
    }
    return outcome;
  }

  async #synthesize(
    open: OpenDocument,
    document: PythonDocument,
    { within, signal, shown }: { within: string | undefined; signal: AbortSignal; shown: Progress },
  ): Promise<WholeOutcome | { error: string }> {
    const { workshop, changed } = this.#options;
    const bench = await workshop.bench(open.uri, document.file);
    if ('error' in bench) return bench;
    const { settings, interpreter, workspace, executor } = bench;
    const { history, redactor } = workshop;
    const isWanted = within === undefined ? undefined : (stub: string) => stub.startsWith(`${within}.`);
    return synthesizeAll(
      {
        ...{ document, settings, interpreter },
        ...(isWanted && { isWanted }),
        ...(workspace !== undefined && { workspace }),
        samplerFor: (specification) => workshop.sampler(specification, settings, signal),
      },
      {
        ...{ executor, signal, history, redactor },
        onSent: (text) => workshop.sent(document.file, text),
        onProgress: ({ done, total, report }) => {
          const running = this.#running.get(open.uri);
          const words = `${done} of ${counted(total, 'function')} · ${report.function} ${progressInWords(report)}`;
          shown.report(words, Math.floor((100 * done) / total));
          if (!running) return;
          running.progress = words;
          changed(open.uri);
        },
      },
    );
  }

  /** What wasn't found is shown at its function at once: nothing but itself can be accepted for it. */
  #keep(open: OpenDocument, found: Found): void {
    const { reports } = this.#options;
    this.#found.get(open.uri)?.before.dispose();
    this.#found.set(open.uri, found);
    for (const { name, report, programs, chosen } of found.outcome.functions) {
      const specification = specificationOf(found.before, name, { workspace: this.#options.workspaceOf(open) });
      if (!report || chosen || 'error' in specification) continue;
      reports.set(open.uri, { name, specification, text: found.before.text, report, programs, phase: 'ended' });
    }
  }

  /** The functions are the stubs that they were, with the same specifications. */
  #isCurrent(open: OpenDocument, { before, outcome }: Found): boolean {
    const options = { workspace: this.#options.workspaceOf(open) };
    return outcome.functions.every(({ name, chosen }) => {
      if (!chosen) return true;
      const [now, then] = [specificationOf(open.python, name, options), specificationOf(before, name, options)];
      if ('error' in now || 'error' in then) return false;
      return now.fingerprint === then.fingerprint && sameSource(now.target.source, then.target.source);
    });
  }

  #isIn(open: OpenDocument, { name, chosen }: FunctionOutcome): boolean {
    const now = specificationOf(open.python, name, { workspace: this.#options.workspaceOf(open) });
    return !('error' in now) && sameSource(now.target.source, chosen!.solution);
  }

  #show(
    open: OpenDocument,
    { before }: Found,
    { name, report, programs, chosen, specification }: FunctionOutcome,
  ): void {
    const { reports, workshop } = this.#options;
    const options = { workspace: this.#options.workspaceOf(open) };
    const [now, then] = [specificationOf(open.python, name, options), specificationOf(before, name, options)];
    if ('error' in now || 'error' in then || !report || !chosen) return;
    // As if the stub had been drawn for in the text of now: there all that was found stands around it.
    const specified = { ...now, target: { ...now.target, source: then.target.source } };
    const moved = { ...report, examples: placedIn(now, report.examples) };
    const entry: Entry = {
      name,
      specification: specified,
      text: open.python.text,
      report: moved,
      programs,
      phase: 'ended',
    };
    reports.set(open.uri, entry);
    noteAcceptance(workshop.history, { ...entry, specification: specification ?? specified }, chosen.id);
  }

  #filled(document: PythonDocument, { outcome }: Found, open: OpenDocument): string {
    const filled = workingCopy(document, outcome.fills, this.#options.workspaceOf(open));
    try {
      return filled.text;
    } finally {
      filled.dispose();
    }
  }
}

/** The examples where they stand in the text of a specification: bodies above them have moved them. */
function placedIn({ examples: now }: Specification, examples: readonly Example[]): Example[] {
  const left = [...now];
  return examples.map((example) => {
    const at = left.findIndex(({ source, case: id }) => source === example.source && id === example.case);
    return at < 0 ? example : { ...example, ...left.splice(at, 1)[0]! };
  });
}

function chosenOf({ outcome }: Found): FunctionOutcome[] {
  return outcome.functions.filter(({ chosen }) => chosen !== undefined);
}

function ended(name: string, state: 'failed' | 'cancelled', message: string): Outcome {
  return { function: name, state, message, passing: 0, received: 0, refused: 0 };
}

function outcomeOf(name: string, { functions, failure }: WholeOutcome): Outcome {
  if (functions.length === 0) {
    return ended(name, 'failed', `${name} has no stub. Write a function with a docstring for a body, and an assert.`);
  }
  const found = functions.filter(({ chosen }) => chosen !== undefined).length;
  const reports = functions.flatMap(({ report }) => report ?? []);
  const sum = (count: (report: (typeof reports)[number]) => number) =>
    reports.reduce((all, one) => all + count(one), 0);
  const why = failure ?? functions.find(({ reason }) => reason !== undefined)?.reason;
  const accept = found > 0 ? ' Accept them with the lens or “Accept File”.' : '';
  return {
    function: name,
    state: failure !== undefined && found === 0 ? 'failed' : 'done',
    message: `${name}: ${found} of ${counted(functions.length, 'function')} found.${accept}${why ? ` ${why}` : ''}`,
    passing: sum(passingSamples),
    received: sum(({ samples }) => samples.received),
    refused: sum(({ samples }) => samples.refused.reduce((all, { count }) => all + count, 0)),
  };
}
