/** The commands that accept candidates, for a client that applies edits on request. */
import { ApplyWorkspaceEditRequest } from 'vscode-languageserver';
import type { CommandArguments } from '../../../../protocol/commands.ts';
import type { Acceptance } from '../../../../protocol/messages.ts';
import { printable } from '../../support/printable.ts';
import type { CommandTools } from '../commandTools.ts';
import type { OpenDocument } from '../documents.ts';
import { acceptance, workspaceEdit } from './accept.ts';
import { noteAcceptance } from './historyCommands.ts';

export class AcceptCommands {
  readonly #tools: CommandTools;

  constructor(tools: CommandTools) {
    this.#tools = tools;
  }

  /** Accepts a candidate of one function, by default the best. */
  async accept(open: OpenDocument, about: CommandArguments): Promise<null> {
    const { messages, history, placedIn, specificationOf } = this.#tools;
    const specification = specificationOf(open, about);
    if ('error' in specification) return messages.refuse(specification.error);
    const { name } = specification.target;
    const placed = placedIn(open).find(({ entry }) => entry.name === name);
    const made = acceptance(open, name, placed, about.candidate);
    if ('refused' in made) return messages.refuse(made.refused);
    const isApplied = await this.#apply(made, `Accept a candidate for ${name}`);
    if (isApplied) noteAcceptance(history, placed?.entry, made.candidate);
    return null;
  }

  /** Accepts everything that was found for a document. */
  async acceptFile(open: OpenDocument): Promise<null> {
    const made = this.#tools.wholeFiles.acceptance(open);
    if ('refused' in made) return this.#tools.messages.refuse(made.refused);
    await this.#apply(made, `Accept what was found for ${made.function}`);
    return null;
  }

  async #apply(made: Acceptance, title: string): Promise<boolean> {
    const { connection, messages, client } = this.#tools;
    if (client.editsInActions) {
      messages.refuse(
        `This editor can't apply edits from a server. Accept ${made.function} with its code action, which contains the edit.`,
      );
      return false;
    }
    const label = printable(title);
    const edit = workspaceEdit(made, client.versionedEdits);
    const { applied, failureReason } = await connection.sendRequest(ApplyWorkspaceEditRequest.type, { label, edit });
    const why = failureReason ?? 'it gave no reason';
    if (!applied) messages.warn(`The editor did not take the edit for ${made.function} (${why}). Accept it again.`);
    return applied;
  }
}
