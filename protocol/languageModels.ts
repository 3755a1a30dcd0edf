/** Requests to a client that has language models. The server sends them only to a client that announced `experimental.assay`. */
import { RequestType, RequestType0 } from 'vscode-languageserver-protocol';

/** Server → client: lists the editor's language models; the list may be empty. */
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

/** Server → client: asks for one reply of a language model. Cancelling this request cancels the one to the model. Sent only after the user has acted. */
export const LanguageModelReplyRequest = {
  method: 'assay/languageModelReply',
  type: new RequestType<LanguageModelReplyParams, LanguageModelReply, void>('assay/languageModelReply'),
} as const;
export interface LanguageModelReplyParams {
  /** The vendor's id of the model. */
  readonly model: string;
  readonly vendor: string;
  /** The first is a user message; it contains the text of the `system` message. */
  readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[];
  readonly temperature: number;
  /** Milliseconds that may pass between two parts of the reply. */
  readonly patience: number;
}
/** `error` is the message of the editor or of the model's vendor: consent refused, quota used up. */
export type LanguageModelReply = { readonly text: string } | { readonly error: string };
