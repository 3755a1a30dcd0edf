/** Offers the agents' calls to VS Code's language models, as tools. */
import * as vscode from 'vscode';
import { type AgentCall, AgentCallRequest, agentCalls } from '../protocol/agents.ts';
import type { Server } from './server.ts';

/** What a tool does, while it does it. */
const doing: Readonly<Record<AgentCall, (name: string) => string>> = {
  verify: (name) => vscode.l10n.t('Verifying {0}', name),
  behaviours: (name) => vscode.l10n.t('Comparing behaviours of {0}', name),
  question: (name) => vscode.l10n.t('Looking for the open question of {0}', name),
  synthesize: (name) => vscode.l10n.t('Synthesizing {0}', name),
  examples: (name) => vscode.l10n.t('Listing the examples of {0}', name),
};

export function registerTools(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    ...agentCalls.map((call) => vscode.lm.registerTool(`assay_${call}`, tool(server, call))),
  );
}

function tool(server: Server, call: AgentCall): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: ({ input }) => {
      const { function: name } = input as { function?: unknown };
      return { invocationMessage: doing[call](JSON.stringify(String(name).slice(0, 100))) };
    },
    async invoke({ input }, token) {
      const { text, isError } = await server.request(AgentCallRequest, { call, asked: input }, token);
      // VS Code tells the model the message of an error.
      if (isError) throw new Error(text);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}
