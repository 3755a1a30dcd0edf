/** The language status item: which sampler, where code goes, which interpreter, what is running. */
import * as vscode from 'vscode';
import { clientCommands } from '../protocol/commands.ts';
import type { StatusParams } from '../protocol/messages.ts';
import { tokensInWords } from '../protocol/tokens.ts';

export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem('assay.status', { language: 'python' });

  constructor() {
    this.#item.name = 'Assay';
    this.#item.text = 'Assay';
    this.#item.command = { command: clientCommands.showOutput, title: 'Show Output' };
  }

  show(now: StatusParams): void {
    this.#item.text = `Assay: ${now.running.length > 0 ? running(now) : now.model ? `${now.sampler} (${now.model})` : now.sampler}`;
    this.#item.detail = detail(now);
    this.#item.busy = now.running.length > 0;
    this.#item.severity =
      now.problem !== undefined || !now.trusted
        ? vscode.LanguageStatusSeverity.Warning
        : vscode.LanguageStatusSeverity.Information;
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function running({ running: [first, ...others] }: StatusParams): string {
  return `${first!.function} ${first!.progress}${others.length > 0 ? ` (+${others.length})` : ''}`;
}

function detail({ trusted, problem, destination, tokens, interpreter, sandbox }: StatusParams): string {
  if (!trusted) return 'restricted mode: nothing runs until the workspace is trusted';
  if (problem !== undefined) return problem;
  const parts = [
    destination && `code goes to ${destination}`,
    tokens && tokensInWords(tokens),
    interpreter,
    `sandbox ${sandbox.tier}`,
  ];
  return parts.filter(Boolean).join(' · ');
}
