/** Asks which candidate is right, one input after another, until the user stops or no question is left. */
import * as vscode from 'vscode';
import { type Asked, type CommandArguments, serverCommands, type UsersAnswer } from '../protocol/commands.ts';
import { aboutOf } from './commands.ts';
import type { Server } from './server.ts';

/** Resolves to the number of questions answered. */
export async function answerQuestion(server: Server, given: unknown): Promise<number> {
  const about = aboutOf(server, given);
  if (!about) return 0;
  let answered = 0;
  let asked = (await server.execute(serverCommands.ask, about)) as Asked | null;
  while (asked) {
    const answer = await pick(asked, answered);
    if (!answer) break;
    const said: CommandArguments = { uri: about.uri, function: asked.function, answer };
    asked = (await server.execute(serverCommands.answer, said)) as Asked | null;
    answered++;
  }
  return answered;
}

interface Item extends vscode.QuickPickItem {
  readonly answer?: UsersAnswer;
}

async function pick(asked: Asked, answered: number): Promise<UsersAnswer | undefined> {
  const { function: name, question, labels, weights } = asked;
  const { call, answers } = question;
  const shown = answers.map(({ value, kind }, index): Item => {
    const description = weights[index]!;
    if (kind === 'unwritable')
      return { label: labels[index]!, description, detail: vscode.l10n.t('No assert can say this.') };
    return { label: labels[index]!, description, answer: { call, value, kind } };
  });
  const other = { label: `$(edit) ${vscode.l10n.t('Another value…')}` };
  const never = {
    label: `$(circle-slash) ${vscode.l10n.t('That can’t happen')}`,
    answer: { call, kind: 'cannotHappen' } as const,
  };
  const chosen = await vscode.window.showQuickPick<Item>([...shown, other, never], {
    title:
      answered === 0
        ? vscode.l10n.t('Which is right for {0}?', name)
        : vscode.l10n.t('Which is right for {0}? ({1} answered)', name, answered),
    placeHolder: vscode.l10n.t('What should {0} give? The answer becomes an example; Escape stops', call),
    ignoreFocusOut: true,
  });
  if (chosen === other) return typedAnswer(call);
  if (chosen && !chosen.answer) return pick(asked, answered);
  return chosen?.answer;
}

/** Asks the user for the right value of a call. */
export async function typedAnswer(call: string): Promise<UsersAnswer | undefined> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('What should {0} give?', call),
    prompt: vscode.l10n.t('A Python expression, or “raises ValueError”'),
    ignoreFocusOut: true,
  });
  if (!value?.trim()) return undefined;
  const raised = /^\s*raises\s+([A-Za-z_][\w.]*)\s*$/.exec(value);
  return raised ? { call, value: raised[1]!, kind: 'raises' } : { call, value: value.trim(), kind: 'value' };
}
