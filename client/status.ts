/** The language status items: the sampler, where code goes and the running functions; the sandbox and the interpreter. */
import * as vscode from 'vscode';
import { clientCommands } from '../protocol/commands.ts';
import type { StatusParams } from '../protocol/messages.ts';
import { tokensInWords } from '../protocol/tokens.ts';
import { openSettings } from './settings.ts';

const { Information, Warning } = vscode.LanguageStatusSeverity;

export class StatusItem implements vscode.Disposable {
  readonly #sampler = vscode.languages.createLanguageStatusItem('assay.status', { language: 'python' });
  // An item is one line that does not wrap, so the long path of an interpreter has its own item.
  readonly #sandbox = vscode.languages.createLanguageStatusItem('assay.status.sandbox', { language: 'python' });

  constructor() {
    this.#sampler.name = 'Assay';
    this.#sampler.text = 'Assay';
    this.#sampler.command = { command: clientCommands.showOutput, title: 'Show Output' };
    this.#sandbox.name = 'Assay Sandbox';
    this.#sandbox.command = openSettings(['interpreter', 'sandbox.minimum']);
    this.#show('not probed', undefined);
  }

  show(now: StatusParams): void {
    const { running, sampler, model, problem, trusted } = now;
    const idle = model ? `${sampler} (${model})` : sampler;
    this.#sampler.text = `Assay: ${running.length > 0 ? inWords(now) : idle}`;
    this.#sampler.detail = detail(now);
    this.#sampler.busy = running.length > 0;
    this.#sampler.severity = problem !== undefined || !trusted ? Warning : Information;
    this.#show(now.sandbox.tier, now.interpreter);
  }

  dispose(): void {
    this.#sampler.dispose();
    this.#sandbox.dispose();
  }

  #show(tier: string, interpreter: string | undefined): void {
    this.#sandbox.text = `Assay: sandbox ${tier}`;
    this.#sandbox.detail = interpreter;
  }
}

function inWords({ running: [first, ...others] }: StatusParams): string {
  return `${first!.function} ${first!.progress}${others.length > 0 ? ` (+${others.length})` : ''}`;
}

function detail({ trusted, problem, destination, tokens }: StatusParams): string {
  if (!trusted) return 'restricted mode: nothing runs until the workspace is trusted';
  if (problem !== undefined) return problem;
  return [destination && `code goes to ${destination}`, tokens && tokensInWords(tokens)].filter(Boolean).join(' · ');
}
