/** Answers a client's requests about a document, which is a file or a cell of a notebook. */
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CodeLens,
  type CodeLensParams,
  type Command,
  type ExecuteCommandParams,
  type Hover,
  type HoverParams,
} from 'vscode-languageserver';
import type {
  Acceptance,
  CandidateParams,
  DebugParams,
  DebugProgram,
  DocumentExamples,
  DocumentParams,
  FirstExample,
  Ghosts,
  GhostTextParams,
  Previews,
  Refusal,
} from '../../../protocol/messages.ts';
import type { Settings } from '../config.ts';
import { ghostsAt } from './accept/ghost.ts';
import type { Questions } from './ask/questions.ts';
import type { Client } from './client/client.ts';
import type { SettingsOfDocuments } from './client/settings.ts';
import type { CommandExecutor } from './commandExecutor.ts';
import { debugProgram } from './debugging.ts';
import type { OpenDocument } from './documents.ts';
import { type Cell, shifted } from './notebook/cells.ts';
import { aboutIn, actionsIn, commandIn, diagnosticIn, hoverIn, lensesIn } from './notebook/inCells.ts';
import { pointedAt } from './pointer.ts';
import type { Placed } from './reports.ts';
import type { Suggester } from './runs/suggester.ts';
import type { WholeFiles } from './runs/wholeFiles.ts';
import type { WorkshopOfServer } from './runs/workshop.ts';
import { firstExample } from './show/addExample.ts';
import { actionsAt, asked, once } from './show/codeAction.ts';
import { lensesOf } from './show/codeLens.ts';
import { examplesIn } from './show/exampleItems.ts';
import { type HoverContext, hoverAt } from './show/hover.ts';
import { linksOf } from './show/hoverLinks.ts';
import { type Commands, commandsFor } from './show/offeredCommands.ts';

/** Finds open documents. */
export interface Places {
  /** The file with this URI, or the notebook with this URI or with a cell of this URI. */
  get(uri: string): OpenDocument | undefined;
  cell(uri: string): Cell | undefined;
  placed(open: OpenDocument): Placed[];
  workspaceOf(open: OpenDocument): string | undefined;
}

export interface AnswersOptions {
  readonly places: Places;
  readonly client: Client;
  readonly settings: SettingsOfDocuments;
  readonly workshop: WorkshopOfServer;
  readonly suggester: Suggester;
  readonly questions: Questions;
  readonly wholeFiles: WholeFiles;
  readonly executor: CommandExecutor;
  isTrusted(): boolean;
}

const GONE: Refusal = { refused: 'The document is no longer open. Open it and synthesize again.' };

export class Answers {
  readonly #options: AnswersOptions;
  readonly #commands: Commands;

  constructor(options: AnswersOptions) {
    this.#options = options;
    this.#commands = commandsFor(options.client);
  }

  /** Executes a command; one that names a cell applies to its notebook. */
  execute(params: ExecuteCommandParams, token: CancellationToken): ReturnType<CommandExecutor['execute']> {
    const { places, executor } = this.#options;
    const uri = (params.arguments?.[0] as { uri?: unknown } | undefined)?.uri;
    const cell = typeof uri === 'string' ? places.cell(uri) : undefined;
    const notebook = cell && places.get(cell.uri);
    return executor.execute(notebook ? commandIn(params, notebook.uri, cell) : params, token);
  }

  async hover({ textDocument: { uri }, position }: HoverParams): Promise<Hover | null> {
    const { places, questions, client } = this.#options;
    const { problems } = await this.#settingsOf(uri);
    const open = places.get(uri);
    if (!open) return null;
    const cell = places.cell(uri);
    const questionOf = (placed: Placed) => questions.of(open.uri, placed)[0];
    const context: HoverContext = {
      kind: client.markdown ? 'markdown' : 'plaintext',
      // Other editors may show a diagnostic elsewhere than in the hover.
      isListed: problems && client.ours,
      questionOf,
      ...(client.ours && {
        linksOf: (placed) => linksOf(placed, open.uri, questionOf(placed) !== undefined),
      }),
    };
    const found = hoverAt(cell ? shifted(position, cell) : position, places.placed(open), context);
    return cell ? hoverIn(found, cell) : found;
  }

