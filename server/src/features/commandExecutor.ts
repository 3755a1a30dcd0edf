/** Executes the server's commands for any client: `assay.server.synthesize`, `.verify`, `.accept`, `.cancel`, … */
import { type CancellationToken, ErrorCodes, type ExecuteCommandParams, ResponseError } from 'vscode-languageserver';
import {
  type Asked,
  type CommandArguments,
  type Outcome,
  type Suggested,
  serverCommands,
} from '../../../protocol/commands.ts';
import type { Specification } from '../../../protocol/index.ts';
import { AcceptCommands } from './accept/acceptCommands.ts';
import { clearHistory } from './accept/historyCommands.ts';
import { putExample } from './accept/putExample.ts';
import { AskCommands } from './ask/askCommands.ts';
import type { CommandTools } from './commandTools.ts';
import type { OpenDocument } from './documents.ts';
import { type Following, RunCommands } from './runs/runCommands.ts';
import { assertBelow } from './show/addExample.ts';

const RESTRICTED =
  'This workspace is in restricted mode, where Assay runs nothing. Trust the workspace, then try again.';
const NOT_IN_NOTEBOOKS =
  'In a notebook, functions are synthesized one by one. Put the cursor into one and use “Synthesize Function”.';

type Answer = Outcome | Suggested | Asked | null;

interface DocumentCommand {
  /** The command starts something, so it needs a trusted workspace. */
  readonly runs?: true;
  /** The command does not work in notebooks: it would change several cells, or insert lines between cells. */
  readonly notOfCells?: true;
  execute(open: OpenDocument, about: CommandArguments, following: Following): Answer | Promise<Answer>;
}

export class CommandExecutor {
  readonly #tools: CommandTools;
  readonly #runs: RunCommands;
  readonly #commands: ReadonlyMap<string, DocumentCommand>;

  constructor(tools: CommandTools) {
    this.#tools = tools;
    const { suggester } = tools;
    const runs = new RunCommands(tools);
    const accepts = new AcceptCommands(tools);
    const asks = new AskCommands(tools);
    this.#runs = runs;
    this.#commands = new Map<string, DocumentCommand>([
      [serverCommands.synthesize, { runs: true, execute: (open, about, f) => runs.start(open, about, 'synthesis', f) }],
      [serverCommands.verify, { runs: true, execute: (open, about, f) => runs.start(open, about, 'verification', f) }],
      [
        serverCommands.synthesizeFile,
        { runs: true, notOfCells: true, execute: (open, about, f) => runs.startFile(open, about, f) },
      ],
      [serverCommands.cancel, { execute: (open, about) => runs.cancel(open, about) }],
      [serverCommands.accept, { execute: (open, about) => accepts.accept(open, about) }],
      [serverCommands.acceptFile, { notOfCells: true, execute: (open) => accepts.acceptFile(open) }],
      [
        serverCommands.suggestExamples,
        {
          runs: true,
          notOfCells: true,
          // This command also works for a function without examples, which needs it most.
          execute: (open, about, { progress, cancellation }) =>
            this.#specified(open, about, (one) => suggester.suggest(open, one, progress, cancellation)),
        },
      ],
      [
        serverCommands.addExample,
        {
          notOfCells: true,
          execute: (open, about) =>
            this.#specified(open, about, (one) =>
              about.example === undefined ? this.#addFirst(open, one) : suggester.add(open, one, about),
            ),
        },
      ],
      [
        serverCommands.ask,
        { notOfCells: true, execute: (open, about) => this.#specified(open, about, (one) => asks.ask(open, one)) },
      ],
      [serverCommands.correctExample, { notOfCells: true, execute: (open, about) => asks.correct(open, about) }],
      [
        serverCommands.answer,
        {
          notOfCells: true,
          execute: (open, about) => this.#specified(open, about, (one) => asks.answer(open, one, about)),
        },
      ],
    ]);
  }

  /**
   * Answers with an `Outcome` if the client waits (it set `wait` or sent a progress token), else at once with null. Throws for an
   * unknown command, because that is an error of the caller, and not of the user.
   */
  async execute(params: ExecuteCommandParams, cancellation: CancellationToken): Promise<Answer> {
    const { messages, isTrusted, documentOf } = this.#tools;
    if (params.command === serverCommands.clearHistory) return this.#clearHistory();
    const command = this.#commands.get(params.command);
    if (!command) throw new ResponseError(ErrorCodes.InvalidParams, `Assay has no command ${params.command}.`);
    const about = argumentsOf(params);
    if (!about) return messages.refuse(`${params.command} needs {"uri": …}. Name a document and try again.`);
    const open = documentOf(about.uri);
    if (!open) return messages.refuse(`${about.uri} is not open in the editor. Open it and try again.`);
    if (open.cells && command.notOfCells) return messages.refuse(NOT_IN_NOTEBOOKS);
    if (command.runs && !isTrusted()) return messages.refuse(RESTRICTED, { kind: 'manageTrust' });
    return command.execute(open, about, { progress: params.workDoneToken, cancellation });
  }

  verifyAll(uri: string): void {
    this.#runs.verifyAll(uri);
  }

  #clearHistory(): null {
    const { history, messages, isTrusted } = this.#tools;
    if (!isTrusted()) return messages.refuse(RESTRICTED, { kind: 'manageTrust' });
    clearHistory(history, messages);
    return null;
  }

  async #addFirst(open: OpenDocument, { target }: Specification): Promise<null> {
    await putExample(this.#tools, open, target.name, assertBelow(open.python, target).edit);
    return null;
  }

  #specified<T>(open: OpenDocument, about: CommandArguments, execute: (specification: Specification) => T): T | null {
    const specification = this.#tools.specificationOf(open, about);
    return 'error' in specification ? this.#tools.messages.refuse(specification.error) : execute(specification);
  }
}

function argumentsOf({ arguments: given }: ExecuteCommandParams): CommandArguments | undefined {
  const first: unknown = given?.[0];
  return typeof first === 'object' && first !== null && typeof (first as CommandArguments).uri === 'string'
    ? (first as CommandArguments)
    : undefined;
}
