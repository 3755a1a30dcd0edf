/** Asks VS Code's language models for the server. The editor handles consent and quota; its errors are passed on. */
import * as vscode from 'vscode';
import type { LanguageModelInfo, LanguageModelReply, LanguageModelReplyParams } from '../protocol/languageModels.ts';

export async function languageModels(): Promise<LanguageModelInfo[]> {
  const models = await vscode.lm.selectChatModels();
  return models.map(({ id, name, vendor, family }) => ({ id, name, vendor, family }));
}

export async function languageModelReply(
  { model: id, vendor, messages, temperature, patience }: LanguageModelReplyParams,
  token: vscode.CancellationToken,
): Promise<LanguageModelReply> {
  const [model] = await vscode.lm.selectChatModels({ vendor, id });
  if (!model) return { error: vscode.l10n.t('It is no longer available. Choose another in assay.model.') };
  const cancellation = new vscode.CancellationTokenSource();
  const ended = token.onCancellationRequested(() => cancellation.cancel());
  let timer: NodeJS.Timeout | undefined;
  let stalled = false;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stalled = true;
      cancellation.cancel();
    }, patience);
  };
  try {
    const asked = messages.map(({ role, content }) =>
      role === 'assistant'
        ? vscode.LanguageModelChatMessage.Assistant(content)
        : vscode.LanguageModelChatMessage.User(content),
    );
    const justification = vscode.l10n.t(
      'Assay draws candidates for a function from it, from its signature, docstring and examples.',
    );
    // Until the model has answered, the user may still be reading the request for consent.
    const options = { justification, modelOptions: { temperature } };
    const response = await model.sendRequest(asked, options, cancellation.token);
    wait();
    let text = '';
    for await (const part of response.text) {
      text += part;
      wait();
    }
    return stalled ? { error: late(patience) } : { text };
  } catch (error) {
    return { error: stalled ? late(patience) : wordsOf(error) };
  } finally {
    clearTimeout(timer);
    ended.dispose();
    cancellation.dispose();
  }
}

function late(patience: number): string {
  return vscode.l10n.t('It gave no answer within {0} s. Try again, or raise assay.requestTimeout.', patience / 1000);
}

/** The editor's own words: the user did not consent, the quota is used up. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  const code = error instanceof vscode.LanguageModelError ? error.code : error.name;
  return error.message || cause || code;
}
