/** The status bar item: the sampler and its model, where code goes, and the sandbox; what is running; in its hover all of it. */
import * as vscode from 'vscode';
import { clientCommands } from '../protocol/commands.ts';
import type { StatusParams } from '../protocol/messages.ts';
import { tokensInWords } from '../protocol/tokens.ts';
import { openSettings } from './settings.ts';

/** A command of ours alone: the entries of the hover's last line, for the keyboard. */
const MENU = 'assay.showStatusMenu';

const entries = (): readonly (vscode.Command & { readonly icon: string })[] => [
  { title: vscode.l10n.t('Choose Sampler'), icon: 'beaker', command: clientCommands.chooseSampler },
  { title: vscode.l10n.t('Choose Model'), icon: 'server', command: clientCommands.chooseModel },
  { title: vscode.l10n.t('Doctor'), icon: 'pulse', command: clientCommands.doctor },
  { title: vscode.l10n.t('Show Output'), icon: 'output', command: clientCommands.showOutput },
];

export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('assay.status', vscode.StatusBarAlignment.Right, 90);
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor() {
    this.#item.name = 'Assay';
    this.#item.text = '$(beaker) Assay';
    this.#item.command = { command: MENU, title: 'Assay' };
    this.#subscriptions = [
      this.#item,
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.#showBeside(editors)),
      vscode.commands.registerCommand(MENU, showMenu),
    ];
    this.#showBeside(vscode.window.visibleTextEditors);
  }

  show(now: StatusParams): void {
    const isWrong = now.problem !== undefined || !now.trusted;
    const icon = now.running.length > 0 ? 'loading~spin' : isWrong ? 'warning' : 'beaker';
    this.#item.text = `$(${icon}) ${now.running.length > 0 ? runningInWords(now) : inWords(now)}`;
    this.#item.tooltip = tooltip(now);
    this.#item.accessibilityInformation = {
      label: `Assay: ${now.running.length > 0 ? runningInWords(now) : inWords(now)}`,
    };
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #showBeside(editors: readonly vscode.TextEditor[]): void {
    if (editors.some(({ document }) => document.languageId === 'python')) this.#item.show();
    else this.#item.hide();
  }
}

async function showMenu(): Promise<void> {
  const settings = openSettings(['sampler', 'model', 'baseUrl', 'interpreter', 'sandbox.minimum']);
  const all = [...entries(), { ...settings, icon: 'gear' }];
  const items = all.map((entry) => ({ label: `$(${entry.icon}) ${entry.title}`, entry }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Assay' });
  if (chosen) await vscode.commands.executeCommand(chosen.entry.command, ...(chosen.entry.arguments ?? []));
}

/** `search · this machine · sandbox full` */
function inWords({ trusted, sampler, model, destination, sandbox: { tier } }: StatusParams): string {
  if (!trusted) return vscode.l10n.t('restricted mode');
  return [model ?? sampler, destination, tier !== 'not probed' && vscode.l10n.t('sandbox {0}', tier)]
    .filter(Boolean)
    .join(' · ');
}

function runningInWords({ running: [first, ...others] }: StatusParams): string {
  return `${first!.function} ${first!.progress}${others.length > 0 ? ` (+${others.length})` : ''}`;
}

function tooltip(now: StatusParams): vscode.MarkdownString {
  const { trusted, problem, running, sampler, model, destination, sandbox, interpreter, tokens } = now;
  const shown = new vscode.MarkdownString('', true);
  const all = entries();
  shown.isTrusted = { enabledCommands: all.map(({ command }) => command) };
  const row = (label: string, value: string | undefined) => {
    if (value === undefined) return;
    shown.appendMarkdown(`**${label}** `).appendText(value).appendMarkdown('  \n');
  };
  if (!trusted) row(vscode.l10n.t('Restricted mode'), vscode.l10n.t('nothing runs until the workspace is trusted'));
  row(vscode.l10n.t('Problem'), problem);
  for (const one of running) row(one.function, one.progress);
  row(vscode.l10n.t('Sampler'), sampler);
  row(vscode.l10n.t('Model'), model);
  row(vscode.l10n.t('Code goes to'), destination ?? vscode.l10n.t('not known before the first run'));
  row(vscode.l10n.t('Sandbox'), [sandbox.tier, sandbox.holds?.join(', '), sandbox.reason].filter(Boolean).join(': '));
  row(vscode.l10n.t('Interpreter'), interpreter);
  row(vscode.l10n.t('Tokens'), tokens && tokensInWords(tokens));
  const links = all.map(({ title, icon, command }) => `[$(${icon}) ${title}](command:${command})`);
  return shown.appendMarkdown(`\n\n${links.join(' &nbsp; ')}`);
}
