/** Lets the user choose the sampler and the model: those that a server lists, and those of VS Code. */
import * as vscode from 'vscode';
import { ModelsRequest, type OfferedModels } from '../protocol/messages.ts';
import type { Server } from './server.ts';
import { changeOwnSetting } from './settings.ts';

/** Where Ollama listens. */
const OLLAMA = 'http://localhost:11434/v1';

interface Choice extends vscode.QuickPickItem {
  choose?(): Promise<void>;
}

/** Offers the values of `assay.sampler` in the manifest's words. A sampler that needs a model leads to the models. */
export async function chooseSampler(
  server: Server,
  { packageJSON: manifest }: vscode.Extension<unknown>,
): Promise<void> {
  const scope = scopeOf();
  const [{ properties }] = manifest.contributes.configuration;
  const { enum: names, enumDescriptions: words } = properties['assay.sampler'] as Record<string, string[]>;
  const now = vscode.workspace.getConfiguration('assay', scope).get<string>('sampler');
  const items = names!.map((label, index) => ({
    label,
    detail: words![index]!.replaceAll('`', ''),
    ...(label === now && { description: vscode.l10n.t('in use') }),
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Where samples come from') });
  if (!chosen) return;
  if (chosen.label === 'openai' || chosen.label === 'languageModel') await chooseModel(server, chosen.label);
  else await changeOwnSetting('sampler', chosen.label, scope);
}

/** Offers the models of the configured server, of this machine and of VS Code, or only those of one sampler. */
export async function chooseModel(server: Server, only?: 'openai' | 'languageModel'): Promise<void> {
  const scope = scopeOf();
  const listing = itemsFor(server, scope, only);
  const chosen = await vscode.window.showQuickPick<Choice>(listing, {
    title: vscode.l10n.t('The model that samples come from'),
    placeHolder: vscode.l10n.t('Choose a model that a server lists, or name one'),
    matchOnDescription: true,
  });
  await chosen?.choose?.();
}

async function itemsFor(server: Server, scope: vscode.Uri, only?: 'openai' | 'languageModel'): Promise<Choice[]> {
  const editors = only === 'openai' ? [] : await vscode.lm.selectChatModels();
  const offered =
    only === 'languageModel' ? { servers: [] } : await server.request(ModelsRequest, { uri: server.toProtocol(scope) });
  const listed: OfferedModels['servers'] = 'refused' in offered ? [] : offered.servers;
  const inUse = vscode.workspace.getConfiguration('assay', scope).get<string>('model');
  const marked = (model: string) => (model === inUse ? { description: vscode.l10n.t('in use') } : {});
  const ofServers = listed.flatMap(({ baseUrl, models, problem }): Choice[] => [
    { label: baseUrl, kind: vscode.QuickPickItemKind.Separator },
    ...(problem === undefined ? [] : [{ label: `$(warning) ${vscode.l10n.t('No list of models')}`, detail: problem }]),
    ...models.map((label) => ({ label, ...marked(label), choose: () => useServer(scope, baseUrl, label) })),
    { label: `$(edit) ${vscode.l10n.t('Another model of this server…')}`, choose: () => nameModel(scope, baseUrl) },
  ]);
  const ofEditor = editors.map(
    ({ id, name, vendor }): Choice => ({
      label: name,
      description: id === inUse ? `${vendor} · ${vscode.l10n.t('in use')}` : vendor,
      choose: async () => {
        await changeOwnSetting('model', id, scope);
        await changeOwnSetting('sampler', 'languageModel', scope);
      },
    }),
  );
  const heading: Choice[] = [{ label: 'VS Code', kind: vscode.QuickPickItemKind.Separator }];
  const another: Choice[] = [
    { label: vscode.l10n.t('Other'), kind: vscode.QuickPickItemKind.Separator },
    { label: `$(add) ${vscode.l10n.t('Another server…')}`, choose: () => nameServer(server, scope) },
  ];
  return [...ofServers, ...(ofEditor.length > 0 ? [...heading, ...ofEditor] : []), ...another];
}

async function useServer(scope: vscode.Uri, baseUrl: string, model: string): Promise<void> {
  const sampler = vscode.workspace.getConfiguration('assay', scope).get<string>('sampler');
  // Where it is `auto`, a configured server goes before the rest. Changed last, the other two would be told to have no effect.
  if (sampler !== 'auto') await changeOwnSetting('sampler', 'openai', scope);
  await changeOwnSetting('baseUrl', baseUrl, scope);
  await changeOwnSetting('model', model, scope);
}

async function nameModel(scope: vscode.Uri, baseUrl: string): Promise<void> {
  const model = await vscode.window.showInputBox({
    title: vscode.l10n.t('A model of {0}', baseUrl),
    prompt: vscode.l10n.t('Its name, as the server knows it'),
  });
  if (model?.trim()) await useServer(scope, baseUrl, model.trim());
}

async function nameServer(server: Server, scope: vscode.Uri): Promise<void> {
  const address = await vscode.window.showInputBox({
    title: vscode.l10n.t('Another server'),
    prompt: vscode.l10n.t(
      "The address of a server that speaks OpenAI's protocol. Its key is set by “Assay: Set API Key”",
    ),
    value: OLLAMA,
    validateInput: (text) =>
      /^https?:\/\/\S+$/.test(text.trim()) ? undefined : vscode.l10n.t('An address such as {0}', OLLAMA),
  });
  if (address === undefined) return;
  await changeOwnSetting('baseUrl', address.trim(), scope);
  await chooseModel(server, 'openai');
}

/** The Python file in use, whose settings count; else the first folder. */
export function scopeOf(): vscode.Uri {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === 'python') return document.uri;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, 'assay.py') : vscode.Uri.parse('untitled:assay.py');
}
