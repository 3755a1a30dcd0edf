/** What the server asks of a client that has language models of its own. Sent only to a client that announced `experimental.assay`. */
import { RequestType, RequestType0 } from 'vscode-languageserver-protocol';

/** Server → client: the language models that the editor has; none is an empty list. */
export const LanguageModelsRequest = {
  method: 'assay/languageModels',
  type: new RequestType0<readonly LanguageModelInfo[], void>('assay/languageModels'),
} as const;
export interface LanguageModelInfo {
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** `copilot` */
  readonly vendor: string;
  /** `gpt-4o` */
  readonly family: string;
}

/** Server → client: one reply of a language model. Cancelling the request cancels the model's. Sent only after the user has acted. */
export const LanguageModelReplyRequest = {
  method: 'assay/languageModelReply',
  type: new RequestType<LanguageModelReplyParams, LanguageModelReply, void>('assay/languageModelReply'),
} as const;
export interface LanguageModelReplyParams {
  /** Its id, which is the vendor's own. */
  readonly model: string;
  readonly vendor: string;
  /** The first is the user's; what `system` says is in it. */
  readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[];
  readonly temperature: number;
  /** Milliseconds that may pass between two parts of the reply. */
  readonly patience: number;
}
/** `error` is in the words of the editor or of the model's vendor: consent that was not given, a quota that is used up. */
export type LanguageModelReply = { readonly text: string } | { readonly error: string };
