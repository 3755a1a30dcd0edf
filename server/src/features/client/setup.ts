/** Answers what the client's views about the set-up ask: the doctor's findings, and the models to choose from. */
import type { CancellationToken } from 'vscode-languageserver';
import type { DoctorFindings, DocumentParams, OfferedModels, Refusal } from '../../../../protocol/messages.ts';
import { printable } from '../../support/printable.ts';
import { fileOf } from '../documents.ts';
import type { WorkshopOfServer } from '../runs/workshop.ts';

const RESTRICTED: Refusal = {
  refused: 'This workspace is in restricted mode, where Assay starts nothing. Trust the workspace, then try again.',
};

export class Setup {
  readonly #workshop: Pick<WorkshopOfServer, 'examined' | 'models'>;
  readonly #isTrusted: () => boolean;

  constructor(workshop: Pick<WorkshopOfServer, 'examined' | 'models'>, isTrusted: () => boolean) {
    this.#workshop = workshop;
    this.#isTrusted = isTrusted;
  }

  async doctor({ uri }: DocumentParams, token: CancellationToken): Promise<DoctorFindings | Refusal> {
    if (!this.#isTrusted()) return RESTRICTED;
    const found = await this.#workshop.examined(uri, fileOf(uri), signalOf(token));
    if ('error' in found) return { refused: found.error };
    const rows = found.rows.map(({ label, lines }) => ({ label, lines: lines.map((line) => printable(line)) }));
    return { ...found, rows };
  }

  async models({ uri }: DocumentParams, token: CancellationToken): Promise<OfferedModels | Refusal> {
    return this.#isTrusted() ? this.#workshop.models(uri, signalOf(token)) : RESTRICTED;
  }
}

function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
