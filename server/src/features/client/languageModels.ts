/** The language models of our own client's editor. */
import { type _Connection, CancellationTokenSource } from 'vscode-languageserver';
import { LanguageModelReplyRequest, LanguageModelsRequest } from '../../../../protocol/languageModels.ts';
import type { LanguageModels } from '../../sampling/index.ts';

/** `requestTimeout` in seconds. */
export function languageModelsOf(connection: _Connection, requestTimeout: number): LanguageModels {
  return {
    async list() {
      try {
        return await connection.sendRequest(LanguageModelsRequest.type);
      } catch (error) {
        // The editor knows the request but lacks the API; other samplers may still work.
        connection.console.warn(`The editor's language models can't be listed: ${(error as Error).message}`);
        return [];
      }
    },
    async reply(asked, signal) {
      const cancellation = new CancellationTokenSource();
      const cancel = () => cancellation.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
      try {
        const params = { ...asked, patience: requestTimeout * 1000 };
        return await connection.sendRequest(LanguageModelReplyRequest.type, params, cancellation.token);
      } catch (error) {
        return { error: (error as Error).message };
      } finally {
        signal.removeEventListener('abort', cancel);
        cancellation.dispose();
      }
    },
  };
}
