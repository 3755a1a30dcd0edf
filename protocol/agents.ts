/** The calls of agents in the editor: by a language model's tool, or in the chat. */
import { RequestType } from 'vscode-languageserver-protocol';
import type { Position } from './text.ts';

export const agentCalls = ['verify', 'behaviours', 'question', 'synthesize', 'examples'] as const;
export type AgentCall = (typeof agentCalls)[number];

/** Client → server: makes a call. Cancelling this request ends it. Nothing of it changes a file. */
export const AgentCallRequest = {
  method: 'assay/agentCall',
  type: new RequestType<AgentCallParams, AgentAnswer, void>('assay/agentCall'),
} as const;
export interface AgentCallParams {
  readonly call: AgentCall;
  /** The arguments as the agent gave them: the server checks them. */
  readonly asked: object;
  /** Instead of `file` and `function` in them: the function at this place of an open document. */
  readonly at?: { readonly uri: string; readonly position: Position };
}
export interface AgentAnswer {
  /** Markdown for a model or a person; values stand in fences. */
  readonly text: string;
  /** It could not be answered: `text` says what to do next. */
  readonly isError?: true;
  /** The verdict of a verification, the verdict on the best of a synthesis. */
  readonly verdict?: string;
}
