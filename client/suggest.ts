/** Shows suggested examples in a list, from which the user adds them one by one. */
import * as vscode from 'vscode';
import { type Suggested, serverCommands } from '../protocol/commands.ts';
import { aboutOf } from './commands.ts';
import type { Server } from './server.ts';

/** Asks the model, and shows its proposals until the user closes the list. Resolves to the number of examples added. */
export async function suggestExamples(server: Server, given: unknown): Promise<number> {
  const about = aboutOf(server, given);
  if (!about) return 0;
  const suggested = (await server.execute(serverCommands.suggestExamples, about)) as Suggested | null;
  let left = suggested?.suggestions ?? [];
  let taken = 0;
  while (suggested && left.length > 0) {
    const items = left.map(({ source, label, agreement }) => ({ label, description: agreement, source }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Suggested examples for {0}', suggested.function),
      placeHolder: vscode.l10n.t('Choose a correct example to add it; press Escape when you are done'),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    if (!chosen) break;
    await server.execute(serverCommands.addExample, {
      uri: about.uri,
      function: suggested.function,
      example: chosen.source,
    });
    taken++;
    left = left.filter(({ source }) => source !== chosen.source);
  }
  return taken;
}