  async codeLens({ textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> {
    const { places, questions, workshop, wholeFiles, isTrusted } = this.#options;
    const settings = await this.#settingsOf(uri);
    workshop.configured(settings);
    // Looked up only now, because it may have been changed or closed meanwhile.
    const open = places.get(uri);
    if (!open || settings.codeLens === 'off') return [];
    const context = {
      uri: open.uri,
      questionOf: (placed: Placed) => questions.of(open.uri, placed)[0],
      trusted: isTrusted(),
      commands: this.#commands,
      workspace: places.workspaceOf(open),
      whole: wholeFiles.state(open),
      scope: settings.codeLens,
      ...(open.cells && { cells: open.cells }),
    };
    const lenses = lensesOf(open.python, places.placed(open), context);
    const cell = places.cell(uri);
    return cell ? lensesIn(lenses, cell) : lenses;
  }

  async codeAction({ textDocument, range, context }: CodeActionParams): Promise<(CodeAction | Command)[]> {
    const { places, client, suggester, questions, wholeFiles, isTrusted } = this.#options;
    const { sampler } = await this.#settingsOf(textDocument.uri);
    const open = places.get(textDocument.uri);
    if (!open) return [];
    const cell = places.cell(textDocument.uri);
    const all = actionsAt(cell ? shifted(range, cell) : range, places.placed(open), {
      open,
      workspace: places.workspaceOf(open),
      client,
      commands: this.#commands,
      suggested: (specification) => suggester.actions(open, specification),
      questionOf: (placed) => questions.of(open.uri, placed)[0],
      wholeFound: () => wholeFiles.acceptance(open),
      suggests: isTrusted() && sampler !== 'search',
      diagnostics: cell ? context.diagnostics.map((one) => diagnosticIn(one, cell, shifted)) : context.diagnostics,
    }).filter(({ kind }) => asked(kind, context.only));
    const actions = cell ? actionsIn(all, cell) : all;
    if (client.actionLiterals) return once(actions);
    return actions.flatMap(({ command, kind }) => (command && kind !== CodeActionKind.QuickFix ? [command] : []));
  }

  /** The settings are the notebook's, because a cell's URI is in no folder. */
  #settingsOf(uri: string): Promise<Settings> {
    return this.#options.settings.of(this.#options.places.get(uri)?.uri ?? uri);
  }

  /** The result of `make` for the function with the given name or position. */
  candidate<T>(
    params: CandidateParams,
    make: (open: OpenDocument, name: string, placed: Placed | undefined, id?: string) => T | Refusal,
  ): T | Refusal {
    const { places } = this.#options;
    const open = places.get(params.uri);
    if (!open) return GONE;
    const cell = places.cell(params.uri);
    const { function: name, position, candidate } = cell ? aboutIn(params, open.uri, cell) : params;
    const specification = pointedAt(open, { function: name, position }, places.workspaceOf(open));
    if ('error' in specification) return { refused: specification.error };
    const target = specification.target.name;
    const placed = places.placed(open).find(({ entry }) => entry.name === target);
    return make(open, target, placed, candidate);
  }

  ghosts({ uri, position }: GhostTextParams): Ghosts | null {
    const { places } = this.#options;
    const open = places.get(uri);
    return open ? ghostsAt(open, places.placed(open), position) : null;
  }

  examples({ uri }: DocumentParams): DocumentExamples | null {
    const { places } = this.#options;
    const open = places.get(uri);
    return open && !open.cells ? examplesIn(open, places.placed(open), places.workspaceOf(open)) : null;
  }

  /** The program that runs an example for a debugger. */
  async debug(params: DebugParams): Promise<DebugProgram | Refusal> {
    const { places, workshop, isTrusted } = this.#options;
    const open = places.get(params.uri);
    if (!open || !isTrusted()) return GONE;
    const program = debugProgram(open, params, places.workspaceOf(open));
    if ('refused' in program) return program;
    const place = await workshop.placeOf(open.uri, open.python.file);
    return 'error' in place ? { refused: place.error } : { ...program, python: place.interpreter.path };
  }

  /** A first assert for a function, for a client that inserts snippets itself. */
  firstExample(params: CandidateParams): FirstExample | Refusal {
    const { places } = this.#options;
    const open = places.get(params.uri);
    if (!open) return GONE;
    const cell = places.cell(params.uri);
    const about = cell ? aboutIn(params, open.uri, cell) : params;
    const specification = pointedAt(open, about, places.workspaceOf(open));
    if ('error' in specification) return { refused: specification.error };
    return firstExample(open, specification.target);
  }

  /** The acceptance of everything that was found for a document. */
  whole(uri: string): Acceptance | Refusal {
    const { places, wholeFiles } = this.#options;
    const open = places.get(uri);
    return open ? wholeFiles.acceptance(open) : GONE;
  }

  /** The document after that acceptance. */
  wholePreview(uri: string): Previews | Refusal {
    const { places, wholeFiles } = this.#options;
    const open = places.get(uri);
    return open ? wholeFiles.preview(open) : GONE;
  }
}
